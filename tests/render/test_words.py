from __future__ import annotations

import pytest

from backstory.render.words import certainty, percent, plain, span_in_words, web_address


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2012-05-07", None, "since 7 May 2012"),
        (None, "2014", "until 2014"),
        ("2023-08-23", "2023-08-23", "23 August 2023"),
        ("2008", "2012", "2008 to 2012"),
        ("2023-06-23", "2023-06-24", "23 to 24 June 2023"),
        ("2023-02-28", "2023-03-03", "28 February to 3 March 2023"),
        ("2022-12-31", "2023-12-31", "31 December 2022 to 31 December 2023"),
        ("2023-06", "2023-08", "June to August 2023"),
        ("2014", "2023-08-23", "2014 to 23 August 2023"),
        ("sometime", None, "since sometime"),
        (None, None, None),
    ],
)
def test_spans_are_said_as_people_say_them(start: str | None, end: str | None, words: str | None) -> None:
    assert span_in_words(start, end) == words


def test_confidence_is_never_said_to_be_total() -> None:
    assert (percent(0.9999), percent(0.0), percent(0.874)) == ("99 %", "1 %", "87 %")


def test_confidence_has_a_word_for_each_step() -> None:
    assert [certainty(value) for value in (0.97, 0.85, 0.7, 0.55, 0.2)] == [
        "almost certain",
        "very likely",
        "likely",
        "more likely than not",
        "uncertain",
    ]


def test_control_characters_and_open_overrides_are_dropped() -> None:
    assert plain("a\x1b[31mb\x07 \u202ec\u2067d\n\te\u200f") == "a[31mb cd e\u200f"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.example",
        "/path",
        "https://",
        "http://[",
        "",
        None,
        "https://a\nb",
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://news.example/ä?b=c#d") == "https://news.example/ä?b=c#d"
