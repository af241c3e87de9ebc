"""A text as it is seen: without invisible signs, letters and their accents in one, and where each sign came from."""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import NamedTuple

# Soft hyphens, zero-width spaces and joiners, signs of direction, marks that stand behind their letter.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DECOMPOSED = re.compile(r"[^\u0300-\u036f\u1ab0-\u1aff\ufe20-\ufe2f][\u0300-\u036f\u1ab0-\u1aff\ufe20-\ufe2f]+")


class Places(NamedTuple):
    """Where each sign of a text as it is seen begins and ends in the text as it stands."""

    starts: array[int]
    ends: array[int]


def visible(text: str) -> tuple[str, Places | None]:
    """The text as it is seen, and the places of its signs in `text`; None: it is the same text."""
    if text.isascii() or not (_UNSEEN.search(text) or _DECOMPOSED.search(text)):
        return text, None
    signs: list[str] = []
    starts, ends = array("I"), array("I")
    position = 0
    while position < len(text):
        if _UNSEEN.match(text, position):
            position += 1
            continue
        composed = _DECOMPOSED.match(text, position)
        end = composed.end() if composed else position + 1
        seen = unicodedata.normalize("NFC", text[position:end])
        signs.append(seen)
        starts.extend([position] * len(seen))
        ends.extend([end] * len(seen))
        position = end
    return "".join(signs), Places(starts, ends)
