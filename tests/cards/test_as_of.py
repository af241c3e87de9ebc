from __future__ import annotations

import pytest

from backstory.cards.compose import as_of, later_year

TEXT = "A town in the east. It fell in May 2023. In 1991 it left the Union, St. Mary's first."


def test_sentences_that_name_a_later_year_are_left_out() -> None:
    assert as_of(TEXT, 2022) == "A town in the east. In 1991 it left the Union, St. Mary's first."


def test_a_story_of_that_year_gets_the_whole_text() -> None:
    assert as_of(TEXT, 2023) == TEXT


def test_nothing_is_left_of_what_came_later() -> None:
    assert as_of("It began in 2024.", 2023) is None


@pytest.mark.parametrize("text", ["some 2,030 people", "12024 men", "route 20301", "in 2020", "the 1990s"])
def test_numbers_that_are_no_later_year(text: str) -> None:
    assert not later_year(text, 2023)


@pytest.mark.parametrize("text", ["until 2024.", "(2024)", "2024–25", "the 2030s"])
def test_later_years(text: str) -> None:
    assert later_year(text, 2023)
