"""NIF 2.0 in Turtle: the story's text with its names and their entities."""

from __future__ import annotations

from backstory.formats.named_text import names_of
from backstory.formats.registry import Format, Told

_NOWHERE = "urn:backstory:text"  # a text that came without an address


def _write(told: Told) -> str:
    # rdflib costs 0.1 s to import; who asks for other formats should not pay it.
    from backstory.formats.nif import NifText, write_nif

    meta = told.story.page.metadata
    text = told.story.page.document.text
    context = f"{meta.url or meta.canonical_url or _NOWHERE}#char=0,{len(text)}"
    return write_nif(NifText(context, text, ()), names_of(told.story))


FORMAT = Format(
    name="nif",
    media_type="text/turtle",
    ending=".ttl",
    description="NIF 2.0: the text with its names, as GERBIL reads it",
    write=_write,
    alone=True,
)
