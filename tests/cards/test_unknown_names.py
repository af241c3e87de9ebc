from __future__ import annotations

import pytest

from backstory.cards import unknown_names
from backstory.model import BlockKind, Document, Entity, LinkedMention, Mention

FILLER = "The rain fell on the port, and nobody came to see the boats all day."


def names(
    *texts: str | tuple[BlockKind, str], of: list[str], language: str = "en", known: tuple[str, ...] = ()
) -> dict[str, str | None]:
    """What is told of a story in which each of these stands for something unknown: names, and what is said of them."""
    blocks: list[tuple[BlockKind, str]] = [("paragraph", each) if isinstance(each, str) else each for each in texts]
    document = Document.from_blocks(blocks, language=language)
    links = []
    for name in [*of, *known]:
        start = document.text.find(name)
        while start >= 0:
            entity = Entity("Q1", name) if name in known else None
            links.append(LinkedMention(Mention(start, start + len(name), name), entity, 0.9))
            start = document.text.find(name, start + len(name))
    links.sort(key=lambda link: link.mention.start)
    return {each.name: each.said for each in unknown_names(document, links)}


@pytest.mark.parametrize(
    "name",
    [
        "Jane Roelandsen",
        "Ann Baker",
        "Elmford Port Authority",
        "University of Elmford",
        "Te Karaka",
        "Boatly Pro 2",
        "Metropolitan Housing Agency",
        "C. Eugene Roelandsen",
    ],
)
def test_what_people_bodies_and_things_are_called_is_told(name: str) -> None:
    assert name in names(f"They told {name} of the boats.", FILLER, of=[name])


@pytest.mark.parametrize(
    "name",
    [
        "Port Day",  # ordinary words with capitals
        "Added Roelandsen",  # a line of changes
        "STAFF Choreographer",
        "Founder of Boatly",
        "Port Engineer of the BLY",
        "Oakshire Republican",
        "The boats came to the port that day",  # a sentence
        "2B 4",
        "لا أحد يعرف",  # a script without capitals
    ],
)
def test_what_names_nothing_is_not(name: str) -> None:
    assert names(f"So {name} was seen.", FILLER, of=[name]) == {}


@pytest.mark.parametrize("word", ["Quellox", "XQJ"])
def test_a_word_that_stands_behind_an_article_is_none(word: str) -> None:
    assert names(f"So {word} left. Then {word} came.", of=[word]) == {word: None}
    assert names(f"So {word} left. Then a {word} came.", of=[word]) == {}


def test_a_word_that_the_story_has_in_small_letters_is_none() -> None:
    assert names("Tombs were seen. The Tombs lay there, and other tombs.", of=["Tombs"]) == {}


@pytest.mark.parametrize("kind", ["subheading", "table_row", "list_item"])
def test_headings_and_tables_alone_name_nobody(kind: BlockKind) -> None:
    assert names((kind, "Jane Roelandsen 5 2 0"), FILLER, of=["Jane Roelandsen"]) == {}
    assert names((kind, "Jane Roelandsen"), "Then Jane Roelandsen left.", of=["Jane Roelandsen"]) != {}


def test_credits_name_nobody() -> None:
    assert names("The port. Photo: Jane Roelandsen", FILLER, of=["Jane Roelandsen"]) == {}


def test_a_person_is_told_without_the_office_before_the_name() -> None:
    name = "Port President Jane Roelandsen"
    assert list(names(f"Then {name} left.", of=[name])) == ["Jane Roelandsen"]
    body = "Queen Jane Hospital"
    assert list(names(f"Then {body} closed.", of=[body])) == [body]


def test_a_word_that_stands_before_a_name_by_chance_is_no_part_of_it() -> None:
    document = Document.from_text("Schedule XQJ now. We like XQJ. They like XQJ.")
    whole = "Schedule XQJ"
    spans = [(0, 12, whole, None), (26, 29, "XQJ", whole), (41, 44, "XQJ", whole)]
    links = [LinkedMention(Mention(start, end, text, full), None, 0.9) for start, end, text, full in spans]
    assert [each.name for each in unknown_names(document, links)] == ["XQJ"]


def test_where_every_noun_has_a_capital_a_name_is_a_persons() -> None:
    assert names("So kam Kontext der Boote vor.", of=["Kontext der Boote"], language="de") == {}
    assert names("So kam Anna Roelandsen.", of=["Anna Roelandsen"], language="de") != {}
