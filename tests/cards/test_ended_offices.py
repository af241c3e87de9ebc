from __future__ import annotations

import pytest

from backstory.cards.ended_offices import ended_offices
from backstory.model import DatedText, Fact

SENATOR = Fact("position held", "Senator for Oakshire", "P39", start="2001-01-03", end="2013-01-03")
MAYOR = Fact("position held", "Mayor of Elmford", "P39", start="2014-05-01")
HEAD = Fact("position held", "Chief executive of Boatco", "P39", start="2001", end="2010")
DEATH = Fact("date of death", "1 May 2015", "P570", start="2015-05-01")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Larvian lawyer and senator for Oakshire", "Larvian lawyer"),
        ("Larvian lawyer, senator for Oakshire since 2001", "Larvian lawyer"),
        ("Larvian senator for Oakshire", None),
        ("Larvian lawyer and head of Boatco", "Larvian lawyer"),
        ("Larvian lawyer, once senator for Oakshire", "Larvian lawyer, once senator for Oakshire"),
        ("Larvian lawyer and senator from 2001", "Larvian lawyer and senator from 2001"),
        ("Larvian lawyer who fought the senator for Ashland", "Larvian lawyer who fought the senator for Ashland"),
        ("Larvian lawyer, mayor of Elmford", "Larvian lawyer, mayor of Elmford"),
        ("Larvian lawyer, head of a choir", "Larvian lawyer, head of a choir"),
        ("Larvian lawyer", "Larvian lawyer"),
    ],
)
def test_a_description_ends_before_an_office_that_is_over(text: str, left: str | None) -> None:
    assert ended_offices([SENATOR, MAYOR, HEAD], "2020-01-01", "person").described(text) == left


def test_while_the_office_is_held_all_is_told() -> None:
    text = "Larvian lawyer and senator for Oakshire"
    assert ended_offices([SENATOR, MAYOR], "2010-01-01", "person").described(text) == text


def test_a_summary_loses_what_is_over_and_keeps_what_was() -> None:
    prose = [
        DatedText("Larvian lawyer and senator for Oakshire."),
        DatedText("Senator for Oakshire since 2001."),
        DatedText("As senator she led the inquiry."),
        DatedText("Senator for Oakshire.", told_until="2030-01-01"),
    ]
    told = ended_offices([SENATOR], "2020-01-01", "person").summary(prose)
    assert [each.text for each in told] == [
        "Larvian lawyer.",
        "As senator she led the inquiry.",
        "Senator for Oakshire.",
    ]


def test_the_dead_are_called_what_they_were_but_hold_nothing_since() -> None:
    dead = ended_offices([SENATOR, DEATH], "2020-01-01", "person")
    assert dead.described("Larvian senator for Oakshire") == "Larvian senator for Oakshire"
    assert dead.described("A senator for Oakshire since 2001.") is None


def test_a_body_has_no_office() -> None:
    text = "ministry, headed by the secretary"
    assert ended_offices([SENATOR], "2020-01-01", "organisation").described(text) == text
