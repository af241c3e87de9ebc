from __future__ import annotations

from datetime import date

import pytest

from backstory.text.dates import before, day_of, in_words, parse_date, span_in_words, years_between


def test_a_year_means_all_its_days() -> None:
    period = parse_date("2023")
    assert period is not None
    assert (period.first, period.last) == (date(2023, 1, 1), date(2023, 12, 31))


def test_a_month_ends_on_its_own_last_day() -> None:
    period = parse_date("2024-02")
    assert period is not None
    assert period.last == date(2024, 2, 29)


def test_a_date_with_time_and_zone_is_the_day_it_is_written_as() -> None:
    period = parse_date("2023-01-20T23:30:00-08:00")
    assert period is not None
    assert period.first == date(2023, 1, 20)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2023-13", "2023-02-30", "0000", "20230120", "2023-01T10:00", "12-01-2023"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_year_is_not_before_a_day_within_it() -> None:
    assert not before("2023", "2023-06-01")
    assert before("2022", "2023-06-01")


def test_age_is_certain_when_both_dates_are_known_to_the_day() -> None:
    assert years_between("1961-06-01", "2023-01-20") == (61, True)
    assert years_between("1961-06-01", "2023-06-01") == (62, True)


def test_age_by_year_of_birth_is_one_of_two() -> None:
    assert years_between("1961", "2023-01-20") == (62, False)


def test_nobody_has_an_age_before_birth() -> None:
    assert years_between("1961-06-01", "1960-01-01") is None


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2023-08-23", "23 August 2023"), ("2023-08", "August 2023"), ("2014", "2014"), ("soon", "soon")],
)
def test_dates_in_words(iso: str, words: str) -> None:
    assert in_words(iso) == words


def test_day_of_drops_the_time() -> None:
    assert day_of("2023-01-20T05:12:00+00:00") == "2023-01-20"


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
