"""How the entities of a story are tied: statements between two of them, or over a third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backstory.cards.holding import held, later, overlap
from backstory.cards.spans import alike, stems
from backstory.cards.third_ties import carried, over_thirds
from backstory.cards.tie_wording import turned, worded
from backstory.cards.timeline import gone, known_until
from backstory.model import Connection, Fact, Profile, TieForm
from backstory.ontology import PROPERTIES, property_of
from backstory.text.dates import parse_date

_OFFICE_STRENGTH = 2  # as that of a head of state


def middles(profiles: Mapping[str, Profile]) -> set[str]:
    """Ids over which two of the entities may be tied and whose own statements have to be known for it."""
    return {
        fact.entity
        for profile in profiles.values()
        for fact in profile.facts
        if fact.entity and carried(fact) and fact.entity not in profiles
    }


def connect(
    labels: Mapping[str, str], profiles: Mapping[str, Profile], day: str, *, thirds: Mapping[str, Profile] | None = None
) -> tuple[Connection, ...]:
    """The ties between the entities labelled, each once and read from the side that states it, strongest first.

    `profiles`: what is known of each; `thirds`: what is known of entities outside of the story that may tie two of it.
    """
    found: dict[tuple[str, str], list[Connection]] = {}
    for id in labels:
        for fact in profiles[id].facts if id in profiles else ():
            other = fact.entity
            if other in labels and other != id and other is not None and _is_tie(fact):
                tie = _tie(fact, id, other, labels, profiles, day)
                _add(found.setdefault(_pair(id, other), []), tie)
    places = {id for id, profile in profiles.items() if profile.entity.kind == "place"}
    for tie in over_thirds(labels, profiles, thirds or {}, day):
        # states share dozens of bodies; that two of them do is no news of either
        if _pair(tie.of, tie.to) not in found and not {tie.of, tie.to} <= places:
            found[_pair(tie.of, tie.to)] = [tie]
    # that a place lies in another, or is its capital, is geography and no tie
    ties = [
        tie
        for group in found.values()
        for tie in group
        if not _said_by_office(tie, group) and not (tie.form == "property" and {tie.of, tie.to} <= places)
    ]
    order = list(labels)
    return tuple(sorted(ties, key=lambda tie: (_weight(tie, places), order.index(tie.of), order.index(tie.to))))


def seen_from(id: str, connections: Iterable[Connection], day: str) -> tuple[Connection, ...]:
    """The ties of one entity, each read from it: strongest first, those to one other together, later ones last."""
    own = [tie if tie.of == id else turned(tie, day) for tie in connections if id in (tie.of, tie.to)]
    first = {tie.to: place for place, tie in reversed(list(enumerate(own)))}
    return tuple(sorted(own, key=lambda tie: (tie.later, first[tie.to])))


def _is_tie(fact: Fact) -> bool:
    return fact.rank != "deprecated" and property_of(fact.pid, fact.property).tie


def _tie(
    fact: Fact, of: str, to: str, labels: Mapping[str, str], profiles: Mapping[str, Profile], day: str
) -> Connection:
    source, today = fact.source or profiles[of].source, parse_date(day)
    goes_on = fact.start is not None and fact.end is None and held(fact.start, None, day)
    lapsed = goes_on and any(gone(profiles[id].facts, day) for id in (of, to) if id in profiles)
    is_later = later(fact.start, day)
    known = known_until(source, today) if goes_on and today and not lapsed else None
    tie = Connection(
        to=to,
        label=labels[to],
        property=_named(fact),
        start=fact.start,
        end=fact.end,
        source=source,
        held=False if lapsed else None if known else held(fact.start, fact.end, day),
        later=is_later,
        as_of=known or (source.retrieved if is_later and not fact.end else None),
        of=of,
        of_label=labels[of],
        form=_form(fact),
    )
    return worded(tie, day)


def _form(fact: Fact) -> TieForm:
    value_is = property_of(fact.pid, fact.property).value_is
    return value_is if value_is == "office" or value_is == "event" else "property"


def _named(fact: Fact) -> str:
    """What ties the two: an office or event by its own words, else the property."""
    return fact.property if _form(fact) == "property" else fact.value


def _add(group: list[Connection], tie: Connection) -> None:
    """Into the ties of two entities: the same tie stated from both sides is one; the statement with more dates wins."""
    for place, other in enumerate(group):
        if _same(tie, other):
            if _dates(tie) > _dates(other):
                group[place] = tie
            return
    group.append(tie)


def _same(one: Connection, other: Connection) -> bool:
    """Whether two ties of the same two entities say the same thing of the same time."""
    if one.form == other.form == "event":
        # each names the other: "Bear accused it", "accused Ada"
        labels = stems(f"{one.of_label} {one.label}")
        return one.start == other.start and alike(stems(one.property) - labels, stems(other.property) - labels)
    if one.of == other.of:
        same = one.property == other.property
    else:
        same = _inverse(one.property) == other.property or one.property == _inverse(other.property)
    return same and _compatible(one.start, other.start) and _compatible(one.end, other.end)


def _inverse(name: str) -> str | None:
    property = property_of(None, name)
    if property.symmetric:
        return name
    return PROPERTIES[property.inverse].name if property.inverse else None


def _said_by_office(tie: Connection, group: Iterable[Connection]) -> bool:
    """Whether another tie of the two names the office by which one heads the other: "President of Russia"."""
    return property_of(None, tie.property).headship and any(
        other.form == "office" and overlap(tie, other) for other in group
    )


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _dates(tie: Connection) -> int:
    return len(tie.start or "") + len(tie.end or "")


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _weight(tie: Connection, places: set[str]) -> tuple[int, ...]:
    both_places = tie.of in places and tie.to in places
    kind = _OFFICE_STRENGTH if tie.form == "office" else property_of(None, tie.property).strength
    return (tie.via is not None, both_places, kind, tie.held is False, tie.start is None)
