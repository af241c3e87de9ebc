"""Which spans are the same, and what a span's words tell of it."""

from __future__ import annotations

import re

Span = tuple[int, int]  # half-open, code points

_JOINING = frozenset("'\"_")
_PRONOUNS = frozenset(
    """
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself
    we us our ours ourselves they them their theirs themselves
    """.split()
)
_NOMINAL = re.compile(r"(?:the|this|that|these|those|my|your|his|her|its|our|their) (.)", re.IGNORECASE | re.DOTALL)


def widen(span: Span, text: str) -> Span:
    """The span grown to whole words; quotation marks and underscores are a part of them.

    Two spans are the same where these are. As published, a span never grows to the text's last character, and an
    opening quotation mark is left out again where the word does not hold the closing one.
    """
    start, end = span
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) - 1 and _in_word(text[end]):
        end += 1
    if text[start] == '"' and '"' not in text[start + 1 : end]:
        start += 1
    return start, end


def _in_word(char: str) -> bool:
    return char.isalnum() or char in _JOINING


def is_capitalised(name: str) -> bool:
    """Whether its first letter is a capital."""
    return next((char.isupper() for char in name if char.isalpha()), False)


def is_coreference(surface: str) -> bool:
    """Whether it is a pronoun or the like of "the company": not a name, but a word for one. "US" is a name."""
    if surface.lower() in _PRONOUNS:
        return surface == "I" or not surface.isupper()
    nominal = _NOMINAL.match(surface)
    return nominal is not None and not nominal[1].isupper()


def is_masked(surface: str) -> bool:
    """Whether it has no letter at all."""
    return not any(char.isalpha() for char in surface)
