"""Names that no source knows, with what the story itself says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backstory.model import Document, LinkedMention, Unknown
from backstory.surface import key

_MOST = 40
# "Jane Roe, a retired teacher from Leeds, said": the apposition up to the comma that closes it.
_APPOSITION = re.compile(r",\s+((?:an?|the|who|which|one of|\d{2},)\s[^,.;:!?()—–\n]{3,140})[,.;—–]")
# "... and Roe (a nurse)": the same in brackets.
_BRACKETS = re.compile(r"\s\(((?:an?|the)\s[^()\n]{3,140})\)")


def unknown_names(document: Document, linked: Sequence[LinkedMention]) -> tuple[Unknown, ...]:
    """Names without a sense on record, in text order: those of several words, or named more than once."""
    groups: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for index, link in enumerate(linked):
        # a name that means several things on record, none surely, is ambiguous; it is not unknown
        if link.entity is not None or (link.runner_up is not None and link.mention.full is None):
            continue
        name = link.mention.full or link.mention.surface
        groups.setdefault(key(name), []).append(index)
        names.setdefault(key(name), name)
    found = [
        Unknown(names[form], _said(document, linked, indices), tuple(indices))
        for form, indices in groups.items()
        if " " in names[form] or len(indices) > 1
    ]
    return tuple(found[:_MOST])


def _said(document: Document, linked: Sequence[LinkedMention], indices: Sequence[int]) -> str | None:
    for index in indices:
        rest = document.text[linked[index].mention.end :]
        match = _APPOSITION.match(rest) or _BRACKETS.match(rest)
        if match:
            return match[1].strip()
    return None
