"""A page that stands alone, with the story and its cards."""

from __future__ import annotations

from backstory.formats.html_page import to_html
from backstory.formats.registry import Format

FORMAT = Format(
    name="html",
    media_type="text/html",
    ending=".html",
    description="a stand-alone page with the story and its cards",
    write=lambda told: to_html(told.story),
    alone=True,
)
