from __future__ import annotations

from backstory.linking.candidate_features import scored_candidates
from backstory.linking.constraints.other_sport import other_sport
from backstory.text.terms import terms
from tests.linking.tiny import entity, senses

CUP = senses(entity("FIFA World Cup", "event", "championship of football teams"), entity("World Cup", "event"))
CUP_CANDIDATES = [scored_candidates("World Cup", "world cup", CUP)]


def test_the_cup_of_another_sport_is_not_meant() -> None:
    assert other_sport(terms("Samoa lost a scrum in the rugby World Cup"), CUP_CANDIDATES) == {(0, 0)}


def test_the_cup_of_the_storys_sport_is() -> None:
    assert other_sport(terms("a striker of the World Cup in football"), CUP_CANDIDATES) == set()
    assert other_sport(terms("rugby and football both have a World Cup"), CUP_CANDIDATES) == set()


def test_a_story_of_no_sport_says_nothing() -> None:
    assert other_sport(terms("ministers spoke of the World Cup"), CUP_CANDIDATES) == set()


def test_a_country_is_of_no_sport() -> None:
    country = senses(entity("Samoa", "place", "country known for football"))
    assert other_sport(terms("a scrum in rugby"), [scored_candidates("Samoa", "samoa", country)]) == set()
