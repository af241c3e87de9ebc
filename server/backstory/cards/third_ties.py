"""Ties of two statements over an entity that the story does not name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backstory.cards.holding import held, later, overlap
from backstory.cards.tie_wording import worded
from backstory.model import Connection, Fact, Profile
from backstory.ontology import property_of

_MOST = 3  # of one entity; a party or a ministry ties too many to be told one by one
_CROWD = 3  # a third that ties more of the story's entities than these says nothing of two of them


@dataclass(frozen=True, slots=True)
class _Leg:
    """A statement that ties an entity of the story to a third."""

    of: str
    fact: Fact
    profile: Profile


def carried(fact: Fact) -> bool:
    """Whether a statement ties over its value: a company that a holding owns, to what else the holding owns."""
    return property_of(fact.pid, fact.property).carries and fact.rank != "deprecated"


def over_thirds(
    labels: Mapping[str, str], profiles: Mapping[str, Profile], thirds: Mapping[str, Profile], day: str
) -> list[Connection]:
    """Ties of two statements over an entity that the story does not name: A is owned by X, X is part of B."""
    legs: dict[str, list[_Leg]] = {}
    for id in labels:
        for fact in profiles[id].facts if id in profiles else ():
            if fact.entity and fact.entity not in labels and carried(fact):
                legs.setdefault(fact.entity, []).append(_Leg(id, fact, profiles[id]))
    made: list[Connection] = []
    for third, own in legs.items():
        name = thirds[third].entity.label if third in thirds else own[0].fact.value
        ties = [(leg, leg.of) for leg in own]
        if third in thirds:
            onward = [fact for fact in thirds[third].facts if fact.entity in labels and carried(fact)]
            made += [
                _two(leg, fact, fact.entity, name, labels, day)
                for leg in own
                for fact in onward
                if fact.entity and fact.entity != leg.of and overlap(leg.fact, fact)
            ]
        if 2 <= len({of for _, of in ties}) <= _CROWD:
            made += [
                _two(one, other.fact, other.of, name, labels, day, shared=True)
                for i, one in enumerate(own)
                for other in own[i + 1 :]
                if one.of != other.of and one.fact.property == other.fact.property and overlap(one.fact, other.fact)
            ]
    count: dict[str, int] = {}
    kept = []
    for tie in made:
        if max(count.get(tie.of, 0), count.get(tie.to, 0)) < _MOST:
            kept.append(tie)
            for end in (tie.of, tie.to):
                count[end] = count.get(end, 0) + 1
    return kept


def _two(
    leg: _Leg, onward: Fact, to: str, name: str, labels: Mapping[str, str], day: str, *, shared: bool = False
) -> Connection:
    """One tie of two statements, with the time that both share. Its source is that of the first."""
    start = max(filter(None, (leg.fact.start, onward.start)), default=None)
    end = min(filter(None, (leg.fact.end, onward.end)), default=None)
    tie = Connection(
        to=to,
        label=labels[to],
        property=leg.fact.property,
        start=start,
        end=end,
        source=leg.fact.source or leg.profile.source,
        held=held(start, end, day),
        later=later(start, day),
        via=name,
        of=leg.of,
        of_label=labels[leg.of],
        form="shared" if shared else "property",
    )
    return worded(tie, day)
