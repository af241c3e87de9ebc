"""How many words a text has, counted as mention detection takes them: "A-A-A" has three."""

from __future__ import annotations

import re
from itertools import islice

_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def count_words(text: str, *, at_most: int) -> int:
    """The words of a text, and half the signs of scripts written without spaces; past `at_most` it stops counting."""
    words = sum(1 for _ in islice(_WORD.finditer(text), at_most + 1))
    if words > at_most or text.isascii():
        return words
    return words + sum(1 for _ in islice(_WITHOUT_SPACES.finditer(text), 2 * at_most + 2)) // 2
