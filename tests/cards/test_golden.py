from __future__ import annotations

import pytest

from backstory.service.assembly import Service
from tests.cards.golden import DAYS, PAGES, as_text, file_of, told

pytestmark = pytest.mark.whole

CASES = [
    pytest.param(
        name,
        day,
        marks=pytest.mark.skipif(not page.is_file(), reason=f"the evaluation data is not here: {page}"),
        id=f"{name}-{day or 'undated'}",
    )
    for name, page in PAGES.items()
    for day in DAYS
]


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_cards_say_what_was_looked_at(service: Service, name: str, day: str | None) -> None:
    """`python -m tests.cards.golden` writes the files anew."""
    assert as_text(told(service, PAGES[name], day)) == file_of(name, day).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "day"), CASES)
def test_prigozhin_is_tied_to_what_he_founded_with_dates(service: Service, name: str, day: str | None) -> None:
    story = told(service, PAGES[name], day)
    ties = {
        frozenset((tie.of, tie.to)): tie
        for tie in reversed(story.connections)
        if "en:Yevgeny Prigozhin" in (tie.of, tie.to)
    }
    others = {(tie.to if tie.of == "en:Yevgeny Prigozhin" else tie.of): tie.start for tie in ties.values()}
    shown = {card.entity.id for card in story.cards}
    assert others["en:Wagner Group"] == "2014"
    for id, founded in (("en:Concord Management and Consulting", "1995"), ("en:Internet Research Agency", "2013")):
        assert others.get(id) == (founded if id in shown else None)


@pytest.mark.parametrize(("name", "day"), CASES)
def test_no_tie_is_invented(service: Service, name: str, day: str | None) -> None:
    """Each tie is a statement that the pack makes of one of the two."""
    story = told(service, PAGES[name], day)
    profiles = service.knowledge.profiles({card.entity.id for card in story.cards}).found
    stated = {
        (id, fact.entity, fact.start, fact.end)
        for id, profile in profiles.items()
        for fact in profile.facts
        if fact.entity
    }
    assert story.connections
    for tie in story.connections:
        assert tie.via or (tie.of, tie.to, tie.start, tie.end) in stated
        assert tie.source is not None
