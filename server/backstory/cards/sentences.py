"""The sentences of a summary that are told, so that each still speaks of whom it spoke of."""

from __future__ import annotations

import re
from collections.abc import Callable

from backstory.lexicon.dated import sentences
from backstory.model import Entity

_POINTS_BACK = re.compile(r"(He|His|She|Her|It|Its|They|Their|This|These|Both)\b(?=\s)")
_POINTS_TO = {"person": ("He", "His", "She", "Her")}
_POINTS_TO_THINGS = ("It", "Its")
_OWNING = ("His", "Her", "Its")


def told(text: str, keep: Callable[[str], bool], entity: Entity) -> str | None:
    """The sentences of a text to keep, None where none is left.

    One that points back to a sentence that goes ("He won the war") gets the entity's name where nobody else can be
    meant, since all before it speak of the entity; else it goes too.
    """
    kept: list[str] = []
    gap = False  # the sentence before is not told
    alone = True  # each sentence so far speaks of the entity, as the first does
    for place, sentence in enumerate(sentences(text)):
        back = _POINTS_BACK.match(sentence)
        to_it = back is not None and back[1] in _POINTS_TO.get(entity.kind or "", _POINTS_TO_THINGS)
        if not keep(sentence) or (gap and back and not (to_it and alone)):
            gap = True
        else:
            kept.append(_named(sentence, entity.label) if gap and back else sentence)
            gap = False
        alone = alone and (to_it or place == 0)
    return " ".join(kept) or None


def _named(sentence: str, name: str) -> str:
    word, rest = sentence.split(maxsplit=1)
    return f"{name}’s {rest}" if word in _OWNING else f"{name} {rest}"
