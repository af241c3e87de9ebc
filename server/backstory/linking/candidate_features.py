"""Senses: what speaks for each candidate of a name whatever the story says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log1p, log10
from operator import mul

from backstory.lang import english
from backstory.linking.semantic_types import SORTS, sort_of
from backstory.linking.topics import topics_of
from backstory.model import Candidate, Entity
from backstory.text.normalise import initials, normalise

_LEAST_PRIOR = 1e-4
_MOST_KEPT = 2_000  # names whose senses are kept, some 10 kB each
_MIDDLING = 0.45  # of an entity without a Wikidata number
_LONGEST_ACRONYM = 7
_PERSONS = frozenset({"person", "namelike"})
_NUMBER = {sort: number for number, sort in enumerate(SORTS)}

SIGNALS = (
    "log_prior",  # natural logarithm of how often the name means it
    "most_common",  # no other sense of the name is more common
    "rank",  # how many come before it
    "popularity",  # how widely known it is
    "popularity_gap",  # how much less than the best known sense of the name
    "forms",  # how many names it goes by
    "degree",  # how many entities it is tied to
    "early",  # how early it came to Wikidata, which began with what most languages write about
    "equal_one_word",  # the name is its whole label
    "equal_several_words",
    "begins",  # its label goes on after the name: "Stanford University"
    "ends",  # its label ends with the name: "Joan Baez"
    "inside",
    "acronym",  # the name is made of its label's initials
    "alias",  # its label has nothing of the name
    "first_name",  # a person called by the first name
    "last_name",
    "given_first_name",  # the same, where the name is a given name like any other
    "extra_words",  # of its label, logarithm
    "stranger",  # another sense has the name as its label, and this one has not a word of it
    "outnamed",  # another sense has the name as its label, and this one has some of its words
)


@dataclass(slots=True)
class Sense:
    """A candidate of a name, and what speaks for it by itself."""

    candidate: Candidate
    entity: Entity
    sort: int  # number in SORTS
    base: str  # its label, normalised, without what follows a comma
    rival: bool  # another sense has the name as its label, this one has not
    stranger: bool  # as `rival`, and its label has not a word of the name
    signals: tuple[float, ...]  # one for each of SIGNALS
    _topics: Mapping[str, float] | None = None
    _score: float = 0.0
    _scored_by: tuple[float, ...] | None = None

    @property
    def topics(self) -> Mapping[str, float]:
        """What is said of it by topic; worked out when it is asked for, as most senses never come that far."""
        if self._topics is None:
            self._topics = topics_of(self.entity.terms)
        return self._topics

    def score(self, weights: tuple[float, ...]) -> float:
        """The log odds of its signals; kept, as the same weights come back in story after story."""
        if self._scored_by is not weights:
            self._score = sum(map(mul, weights, self.signals))
            self._scored_by = weights
        return self._score


class Senses:
    """Senses of names, kept from story to story. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[tuple[Candidate, ...], tuple[Sense, ...]]] = {}

    def of(self, name: str, form: str, candidates: tuple[Candidate, ...]) -> tuple[Sense, ...]:
        """The senses of a name, in the order of its candidates."""
        if not candidates:
            return ()
        place = (name, id(candidates))
        kept = self._kept.get(place)
        if kept is not None and kept[0] is candidates:
            return kept[1]
        senses = senses_of(name, form, candidates)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[place] = (candidates, senses)
        return senses


def senses_of(name: str, form: str, candidates: tuple[Candidate, ...]) -> tuple[Sense, ...]:
    """The senses of a name with what speaks for each by itself."""
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
        sort = sort_of(entity.label, entity.kind, entity.description)
        said = label.split()
        rival = borne and base != form
        equal = form in (base, label)
        shared = equal or not own.isdisjoint(said)
        begins = ends = inside = False
        if shared and not equal:
            begins = said[:many] == words
            ends = not begins and said[-many:] == words
            inside = not (begins or ends) and own <= set(said)
        stands_for = acronym is not None and initials(entity.label).startswith(acronym)
        person = many == 1 and sort in _PERSONS
        stranger = rival and not shared
        signals = (
            log(max(candidate.prior, _LEAST_PRIOR)),
            float(candidate.prior == most_common),
            log1p(rank) / 4,
            entity.popularity,
            entity.popularity - most_popular,
            log1p(entity.forms) / 5,
            log1p(len(entity.links)) / 5,
            _early(entity.id),
            float(equal and many == 1),
            float(equal and many > 1),
            float(begins),
            float(ends),
            float(inside),
            float(stands_for),
            float(not (equal or begins or ends or inside or stands_for)),
            float(person and begins),
            float(person and ends),
            float(person and begins and given),
            0.0 if sort in _PERSONS else log1p(max(0, len(said) - many)),
            float(stranger),
            float(rival and shared),
        )
        found.append(Sense(candidate, entity, _NUMBER[sort], base, rival, stranger, signals))
    return tuple(found)


def _early(id: str) -> float:
    """1 for the first of Wikidata's items, 0 for the hundred millionth."""
    return max(0.0, 1 - log10(max(1, int(id[1:]))) / 8) if id[:1] == "Q" and id[1:].isdigit() else _MIDDLING
