"""Formats: a told story as something to read or to send. Takes an Answer. Asks nobody, fetches nothing.

`registry.py` (what a format is) · `registered/` (one module a format) · `json_api/` (the wire: requests and answers as
models) · `view.py` (what page and text show) · `html_page.py`, `plain_text.py`, `ndjson.py`, `web_annotations.py`,
`nif.py`, `spotlight.py` (how each writes). Every text of an answer is set as text, never as markup.
"""

from backstory.formats.html_page import CARD_STYLE, STYLE_HASH, note_markup, story_markup, to_html
from backstory.formats.plain_text import to_text
from backstory.formats.registry import Format, Told, by_media_type, format_named, format_names

__all__ = [
    "CARD_STYLE",
    "STYLE_HASH",
    "Format",
    "Told",
    "by_media_type",
    "format_named",
    "format_names",
    "note_markup",
    "story_markup",
    "to_html",
    "to_text",
]
