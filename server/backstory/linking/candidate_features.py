"""Candidate features: what speaks for each candidate of a name whatever the story says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log1p, log10
from operator import mul

from backstory.lang import english
from backstory.linking.features import Feature, names_of
from backstory.linking.semantic_types import SEMANTIC_TYPES, SemanticType, semantic_type_of
from backstory.linking.topics import topics_of
from backstory.model import Candidate, Entity
from backstory.text.normalise import initials, normalise

_LEAST_PRIOR = 1e-4
_MOST_KEPT = 2_000  # names whose candidates are kept, some 10 kB each
_MIDDLING = 0.45  # of an entity without a Wikidata number
_LONGEST_ACRONYM = 7
_PERSONS = frozenset({"person", "namelike"})
_NUMBER = {each: number for number, each in enumerate(SEMANTIC_TYPES)}


@dataclass(slots=True)
class Naming:
    """How a name stands to the label of a candidate, and to what else it may mean."""

    candidate: Candidate
    rank: int  # how many candidates come before it
    type: SemanticType
    one_word: bool  # the name is one word
    given: bool  # which is a given name
    equal: bool  # the name is the whole label
    begins: bool
    ends: bool
    inside: bool
    acronym: bool
    extra_words: int  # of the label
    rival: bool  # another candidate has the name as its label, this one has not
    shared: bool  # the label has some word of the name
    most_common: float  # prior of the most common candidate
    most_popular: float

    @property
    def entity(self) -> Entity:
        """The entity itself."""
        return self.candidate.entity

    @property
    def person(self) -> bool:
        """Whether it is a person who may be called by one of several names."""
        return self.one_word and self.type in _PERSONS


FEATURES: tuple[Feature[Naming], ...] = (
    Feature(
        "log_prior",
        "natural logarithm of how often the name means it",
        lambda n: log(max(n.candidate.prior, _LEAST_PRIOR)),
        "where the name means nothing else",
        "commonness",
    ),
    Feature(
        "most_common",
        "no other candidate is more common",
        lambda n: float(n.candidate.prior == n.most_common),
        because="commonness",
    ),
    Feature("rank", "how many come before it", lambda n: log1p(n.rank) / 4, "of the first", "commonness"),
    Feature(
        "popularity",
        "how widely known it is",
        lambda n: n.entity.popularity,
        "where no pack says",
        because="commonness",
    ),
    Feature(
        "popularity_gap",
        "below zero: how much less known than the best known candidate",
        lambda n: n.entity.popularity - n.most_popular,
        "of the best known",
        "commonness",
    ),
    Feature("forms", "how many names it goes by", lambda n: log1p(n.entity.forms) / 5, "never", "commonness"),
    Feature(
        "degree",
        "how many entities it is tied to",
        lambda n: log1p(len(n.entity.links)) / 5,
        "where none is on record",
        "commonness",
    ),
    Feature(
        "early",
        "how early it came to Wikidata, which began with what most languages write about",
        lambda n: _early(n.entity.id),
        "of the latest",
        "commonness",
    ),
    Feature("equal_one_word", "the name is its whole label, of one word", lambda n: float(n.equal and n.one_word)),
    Feature(
        "equal_several_words",
        "the name is its whole label, of several words",
        lambda n: float(n.equal and not n.one_word),
    ),
    Feature("begins", "its label goes on after the name: “Stanford University”", lambda n: float(n.begins)),
    Feature("ends", "its label ends with the name: “Joan Baez”", lambda n: float(n.ends)),
    Feature("inside", "its label has the words of the name elsewhere", lambda n: float(n.inside)),
    Feature("acronym", "the name is made of its label's initials", lambda n: float(n.acronym)),
    Feature(
        "alias",
        "its label has nothing of the name",
        lambda n: float(not (n.equal or n.begins or n.ends or n.inside or n.acronym)),
    ),
    Feature("first_name", "a person called by the first name", lambda n: float(n.person and n.begins)),
    Feature("last_name", "a person called by the last name", lambda n: float(n.person and n.ends)),
    Feature(
        "given_first_name",
        "a person called by the first name, which is a given name like any other",
        lambda n: float(n.person and n.begins and n.given),
    ),
    Feature(
        "extra_words",
        "how many words its label has beside the name, logarithm",
        lambda n: 0.0 if n.type in _PERSONS else log1p(max(0, n.extra_words)),
        "of persons",
    ),
    Feature(
        "stranger",
        "another candidate has the name as its label, and this one has not a word of it",
        lambda n: float(n.rival and not n.shared),
    ),
    Feature(
        "outnamed",
        "another candidate has the name as its label, and this one has some of its words",
        lambda n: float(n.rival and n.shared),
    ),
)
NAMES = names_of(FEATURES)


@dataclass(slots=True)
class ScoredCandidate:
    """A candidate of a name, and what speaks for it by itself."""

    candidate: Candidate
    entity: Entity
    type: int  # number in SEMANTIC_TYPES
    base: str  # its label, normalised, without what follows a comma
    rival: bool  # another candidate has the name as its label, this one has not
    stranger: bool  # as `rival`, and its label has not a word of the name
    features: tuple[float, ...]  # one for each of FEATURES
    _topics: Mapping[str, float] | None = None
    _score: float = 0.0
    _scored_by: tuple[float, ...] | None = None

    @property
    def topics(self) -> Mapping[str, float]:
        """What is said of it by topic; worked out when it is asked for, as most candidates never come that far."""
        if self._topics is None:
            self._topics = topics_of(self.entity.terms)
        return self._topics

    def score(self, weights: tuple[float, ...]) -> float:
        """The log odds of its features; kept, as the same weights come back in story after story."""
        if self._scored_by is not weights:
            self._score = sum(map(mul, weights, self.features))
            self._scored_by = weights
        return self._score


class CandidateCache:
    """Scored candidates of names, kept from story to story. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[tuple[Candidate, ...], tuple[ScoredCandidate, ...]]] = {}

    def of(self, name: str, form: str, candidates: tuple[Candidate, ...]) -> tuple[ScoredCandidate, ...]:
        """The candidates of a name with their features, in the same order."""
        if not candidates:
            return ()
        place = (name, id(candidates))
        kept = self._kept.get(place)
        if kept is not None and kept[0] is candidates:
            return kept[1]
        scored = scored_candidates(name, form, candidates)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[place] = (candidates, scored)
        return scored


def scored_candidates(name: str, form: str, candidates: tuple[Candidate, ...]) -> tuple[ScoredCandidate, ...]:
    """The candidates of a name with what speaks for each by itself."""
    form = form.casefold()
    words = form.split()
    own, many = frozenset(words), len(words)
    labels = [normalise(candidate.entity.label).casefold() for candidate in candidates]
    bases = [
        normalise(candidate.entity.label.partition(",")[0]).casefold() if "," in candidate.entity.label else label
        for candidate, label in zip(candidates, labels, strict=True)
    ]
    borne = form in bases
    most_popular = max(candidate.entity.popularity for candidate in candidates)
    most_common = max(candidate.prior for candidate in candidates)
    acronym = name if name.isupper() and 1 < len(name) < _LONGEST_ACRONYM else None
    given = many == 1 and form in english().given_names
    found = []
    for rank, (candidate, label, base) in enumerate(zip(candidates, labels, bases, strict=True)):
        entity = candidate.entity
        type = semantic_type_of(entity.label, entity.kind, entity.description)
        said = label.split()
        rival = borne and base != form
        equal = form in (base, label)
        shared = equal or not own.isdisjoint(said)
        part = shared and not equal
        begins = part and said[:many] == words
        ends = part and not begins and said[-many:] == words
        naming = Naming(
            candidate=candidate,
            rank=rank,
            type=type,
            one_word=many == 1,
            given=given,
            equal=equal,
            begins=begins,
            ends=ends,
            inside=part and not (begins or ends) and own <= set(said),
            acronym=acronym is not None and initials(entity.label).startswith(acronym),
            extra_words=len(said) - many,
            rival=rival,
            shared=shared,
            most_common=most_common,
            most_popular=most_popular,
        )
        features = tuple([feature.value(naming) for feature in FEATURES])
        found.append(ScoredCandidate(candidate, entity, _NUMBER[type], base, rival, rival and not shared, features))
    return tuple(found)


def _early(id: str) -> float:
    """1 for the first of Wikidata's items, 0 for the hundred millionth."""
    return max(0.0, 1 - log10(max(1, int(id[1:]))) / 8) if id[:1] == "Q" and id[1:].isdigit() else _MIDDLING
