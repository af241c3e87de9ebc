"""Sides: in a story of sport a country, city, state or university that plays is its team, not the place.

"Germany lost to Mexico", "a 2-1 win over Belgium", "Brazil's midfielder". What is no team is ruled out; where no pack
holds the team, that leaves silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import islice

from backstory.linking import lexicon
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.context import Context
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.linking.topics import topics_of
from backstory.model import Document, Mention
from backstory.text.normalise import stem

_SPORT = stem("football")  # a word of the topic, for those that are of sport beside it
_MOST = 12  # mentions of a name that are looked at
_REACH = 48  # characters on either side
_PLACES = {SEMANTIC_TYPES.index("place"), SEMANTIC_TYPES.index("country")}
_SCHOOL = re.compile(r"\b(?:university|college|school)\b", re.IGNORECASE)
_SCORE = re.compile(r"[,:]? \(?\d{1,3}(?:[-–]\d{1,3}|[.!;]|, )")
_SCORES = re.compile(r"(?<![\d.,-])\d{1,3}[-–]\d{1,3}(?![\d.,%-])")


def sides(
    document: Document,
    mentions: Sequence[Mention],
    clusters: Sequence[MentionCluster],
    candidates: Sequence[Sequence[ScoredCandidate]],
    context: Context,
) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) that are places or schools where the story's mentions play.

    A word of sport counts for nothing in a story that has more of something else: "Ukraine's defenders".
    """
    extra = _sport_words()
    topics = topics_of([_SPORT if term in extra else term for term in context.terms])
    of_sport = all(topics.get("sport", 0.0) >= value for value in topics.values())
    strength = len(context.terms & _sport_terms()) if of_sport else 0
    found: set[tuple[int, int]] = set()
    for s, (cluster, own) in enumerate(zip(clusters, candidates, strict=True)):
        unfit = [c for c, each in enumerate(own) if each.type in _PLACES or _is_school(each)]
        if not unfit:
            continue
        nouns = {own[c].entity.label for c in unfit}
        if _plays(document.text, [mentions[i] for i in islice(cluster.mentions, _MOST)], strength, nouns):
            found.update((s, c) for c in unfit)
    return found


def _is_school(candidate: ScoredCandidate) -> bool:
    entity = candidate.entity
    return entity.kind == "organisation" and _SCHOOL.search(entity.description or "") is not None


def _plays(text: str, mentions: Sequence[Mention], strength: int, nouns: Set[str]) -> bool:
    """Whether a name is a side more often than a place where something happens.

    A scoreline beside it makes up for words of sport: "Leeds beat Hull 2-0". `nouns`: what a side is called, so that
    "the England captain" is told from "the German captain", whose country he is from.
    """
    plays = lies = 0
    for mention in mentions:
        before = text[max(0, mention.start - _REACH) : mention.start].rsplit("\n", 1)[-1]
        after = text[mention.end : mention.end + _REACH].split("\n", 1)[0]
        evidence = strength + 2 * (_SCORES.search(f"{before} {after}") is not None)
        theirs = _players().match(after)
        surely = (
            _beaten().search(before) is not None
            or _scoring().match(after) is not None
            or (theirs is not None and (theirs[0][:1] != " " or mention.surface in nouns))
        )
        if (evidence >= 1 and surely) or (evidence >= 2 and (_playing().match(after) or _SCORE.match(after))):
            plays += 1
        elif _there().search(before):
            lies += 1
    return plays > lies


@cache
def _sport_words() -> frozenset[str]:
    return frozenset(map(stem, lexicon.words("sport_words")))


@cache
def _sport_terms() -> frozenset[str]:
    words = " ".join([lexicon.table("topics").get("sport", ""), *lexicon.table("sports").values()]).split()
    return _sport_words().union(map(stem, words))


@cache
def _beaten() -> re.Pattern[str]:
    """Right before a side: "beat", "a win over", "lost to"."""
    verbs, outcomes = lexicon.either("beating_verbs"), lexicon.either("outcomes")
    return re.compile(rf"\b(?:{verbs}|(?:{outcomes})\s(?:\S+\s)?(?:over|against|by|to|with))\s(?:the\s)?\Z", re.I)


@cache
def _scoring() -> re.Pattern[str]:
    """Right after a side: "equalised"."""
    return _does("scoring_verbs")


@cache
def _playing() -> re.Pattern[str]:
    """Right after what may be a side: "will play", "lost"."""
    return _does("playing_verbs")


def _does(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"(?:,[^,.]{{1,30}},)?\s(?:(?:will|would|had|have|has|to)\s)?(?:{lexicon.either(verbs)})\b")


@cache
def _players() -> re.Pattern[str]:
    """Right after a side: "'s midfielder", "captain"."""
    return re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s)?(?:{lexicon.either('players')})\b")


@cache
def _there() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.either('place_prepositions')})\s(?:the\s)?\Z", re.I)
