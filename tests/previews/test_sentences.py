from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.model import Document
from backstory.previews.sentences import sentences_of, share_in, shingles


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Roe met Dr. Quill on Jan. 5 in St. Petersburg.", ["Mr. Roe met Dr. Quill on Jan. 5 in St. Petersburg."]),
        ("J. K. Roe of the U.S. Senate spoke.", ["J. K. Roe of the U.S. Senate spoke."]),
        ("“It rained.” Nobody came. ‘Why?’ she asked.", ["“It rained.”", "Nobody came.", "‘Why?’ she asked."]),
        ("Prices rose 3.5 percent. In 2020 they fell.", ["Prices rose 3.5 percent.", "In 2020 they fell."]),
        ("雨が降った。誰も来なかった。", ["雨が降った。", "誰も来なかった。"]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, sentences: list[str]) -> None:
    assert [each.text for each in sentences_of(Document.from_text(text))] == sentences


@given(st.text(alphabet="ab. “”\n?!A", max_size=80))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    document = Document.from_text(text)
    for each in sentences_of(document):
        assert document.text[each.start : each.end] == each.text


def test_headlines_are_no_sentences() -> None:
    document = Document.from_blocks([("headline", "The bridge is open."), ("paragraph", "All came.")])
    assert [each.text for each in sentences_of(document)] == ["All came."]


def test_the_share_of_a_text_that_stands_in_another() -> None:
    assert share_in(shingles("a b c d e"), shingles("A, b: c d! x")) == 0.5
    assert share_in(shingles("too short"), shingles("a b c d")) == 0.0
