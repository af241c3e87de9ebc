from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.formats import to_text
from backstory.model import Answer, Document, Entity, Metadata, Page
from tests.support.courier import CARDS, STORY, with_a_later_tie


def test_the_title_comes_first_then_byline_site_and_date() -> None:
    assert to_text(STORY).splitlines()[:3] == [
        "Washington names the caterer’s army",
        "Ada Quill, The Harbour Courier, 20 January 2023",
        "As of 20 January 2023.",
    ]


def test_a_card_says_who_then_since_and_how_sure() -> None:
    text = to_text(STORY, width=400)
    assert "Vladimir Putin – President of Russia\n" in text
    assert "  On 20 January 2023:\n    President of Russia since 7 May 2012.\n" in text
    assert "  This sense: very likely, 87 %. Next in line: Irish Republican Army" in text


def test_each_source_is_named_once_and_cited_by_number() -> None:
    text = to_text(STORY, width=400)
    assert text.count("Backstory starter pack, CC0-1.0, 31 July 2025") == 1
    assert "  [1] Backstory starter pack" in text
    assert "98 %. [2] [1]" in text


def test_read_more_unknown_names_and_gaps_come_last() -> None:
    titles = ["Read more", "No card; in the story’s own words", "Missing", "Sources"]
    assert [line for line in to_text(STORY).splitlines() if line in titles] == titles


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    long = [line for line in to_text(STORY, width).splitlines() if len(line) > width]
    assert all("http" in line for line in long)


def test_a_terminal_is_not_steered_by_the_text() -> None:
    card = replace(CARDS[0], entity=Entity("Q1", "Red\x1b[31m\x07 Square\u202e"))
    assert "\nRed[31m Square\n" in to_text(replace(STORY, cards=(card,)))


def test_a_story_without_cards_still_has_its_title_and_day() -> None:
    story = Answer(Page(Metadata(title="Quiet"), Document.from_text("Nobody came.")), "2023-01-20", (), ())
    assert to_text(story) == "Quiet\nAs of 20 January 2023.\n"


def test_cards_not_shown_at_once_are_named_in_a_line() -> None:
    text = to_text(replace(STORY, cards=(CARDS[0], replace(CARDS[3], shown=False))), width=200)
    assert "\nAlso named\n  Vladimir Putin: President of Russia\n" in text
    assert "Vladimir Putin – President of Russia" not in text


def test_the_ties_of_the_story_stand_together() -> None:
    text = to_text(STORY, width=200)
    assert (
        "\nHow they are connected\n"
        "  Yevgeny Prigozhin founded the Internet Research Agency in 2013.\n"
        "  Yevgeny Prigozhin has been head of the Wagner Group since 2014.\n"
    ) in text


def test_ties_that_begin_after_the_storys_day_stand_apart() -> None:
    text = to_text(with_a_later_tie(), width=200)
    assert "\nConnected since then\n  The Wagner Group has been owned by Vladimir Putin since June 2023.\n" in text
    assert "  With others of this story, since then:\n    Owned by Vladimir Putin since June 2023.\n" in text


def test_a_story_without_a_date_says_so() -> None:
    assert "As of today, 20 January 2023: no date was found." in to_text(replace(STORY, as_of_from="today"))
