"""JSON lines: the answer part by part, each as soon as it is ready."""

from __future__ import annotations

from backstory.formats.ndjson import to_lines
from backstory.formats.registry import Format, Told


def _write(told: Told) -> str:
    return b"".join(to_lines([told.response()])).decode()


FORMAT = Format(
    name="ndjson",
    media_type="application/x-ndjson",
    ending=".ndjson",
    description="JSON lines, each an object with one key: page, mentions, sources, card, read_more, end; or problem, "
    "where it cannot go on",
    write=_write,
    with_text=True,
    stream=to_lines,
)
