from __future__ import annotations

from backstory.cards import choose, compose, unknown_names
from backstory.model import Document, Entity, Fact, LinkedMention, Mention, Profile, RunnerUp, Source

SOURCE = Source("pack:test", "Test pack")
A = Entity("Q1", "Alba", kind="organisation")
B = Entity("en:Boro", "Boro", kind="person")
TEXT = "Alba rose. Boro led Alba. Then Alba fell."


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


def cards(*facts: Fact, day: str = "2023-01-20", entity: Entity = B) -> tuple:  # type: ignore[type-arg]
    chosen = choose(Document.from_text(TEXT), LINKS, max_cards=9, min_confidence=0.5)
    profiles = {
        A.id: Profile(A, "A body.", SOURCE, wikipedia="Alba (body)"),
        B.id: Profile(B, None, SOURCE, facts=facts),
    }
    return {card.entity.id: card for card in compose(chosen, profiles, day)}  # type: ignore[return-value]


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
    assert compose(chosen, {}, "2023-01-20") == ()


def test_an_unknown_name_is_told_with_what_the_story_says() -> None:
    text = "They asked Jane Roe, a retired teacher from Leeds, twice. Roe laughed."
    links = [link(text, "Jane Roe", None), LinkedMention(Mention(58, 61, "Roe", full="Jane Roe"), None, 0.9)]
    (name,) = unknown_names(Document.from_text(text), links)
    assert (name.name, name.said, name.mentions) == ("Jane Roe", "a retired teacher from Leeds", (0, 1))


def test_an_ambiguous_name_is_not_unknown() -> None:
    ambiguous = LinkedMention(Mention(0, 4, "Alba"), None, 0.6, runner_up=RunnerUp(A, 0.3))
    assert unknown_names(Document.from_text(TEXT), [ambiguous, ambiguous]) == ()


def test_a_lone_word_named_once_is_not_worth_telling() -> None:
    assert unknown_names(Document.from_text(TEXT), [link(TEXT, "Boro", None)]) == ()
