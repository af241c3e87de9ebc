from __future__ import annotations

import pytest

from backstory.linking.constraints.locality import out_of_reach
from backstory.model import Candidate, Entity
from tests.linking.tiny import clusters, entity

COURT = entity("Supreme Court of the United States", "organisation", "highest court", "Washington", "America")
WASHINGTON = entity("Washington", "place", "capital", "America")
AMERICA = entity("America", "place", "country", "Washington")
KENYA = entity("Kenya", "place", "country", "Nairobi")


def far(prior: float = 0.6, name: str = "Supreme Court", body: Entity = COURT, **places: Entity) -> bool:
    """Whether the body is far from home in a story that names these places."""
    known = {name: (Candidate(body, prior),), **{place: (Candidate(there, 1.0),) for place, there in places.items()}}
    document, mentions, found = clusters(f"The {name} ruled. " + " ".join(places), known)
    return out_of_reach(document, mentions, found) == {(0, 0)}


def test_a_body_of_a_country_that_the_story_has_nothing_of_is_not_meant() -> None:
    assert far(Kenya=KENYA)


@pytest.mark.parametrize("said", ["minister of America", "highest official of a ministry", "office of a minister"])
def test_nor_is_an_office_of_such_a_country(said: str) -> None:
    secretary = entity("Foreign Secretary of America", "concept", said, "America")
    assert far(name="Foreign Secretary", body=secretary, Kenya=KENYA)
    assert not far(name="Foreign Secretary", body=secretary, America=AMERICA)


def test_a_body_is_at_home_where_the_story_names_what_it_is_tied_to() -> None:
    assert not far(Washington=WASHINGTON)
    assert not far(America=AMERICA)
    assert not far(Boston=entity("Boston", "place", "city", "America"))  # through a third
    assert not far(Texas=entity("Texas", "place", "state", "Supreme Court of the United States"))
    assert not far(Kenya=KENYA, America=AMERICA)


def test_in_a_story_without_places_what_a_name_mostly_means_needs_no_home() -> None:
    assert not far(0.75)
    assert far(0.6)


def test_a_place_that_is_hardly_meant_is_none_of_the_story() -> None:
    known = {"Supreme Court": (Candidate(COURT, 0.6),), "Kenya": (Candidate(KENYA, 0.3),)}
    assert out_of_reach(*clusters("The Supreme Court ruled in Kenya.", known)) == {(0, 0)}


@pytest.mark.parametrize("name", ["IMF", "ARMY", "Greenpeace", "Wagner Group"])
def test_a_name_that_only_one_body_has_needs_no_home(name: str) -> None:
    assert not far(name=name, Kenya=KENYA)


def test_what_is_one_of_its_kind_needs_no_home() -> None:
    assert not far(0.97, Kenya=KENYA)


def test_of_a_body_without_ties_nothing_is_known() -> None:
    assert not far(body=entity("Supreme Court", "organisation"), Kenya=KENYA)


def test_a_film_needs_no_home() -> None:
    assert not far(body=entity("Supreme Court", "work", "", "Washington"), Kenya=KENYA)
