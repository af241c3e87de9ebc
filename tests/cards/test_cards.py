from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards import choose, compose, unknown_names
from backstory.model import Card, DatedText, Document, Entity, Fact, LinkedMention, Mention, Profile, RunnerUp, Source

SOURCE = Source("pack:test", "Test pack")
A = Entity("Q1", "Alba", kind="organisation")
B = Entity("en:Boro", "Boro", kind="person")
TEXT = "Alba rose. Boro led Alba. Then Alba fell."


def saying(entity: Entity, text: str, source: Source = SOURCE) -> Profile:
    return Profile(entity, (DatedText(text),), source)


def link(text: str, surface: str, entity: Entity | None, confidence: float = 0.9, nth: int = 0) -> LinkedMention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return LinkedMention(Mention(start, start + len(surface), surface), entity, confidence)


LINKS = (link(TEXT, "Alba", A), link(TEXT, "Boro", B), link(TEXT, "Alba", A, 0.95, 1), link(TEXT, "Alba", A, 0.9, 2))


def test_unsure_senses_get_no_card() -> None:
    chosen = choose(Document.from_text(TEXT), [link(TEXT, "Boro", B, 0.4)], max_cards=9, min_confidence=0.5)
    assert chosen == ()


def test_the_most_salient_come_first_and_the_rest_is_cut() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=1, min_confidence=0.5)
    assert [choice.entity for choice in chosen] == [A]
    assert chosen[0].mentions == (0, 2, 3)
    assert chosen[0].best.confidence == 0.95


def test_the_headline_counts_more() -> None:
    document = Document.from_blocks(
        [("headline", "Boro"), ("paragraph", "Alba. Alba."), ("paragraph", "End of it all.")]
    )
    links = [link(document.text, "Boro", B), link(document.text, "Alba", A)]
    chosen = choose(document, links, max_cards=9, min_confidence=0.5)
    assert chosen[0].entity == B


def test_household_names_come_later() -> None:
    famous = Entity("Q9", "Alba", popularity=1.0)
    links = [link(TEXT, "Alba", famous), link(TEXT, "Boro", B)]
    assert choose(Document.from_text(TEXT), links, max_cards=9, min_confidence=0.5)[0].entity == B


def cards(*facts: Fact, day: str = "2023-01-20") -> dict[str, Card]:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    profiles = {
        A.id: Profile(A, (DatedText("A body."),), SOURCE, wikipedia="Alba (body)"),
        B.id: Profile(B, (), SOURCE, facts=facts),
    }
    return {card.entity.id: card for card in compose(chosen, profiles, day).cards}


def test_ties_between_the_storys_entities_stand_on_both_cards() -> None:
    made = cards(Fact("head of", "Alba", entity="Q1", start="2014", source=SOURCE))
    assert [(t.to, t.property, t.start) for t in made["en:Boro"].connections] == [("Q1", "head of", "2014")]
    assert [(t.to, t.property, t.start) for t in made["Q1"].connections] == [("en:Boro", "head", "2014")]


def test_a_tie_to_nobody_in_the_story_is_no_connection() -> None:
    assert cards(Fact("head of", "Other", entity="Q404"))["en:Boro"].connections == ()


def test_the_age_stands_with_what_held_then() -> None:
    born = Fact("date of birth", "1 June 1961", pid="P569", start="1961-06-01", end="1961-06-01", source=SOURCE)
    then = cards(born)["en:Boro"].then
    assert [(fact.property, fact.value, fact.source) for fact in then] == [("age", "61", SOURCE)]


def test_links_lead_to_the_article_and_the_item() -> None:
    assert cards()["Q1"].links == {
        "wikipedia": "https://en.wikipedia.org/wiki/Alba_(body)",
        "wikidata": "https://www.wikidata.org/wiki/Q1",
    }


def test_an_entity_that_no_source_knows_gets_no_card() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    assert compose(chosen, {}, "2023-01-20").cards == ()


def test_an_unknown_name_is_told_with_what_the_story_says() -> None:
    text = "They asked Jane Roe, a retired teacher from Leeds, twice. Roe laughed."
    links = [link(text, "Jane Roe", None), LinkedMention(Mention(58, 61, "Roe", long_form="Jane Roe"), None, 0.9)]
    (name,) = unknown_names(Document.from_text(text), links)
    assert (name.name, name.said, name.mentions) == ("Jane Roe", "a retired teacher from Leeds", (0, 1))


def test_an_ambiguous_name_is_not_unknown() -> None:
    ambiguous = LinkedMention(Mention(0, 4, "Alba"), None, 0.6, runner_up=RunnerUp(A, 0.3))
    assert unknown_names(Document.from_text(TEXT), [ambiguous, ambiguous]) == ()


def test_a_lone_word_named_once_is_not_worth_telling() -> None:
    assert unknown_names(Document.from_text(TEXT), [link(TEXT, "Boro", None)]) == ()


def test_the_sense_that_came_second_is_described_as_of_the_day() -> None:
    other = Entity("Q7", "Alba", "place", "capital")
    best = replace(LINKS[0], runner_up=RunnerUp(other, 0.08))
    chosen = choose(Document.from_text(TEXT), [best], max_cards=9, min_confidence=0.5)
    descriptions = (DatedText("town", None, "2024-01-01"), DatedText("capital", "2024-01-01"))
    profiles = {A.id: saying(A, "A body."), other.id: Profile(other, (), SOURCE, descriptions=descriptions)}
    (card,) = compose(chosen, profiles, "2023-01-20").cards
    assert card.runner_up is not None
    assert card.runner_up.entity.description == "town"


@pytest.mark.parametrize(
    ("day", "label"), [("2013-12-31", "Old Alba"), ("2022-01-01", "Alba Two"), ("2023-01-01", "Alba")]
)
def test_a_card_is_called_as_it_was_on_the_day(day: str, label: str) -> None:
    called = (DatedText("Old Alba", None, "2020-01-01"), DatedText("Alba Two", "2020-01-01", "2023-01-01"))
    profile = replace(saying(A, "A body."), earlier_labels=called)
    headed = Fact("head of", "Alba", entity="Q1", start="2001")
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    composed = compose(chosen, {A.id: profile, B.id: replace(saying(B, "A man."), facts=(headed,))}, day)
    assert [card.entity.label for card in composed.cards if card.entity.id == A.id] == [label]
    assert {tie.label for card in composed.cards for tie in card.connections if tie.to == A.id} == {label}


def test_an_undated_fact_is_told_in_its_days() -> None:
    known_for = Fact("known for", "the fall of the bridge", told_from="2023-03-01")
    assert cards(known_for, day="2023-02-28")["en:Boro"].facts == ()
    assert [fact.value for fact in cards(known_for, day="2023-03-01")["en:Boro"].facts] == [known_for.value]


def test_each_fact_of_a_card_has_a_source() -> None:
    card = cards(Fact("head of", "Alba", entity="Q1", start="2014"), Fact("occupation", "cook", "P106"))["en:Boro"]
    assert {fact.source for fact in (*card.then, *card.since, *card.facts)} == {SOURCE}


def test_a_runner_up_without_a_card_of_its_own_gets_one_to_look_at() -> None:
    other = Entity("Q7", "Alba Longa", kind="place")
    best = replace(LINKS[0], runner_up=RunnerUp(other, 0.08))
    chosen = choose(Document.from_text(TEXT), [best], max_cards=9, min_confidence=0.5)
    profiles = {
        A.id: saying(A, "A body."),
        other.id: saying(other, "A town."),
    }
    (card,) = compose(chosen, profiles, "2023-01-20").alternatives
    assert (card.entity, card.summary, card.confidence, card.mentions, card.shown) == (
        other,
        "A town.",
        0.08,
        (0,),
        False,
    )


def test_what_the_reader_knows_comes_last_and_not_at_once() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5, known={A.id})
    assert [(choice.entity, choice.shown) for choice in chosen] == [(B, True), (A, False)]


def test_countries_come_after_all_others_and_wait_where_there_are_many() -> None:
    country = Entity("Q9", "Alba", kind="place", description="country in the north")
    many = [Entity(f"Q10{n}", f"N{n}") for n in range(5)]
    text = "Alba. " + " ".join(entity.label for entity in many)
    links = [link(text, entity.label, entity) for entity in (country, *many)]
    chosen = choose(Document.from_text(text), links, max_cards=9, min_confidence=0.5)
    assert (chosen[-1].entity, chosen[-1].shown) == (country, False)
    alone = choose(Document.from_text(text), links[:1], max_cards=9, min_confidence=0.5)
    assert alone[0].shown


@pytest.mark.parametrize(
    ("description", "country"),
    [
        ("Nordic kingdom in Northern Europe", True),
        ("island country off the coast", True),
        ("capital of the Czech Republic", False),
        ("state on the east coast of the United States", False),
    ],
)
def test_what_is_a_country_is_told_by_its_description(description: str, country: bool) -> None:
    place = Entity("Q9", "Alba", kind="place", description=description)
    links = [link(TEXT, "Alba", place), link(TEXT, "Boro", B)]
    assert (choose(Document.from_text(TEXT), links, max_cards=9, min_confidence=0.5)[1].entity == place) is country


def test_no_more_than_a_dozen_are_shown_at_once() -> None:
    many = [Entity(f"Q{n}", f"N{n}x") for n in range(20)]
    text = " ".join(entity.label for entity in many)
    chosen = choose(Document.from_text(text), [link(text, e.label, e) for e in many], max_cards=40, min_confidence=0.5)
    assert sum(choice.shown for choice in chosen) == 12
    assert len(chosen) == 20


def salience(text: str, *entities: Entity) -> float:
    """Of the first of the entities."""
    links = [link(text, entity.label, entity) for entity in entities]
    chosen = choose(Document.from_text(text), links, max_cards=9, min_confidence=0.5)
    return next(choice.salience for choice in chosen if choice.entity == entities[0])


def test_a_name_that_the_story_explains_needs_its_card_less() -> None:
    assert salience("Boro, the owner of the mill, met us.", B) < salience("Boro, and the owner of the mill, met us.", B)


def test_who_is_tied_to_others_of_the_story_is_more_salient() -> None:
    ada, bob = Entity("Q21", "Ada", links=frozenset({"Q22"})), Entity("Q22", "Bob")
    assert salience("Ada met Bob.", ada, bob) > salience("Ada met Bob.", replace(ada, links=frozenset()), bob)
    assert salience("Ada met Bob.", bob, ada) > salience("Ada met Bob.", bob, replace(ada, links=frozenset()))


def test_a_summary_that_was_cut_or_comes_from_a_wiki_is_called_shortened() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    wiki = Source("enwiki:Alba", "Wikipedia", "Alba", licence="CC BY-SA 4.0")
    profiles = {
        A.id: saying(A, "A body.", wiki),
        B.id: saying(B, "A man. He fell in 2024."),
    }
    made = {card.entity.id: card.shortened for card in compose(chosen, profiles, "2023-01-20").cards}
    assert made == {A.id: True, B.id: True}


def test_the_words_of_an_unknown_name_stand_where_the_story_has_them() -> None:
    text = "The retired teacher Jane Roe laughed."
    (name,) = unknown_names(Document.from_text(text), [link(text, "Jane Roe", None)])
    assert name.said == "retired teacher"
    assert name.said_at is not None
    assert text[slice(*name.said_at)] == "retired teacher"


def test_a_card_that_only_has_a_description_waits_behind_show_all() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    kind = Fact("instance of", "person", "P31")
    profiles = {A.id: saying(A, "A body. " * 30), B.id: Profile(B, (), SOURCE, facts=(kind,))}
    shown = {card.entity.id: card.shown for card in compose(chosen, profiles, "2023-01-20").cards}
    assert shown == {A.id: True, B.id: False}
    assert {card.shown for card in compose(chosen, profiles, "2023-01-20", corrected={B.id}).cards} == {True}


@pytest.mark.parametrize(("characters", "shown"), [(30, False), (70, True)])
def test_a_line_is_enough_of_a_person_and_less_is_not(characters: int, shown: bool) -> None:
    person = replace(A, kind="person")
    chosen = choose(Document.from_text(TEXT), [link(TEXT, "Alba", person), LINKS[1]], max_cards=9, min_confidence=0.5)
    profiles = {A.id: saying(person, "x" * characters), B.id: saying(B, "A body. " * 30)}
    cards = {card.entity.id: card.shown for card in compose(chosen, profiles, "2023-01-20").cards}
    assert cards == {A.id: shown, B.id: True}


def test_continents_come_last_like_countries() -> None:
    continent = Entity("Q15", "Alba", description="second largest continent, south of Europe", kind="place")
    links = [link(TEXT, "Alba", continent), link(TEXT, "Boro", B)]
    assert [one.entity for one in choose(Document.from_text(TEXT), links, max_cards=9, min_confidence=0.5)] == [
        B,
        continent,
    ]


def test_with_no_day_of_the_story_nothing_held_then() -> None:
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    office = Fact("head of", "Other", start="2014", source=SOURCE)
    profiles = {B.id: Profile(B, (), SOURCE, facts=(office,))}
    for dated, then in ((True, 1), (False, 0)):
        (card,) = compose(chosen, profiles, "2023-01-20", dated=dated).cards
        assert (len(card.then), len(card.facts)) == (then, 1 - then)
