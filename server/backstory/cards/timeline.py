"""Then and since: facts sorted by the day of the story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backstory.dates import Period, parse_date, years_between
from backstory.model import Fact

_BIRTH, _DEATH = "P569", "P570"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts as seen from one day."""

    then: tuple[Fact, ...]  # held on that day
    since: tuple[Fact, ...]  # began, happened or ended after it, in order of time
    facts: tuple[Fact, ...]  # undated first, then what was over by that day, latest first


def timeline(facts: Iterable[Fact], day: str) -> Timeline:
    """Sort facts by whether they held on `day`, came after it, or neither.

    Where a date of year or month precision leaves open whether a state held on the day, it stands with the rest.
    """
    today = parse_date(day)
    assert today is not None
    then: list[Fact] = []
    since: list[tuple[str, Fact]] = []
    past: list[tuple[str, Fact]] = []
    undated: list[Fact] = []
    for fact in facts:
        start, end = parse_date(fact.start), parse_date(fact.end)
        if start is None and end is None:
            undated.append(fact)
        elif start is not None and start.first > today.last:
            since.append((fact.start or "", fact))
        elif fact.start == fact.end or (end is not None and end.last < today.first):
            past.append((fact.end or "", fact))
        elif _open(start, today) or _open(end, today):
            past.append((fact.end or fact.start or "", fact))
        else:
            then.append(fact)
            if end is not None and end.first > today.last:
                since.append((fact.end or "", fact))
    since.sort(key=lambda item: item[0])
    past.sort(key=lambda item: item[0], reverse=True)
    return Timeline(tuple(then), tuple(fact for _, fact in since), (*undated, *(fact for _, fact in past)))


def _open(turn: Period | None, today: Period) -> bool:
    """Whether a turn known to the year or month may have come before or after today."""
    return turn is not None and turn.first < turn.last and turn.first <= today.last and turn.last >= today.first


def age(facts: Iterable[Fact], day: str) -> Fact | None:
    """The age of a person alive on `day`, as a fact with the birth's source; None where it is not known."""
    births = [fact for fact in facts if fact.pid == _BIRTH and fact.start]
    deaths = [fact for fact in facts if fact.pid == _DEATH]
    if not births or len({fact.start for fact in births}) > 1 or any(_dead(fact, day) for fact in deaths):
        return None
    birth = births[0]
    years = years_between(birth.start or "", day)
    if years is None or years[0] > 115:
        return None
    most, certain = years
    value = str(most) if certain else f"{most - 1} or {most}"
    return Fact(property="age", value=value, start=None, end=None, source=birth.source)


def _dead(death: Fact, day: str) -> bool:
    """Whether the death may have come by that day; one without a date counts as long past."""
    died, today = parse_date(death.start), parse_date(day)
    return died is None or today is None or died.first <= today.last
