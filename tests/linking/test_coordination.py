from __future__ import annotations

import pytest

from backstory.linking.candidate_features import scored_candidates
from backstory.linking.coordination import Coordination
from backstory.linking.semantic_types import SEMANTIC_TYPES
from tests.linking.tiny import clusters, entity, senses

ESSEX = senses(entity("Essex", "place"), entity("Essex", "organisation", "cricket club"))
KENT = senses(entity("Kent", "place"), entity("Kent", "organisation", "cricket club"))


def beside(text: str, *names: str) -> bool:
    """Whether the first name of the text stands beside another."""
    document, mentions, found = clusters(text, dict.fromkeys(names or ("Essex", "Kent"), ()))
    return 0 in Coordination(document, mentions, found)


@pytest.mark.parametrize(
    "text",
    [
        "Essex and Kent came.",
        "Essex, Kent came.",
        "Essex, and Kent came.",
        "Essex or Kent came.",
        "Essex & Kent came.",
        "Essex v Kent is on.",
        "Essex vs. Kent is on.",
        "Essex beat Kent again.",
        "The Essex-Kent match is on.",
        "Essex and the Kent came.",
    ],
)
def test_what_is_listed_or_set_against_each_other_stands_side_by_side(text: str) -> None:
    assert beside(text)


@pytest.mark.parametrize(
    "text",
    [
        "Essex. Kent came.",
        "Essex is near Kent.",
        "Essex (Kent) came.",
        "Essex or far of Kent.",
        "Essex and neighbouring Kent.",
        "Essex\n\nKent",
    ],
)
def test_other_neighbours_do_not(text: str) -> None:
    assert not beside(text)


def test_a_name_does_not_stand_beside_itself() -> None:
    assert not beside("Essex and Essex came.", "Essex")


def agreement(text: str, *beliefs: tuple[float, ...]) -> dict[str, float]:
    """What those beside Essex are believed to be, of some beliefs in the senses of the names in order."""
    known = {"Essex": ESSEX, "Kent": KENT, "Surrey": senses(entity("Surrey", "place"))}
    document, mentions, found = clusters(text, {name: own for name, own in known.items() if name in text})
    own = [scored_candidates(slot.name, slot.form, slot.candidates) for slot in found]
    heard = Coordination(document, mentions, found).agreement(0, own, beliefs)
    return {type: round(belief, 6) for type, belief in zip(SEMANTIC_TYPES, heard, strict=True) if belief}


def test_a_name_hears_how_far_its_neighbour_is_believed_to_be_of_a_sort() -> None:
    assert agreement("Essex v Kent", (0.5, 0.5), (0.2, 0.7)) == {"place": 0.2, "team": 0.7}


def test_the_neighbours_count_alike() -> None:
    assert agreement("Essex and Kent", (0.5, 0.5), (0.0, 1.0)) == {"team": 1.0}
    assert agreement("Essex and Kent. Surrey and Essex", (0.5, 0.5), (0.0, 1.0), (1.0,)) == {"place": 0.5, "team": 0.5}
