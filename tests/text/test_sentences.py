from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.text.prose import shorten
from backstory.text.sentences import sentence_ends, sentence_spans, sentences


def cut(text: str, code: str = "en") -> list[str]:
    return sentences(text, code)


@pytest.mark.parametrize(
    "text",
    [
        "She trained under Dr. Ilse Orr of the U.S. Army in the town.",
        "They met Mr. Roe, Gen. Orr and Sen. Lind on the coast.",
        "It was written by J. K. Orr and George W. Lind in the spring.",
        "He lives at No. 5 in St. Ives with his dog.",
        "It opened on Sept. 11 and closed on Jan. 3 of that year.",
        "Acme Inc. Chairman Ada Roe spoke for an hour.",
        "“Go away!” he said to the crowd.",
        "She (the mayor. Of old.) stayed in the hall.",
        "It costs 3.50 a litre in the port.",
        "Wait... there is more of it.",
        "Sgt. Orr et al. Lind wrote of it.",
    ],
)
def test_what_ends_no_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She left.", "He stayed."),
        ("It belongs to Acme Inc.", "The firm is old."),
        ("She was a judge of the U.S.", "In May she left."),
        ("Who knows?", "Nobody does."),
        ("“It is late.”", "Then she left."),
        ("It was Plan B.", "They had no other."),
        ("Was it he?", "No."),
        ("He said no.", "Then he left."),
        ("It rained in 1999.", "“Never again,” she said."),
        ("She waited…", "Nobody came."),
        ("It was late (and dark).", "She left."),
        ("One ( bracket that never closes.", "She left."),
        ("Он ушёл.", "Она осталась."),
    ],
)
def test_sentences_are_told_apart(one: str, other: str) -> None:
    assert cut(f"{one} {other}") == [one, other]


def test_signs_of_chinese_and_japanese_need_no_space() -> None:
    assert cut("他走了。她留下。", "zh") == ["他走了。", "她留下。"]


def test_each_language_has_its_own_abbreviations() -> None:
    assert cut("Das sagte Hr. Orr bzw. Frau Lind.", "de") == ["Das sagte Hr. Orr bzw. Frau Lind."]
    assert cut("Lo dijo la Sra. Orr en Madrid.", "es-MX") == ["Lo dijo la Sra. Orr en Madrid."]


def test_ends_are_where_the_next_sentence_opens() -> None:
    assert sentence_ends("One. Two.  “Three.”") == [5, 11]


def test_a_summary_is_not_cut_at_a_title() -> None:
    text = "She trained under Dr. Orr of the U.S. Army. " + "She left it again for the sea and the wind. " * 20
    assert shorten(text, sentences=1) == ("She trained under Dr. Orr of the U.S. Army.", True)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["A.", "Dr.", "“", "(", ")", "…", "!", "x", "\n", "。"])).map(" ".join)
)
def test_sentences_are_the_text_but_for_white_space(text: str) -> None:
    found = sentence_spans(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())
