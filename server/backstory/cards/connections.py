"""How the entities of a story are tied: statements between two of them, or over a third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backstory.cards.fact_layout import CARRIED, INVERSE, strength
from backstory.cards.timeline import gone, known_until
from backstory.cards.wording import as_of_words, said
from backstory.model import Connection, Fact, Profile, TieForm
from backstory.text.dates import Period, before, in_words, parse_date, span_in_words

_MOST_OVER_A_THIRD = 3  # of one entity; a party or a ministry ties too many to be told one by one
_CROWD = 3  # a third that ties more of the story's entities than these says nothing of two of them
_OFFICES = frozenset({"P39", "position held"})
# To be of a country is a fact of each card and no tie: it would tie half of the story to one name.
_OF_A_COUNTRY = frozenset({"country", "country of citizenship"})
_OFFICE_STRENGTH = 2  # as that of a head of state
_HEADS = frozenset({"head of state", "head of government", "head", "head of", "chief executive officer"})


def middles(profiles: Mapping[str, Profile]) -> set[str]:
    """Ids over which two of the entities may be tied and whose own statements have to be known for it."""
    return {
        fact.entity
        for profile in profiles.values()
        for fact in profile.facts
        if fact.entity and _carried(fact) and fact.entity not in profiles
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
    for tie in _over_thirds(labels, profiles, thirds or {}, day):
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
    own = [tie if tie.of == id else _turned(tie, day) for tie in connections if id in (tie.of, tie.to)]
    first = {tie.to: place for place, tie in reversed(list(enumerate(own)))}
    return tuple(sorted(own, key=lambda tie: (tie.later, first[tie.to])))


def _is_tie(fact: Fact) -> bool:
    return fact.rank != "deprecated" and fact.property not in _OF_A_COUNTRY


def _tie(
    fact: Fact, of: str, to: str, labels: Mapping[str, str], profiles: Mapping[str, Profile], day: str
) -> Connection:
    source, today = fact.source or profiles[of].source, parse_date(day)
    goes_on = fact.start is not None and fact.end is None and held(fact.start, None, day)
    lapsed = goes_on and any(gone(profiles[id].facts, day) for id in (of, to) if id in profiles)
    later = _later(fact.start, day)
    known = known_until(source, today) if goes_on and today and not lapsed else None
    tie = Connection(
        to=to,
        label=labels[to],
        property=_named(fact),
        start=fact.start,
        end=fact.end,
        source=source,
        held=False if lapsed else None if known else held(fact.start, fact.end, day),
        later=later,
        as_of=known or (source.retrieved if later and not fact.end else None),
        of=of,
        of_label=labels[of],
        form=_form(fact),
    )
    return _worded(tie, day)


def _form(fact: Fact) -> TieForm:
    if fact.pid in _OFFICES or fact.property in _OFFICES:
        return "office"
    return "event" if fact.property == "significant event" else "property"


def _named(fact: Fact) -> str:
    """What ties the two: an office or event by its own words, else the property."""
    return fact.property if _form(fact) == "property" else fact.value


def _when(tie: Connection, day: str) -> str | None:
    """The tie's dates as one could say them on the day; of what is over, though no one says since when, "from 2014"."""
    begun = not tie.later
    if tie.held is False and begun and tie.start and tie.end is None:
        return f"from {in_words(tie.start)}"
    ahead = tie.end is not None and tie.end != tie.start and before(day, tie.end)
    when = span_in_words(tie.start, None if ahead and begun else tie.end)
    return f"{when}{as_of_words(tie.as_of)}" if when else None


def _worded(tie: Connection, day: str) -> Connection:
    when = _when(tie, day)
    over = f", over {tie.via}" if tie.via else ""
    if tie.form == "shared":
        return replace(tie, text=said(tie.property, f"{tie.via}, like {tie.label}", when))
    if tie.form == "property":
        return replace(tie, text=said(tie.property, tie.label + over, when))
    named = any(len(word) > 3 and word[0].isupper() and word in tie.property for word in tie.label.split())
    words = (
        tie.property
        if named
        else f"{tie.property} ({tie.label})"
        if tie.form == "event"
        else f"{tie.property}: {tie.label}"
    )
    return replace(tie, text=words + (f", {when}" if when else ""))


def _turned(tie: Connection, day: str) -> Connection:
    """The tie read from its other side: the office and who holds it, the event and whose it is."""
    turned = replace(tie, of=tie.to, of_label=tie.label, to=tie.of, label=tie.of_label)
    if tie.form == "shared":
        return _worded(turned, day)
    when = _when(tie, day)
    if tie.form == "event":
        return replace(turned, text=f"{tie.of_label}: {tie.property}" + (f", {when}" if when else ""))
    if tie.form == "office":
        return replace(turned, text=said(tie.property, tie.of_label, when))
    return _worded(replace(turned, property=INVERSE.get(tie.property, tie.property)), day)


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
    if one.of == other.of:
        alike = one.property == other.property
    else:
        alike = INVERSE.get(one.property) == other.property or one.property == INVERSE.get(other.property)
    return alike and _compatible(one.start, other.start) and _compatible(one.end, other.end)


def _said_by_office(tie: Connection, group: Iterable[Connection]) -> bool:
    """Whether another tie of the two names the office by which one heads the other: "President of Russia"."""
    return tie.property in _HEADS and any(other.form == "office" and _overlap(tie, other) for other in group)


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _dates(tie: Connection) -> int:
    return len(tie.start or "") + len(tie.end or "")


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def held(start: str | None, end: str | None, day: str) -> bool | None:
    """Whether something held on a day, False also for what had yet to happen; None where it is undated, had happened
    before, or its dates leave the day open.
    """
    begun, over, today = parse_date(start), parse_date(end), parse_date(day)
    if today is None or (begun is None and over is None):
        return None
    if begun and begun.first > today.last:
        return False
    if start == end or _splits(begun, today) or _splits(over, today):
        return None
    return not (over and over.last < today.first)


def _later(start: str | None, day: str) -> bool:
    return start is not None and before(day, start)


def _splits(turn: Period | None, today: Period) -> bool:
    return turn is not None and turn.first < turn.last and turn.first <= today.last and turn.last >= today.first


def _weight(tie: Connection, places: set[str]) -> tuple[int, ...]:
    both_places = tie.of in places and tie.to in places
    kind = _OFFICE_STRENGTH if tie.form == "office" else strength(tie.property)
    return (tie.via is not None, both_places, kind, tie.held is False, tie.start is None)


@dataclass(frozen=True, slots=True)
class _Leg:
    """A statement that ties an entity of the story to a third."""

    of: str
    fact: Fact
    profile: Profile


def _carried(fact: Fact) -> bool:
    return (fact.pid in CARRIED or fact.property in CARRIED) and fact.rank != "deprecated"


def _over_thirds(
    labels: Mapping[str, str], profiles: Mapping[str, Profile], thirds: Mapping[str, Profile], day: str
) -> list[Connection]:
    """Ties of two statements over an entity that the story does not name: A is owned by X, X is part of B."""
    legs: dict[str, list[_Leg]] = {}
    for id in labels:
        for fact in profiles[id].facts if id in profiles else ():
            if fact.entity and fact.entity not in labels and _carried(fact):
                legs.setdefault(fact.entity, []).append(_Leg(id, fact, profiles[id]))
    made: list[Connection] = []
    for third, own in legs.items():
        name = thirds[third].entity.label if third in thirds else own[0].fact.value
        ties = [(leg, leg.of) for leg in own]
        if third in thirds:
            onward = [fact for fact in thirds[third].facts if fact.entity in labels and _carried(fact)]
            made += [
                _two(leg, fact, fact.entity, name, labels, day)
                for leg in own
                for fact in onward
                if fact.entity and fact.entity != leg.of and _overlap(leg.fact, fact)
            ]
        if 2 <= len({of for _, of in ties}) <= _CROWD:
            made += [
                _two(one, other.fact, other.of, name, labels, day, shared=True)
                for i, one in enumerate(own)
                for other in own[i + 1 :]
                if one.of != other.of and one.fact.property == other.fact.property and _overlap(one.fact, other.fact)
            ]
    count: dict[str, int] = {}
    kept = []
    for tie in made:
        if max(count.get(tie.of, 0), count.get(tie.to, 0)) < _MOST_OVER_A_THIRD:
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
        later=_later(start, day),
        via=name,
        of=leg.of,
        of_label=labels[leg.of],
        form="shared" if shared else "property",
    )
    return _worded(tie, day)


def _overlap(one: Fact | Connection, other: Fact | Connection) -> bool:
    """Whether two statements can have held at the same time."""
    return not (
        (one.end and other.start and before(one.end, other.start))
        or (other.end and one.start and before(other.end, one.start))
    )
