from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.text.visible import visible


def test_a_plain_text_is_its_own() -> None:
    assert visible("Łódź is old") == ("Łódź is old", None)


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200d", "\u202e", "\ufeff"])
def test_a_sign_that_nobody_sees_is_left_out(sign: str) -> None:
    text, places = visible(f"Ad{sign}a came")
    assert text == "Ada came"
    assert places is not None
    assert (places.starts[2], places.ends[2]) == (3, 4)


def test_a_letter_and_its_accent_are_one() -> None:
    text, places = visible(unicodedata.normalize("NFD", "Orbán"))
    assert text == "Orbán"
    assert places is not None
    assert (places.starts[3], places.ends[3]) == (3, 5)


@given(st.text(alphabet="aA\u0301\u00ad\u200b \u0308é", max_size=30))
def test_places_rise_and_cover_what_they_say(text: str) -> None:
    seen, places = visible(text)
    if places is not None:
        assert len(places.starts) == len(places.ends) == len(seen)
        assert all(start < end for start, end in zip(places.starts, places.ends, strict=True))
        assert list(places.starts) == sorted(places.starts)
