"""Lines for a terminal."""

from __future__ import annotations

from backstory.formats.plain_text import to_text
from backstory.formats.registry import Format

FORMAT = Format(
    name="text",
    media_type="text/plain",
    ending=".txt",
    description="the cards as text to read",
    write=lambda told: to_text(told.story),
)
