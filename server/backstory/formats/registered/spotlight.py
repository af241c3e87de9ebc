"""DBpedia Spotlight's JSON: the story's text with its names and their entities."""

from __future__ import annotations

import json

from backstory.formats.named_text import names_of
from backstory.formats.registry import Format, Told
from backstory.formats.spotlight import AnnotateRequest, write_spotlight


def _write(told: Told) -> str:
    asked = AnnotateRequest(text=told.story.page.document.text, confidence=told.options.min_confidence or 0.5)
    return json.dumps(write_spotlight(asked, names_of(told.story)), ensure_ascii=False, separators=(",", ":"))


FORMAT = Format(
    name="spotlight",
    ending=".json",
    description="DBpedia Spotlight's JSON: the text with its names",
    write=_write,
)
