"""Compatibility: candidates that the words right beside a name rule out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from backstory.linking import lexicon
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.context_features import NAMES
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.model import Document, Mention
from backstory.text.dates import parse_date

_AGE = re.compile(r",? (?:aged )?(\d{2})(?=[,.;)])|,? \((\d{2})\)")
_THING = re.compile(r"\b(?:the|USS|HMS|MS|SS|HMCS|HMAS|INS|RV)\s\Z")
_SLACK_YEARS = 1
_MOST = 8  # mentions of a name that are looked at
_PLACES = {SEMANTIC_TYPES.index("place"), SEMANTIC_TYPES.index("country")}
_SPORT, _SIDE, _IN = (NAMES.index(name) for name in ("sport", "side_near", "place_before"))


def incompatible(
    document: Document,
    mentions: Sequence[Mention],
    clusters: Sequence[MentionCluster],
    candidates: Sequence[Sequence[ScoredCandidate]],
    context: Sequence[Sequence[float]],
    published: str | None,
) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) that do not fit.

    People of another age, people where a ship is meant, towns where their club is, cities where their state
    is, countries where their capital is.
    """
    day = parse_date(published)
    found: set[tuple[int, int]] = set()
    for s, (cluster, own, around) in enumerate(zip(clusters, candidates, context, strict=True)):
        if not own:
            continue
        plays = around[_SPORT] >= 0.5 and around[_SIDE] >= 0.5 and around[_IN] < 0.2
        there = around[_IN] >= 0.5
        here = [mentions[index] for index in islice(cluster.mentions, _MOST)]
        age = _age(document, here) if day else None
        state = _has_state(own) and any(_is_state(document, mention) for mention in here)
        thing = " " in cluster.name and any(_is_thing(document, mention) for mention in here)
        for c, candidate in enumerate(own):
            if candidate.entity.kind == "person":
                unfit = thing or (
                    day is not None and age is not None and _is_another_age(candidate, age, day.first.year)
                )
            else:
                unfit = (plays and candidate.type in _PLACES) or (there and _is_metonym(candidate, own))
                unfit = unfit or (state and candidate.type in _PLACES and not _called_state(candidate))
            if unfit:
                found.add((s, c))
    return found


def _is_metonym(candidate: ScoredCandidate, own: Sequence[ScoredCandidate]) -> bool:
    """Whether a town's name is said for what sits there: "Berlin refused", but not "in Berlin"."""
    return candidate.stranger and any(
        not each.rival and each.type in _PLACES and candidate.entity.id in each.entity.links for each in own
    )


def _has_state(own: Sequence[ScoredCandidate]) -> bool:
    return any(map(_called_state, own))


def _called_state(candidate: ScoredCandidate) -> bool:
    return candidate.entity.kind == "place" and (candidate.entity.description or "").startswith("state ")


def _is_state(document: Document, mention: Mention) -> bool:
    """Whether the words before a name that a state shares with a city say that the state is meant."""
    return _before_states().search(document.text, max(0, mention.start - 24), mention.start) is not None


@cache
def _before_states() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.either('before_states')})\s\Z", re.I)


def _age(document: Document, mentions: Sequence[Mention]) -> int | None:
    """The age that the story gives right after the name: "Elizabeth Taylor, 34,"."""
    for mention in mentions:
        if match := _AGE.match(document.text, mention.end):
            return int(match[1] or match[2])
    return None


def _is_another_age(candidate: ScoredCandidate, age: int, year: int) -> bool:
    born = parse_date(candidate.entity.began)
    return born is not None and abs(year - born.first.year - age) > _SLACK_YEARS


def _is_thing(document: Document, mention: Mention) -> bool:
    """Whether the name is a ship's or a thing's: "the USS Abraham Lincoln", "the Ronald Reagan left port"."""
    before = document.text[max(0, mention.start - 6) : mention.start]
    match = _THING.search(before)
    return bool(match) and (not before.endswith("the ") or _after_ship().match(document.text, mention.end) is not None)


@cache
def _after_ship() -> re.Pattern[str]:
    """What follows a ship's name: a pause or a verb, and no noun that the name would go with."""
    return re.compile(rf"(?:[,.;:!?)]|\s(?:{lexicon.either('after_ship')})\b)")
