from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.discretion import spoken_of
from backstory.model import Fact

DEATH = Fact("date of death", "1 May 2020", "P570", None, "2020-05-01", "2020-05-01")
FAITH = Fact("religion", "Catholic Church", "P140")
ILLNESS = Fact("medical condition", "cancer", "P1050")
CONVICTION = Fact("convicted of", "fraud", "P1399")


def event(value: str, start: str | None = "2021-03-01") -> Fact:
    return Fact("significant event", value, "P793", None, start, start)


@pytest.mark.parametrize("fact", [FAITH, ILLNESS, CONVICTION, event("treated for cancer"), event("was arrested")])
def test_of_the_living_nothing_delicate_is_said_without_its_ground(fact: Fact) -> None:
    assert spoken_of([fact], kind="person") == []


@pytest.mark.parametrize("fact", [FAITH, ILLNESS, CONVICTION])
def test_with_a_reference_of_its_own_it_may_be_said(fact: Fact) -> None:
    cited = replace(fact, reference="own memoirs, 2019")
    assert spoken_of([cited], kind="person") == [cited]


@pytest.mark.parametrize("fact", [FAITH, CONVICTION])
def test_the_rule_is_for_the_living(fact: Fact) -> None:
    assert spoken_of([fact, DEATH], kind="person") == [fact, DEATH]
    assert spoken_of([fact], kind="organisation") == [fact]


@pytest.mark.parametrize(
    "value", ["Paris court convicted him of corruption", "sanctions by the United States over fraud"]
)
def test_a_dated_finding_names_who_made_it(value: str) -> None:
    assert spoken_of([event(value)], kind="person") == [event(value)]
    assert spoken_of([event(value, None)], kind="person") == []


def test_a_court_is_no_ground_to_speak_of_an_illness() -> None:
    assert spoken_of([event("court heard of his cancer")], kind="person") == []


def test_offices_and_works_are_always_said() -> None:
    facts = [Fact("position held", "Minister of Health", "P39"), Fact("occupation", "criminal lawyer", "P106")]
    assert spoken_of(facts, kind="person") == facts
