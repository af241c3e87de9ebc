from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.model import Answer, Document, Entity, LinkedMention, Mention, Metadata, Page
from backstory.previews import adds_to
from backstory.previews.adds import days_between

KIEV = Entity("Q1899", "Kyiv", "place", "capital of Ukraine")
BRIDGE = Entity("en:Harbour Bridge", "Harbour Bridge", "place", "bridge")
MAYOR = Entity("en:Jane Roe", "Jane Roe", "person", "mayor")

TEXT = (
    "The Harbour Bridge was opened to traffic on Monday after four years of work. "
    "Crowds had gathered since the morning. "
    "The mayor of Kyiv sent a letter, which was read aloud by a child from the school at the corner. "
    "Ferries stopped for an hour and ships in the port sounded their horns while the ribbon was cut."
)
BEFORE = (
    "Engineers found cracks in two pillars of the Harbour Bridge and asked for another winter. "
    "Jane Roe, the mayor, said the repair would cost the city nine million crowns. She was not amused. "
    "Kyiv had once offered steel from its own mills, an offer that nobody answered."
)


def page(text: str, published: str | None = None) -> Page:
    return Page(Metadata(published=published), Document.from_text(text))


def mentions(text: str, *entities: Entity, confidence: float = 0.9) -> tuple[LinkedMention, ...]:
    places = [(text.find(entity.label), entity) for entity in entities]
    return tuple(
        LinkedMention(Mention(at, at + len(entity.label), entity.label), entity, confidence) for at, entity in places
    )


def story(text: str = TEXT, published: str | None = "2023-01-20", *entities: Entity) -> Answer:
    named = entities or (BRIDGE, KIEV)
    return Answer(page(text, published), "2023-01-20", mentions(text, *named), ())


def adds(text: str, published: str | None, *entities: Entity, of: Answer | None = None, known: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    return adds_to(of or story(), page(text, published), mentions(text, *entities), entities, known=known)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2023-01-20", "2023-01-20T23:00:00+00:00", 0),
        ("2023-01-20T01:00:00+05:00", "2022-12-31", -20),
        ("2024-02-28", "2024-03-01", 2),
        ("2023-01-20", "2023-02", None),
        ("2023-01-20", None, None),
        (None, "2023-01-20", None),
    ],
)
def test_days_are_counted_where_both_days_are_known(first: str | None, second: str | None, days: int | None) -> None:
    assert days_between(first, second) == days


@pytest.mark.parametrize(
    ("published", "relation", "said"),
    [
        ("2023-01-12", "background", "Background, from 8 days before."),
        ("2023-01-19", "background", "Background, from 1 day before."),
        ("2023-01-20", "same_day", "Another story of the same day."),
        ("2023-02-20", "later", "A later story, from 31 days after."),
        (None, "related", "Speaks of some of the same names; its date is not known."),
    ],
)
def test_another_story_of_the_same_names_is_told_by_its_day(published: str | None, relation: str, said: str) -> None:
    told = adds(BEFORE, published, BRIDGE, MAYOR)
    assert (told.relation, told.said) == (relation, said)


def test_names_are_new_or_shared() -> None:
    told = adds(BEFORE, "2023-01-12", MAYOR, BRIDGE, KIEV)
    assert [entity.id for entity in told.new] == [MAYOR.id]
    assert [entity.id for entity in told.shared] == [BRIDGE.id, KIEV.id]


def test_who_the_reader_knows_is_not_new() -> None:
    assert adds(BEFORE, "2023-01-12", MAYOR, BRIDGE, known=(MAYOR.id,)).new == ()


def test_a_sense_that_the_story_is_unsure_of_is_not_shared() -> None:
    unsure = replace(story(), mentions=mentions(TEXT, BRIDGE, confidence=0.3))
    told = adds_to(unsure, page(BEFORE), mentions(BEFORE, BRIDGE), (BRIDGE,), min_confidence=0.65)
    assert (told.relation, told.shared, told.new) == ("other", (), (BRIDGE,))


def test_the_same_text_is_a_near_duplicate_whatever_its_day() -> None:
    copy = TEXT.replace("Crowds", "Large crowds")
    assert adds(copy, "2023-01-22", BRIDGE, KIEV).relation == "near_duplicate"
    assert adds(copy, "2023-01-22", BRIDGE, KIEV).quotes == ()


@pytest.mark.parametrize(("published", "relation"), [("2023-01-20", "update"), ("2023-01-19", "earlier")])
def test_a_text_that_has_much_of_the_story_is_the_same_story_before_or_after(published: str, relation: str) -> None:
    grown = (
        TEXT
        + "\n"
        + BEFORE
        + "\n"
        + "Later that day a van broke down on the bridge and nobody could cross it until night fell. "
    )
    told = adds(grown, published, BRIDGE, KIEV, MAYOR)
    assert told.relation == relation
    assert all(quote.exact not in TEXT for quote in told.quotes)


def test_a_story_that_shares_no_name_is_said_to() -> None:
    assert adds("Rain fell on the hills. " * 20, "2023-01-12", MAYOR).relation == "other"


def test_quotes_stand_word_for_word_in_the_linked_story_and_are_two_at_most() -> None:
    told = adds(BEFORE, "2023-01-12", BRIDGE, MAYOR)
    assert 1 <= len(told.quotes) <= 2
    for quote in told.quotes:
        assert quote.prefix + quote.exact + quote.suffix in BEFORE


def test_quotes_carry_what_the_story_does_not_say() -> None:
    told = adds(TEXT.split(". ")[1] + ". " + BEFORE, "2023-01-12", BRIDGE, MAYOR)
    assert not any("Crowds had gathered" in quote.exact for quote in told.quotes)
    assert any("nine million crowns" in quote.exact for quote in told.quotes)


def test_a_sentence_that_leans_on_another_or_is_cut_out_of_a_speech_is_not_quoted() -> None:
    text = (
        "She was not amused by the delay of the costly harbour works. “Nobody told the council of cracks, he said. "
        + BEFORE
    )
    assert not any(q.exact.startswith(("She", "“Nobody")) for q in adds(text, "2023-01-12", BRIDGE, MAYOR).quotes)
