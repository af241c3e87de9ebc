"""What a sentence speaks of: where it names entities, and its words as far as they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backstory.model import Span

_STEM = 4  # letters: "killed" and "killing" have to meet
_ALIKE = 0.5  # share of the stems of the shorter
_WORD = re.compile(r"[^\W\d_]{4,}")


def stems(text: str) -> set[str]:
    """The beginnings of a text's longer words."""
    return {word[:_STEM] for word in _WORD.findall(text.lower())}


def alike(one: set[str], other: set[str]) -> bool:
    """Whether the stems of two statements of one day are those of the same event, told in other words."""
    return bool(one and other) and len(one & other) >= _ALIKE * min(len(one), len(other))


def spans_of(text: str, names: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    """The first place of each name that stands in a text as a whole, in order; `names`: label and id of each entity.

    Of names that overlap the longest is taken.
    """
    found: list[Span] = []
    for label, id in sorted(names, key=lambda name: -len(name[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text) if label else ():
            if all(match.end() <= span.start or span.end <= match.start() for span in found):
                found.append(Span(match.start(), match.end(), id))
                break
    return tuple(sorted(found, key=lambda span: span.start))
