from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards import Chosen, choose
from backstory.model import Document, Entity, LinkedMention, Mention, Metadata

UNION = Entity("Q1", "Alba Union", kind="organisation", description="alliance of states", popularity=0.95)
ROE = Entity("Q2", "Jane Roe", kind="person", popularity=0.4)
ELM = Entity("Q3", "Ann Elm", kind="person", popularity=0.4)
ASH = Entity("Q4", "Tom Ash", kind="person", popularity=0.4)
LAND = Entity("Q5", "Borland", kind="place", description="country in the north", popularity=0.95)
TOWN = Entity("Q6", "Elmford", kind="place", description="town in Oakshire", popularity=0.3, links=frozenset({"Q7"}))
SHIRE = Entity("Q7", "Oakshire", kind="place", description="state in the south", popularity=0.5)
FIRM = Entity("Q8", "Boatco", kind="company", description="maker of boats", popularity=0.3)
AGENCY = Entity("Q9", "Associated Wire", kind="organisation", description="news agency", popularity=0.6)
TEAM = Entity("Q10", "Alba Rovers", kind="organisation", description="football club", links=frozenset({"Q5"}))
ALL = (UNION, ROE, ELM, ASH, LAND, TOWN, SHIRE, FIRM, AGENCY, TEAM)
FILLER = " ".join("The rain fell on the port and the boats lay still all day." for _ in range(30))


def chosen(
    *blocks: tuple[str, str], about: Metadata | None = None, known: tuple[Entity, ...] = ()
) -> dict[str, Chosen]:
    """The cards of a story by their labels, in order; each name that stands in it means its entity."""
    document = Document.from_blocks(list(blocks))  # type: ignore[arg-type]
    links = []
    for entity in {each.label: each for each in (*ALL, *known)}.values():
        start = document.text.find(entity.label)
        while start >= 0:
            end = start + len(entity.label)
            links.append(LinkedMention(Mention(start, end, entity.label), entity, 0.9))
            start = document.text.find(entity.label, end)
    links.sort(key=lambda link: link.mention.start)
    picked = choose(document, links, max_cards=40, min_confidence=0.5, about=about)
    return {choice.entity.label: choice for choice in picked}


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in texts]


PEOPLE = "Jane Roe met Ann Elm and Tom Ash at the port on a rainy day."


def test_the_subject_of_title_and_lead_is_never_hidden_however_well_known() -> None:
    lead = "The Alba Union is an alliance of ten states by the sea."
    assert chosen(("headline", "What is the Alba Union?"), *paragraphs(lead, PEOPLE, FILLER))["Alba Union"].shown
    page = Metadata(title="The Alba Union, told")
    assert chosen(*paragraphs(lead, PEOPLE, FILLER), about=page)["Alba Union"].shown


def test_nor_is_what_the_title_names_and_the_story_speaks_of_often() -> None:
    often = "So the Alba Union met. So the Alba Union sat. So the Alba Union rose."
    assert chosen(("headline", "Alba Union, told"), *paragraphs(PEOPLE, FILLER, often))["Alba Union"].shown


def test_a_place_that_the_lead_does_not_name_is_where_things_happen() -> None:
    often = "So Borland met. So Borland sat. So Borland rose."
    assert not chosen(("headline", "Borland, told"), *paragraphs(PEOPLE, FILLER, often))["Borland"].shown
    assert chosen(("headline", "Borland, told"), *paragraphs(f"{PEOPLE} {often}", FILLER))["Borland"].shown


@pytest.mark.parametrize("name", ["Alba Union", "Borland"])
def test_a_household_name_in_the_title_of_a_story_about_others_waits(name: str) -> None:
    assert not chosen(("headline", f"Storm at {name}"), *paragraphs(PEOPLE, FILLER))[name].shown
    assert chosen(("headline", "Storm at Elmford"), *paragraphs(PEOPLE, FILLER, "Elmford mourns."))["Elmford"].shown


def test_a_household_name_that_a_story_speaks_of_all_the_time_is_shown() -> None:
    often = "The Alba Union met. The Alba Union sat. The Alba Union rose. The Alba Union left."
    assert not chosen(*paragraphs(f"{PEOPLE} {often}", FILLER))["Alba Union"].shown
    assert chosen(*paragraphs(f"{PEOPLE} {often}", FILLER, often, often))["Alba Union"].shown
    assert not chosen(*paragraphs(PEOPLE, FILLER, often, often, often))["Alba Union"].shown


def test_a_person_named_once_is_shown_for_few_readers_know_all_of_them() -> None:
    assert chosen(*paragraphs("It rained on the port all day long.", FILLER, "Ann Elm left."))["Ann Elm"].shown


@pytest.mark.parametrize("name", ["Alba Union", "Borland"])
def test_one_mention_of_a_household_name_is_worth_nothing(name: str) -> None:
    assert not chosen(*paragraphs("It rained on the port all day long.", FILLER, f"He left for {name}."))[name].shown


def test_a_short_text_tells_of_whom_it_names() -> None:
    assert chosen(*paragraphs("Ann Elm left for Borland on a rainy day."))["Borland"].shown


def test_what_is_named_in_passing_yields_to_people_and_bodies() -> None:
    cards = chosen(*paragraphs(PEOPLE, FILLER, "A boat of Boatco lay at Elmford."))
    assert list(cards)[:3] == ["Jane Roe", "Ann Elm", "Tom Ash"]
    assert not cards["Boatco"].shown
    assert not cards["Elmford"].shown
    assert chosen(*paragraphs("It rained on the port all day long.", "A boat of Boatco lay there."))["Boatco"].shown


def test_a_firm_that_the_story_is_about_does_not_yield() -> None:
    story = paragraphs(PEOPLE, FILLER, "Boatco sank. Boatco owed a lot. Boatco had no boats.")
    assert chosen(*story)["Boatco"].shown


def test_a_team_or_university_says_where_somebody_belongs() -> None:
    assert not chosen(*paragraphs(PEOPLE, FILLER, "He played for Alba Rovers."))["Alba Rovers"].shown
    steam = replace(TEAM, label="Alba Rovers", description="railway society that keeps steam engines")
    assert chosen(*paragraphs(PEOPLE, FILLER, "He played for Alba Rovers."), known=(steam,))["Alba Rovers"].shown


def test_who_reported_it_is_no_news() -> None:
    cards = chosen(*paragraphs(PEOPLE, FILLER, "So Ash told Associated Wire."))
    assert not cards["Associated Wire"].shown
    about = paragraphs(PEOPLE, FILLER, "Associated Wire closed. Associated Wire was old. Associated Wire owed a lot.")
    assert chosen(*about)["Associated Wire"].shown


def test_the_state_of_a_town_and_the_country_of_a_team_fold_into_their_cards() -> None:
    cards = chosen(*paragraphs("A boat sank at Elmford, Oakshire, on a rainy day.", FILLER, "Elmford mourns."))
    assert (cards["Elmford"].shown, cards["Oakshire"].shown) == (True, False)
    cards = chosen(*paragraphs("Alba Rovers of Borland won on a rainy day.", FILLER, "Alba Rovers sang."))
    assert (cards["Alba Rovers"].shown, cards["Borland"].shown) == (True, False)


def test_a_state_that_the_title_names_stands_on_its_own() -> None:
    story = [("headline", "Oakshire mourns"), *paragraphs("A boat sank at Elmford, Oakshire, on a rainy day.", FILLER)]
    assert chosen(*story)["Oakshire"].shown


@pytest.mark.parametrize(
    "about",
    [Metadata(site="Associated Wire"), Metadata(url="https://www.associatedwire.example/news/1")],
)
def test_the_pages_own_publisher_is_never_marked(about: Metadata) -> None:
    story = [
        ("headline", "Associated Wire wins"),
        *paragraphs("Jane Roe of Associated Wire won a prize on a rainy day."),
    ]
    assert "Associated Wire" not in chosen(*story, about=about)
    assert "Associated Wire" in chosen(*story, about=replace(about, site="Alba Times", url=None))


@pytest.mark.parametrize(
    "line",
    [
        "OAKSHIRE (AP) — The rain fell on the port all day, and no boat could leave it at all.",
        "Oakshire (Wire) - The rain fell on the port all day, and no boat could leave it at all.",
        "ELMFORD, Oakshire, Nov. 18 – The rain fell on the port all day, and no boat could leave it.",
        "By Jane Roe of Oakshire",
        "The port in the rain. (Jane Roe / Oakshire)",
        "The port in the rain. Photo: Jane Roe, Oakshire",
        "Follow us on Oakshire for more.",
        "Jane Roe contributed to this report from Oakshire.",
        "The office is at 12 Harbour Street, Oakshire.",
        "Write to Port Office, Oakshire, OK 12345 for more.",
        "Sign up for the Oakshire letter",
        "Copyright 2019 Oakshire. All rights reserved.",
        "^ Roe, Jane (2004). The boats of Oakshire. Retrieved 23 March 2011.",
        "Roe, Jane: The boats of Oakshire. ISBN 0-00-000000-0.",
    ],
)
def test_lines_of_the_page_itself_get_no_mark(line: str) -> None:
    line = line.replace("OAKSHIRE", "Oakshire") if not line.startswith("OAKSHIRE") else line
    cards = chosen(("paragraph", line), *paragraphs(FILLER, "Tom Ash left."))
    assert set(cards) == {"Tom Ash"}


@pytest.mark.parametrize(
    "line",
    [
        "Oakshire - a state of boats - mourned its dead.",
        "Oakshire (a state of boats) mourned its dead on a rainy day.",
        "By Monday, Oakshire had no boats left, and Ann Elm wept.",
        "They want to follow Oakshire into the union, Ann Elm said.",
        "Ann Elm photographed the boats of Oakshire for years.",
        "The boats came in 12 days to Oakshire, Ann Elm said.",
        "Oakshire built 2^10 boats.",
    ],
)
def test_the_storys_own_sentences_do(line: str) -> None:
    assert "Oakshire" in chosen(("paragraph", line), *paragraphs(FILLER))


def test_mentions_in_such_lines_are_no_part_of_a_card() -> None:
    cards = chosen(*paragraphs("Photo: Tom Ash / Oakshire", "Tom Ash left the port on a rainy day.", FILLER))
    assert len(cards["Tom Ash"].mentions) == 1
