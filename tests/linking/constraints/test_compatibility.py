from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.linking.candidate_features import CandidateCache
from backstory.linking.cluster_features import NAMES
from backstory.linking.collective import CollectiveModel
from backstory.model import Entity
from tests.linking.tiny import clusters, entity, senses


def misfits(text: str, name: str, *entities: Entity, published: str | None = "2020-06-01") -> list[str]:
    """The labels of the senses that the words beside the name rule out."""
    document, mentions, found = clusters(text, {name: senses(*entities)})
    story = CollectiveModel(document, mentions, found, None, CandidateCache(), published)
    ruled_out = NAMES.index("ruled_out")
    found = enumerate(story.candidates[0])
    return [each.entity.label for c, each in found if story.note_cluster_features(0, c)[ruled_out]]


OLD = replace(entity("Jane Marsh", "person", "actress"), began="1932-02-27")
YOUNG = replace(entity("Jane Marsh (runner)", "person", "runner"), began="1986")
SHIP = entity("USS Jane Marsh", "product", "ship")


@pytest.mark.parametrize("said", [", 34, ", ", aged 34, ", " (34) ", ", 33, ", ", 35, "])
def test_a_person_of_another_age_is_not_meant(said: str) -> None:
    assert misfits(f"We met Jane Marsh{said}in the town.", "Jane Marsh", OLD, YOUNG) == ["Jane Marsh"]


@pytest.mark.parametrize("age", [32, 36])
def test_two_years_are_more_than_a_birthday(age: int) -> None:
    both = [OLD.label, YOUNG.label]
    assert misfits(f"We met Jane Marsh, {age}, in the town.", "Jane Marsh", OLD, YOUNG) == both


@pytest.mark.parametrize("said", [" ", ", 34 of whom ", " in 34 towns, "])
def test_a_number_that_is_no_age_says_nothing(said: str) -> None:
    assert misfits(f"We met Jane Marsh{said}in the town.", "Jane Marsh", OLD, YOUNG) == []


def test_without_a_day_or_a_birth_an_age_says_nothing() -> None:
    text = "We met Jane Marsh, 34, in the town."
    assert misfits(text, "Jane Marsh", OLD, published=None) == []
    assert misfits(text, "Jane Marsh", replace(OLD, began=None)) == []


@pytest.mark.parametrize(
    "text", ["Then the USS Jane Marsh sank.", "Then the Jane Marsh left port.", "On the Jane Marsh, all slept."]
)
def test_where_a_ship_is_meant_no_person_is(text: str) -> None:
    assert misfits(text, "Jane Marsh", OLD, SHIP) == ["Jane Marsh"]


@pytest.mark.parametrize("text", ["Then Jane Marsh left port.", "We know the Jane Marsh story.", "Bathe Jane Marsh."])
def test_where_no_ship_is_meant_a_person_may_be(text: str) -> None:
    assert misfits(text, "Jane Marsh", OLD, SHIP) == []


def test_a_lone_surname_after_an_article_may_be_a_persons() -> None:
    assert misfits("Then the Marsh left port.", "Marsh", OLD, SHIP) == []


COUNTY, CLUB = entity("Essex", "place", "county"), entity("Essex CC", "organisation", "cricket club")


def test_where_a_side_plays_its_town_is_not_meant() -> None:
    text = "The batsman, the bowler, the keeper and the coach of the team cheered. Then Essex won the match."
    assert misfits(text, "Essex", COUNTY, CLUB) == ["Essex"]
    assert misfits(text.replace("Then Essex won", "In Essex they won"), "Essex", COUNTY, CLUB) == []
    assert misfits(text.replace("Then Essex won", "Essex cheered"), "Essex", COUNTY, CLUB) == []
    assert misfits(f"{text} They slept in Essex.", "Essex", COUNTY, CLUB) == []


def test_in_a_story_of_no_sport_a_town_may_win() -> None:
    assert misfits("The parliament voted. Then Essex won the vote.", "Essex", COUNTY, CLUB) == []


CITY = entity("Larv", "place", "capital of Larvia", "Larvia")
STATE = entity("Larvia", "place", "country")


def test_in_a_capital_is_not_in_what_sits_there() -> None:
    assert misfits("The talks in Larv failed.", "Larv", CITY, STATE) == ["Larvia"]
    assert misfits("The talks with Larv failed.", "Larv", CITY, STATE) == []
    assert misfits("The talks in Larvia failed.", "Larvia", CITY, STATE) == []


ALMA_CITY = entity("Alma City", "place", "largest city of the north")
ALMA = entity("Alma", "place", "state in the north around Alma City")


@pytest.mark.parametrize("said", ["western Alma", "the Western District of Alma", "the state of Alma", "upstate Alma"])
def test_where_a_state_is_meant_no_city_of_its_name_is(said: str) -> None:
    assert misfits(f"A man of {said} left.", "Alma", ALMA_CITY, ALMA) == ["Alma City"]


@pytest.mark.parametrize("said", ["Alma", "all over Alma", "the streets of Alma"])
def test_a_name_alone_is_either(said: str) -> None:
    assert misfits(f"A man in {said} left.", "Alma", ALMA_CITY, ALMA) == []


def test_a_part_of_a_city_without_a_state_of_its_name_stays_the_citys() -> None:
    assert misfits("A man of western Alma left.", "Alma", ALMA_CITY) == []
