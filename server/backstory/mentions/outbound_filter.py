"""Which names may be told to a live source. Pure.

What stands in a story is nobody else's business, and not all that is written like a name is one: account numbers,
passwords, postcodes, words of addresses, long titles. Such things stay here, at the price of a card.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backstory.model import Gap

MAX_WORDS = 8  # more of them are a sentence or a title in quotation marks
MAX_DIGITS = 6  # of a name, a year at its edge left aside: "2016–17" has six
_SMALL_WORD = 4  # letters of the longest word that a title may have in small letters: "from", "with"
_SHOWN = 3  # names that a gap spells out

# Web and e-mail addresses, handles, British and Canadian postcodes. Repeats have bounds: the page is hostile.
_ADDRESS = re.compile(
    r"""
    \b[a-z][a-z0-9+.-]{0,30}://\S+
    | (?:(?<![\w.+%-])|(?<=[\w.+%-]{64}))[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
    | (?<!\w)@\w+
    | \bwww\.\S+
    | \b(?<!-)[\w-]{2,63}(?:\.[\w-]{2,63}){1,8}/\S*
    | \b(?<!-)[\w-]{2,63}(?:\.[\w-]{2,63}){0,8}\.(?-i:[a-z]{2,24})\b
    | \b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b
    | \b[a-z]\d[a-z]\s?\d[a-z]\d\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{1,300})[”“»\"]")
_YEAR_AT_THE_EDGE = re.compile(r"\A(?:1\d|20)\d\d(?!\w)|(?<!\w)(?:1\d|20)\d\d\Z")
_LONG_NUMBER = re.compile(r"\d{4}")
_MIXED_WORD = re.compile(r"(?=[^\W_]{8})[^\W_]*(?:\d[^\W\d_]|[^\W\d_]\d)")
_WHY = "It looks like a number, a code, an address or a sentence, not a name, so no live source was asked for it."


def filter_outbound(text: str, names: Sequence[str]) -> tuple[list[str], tuple[Gap, ...]]:
    """The names of a text that may leave, in their order, and what is kept back."""
    if not names:
        return [], ()
    outside = _QUOTED.sub(_without_title, _ADDRESS.sub(" \0 ", text))
    kept = [name for name in names if _is_private(name) or (name in text and not _stands_in(outside, name))]
    if not kept:
        return list(names), ()
    return [name for name in names if name not in kept], (Gap(_listed(kept), _WHY),)


def _is_private(name: str) -> bool:
    rest = _YEAR_AT_THE_EDGE.sub("", name)
    return (
        len(name.split()) > MAX_WORDS
        or sum(character.isdigit() for character in rest) > MAX_DIGITS
        or any(pattern.search(rest) for pattern in (_LONG_NUMBER, _MIXED_WORD, _ADDRESS))
    )


def _without_title(quoted: re.Match[str]) -> str:
    """Nothing, where a long title stands in quotation marks, or else what stands there: it may name somebody."""
    words = quoted[1].split()
    is_title = len(words) > MAX_WORDS and all(word[0].isupper() for word in words if len(word) > _SMALL_WORD)
    return " \0 " if is_title else quoted[0]


def _stands_in(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name if len(name) <= 40 else name[:39] + '…'}”" for name in names[:_SHOWN]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
