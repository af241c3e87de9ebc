"""Which capitals of a run belong to no known name, and are no mere titles, sides, months or openers either."""

from __future__ import annotations

import re

from backstory.lang import english
from backstory.mentions.evidence import TextEvidence
from backstory.mentions.span_proposal import Span, beginning

PLURAL_OF_ACRONYM = re.compile("[A-Z]{2,5}s\\Z")  # "SUVs", "the CEOs of Apple": of many, and so no name
_MOST_TITLES = 6  # before one name: "Former First Deputy Prime Minister"
_LONGEST_PERSON = 3  # words of somebody's name behind a title


def loose_words(evidence: TextEvidence, run: Span, inside: list[Span]) -> list[int]:
    """Capitals of the run that no known span covers and that are not mere titles, sides or openers."""
    tokens, words = evidence.tokens, evidence.words
    covered = {i for first, last in inside for i in range(first, last + 1)}
    loose: list[int] = []
    for i in range(run[0], run[1] + 1):
        token = tokens[i]
        if i in covered or not token.capital or token.number or token.folded in words.articles:
            continue
        if PLURAL_OF_ACRONYM.match(token.text):
            continue
        if token.folded in words.calendar and not _given_name(evidence, i, run):
            continue
        if _mere_title(evidence, i, run, inside, loose):
            continue
        if i + 1 in covered and token.folded in words.directions:
            continue
        stray = token.opens or (i == run[0] and token.folded not in words.title_modifiers)
        if stray and token.folded in words.openers and not token.acronym:
            continue
        if token.opens and _mere_opener(evidence, i, inside):
            continue
        loose.append(i)
    return loose


def _given_name(evidence: TextEvidence, i: int, run: Span) -> bool:
    """Whether a month is somebody's given name: "Jan Bloom", but not "in May Russia" or "3 June Berlin"."""
    tokens = evidence.tokens
    if i == run[1] or tokens[i].opens or tokens[i].folded not in english().given_names:
        return False
    before, following = tokens[i - 1], tokens[i + 1]
    return not (before.number or before.folded in evidence.words.openers) and following.gap == " " and following.capital


def _mere_opener(evidence: TextEvidence, i: int, inside: list[Span]) -> bool:
    """Whether a capital is due to its place at the beginning of a sentence: "Parts of Ukraine", "See Facebook"."""
    token, words = evidence.tokens[i], evidence.words
    if token.folded in evidence.lower_words or token.folded.endswith("ing"):
        return True
    if token.acronym or token.folded in evidence.cores or i + 1 == len(evidence.tokens):
        return False
    following = evidence.tokens[i + 1]
    if following.folded in words.connectors and not following.capital and token.folded not in words.endings:
        plural = token.folded.endswith("s") and not token.folded.endswith("ss")
        return token.folded in words.quantities or (plural and english().is_ordinary(token.folded))
    known = beginning(inside, i + 1)
    if known is None:
        return False
    if token.folded in words.opening_verbs:
        return True
    if known not in evidence.people or not english().is_ordinary(token.folded):
        return False
    return " ".join(t.folded for t in evidence.tokens[known[0] : known[1] + 1]) in evidence.elsewhere


def _portfolio(evidence: TextEvidence, i: int, run: Span) -> bool:
    """Whether a word is what somebody is in charge of: the "State" of "Secretary of State Roe"."""
    tokens, words = evidence.tokens, evidence.words
    first = last = i
    while first > 1 and tokens[first].folded in words.portfolios and tokens[first].joined:
        first -= 1
    if first == i or tokens[first].folded not in words.connectors | {"for"}:
        return False
    if tokens[first - 1].folded not in words.titles:
        return False
    while last < run[1] and tokens[last].folded in words.portfolios:
        last += 1
    return tokens[last].capital and tokens[last].folded not in words.portfolios | words.endings


def _of_a_body(evidence: TextEvidence, i: int, inside: list[Span]) -> bool:
    """Whether nothing but titles stands between a known body and here: "Senate Minority Leader Roe"."""
    words = evidence.words
    before = [span for span in inside if span[1] < i]
    return (
        bool(before)
        and before[-1] not in evidence.people
        and all(
            token.folded in words.titles or token.folded in words.title_modifiers
            for token in evidence.tokens[before[-1][1] + 1 : i]
        )
    )


def _mere_title(evidence: TextEvidence, i: int, run: Span, inside: list[Span], loose: list[int]) -> bool:
    """Whether a title says who someone is, and is no part of a name: not the "State" of "State Circus".

    It begins the run, or stands right before a whole known name or before two words that are somebody's.
    """
    tokens, words = evidence.tokens, evidence.words
    if _portfolio(evidence, i, run):
        return True
    end = i
    while end <= min(run[1], i + _MOST_TITLES) and (
        tokens[end].folded in words.titles or tokens[end].folded in words.title_modifiers
    ):
        end += 1
    if end == i and not loose and tokens[i].folded in words.endings:
        return i < run[1] and _mere_title(evidence, i + 1, run, inside, loose)  # "House Majority Leader Roe"
    if end == i or tokens[end - 1].folded not in words.titles:
        return False  # the "National" of "National Gallery" modifies no title
    if not loose and not (inside and inside[0][1] < i):
        return True
    named = beginning(inside, end)
    if named is not None and (named[1] > named[0] or _of_a_body(evidence, i, inside)):
        return True
    if end > run[1] and inside and inside[-1] in evidence.places and not loose:
        return True  # "California Governor"
    rest = tokens[end : min(run[1], end + _LONGEST_PERSON) + 1]
    if len(rest) == 1 and rest[0].capital and _of_a_body(evidence, i, inside):
        return not english().is_ordinary(rest[0].folded)
    if not 2 <= len(rest) <= _LONGEST_PERSON or not all(token.capital for token in rest):
        return False
    if rest[-1].folded in words.endings:
        return False
    return rest[0].folded in english().given_names or not english().is_ordinary(rest[0].folded)
