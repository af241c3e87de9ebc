from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.living_people_policy import lives, may_be_said, spoken_of
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


@pytest.mark.parametrize(
    "sentence",
    [
        "He has been on trial over bribery.",
        "She is openly gay.",
        "He was treated for cancer.",
        "She is a devout Catholic.",
        "A court heard of his cancer.",
    ],
)
def test_a_sentence_on_a_living_person_names_its_ground_or_is_not_told(sentence: str) -> None:
    assert not may_be_said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A Paris court convicted him of corruption.",
        "He was convicted of fraud in 2023.",
        "The palace said in 2024 that he had cancer.",
        "She led a campaign against corruption.",
        "He led the Muslim League and the Christian Democrats.",
        "He has written on criminal law.",
    ],
)
def test_a_sentence_with_a_ground_or_on_something_else_is_told(sentence: str) -> None:
    assert may_be_said(sentence)


def test_the_dead_and_bodies_are_not_living_persons() -> None:
    assert lives([FAITH], kind="person")
    assert not lives([FAITH, DEATH], kind="person")
    assert not lives([FAITH], kind="organisation")
