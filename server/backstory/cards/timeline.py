"""Then and since: facts sorted by the day of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from backstory.cards.holding import leaves_open
from backstory.cards.wording import as_seen, as_turned_out
from backstory.model import Fact, Source
from backstory.ontology import PROPERTIES, Property, kind_named, property_of
from backstory.text.dated_words import of_later
from backstory.text.dates import Period, before, parse_date, years_between

_BIRTH, _DEATH, _AGE = (PROPERTIES[key] for key in ("date_of_birth", "date_of_death", "age"))
_INCEPTION, _FOUNDED_BY = PROPERTIES["inception"], PROPERTIES["founded_by"]  # "founded by Ada, 1995" says both


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts as seen from one day, each with its words, in the order of the entity's kind."""

    then: tuple[Fact, ...]  # held on that day
    since: tuple[Fact, ...]  # began, happened or ended after it, in order of time
    facts: tuple[Fact, ...]  # undated, or over by that day


def timeline(
    given: Iterable[Fact], day: str, kind: str | None = None, *, most: int = 200, language: str = "en"
) -> Timeline:
    """Sort facts by whether they held on `day`, came after it, or neither; at most `most` of each.

    Deprecated statements are left out, and those of which a date of year or month precision leaves open whether they
    had begun by the day. Where it leaves open whether they had ended, they stand with the rest.
    """
    today = parse_date(day)
    assert today is not None
    facts = _kept(given, day)
    over = max((fact.end for fact in facts if _of(fact).key == "took_place" and fact.end), default=None)
    then: list[Fact] = []
    since: list[tuple[str, Fact]] = []
    past: list[Fact] = []
    lapsed = _lapsed(facts, day)
    for fact in facts:
        start, end = parse_date(fact.start), parse_date(fact.end)
        if _of(fact).outcome and over is not None and before(day, over):
            since.append((over, fact))
        elif (start is None and end is None) or _of(fact).measured:
            past.append(fact)
        elif leaves_open(start, today) and not (_of(fact).begins or _of(fact) is _FOUNDED_BY):
            continue  # nobody can say whether it had come by then: "with the Lakers since 2018", in April 2018
        elif start is not None and start.first > today.last:
            since.append((fact.start or "", _open_ended(fact)))
        elif (
            fact in lapsed
            or fact.start == fact.end
            or (end and end.last < today.first)
            or leaves_open(start, today)
            or leaves_open(end, today)
        ):
            past.append(fact)
        else:
            then.append(fact if fact.end else replace(fact, as_of=known_until(fact.source, today)))
            if end is not None and end.first > today.last:
                since.append((fact.end or "", fact))
    return Timeline(
        tuple(as_seen(fact, day, kind, language) for fact in _ordered(then, kind)[:most]),
        tuple(as_turned_out(fact, day, kind, language) for fact in _ahead(since, most, kind)),
        tuple(
            as_seen(fact, day, kind, language, lapsed=fact in lapsed)
            for fact in _ordered(_without_old_holders(past, kind), kind)[:most]
        ),
    )


def gone(facts: Iterable[Fact], day: str) -> bool:
    """Whether someone had died, or something been dissolved, by that day."""
    return any(_of(fact).ends and fact.start and not before(day, fact.start) for fact in facts)


def _lapsed(facts: Sequence[Fact], day: str) -> list[Fact]:
    """Open statements that no longer held on the day, though no source says until when: of someone dead or something
    dissolved by then; or beside one of the same property that its source prefers, as Wikidata marks what goes on.
    """
    over = gone(facts, day)
    preferred = {fact.pid for fact in facts if fact.rank == "preferred"}
    return [
        fact
        for fact in facts
        if fact.start and not fact.end and (over or (fact.pid in preferred and fact.rank != "preferred"))
    ]


def _kept(given: Iterable[Fact], day: str) -> list[Fact]:
    """The facts to sort: no deprecated, hidden or repeated ones, of measurements one, contradictions marked."""
    facts: dict[tuple[str, str, str | None, str | None], Fact] = {}
    for fact in given:
        told_too_early = of_later(fact.value, day) and not (fact.start and before(day, fact.start))
        if told_too_early:
            continue  # "Meta Platforms" in a story of 2017
        if fact.rank != "deprecated" and not _of(fact).hidden and not _of_later(fact, day):
            facts.setdefault((fact.property, fact.value, fact.start, fact.end), fact)
    kept = [fact for fact in facts.values() if not _said_more_exactly(fact, facts.values())]
    founders = {fact.start for fact in kept if _of(fact) is _FOUNDED_BY and fact.start}
    kept = [fact for fact in kept if _of(fact) is not _INCEPTION or fact.start not in founders]
    several = Counter(_of(fact) for fact in kept if _of(fact).single)
    measured = {
        each: _measured([fact for fact in kept if _of(fact) is each], day)
        for each in {_of(fact) for fact in kept}
        if each.measured
    }
    return [
        replace(fact, disputed=True) if several[_of(fact)] > 1 else fact
        for fact in kept
        if not _of(fact).measured or fact is measured[_of(fact)]
    ]


def _of_later(fact: Fact, day: str) -> bool:
    """Whether an undated statement of what changes was made years after the day: Syria's government of 2026."""
    made = fact.source.retrieved if fact.source else None
    if not _of(fact).changes or fact.start or fact.end or made is None:
        return False
    return int(made[:4]) - int(day[:4]) > 1


def _said_more_exactly(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether another statement gives the same single date to the month or day."""
    if not _of(fact).single or not fact.start:
        return False
    return any(
        _of(other) is _of(fact)
        and len(other.start or "") > len(fact.start)
        and (other.start or "").startswith(fact.start)
        for other in others
    )


def _measured(facts: Sequence[Fact], day: str) -> Fact | None:
    """Of one property, the last measurement before the day; a later one was not known then."""
    known = [fact for fact in facts if not (fact.start and before(day, fact.start))]
    return max(known, key=lambda fact: fact.start or "", default=None)


def known_until(source: Source | None, today: Period) -> str | None:
    """The day until which a source knew what it says, where today is later; None where it reaches to today."""
    known = source.retrieved if source else None
    period = parse_date(known)
    return known if period is not None and period.last < today.first else None


def _open_ended(fact: Fact) -> Fact:
    """A state without an end goes on for as long as its source knew of it; nobody says more."""
    if fact.end or _of(fact).single or fact.source is None or parse_date(fact.source.retrieved) is None:
        return fact
    return replace(fact, as_of=fact.source.retrieved)


def _ordered(facts: Iterable[Fact], kind: str | None) -> list[Fact]:
    """As the kind has it; what stands in the same place, latest first."""
    latest = sorted(facts, key=lambda fact: fact.start or fact.end or "", reverse=True)
    return sorted(latest, key=lambda fact: kind_named(kind).place_of(_of(fact)))


def _ahead(since: Sequence[tuple[str, Fact]], most: int, kind: str | None) -> list[Fact]:
    """What came after, in order of time. Where there is no room for all: deaths, then offices, then the latest."""
    begun = {_of(fact) for day, fact in since if _of(fact).holder and kind != "person" and day == fact.start}
    # the end of a head's time goes without saying where the next one's beginning is told
    told = [(day, fact) for day, fact in since if _of(fact) not in begun or day == fact.start]
    latest = sorted(told, key=lambda item: item[0], reverse=True)
    weighed = sorted(latest, key=lambda item: 0 if _of(item[1]).ends else 1 if _of(item[1]).office else 2)
    return [fact for _, fact in sorted(weighed[:most], key=lambda item: item[0])]


def _without_old_holders(facts: Iterable[Fact], kind: str | None) -> list[Fact]:
    """A place or body with its last head before the one of the day, not the whole row of them."""
    kept: list[Fact] = []
    seen: set[Property] = set()
    for fact in sorted(facts, key=lambda fact: fact.end or fact.start or "", reverse=True):
        if kind != "person" and _of(fact).holder and fact.end:
            if _of(fact) in seen:
                continue
            seen.add(_of(fact))
        kept.append(fact)
    return kept


def _of(fact: Fact) -> Property:
    return property_of(fact.pid, fact.property)


def age(facts: Iterable[Fact], day: str) -> Fact | None:
    """The age of a person alive on `day`, as a fact with the birth's source; None where it is not known.

    A source that does not reach to the day cannot know whether the person lived to see it.
    """
    births = [fact for fact in facts if _of(fact) is _BIRTH and fact.start and fact.rank != "deprecated"]
    births = [fact for fact in births if not _said_more_exactly(fact, births)]
    deaths = [fact for fact in facts if _of(fact) is _DEATH and fact.rank != "deprecated"]
    today = parse_date(day)
    if today is None or len({fact.start for fact in births}) != 1 or any(_dead(fact, day) for fact in deaths):
        return None
    birth = births[0]
    years = years_between(birth.start or "", day)
    if years is None or years[0] > 115 or (not deaths and known_until(birth.source, today)):
        return None
    most, certain = years
    value = str(most) if certain else f"{most - 1} or {most}"
    return as_seen(Fact(_AGE.name, value, source=birth.source), day, "person")


def _dead(death: Fact, day: str) -> bool:
    """Whether the death may have come by that day; one without a date counts as long past."""
    died, today = parse_date(death.start), parse_date(day)
    return died is None or today is None or died.first <= today.last
