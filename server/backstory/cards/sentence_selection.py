"""The sentences of a summary that are told, none of them without the one that it points back to."""

from __future__ import annotations

import re
from collections.abc import Callable

from backstory.text.sentences import sentences

_POINTS_BACK = re.compile(r"(?:He|His|She|Her|It|Its|They|Their|This|These|Both)\b(?=\s|’s)")


def told(text: str, keep: Callable[[str], bool], *, after_gap: bool = False) -> tuple[str | None, bool]:
    """The sentences of a text to keep, None where none is left; and whether its last sentence is not told.

    `after_gap`: nor is the sentence that stands before the text.

    One that points back to a sentence that goes ("His junta sent the troops away") goes with it: it goes on telling
    what that began. With a name put for the pronoun, summaries of the starter pack told stories of 2015 and 2019 what
    came years later.
    """
    kept: list[str] = []
    gap = after_gap  # the sentence before is not told
    for sentence in sentences(text):
        gap = not keep(sentence) or (gap and _POINTS_BACK.match(sentence) is not None)
        if not gap:
            kept.append(sentence)
    return " ".join(kept) or None, gap
