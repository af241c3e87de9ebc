from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.connections import connect, seen_from
from backstory.cards.fact_layout import lay_out
from backstory.cards.timeline import timeline
from backstory.cards.wording import with_article
from backstory.model import Card, Entity, Fact, Profile, Section, Source

DAY = "2023-01-20"
SOURCE = Source("pack:test", "Test pack")
OTHER = Source("pack:other", "Other pack")
LABELS = {"Q1": "Ada Quill", "Q2": "Bear Bank", "Q3": "Courier", "Q4": "Duchy"}


def card(*facts: Fact, kind: str = "organisation", description: str | None = None, day: str = DAY) -> Card:
    seen = timeline([replace(fact, source=fact.source or SOURCE) for fact in facts], day, kind)
    return Card(
        entity=Entity("Q9", "Eel Trust", kind, description), summary=None, source=SOURCE, then=seen.then,
        since=seen.since, facts=seen.facts, connections=(), reasons=(), runner_up=None, confidence=0.9, salience=0.5,
        image=None, links={}, mentions=(0,),
    )  # fmt: skip


def texts(sections: tuple[Section, ...]) -> dict[str, list[str]]:
    return {section.name: [sentence.text for sentence in section.sentences] for section in sections}


def told(*facts: Fact, **given: str) -> dict[str, list[str]]:
    return texts(lay_out(card(*facts, **given), LABELS, DAY))  # type: ignore[arg-type]


def event(value: str, day: str) -> Fact:
    return Fact("significant event", value, "P793", start=day, end=day)


def test_sections_come_in_order_with_their_titles_and_none_is_empty() -> None:
    facts = (Fact("head", "Ada Quill", "P488", "Q1", "2020", "2024"), event("opened a house", "2019-02-01"))
    sections = lay_out(card(*facts), LABELS, DAY)
    assert [(section.name, section.title) for section in sections] == [
        ("on_that_day", "On 20 January 2023"),
        ("since", "Since then"),
        ("background", "Background"),
    ]
    assert texts(sections) == {
        "on_that_day": ["Headed by Ada Quill since 2020."],
        "since": ["Headed by Ada Quill until 2024."],
        "background": ["Opened a house, on 1 February 2019."],
    }


def test_a_story_without_a_date_says_so_in_the_title() -> None:
    sections = lay_out(card(Fact("head", "Ada", "P488", None, "2020")), LABELS, DAY, dated=False)
    assert sections[0].title == "Today, 20 January 2023; the story has no date"


def test_names_with_a_card_are_marked_in_the_sentence() -> None:
    section = lay_out(card(Fact("head", "Ada Quill", "P488", "Q1", "2020")), LABELS, DAY)[0]
    (sentence,) = section.sentences
    (span,) = sentence.spans
    assert (sentence.text[span.start : span.end], span.entity) == ("Ada Quill", "Q1")
    assert (sentence.start, sentence.end, sentence.source) == ("2020", None, SOURCE)


def test_a_name_without_a_card_is_not_marked() -> None:
    (section,) = lay_out(card(Fact("head", "Bob Roe", "P488", "Q77", "2020")), LABELS, DAY)
    assert section.sentences[0].spans == ()


def test_undated_values_of_one_property_stand_in_one_sentence() -> None:
    members = [Fact("participant", value, "P710") for value in ("Mexico", "Canada", "United States")]
    assert told(*members, kind="law") == {"background": ["Parties: Mexico, Canada and the United States."]}


def test_each_value_of_a_list_has_its_article() -> None:
    members = [Fact("member of", value, "P463") for value in ("European Union", "G7")]
    assert told(*members)["background"] == ["Member of the European Union and the G7."]


def test_values_of_two_sources_stay_apart() -> None:
    owners = (Fact("owned by", "Ada Quill", "P127"), Fact("owned by", "Bob Roe", "P127", source=OTHER))
    assert told(*owners) == {"background": ["Owned by Ada Quill.", "Owned by Bob Roe."]}


def test_dated_values_stay_apart() -> None:
    joined = [Fact("member of", value, "P463", start=day) for value, day in (("NATO", "1949"), ("EU", "1957"))]
    assert told(*joined)["on_that_day"] == ["Member of EU since 1957.", "Member of NATO since 1949."]


def test_a_seat_is_told_with_its_country() -> None:
    facts = (Fact("headquarters location", "Paris", "P159"), Fact("country", "France", "P17"))
    assert told(*facts) == {"background": ["Headquartered in Paris, France."]}
    assert told(facts[1]) == {"background": ["Based in France."]}


def test_founders_are_told_with_the_day_of_the_founding() -> None:
    founding = Fact("inception", "1995", "P571", start="1995", end="1995")
    founders = (Fact("founded by", "Ada Quill", "P112"), Fact("founded by", "Bob Roe", "P112"))
    assert told(founding, *founders) == {"background": ["Founded by Ada Quill and Bob Roe in 1995."]}
    of_another = replace(founding, source=OTHER)
    assert told(of_another, founders[0])["background"] == ["Founded by Ada Quill.", "Founded in 1995."]
    with_more = replace(founding, value="1995, as a mill")
    assert told(with_more, founders[0])["background"] == ["Founded by Ada Quill.", "Founded in 1995, as a mill."]


def test_what_the_description_says_is_not_said_again() -> None:
    facts = (
        Fact("occupation", "lawyer", "P106"),
        Fact("occupation", "judge", "P106"),
        Fact("country of citizenship", "Russia", "P27"),
        Fact("instance of", "person", "P31"),
    )
    assert told(*facts, kind="person", description="Russian lawyer") == {"background": ["Judge."]}
    assert told(*facts, kind="person")["background"] == ["Lawyer and judge.", "Citizen of Russia.", "Person."]


def test_a_citizen_of_another_country_than_the_description_names_is_told() -> None:
    facts = (Fact("country of citizenship", "United States", "P27"),)
    assert told(*facts, kind="person", description="Russian lawyer")["background"] == ["Citizen of the United States."]
    assert told(*facts, kind="person", description="American lawyer") == {}


def test_a_death_is_told_once_and_what_ended_with_it_not_at_all() -> None:
    facts = (
        Fact("date of death", "23 August 2023, in a plane crash", "P570", start="2023-08-23", end="2023-08-23"),
        event("killed in a plane crash", "2023-08-23"),
        Fact("head of", "Bear Bank", None, "Q2", "2014", "2023-08-23"),
    )
    assert told(*facts, kind="person") == {
        "on_that_day": ["Head of Bear Bank since 2014."],
        "since": ["Died on 23 August 2023, in a plane crash."],
    }


def test_what_ended_on_another_day_is_told() -> None:
    facts = (
        Fact("date of death", "23 August 2023", "P570", start="2023-08-23", end="2023-08-23"),
        Fact("head of", "Bear Bank", None, "Q2", "2014", "2023-08-01"),
    )
    assert told(*facts, kind="person")["since"] == ["Head of Bear Bank until 1 August 2023.", "Died on 23 August 2023."]


def test_an_event_told_twice_in_other_words_stands_once() -> None:
    twice = (event("charged with fraud in Boston", "2020-02-01"), event("charged by Boston over fraud", "2020-02"))
    assert len(told(*twice)["background"]) == 1
    others = (event("charged with fraud in Boston", "2020-02-01"), event("opened a museum", "2020-02-01"))
    assert len(told(*others)["background"]) == 2


def with_ties(own: Card, *profiles: Profile, day: str = DAY) -> dict[str, list[str]]:
    labels = LABELS | {"Q9": own.entity.label}
    known = {each.entity.id: each for each in profiles}
    ties = connect(labels, known, day)
    return texts(lay_out(replace(own, connections=seen_from("Q9", ties, day)), labels, day))


def test_a_tie_that_the_facts_state_is_not_told_again() -> None:
    head = Fact("head", "Ada Quill", "P488", "Q1", "2020", source=SOURCE)
    own = Profile(Entity("Q9", "Eel Trust", "organisation"), (), SOURCE, facts=(head,))
    assert with_ties(card(head), own) == {"on_that_day": ["Headed by Ada Quill since 2020."]}


def test_an_event_of_another_that_tells_the_cards_own_event_is_not_told_again() -> None:
    own = event("attack on the harbour market", "2021-09-21")
    theirs = replace(event("attack on the harbour market of Eel Trust", "2021-09-21"), entity="Q9")
    other = Profile(Entity("Q4", "Duchy", "place"), (), SOURCE, facts=(theirs,))
    assert with_ties(card(own), other) == {"background": ["Attack on the harbour market, on 21 September 2021."]}
    assert with_ties(card(), other) == {
        "connections": ["Duchy: attack on the harbour market of Eel Trust, on 21 September 2021."]
    }


def test_undated_ties_of_one_property_stand_in_one_sentence() -> None:
    seat = Fact("headquarters location", "Eel Trust", "P159", "Q9")
    others = [Profile(Entity(id, LABELS[id], "organisation"), (), SOURCE, facts=(seat,)) for id in ("Q2", "Q3")]
    assert with_ties(card(), *others) == {"connections": ["Seat of Bear Bank and Courier."]}


def test_words_of_another_language_are_not_merged() -> None:
    own = replace(card(), facts=(Fact("pays", "France", "P17", text="pays: France"),) * 2)
    assert texts(lay_out(own, LABELS, DAY, own_words="fr")) == {"background": ["pays: France"]}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United States", "the United States"),
        ("House of Commons", "the House of Commons"),
        ("Free Tide Party", "the Free Tide Party"),
        ("University of Fen", "the University of Fen"),
        ("Fen University", "Fen University"),
        ("Christian Union of Fen", "the Christian Union of Fen"),
        ("The Guardian", "The Guardian"),
        ("The Pentagon", "the Pentagon"),
        ("NATO", "NATO"),
        ("Russia", "Russia"),
        ("Alice Cross", "Alice Cross"),
        ("mercenaries of the north", "mercenaries of the north"),
        ("Duke of Fen", "Duke of Fen"),
        ("Wagner Group, as adviser", "the Wagner Group, as adviser"),
    ],
)
def test_names_that_take_the_article_get_it(name: str, said: str) -> None:
    assert with_article(name) == said
