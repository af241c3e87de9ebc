from __future__ import annotations

from dataclasses import replace

from backstory.formats.json_api.certainty import certainty, certainty_of
from tests.support.courier import CARDS


def test_confidence_has_a_word_for_each_step() -> None:
    assert [certainty(value) for value in (0.97, 0.85, 0.7, 0.55, 0.2)] == [
        "almost certain",
        "very likely",
        "likely",
        "more likely than not",
        "uncertain",
    ]


def test_the_readers_own_choice_is_called_so() -> None:
    assert certainty_of(CARDS[0]) == "almost certain"
    assert certainty_of(replace(CARDS[0], corrected=True)) == "your choice"
