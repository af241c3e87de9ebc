"""Where a capital says nothing: lines in capitals, headlines in title case."""

from __future__ import annotations

from itertools import groupby

from backstory.mentions.tokens import Token
from backstory.mentions.words import CONNECTORS, NameWords

_HEADINGS = frozenset({"headline", "standfirst", "subheading"})
_MOSTLY = 0.8
_LEAST_SHOUTED = 4  # words in capitals in a row; fewer may be acronyms side by side
_LEAST_TITLED = 5  # telling words of a sentence of prose; a shorter one may well hold little but names


def uncased_tokens(tokens: list[Token], words: NameWords) -> frozenset[int]:
    """The numbers of the tokens whose capital says nothing."""
    found: set[int] = set()
    for _, block in groupby(range(len(tokens)), lambda i: tokens[i].block):
        own = list(block)
        capitals = sum(tokens[i].capital for i in own)
        if capitals < _LEAST_SHOUTED - 1:
            continue
        real = [tokens[i] for i in own if _is_word(tokens[i])]
        if _in_capitals(real) or _heading_in_title_case(real):
            found.update(own)
            continue
        found |= _shouted(tokens, own)
        if capitals >= _LEAST_TITLED:
            for _, clause in groupby(own, lambda i: tokens[i].clause):
                here = list(clause)
                if len(here) >= _LEAST_TITLED and _in_title_case(tokens[here[0] : here[-1] + 1], words):
                    found.update(here)
    return frozenset(found)


def _is_word(token: Token) -> bool:
    return not token.number and token.text[0].lower() != token.text[0].upper()


def _in_capitals(words: list[Token]) -> bool:
    return len(words) >= _LEAST_SHOUTED and sum(token.text.isupper() for token in words) >= _MOSTLY * len(words)


def _shouted(tokens: list[Token], own: list[int]) -> set[int]:
    """Runs of words in capitals within a block, numbers among them included."""
    found: set[int] = set()
    for upper, run in groupby(own, lambda i: tokens[i].number or tokens[i].text.isupper()):
        here = list(run)
        if upper and sum(len(tokens[i].text) > 1 and not tokens[i].number for i in here) >= _LEAST_SHOUTED:
            found.update(here)
    return found


def _heading_in_title_case(words: list[Token]) -> bool:
    telling = [token for token in words if len(token.text) > 3]
    return bool(words) and words[0].kind in _HEADINGS and len(telling) >= 3 and _mostly_capital(telling)


def _in_title_case(tokens: list[Token], words: NameWords) -> bool:
    """A sentence of prose with capitals throughout, on small words too: "Pay Rises After Strike at The Mill"."""
    telling = [token for token in tokens if len(token.text) > 3 and not token.number]
    if len(telling) < _LEAST_TITLED or not _mostly_capital(telling):
        return False
    return any(
        token.capital and not token.opens and not token.text.isupper() and _is_small(token.folded, words)
        for token in tokens
    )


def _is_small(folded: str, words: NameWords) -> bool:
    opener = folded in words.openers and folded not in words.title_modifiers  # not the "First" of "First Avenue"
    return opener or folded in CONNECTORS or folded in words.articles


def _mostly_capital(words: list[Token]) -> bool:
    return sum(token.capital for token in words) >= _MOSTLY * len(words)
