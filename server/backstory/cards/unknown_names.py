"""Names that no source knows, with what the story itself says of them."""

from __future__ import annotations

from collections.abc import Sequence

from backstory.cards.appositions import said_of
from backstory.model import Document, LinkedMention, Unknown
from backstory.text.normalise import normalise

_MOST = 40
_MOST_READ = 25  # mentions of one name that are looked at for what is said of it: a story says it early


def unknown_names(document: Document, linked: Sequence[LinkedMention]) -> tuple[Unknown, ...]:
    """Names without a sense on record, in text order: those of several words, or named more than once."""
    groups: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for index, link in enumerate(linked):
        # a name that means several things on record, none surely, is ambiguous; it is not unknown
        if link.entity is not None or (link.runner_up is not None and link.mention.full is None):
            continue
        name = link.mention.full or link.mention.surface
        groups.setdefault(normalise(name), []).append(index)
        names.setdefault(normalise(name), name)
    told = [form for form, indices in groups.items() if " " in names[form] or len(indices) > 1]
    return tuple(_unknown(document, linked, names[form], groups[form]) for form in told[:_MOST])


def _unknown(document: Document, linked: Sequence[LinkedMention], name: str, indices: Sequence[int]) -> Unknown:
    """The name with the first words that the story has for it, wherever it is named."""
    said = next(filter(None, (said_of(document, linked[index].mention) for index in indices[:_MOST_READ])), None)
    words = document.text[said.start : said.end] if said else None
    return Unknown(name, words, tuple(indices), (said.start, said.end) if said else None)
