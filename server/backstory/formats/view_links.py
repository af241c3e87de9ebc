"""What is behind a link, in a few words beside it. Pure."""

from __future__ import annotations

from backstory.formats.view_wording import plain
from backstory.model import Adds, LinkedStory
from backstory.text.dates import day_of, in_words

_FEW = 3  # names


def beside_link(linked: LinkedStory | None) -> str | None:
    """When and where the linked story came out, what it adds, and what it says itself, in quotation marks.

    Without a preview: why there is none. None where nobody asked.
    """
    if linked is None or linked.preview is None:
        return plain(linked.why) if linked and linked.why else None
    preview = linked.preview
    published = in_words(day_of(preview.published)) if preview.published else None
    length = f"{preview.words:,} words" if preview.words else None
    head = ", ".join(plain(part) for part in (published, preview.site, preview.author, length) if part)
    site = plain(preview.site) if preview.site else "the linked story"
    said = [linked.why] if linked.why else _added(linked.adds, site) if linked.adds else [preview.description or ""]
    return " ".join(part for part in (f"{head}." if head else "", *(plain(each) for each in said if each)) if part)


def _added(adds: Adds, site: str) -> list[str]:
    new = ", ".join(entity.label for entity in adds.new[:_FEW])
    shared = ", ".join(entity.label for entity in adds.shared[:_FEW])
    names = [f"New: {new}." if new else "", f"In both: {shared}." if shared else ""]
    return [adds.said, *names, *(f"“{quote.exact}” ({site})" for quote in adds.quotes)]
