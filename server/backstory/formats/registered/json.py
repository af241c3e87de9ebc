"""The answer as JSON: the contract of `POST /enrich`."""

from __future__ import annotations

from backstory.formats.json_api import EnrichResponse
from backstory.formats.registry import Format

FORMAT = Format(
    name="json",
    media_type="application/json",
    ending=".json",
    description="the whole answer",
    write=lambda told: told.response().model_dump_json(),
    with_text=True,
    model=EnrichResponse,
)
