from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.linking import disambiguate
from backstory.linking.cluster_features import Beside
from backstory.linking.constraints.tenure import out_of_office
from backstory.linking.descriptions import describe
from backstory.model import Candidate, Document, Office
from backstory.text.dates import parse_date
from tests.linking.tiny import Known, clusters, entity, mentions_of, senses

FATHER = replace(entity("Olaf Brack", "person"), offices=(Office("President of Norland", "1989", "1993-01-20"),))
SON = replace(
    entity("Olaf T. Brack", "person"),
    offices=(Office("President of Norland", "2001", "2009-01-20"), Office("Governor of Westmark", "1995", "2000")),
)
BROTHER = replace(entity("Jory Brack", "person"), offices=(Office("Governor of Eastmark", "1999", "2007"),))
KING = replace(entity("Harald III", "person"), offices=(Office("King of Norland", "2022"),))
BRACKS = senses(FATHER, SON, BROTHER)


def ruled_out(text: str, day: str | None, known: Known) -> list[str]:
    """Who of the first name's candidates cannot bear what the story gives the name."""
    document, mentions, found = clusters(text, known)
    period = parse_date(day)
    besides = [Beside(describe(document, mentions, each), period.first if period else None) for each in found]
    first = found[0].candidates
    return [first[c].entity.label for s, c in sorted(out_of_office(document, mentions, found, besides)) if s == 0]


@pytest.mark.parametrize(("day", "meant"), [("1991-01-17", "Olaf Brack"), ("2003-03-20", "Olaf T. Brack")])
def test_who_held_the_office_on_the_day_is_meant(day: str, meant: str) -> None:
    others = [each.label for each in (FATHER, SON, BROTHER) if each.label != meant]
    assert ruled_out("President Brack ordered troops.", day, {"Brack": BRACKS}) == others


def test_the_former_holder_is_meant_where_the_story_says_former() -> None:
    assert ruled_out("The former president Brack fished.", "1996-06-01", {"Brack": BRACKS}) == [
        "Olaf T. Brack",
        "Jory Brack",
    ]


def test_without_an_office_nobody_is_ruled_out() -> None:
    assert ruled_out("Brack ordered a cake.", "1991-01-17", {"Brack": BRACKS}) == []


def test_a_governor_of_elsewhere_is_not_meant() -> None:
    town = senses(entity("Dorn", "place", "town in Westmark"))
    assert ruled_out("Governor Brack came to Dorn.", "1999-06-01", {"Brack": senses(BROTHER), "Dorn": town}) == [
        "Jory Brack"
    ]
    assert ruled_out("Governor Brack came to Dorn.", "1999-06-01", {"Brack": senses(SON), "Dorn": town}) == []


@pytest.mark.parametrize("text", ["King Harald I was put to death.", "They buried King Harald II there."])
def test_a_king_of_another_number_is_not_meant(text: str) -> None:
    assert ruled_out(text, None, {"King Harald": senses(KING)}) == ["Harald III"]


def test_a_king_of_that_number_or_of_none_is() -> None:
    assert ruled_out("King Harald III waved.", None, {"King Harald": senses(KING)}) == []
    assert ruled_out("King Harald waved.", "2023-05-05", {"King Harald": senses(KING)}) == []


def test_before_his_day_the_king_is_not_meant() -> None:
    assert ruled_out("King Harald waved.", "2010-05-05", {"King Harald": senses(KING)}) == ["Harald III"]


def test_two_presidents_of_one_name_are_told_apart_by_the_day() -> None:
    known = {"Brack": tuple(Candidate(each, 0.3, exact=False, share=True) for each in (FATHER, SON, BROTHER))}
    text = "President Brack ordered troops to the border."
    chosen = [
        disambiguate(Document.from_text(text), mentions_of(text, known), known, published=day)[0].entity
        for day in ("1991-01-17", "2003-03-20")
    ]
    assert chosen == [FATHER, SON]
