"""Places in a text, in the unit that the caller counts in: Unicode code points, or UTF-16 code units as in JavaScript.

Source: https://www.unicode.org/glossary/#code_unit; RFC 5147 and the Web Annotation model count code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Literal

OffsetUnit = Literal["code_points", "utf16"]
LAST_OF_ONE_UNIT = "\uffff"  # what lies above takes two UTF-16 code units


def counted_in(unit: OffsetUnit, text: str) -> Callable[[int], int]:
    """What gives a place in `text`, counted in code points, in another unit."""
    if unit == "code_points" or text.isascii():
        return _as_it_is
    wide = [place for place, character in enumerate(text) if character > LAST_OF_ONE_UNIT]
    return lambda place: place + bisect_left(wide, place)


def _as_it_is(place: int) -> int:
    return place
