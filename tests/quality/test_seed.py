"""The story the project was born from, where the evaluation data lies beside the repository."""

from __future__ import annotations

import pytest

from backstory.formats.json_api import EnrichRequest
from backstory.model import Answer
from backstory.service.assembly import Service
from tests.conftest import SHARED

SEED = SHARED / "seed" / "article.html"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not SEED.is_file(), reason=f"the evaluation data is not here: {SEED}"),
]
SITE = "https://www.globalvillagespace.com"
EXPECTED = {
    "en:Wagner Group",
    "en:Yevgeny Prigozhin",
    "en:Internet Research Agency",
    "en:John Kirby (admiral)",
    "Q423",
    "Q7747",
    "en:James Cleverly",
    "en:Korean Central News Agency",
    "Q37470",
    "en:Bakhmut",
    "Q133274",
    "Q35525",
    "Q212",
    "Q22686",
    "en:Saint Petersburg",
    "en:Concord Management and Consulting",
}
NAMESAKES = {
    "en:Richard Wagner",
    "Q175284",
    "Q504628",
    "en:Individual retirement account",
    "en:Kirby (character)",
    "en:Jack Kirby",
    "Q49236",
    "en:Tom Cleverley",
    "en:Concord, New Hampshire",
}


@pytest.fixture
def story(service: Service) -> Answer:
    return service.tell(EnrichRequest(html=SEED.read_text(encoding="utf-8"), url=f"{SITE}/story/"))


def test_its_date_is_the_publication_date_not_the_clock_of_the_page(story: Answer) -> None:
    assert story.as_of == "2023-01-20"
    assert story.page.metadata.published_from == "meta"


def test_its_two_read_more_links_and_no_other(story: Answer) -> None:
    assert [link.url for link in story.page.read_more] == [
        f"{SITE}/north-korea-condemns-japans-military-buildup-plans/",
        f"{SITE}/north-korea-successfully-tests-latest-solid-fuel-engine/",
    ]


def test_everyone_has_a_card_and_no_namesake_has(story: Answer) -> None:
    shown = {card.entity.id for card in story.cards}
    assert shown >= EXPECTED
    assert shown.isdisjoint(NAMESAKES)


def test_nothing_comes_from_the_sidebar(story: Answer) -> None:
    assert "Imran Khan" not in story.page.document.text
    assert "Babar Azam" not in story.page.document.text
    assert not any("Khan" in card.entity.label for card in story.cards)


def test_prigozhin_is_told_as_of_that_day(story: Answer) -> None:
    card = next(card for card in story.cards if card.entity.id == "en:Yevgeny Prigozhin")
    then = {fact.property: fact.value for fact in card.then}
    assert then["head of"] == "Wagner Group"
    assert then["age"] == "61"
    since = [(fact.property, (fact.start or "")[:7]) for fact in card.since]
    assert ("significant event", "2023-06") in since
    assert ("date of death", "2023-08") in since
