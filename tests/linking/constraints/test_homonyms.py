from __future__ import annotations

import pytest

from backstory.linking.candidate_features import scored_candidates
from backstory.linking.constraints.homonyms import homonyms
from backstory.linking.context import Context
from tests.linking.tiny import clusters, entity, senses

COUNTRY = senses(entity("Turkey", "place", "country"))
OIL = senses(entity("Shell", "company", "oil company"))
PLAY = senses(entity("Chicago", "place", "city"), entity("Chicago", "work", "musical"))
ATTACKS = senses(entity("September 11 attacks", "event", "attacks on towers"))
KNOWN = {
    "Turkey": COUNTRY, "China": COUNTRY, "Brazil": COUNTRY, "Jersey": COUNTRY, "Shell": OIL, "Chicago": PLAY,
    "September 11": ATTACKS,
}  # fmt: skip


def ruled_out(text: str) -> list[int]:
    """Which candidates of the first name cannot be meant."""
    document, mentions, found = clusters(text, {name: own for name, own in KNOWN.items() if name in text})
    own = [scored_candidates(each.name, each.form, each.candidates) for each in found]
    return sorted(c for s, c in homonyms(document, mentions, found, own, Context(document, None, mentions)) if s == 0)


@pytest.mark.parametrize(
    "text",
    [
        "Carve the Turkey and pass the gravy.",
        "A Turkey sandwich is what he wants.",
        "We drank from China cups.",
        "A bag of Brazil nuts fell.",
        "The Jersey cows came home.",
        "Shell the peas and boil them.",
        "First, wash. Shell an egg.",
    ],
)
def test_a_thing_or_a_verb_is_no_country_and_no_company(text: str) -> None:
    assert ruled_out(text) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey raised its rates.",
        "China sent two ships.",
        "Brazil voted on Sunday.",
        "Shell the company sold a field.".replace("Shell the", "Then Shell, the"),
        "Shell pumps less oil.",
        "In Jersey they bank.",
    ],
)
def test_countries_and_companies_stay(text: str) -> None:
    assert ruled_out(text) == []


@pytest.mark.parametrize("text", ["“Chicago” is sold out.", "We saw “Chicago.”", "Chicago is back on Broadway."])
def test_a_play_is_no_city(text: str) -> None:
    assert ruled_out(text) == [0]


@pytest.mark.parametrize("text", ["Chicago is cold.", "“Chicago is cold,” he said.", "They met in Chicago."])
def test_a_city_in_a_quotation_stays_one(text: str) -> None:
    assert ruled_out(text) == []


def test_a_day_on_which_something_is_is_no_event() -> None:
    assert ruled_out("The shop opens on September 11.") == [0]
    assert ruled_out("On September 11 the towers fell in the attacks.") == []
    assert ruled_out("The world after September 11 is another.") == []
