from __future__ import annotations

import pytest

from backstory.linking.candidate_features import scored_candidates
from backstory.linking.constraints.sides import sides
from backstory.linking.context import Context
from tests.linking.tiny import clusters, entity, senses

LAND = senses(
    entity("Samoa", "place", "island country in the Pacific"), entity("Samoa team", "organisation", "national team")
)
SCHOOL = senses(entity("Elm State", "organisation", "university in Oakshire"))
PLACE, TEAM = (0, 0), (0, 1)


def ruled_out(text: str, *names: str) -> set[tuple[int, int]]:
    known = {name: SCHOOL if name == "Elm State" else LAND for name in names}
    document, mentions, found = clusters(text, known)
    scored = [scored_candidates(each.name, each.form, each.candidates) for each in found]
    return sides(document, mentions, found, scored, Context(document, None, mentions))


@pytest.mark.parametrize(
    "text",
    [
        "The fullback ran in two tries as they beat Samoa in the rugby.",
        "A late goal gave them a narrow win over Samoa in the football.",
        "They lost to Samoa by one wicket.",
        "Samoa equalised before halftime.",
        "Samoa’s goalkeeper saved the penalty.",
        "The Samoa captain was hurt in the first half of the match at the stadium.",
        "Samoa have named a squad for the tournament.",
        "Samoa will play on Sunday, after the match between the other two sides of the league.",
        "Fiji beat Samoa 24-10 on Saturday.",
    ],
)
def test_a_country_that_plays_is_its_team(text: str) -> None:
    assert PLACE in ruled_out(text, "Samoa")
    assert TEAM not in ruled_out(text, "Samoa")


def test_a_university_that_plays_is_its_team() -> None:
    assert ruled_out("Elm State routed them; the quarterback threw far.", "Elm State") == {(0, 0)}
    assert ruled_out("She studied at Elm State and played tennis.", "Elm State") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The tournament is held in Samoa, and the stadium in Samoa is new.",
        "The Samoan captain was hurt in the match, a doctor from Samoa said.",
        "He was born in Samoa and plays football in the league.",
        "Ministers met in the capital of Samoa after the final.",
    ],
)
def test_a_place_in_a_story_of_sport_stays_one(text: str) -> None:
    assert ruled_out(text, "Samoa") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The army beat Samoa to the border, and the war cost Samoa much.",
        "Samoa won the votes of five states in the United Nations.",
        "Samoa have lost half of their forest, the ministry said.",
        "The army of Samoa faced rebels; a soldier, once a goalkeeper, was killed in an attack by Samoa’s troops.",
        "Growth in Samoa rose by 2-3 percent.",
    ],
)
def test_a_country_that_wins_or_loses_something_else_is_no_team(text: str) -> None:
    assert ruled_out(text, "Samoa") == set()


def test_where_it_plays_less_often_than_it_lies_there_it_is_a_place() -> None:
    text = "They beat Samoa in the rugby. The cup was in Samoa; fans in Samoa sang."
    assert ruled_out(text, "Samoa") == set()
