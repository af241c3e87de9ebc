from __future__ import annotations

import pytest

from backstory.cards.timeline import age, timeline
from backstory.model import Fact

BORN = Fact("date of birth", "1 June 1961", pid="P569", start="1961-06-01", end="1961-06-01")
DIED = Fact("date of death", "23 August 2023", pid="P570", start="2023-08-23", end="2023-08-23")
HEAD = Fact("head of", "Wagner", start="2014", end="2023-08-23")
MUTINY = Fact("significant event", "mutiny", start="2023-06-23", end="2023-06-24")
CITIZEN = Fact("country of citizenship", "Russia")
ALL = (BORN, DIED, HEAD, MUTINY, CITIZEN)


def test_on_the_storys_day() -> None:
    seen = timeline(ALL, "2023-01-20")
    assert seen.then == (HEAD,)
    assert seen.since == (MUTINY, DIED, HEAD)
    assert seen.facts == (CITIZEN, BORN)


def test_after_the_end_nothing_holds_and_nothing_is_new() -> None:
    seen = timeline(ALL, "2024-01-01")
    assert seen.then == ()
    assert seen.since == ()
    assert set(seen.facts) == set(ALL)


def test_before_the_beginning_all_is_yet_to_come() -> None:
    assert HEAD in timeline(ALL, "2010-01-01").since


@pytest.mark.parametrize(
    ("start", "end", "day", "where"),
    [
        ("2023", None, "2023-06-01", "facts"),  # begun some time that year: no one knows whether before
        (None, "2023", "2023-06-01", "facts"),
        ("2022", None, "2023-06-01", "then"),
        ("2023-06", "2024", "2023-07-01", "then"),
        (None, "2022", "2023-06-01", "facts"),
        ("2023-06-02", None, "2023-06-01", "since"),
        ("2023-06-01", None, "2023-06-01", "then"),
        (None, "2023-06-01", "2023-06-01", "then"),
        ("2023", "2023", "2023-06-01", "facts"),  # an event of that year: happened
        ("2024", "2024", "2023-06-01", "since"),
    ],
)
def test_precision_of_dates(start: str | None, end: str | None, day: str, where: str) -> None:
    fact = Fact("p", "v", start=start, end=end)
    assert fact in getattr(timeline([fact], day), where)


def test_age_is_as_of_the_story() -> None:
    fact = age(ALL, "2023-01-20")
    assert fact is not None
    assert fact.value == "61"


def test_the_dead_have_no_age() -> None:
    assert age(ALL, "2023-08-23") is None
    assert age([BORN, Fact("date of death", "unknown", pid="P570")], "2023-01-20") is None


def test_a_year_of_birth_gives_two_ages() -> None:
    fact = age([Fact("date of birth", "1961", pid="P569", start="1961", end="1961")], "2023-01-20")
    assert fact is not None
    assert fact.value == "61 or 62"


def test_contradicting_births_give_no_age() -> None:
    other = Fact("date of birth", "1962", pid="P569", start="1962", end="1962")
    assert age([BORN, other], "2023-01-20") is None
