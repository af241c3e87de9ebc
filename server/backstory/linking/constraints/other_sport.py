"""Other sport: the "World Cup" of a story of rugby is not football's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache

from backstory.linking import lexicon
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.text.normalise import stem

_OF_SPORT = {SEMANTIC_TYPES.index(each) for each in ("event", "dated", "team", "organisation", "concept", "other")}


def other_sport(story: Set[str], candidates: Sequence[Sequence[ScoredCandidate]]) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) that are of a sport, where the story is of another and says nothing of it.

    `story`: its folded words.
    """
    here = _sports(story)
    if not here:
        return set()
    return {
        (s, c)
        for s, own in enumerate(candidates)
        for c, each in enumerate(own)
        if each.type in _OF_SPORT and (sports := _sports(each.entity.terms)) and sports.isdisjoint(here)
    }


def _sports(terms: Iterable[str]) -> set[str]:
    """The sports that some of these words are of."""
    by_word = _sport_by_word()
    return {by_word[word] for word in by_word.keys() & terms}


@cache
def _sport_by_word() -> dict[str, str]:
    return {stem(word): sport for sport, words in lexicon.table("sports").items() for word in words.split()}
