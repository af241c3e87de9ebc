from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backstory.linking.descriptions import Title
from backstory.linking.offices import Fit, fit
from backstory.model import Entity, Office
from tests.linking.tiny import entity

SENIOR = replace(
    entity("Olaf Brack", "person"),
    offices=(Office("President of Norland", "1989-01-20", "1993-01-20"), Office("Vice President of Norland", "1981")),
)


def title(head: str, *qualifiers: str, local: bool = False) -> Title:
    return Title(head, frozenset(qualifiers), False, local)


@pytest.mark.parametrize(("year", "fits"), [(1991, "holds"), (1995, "held"), (1988, "later"), (1970, "later")])
def test_an_office_holds_on_the_days_that_it_was_held(year: int, fits: Fit) -> None:
    assert fit(title("president"), SENIOR, date(year, 6, 1)) == fits


def test_the_coming_holder_is_called_by_the_office_already() -> None:
    assert fit(title("president"), SENIOR, date(1988, 12, 1)) == "holds"


def test_without_a_day_whoever_held_it_holds_it() -> None:
    assert fit(title("president"), SENIOR, None) == "holds"


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        (title("president", "vice"), "holds"),
        (title("governor"), "never"),
        (title("president", "deputy"), "never"),
        (title("president", local=True), "never"),
    ],
)
def test_head_and_rank_have_to_be_the_same(said: Title, fits: Fit) -> None:
    assert fit(said, SENIOR, date(1985, 6, 1)) == fits


@pytest.mark.parametrize(
    ("head", "qualifiers", "office"),
    [
        ("premier", (), "Prime Minister of Norland"),
        ("minister", ("foreign",), "Minister of Foreign Affairs of Norland"),
        ("ceo", (), "chief executive of Quill"),
        ("chairwoman", (), "chairman of Quill"),
    ],
)
def test_one_office_goes_by_several_words(head: str, qualifiers: tuple[str, ...], office: str) -> None:
    holder = replace(entity("Ada Brack", "person"), offices=(Office(office, "2010"),))
    assert fit(title(head, *qualifiers), holder, date(2012, 1, 1)) == "holds"


def test_a_minister_of_one_field_is_none_of_another() -> None:
    holder = replace(entity("Ada Brack", "person"), offices=(Office("Minister of Finance of Norland", "2010"),))
    assert fit(title("minister", "foreign"), holder, date(2012, 1, 1)) == "never"
    assert fit(title("minister"), holder, date(2012, 1, 1)) == "holds"


def test_of_whom_no_office_is_on_record_nothing_is_known() -> None:
    nobody: Entity = entity("Ada Brack", "person")
    assert fit(title("president"), nobody, None) == "unknown"
    told = entity("Ada Brack", "person", "long the governor of an island")
    assert fit(title("governor"), replace(told, offices=(Office("King of Norland"),)), None) == "unknown"
