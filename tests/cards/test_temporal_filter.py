from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.temporal_filter import Foresight, description_as_of, foresight, later_time, summary_as_of
from backstory.model import DatedText, Fact

TEXT = "A town in the east. It fell in May 2023. In 1991 it left the Union, St. Mary's first."
OFFICES = (
    Fact("position held", "Secretary of State for Education", "P39", None, "2022-07-07", "2022-09-06"),
    Fact("position held", "Foreign Secretary", "P39", None, "2022-09-06", "2023-11-13"),
)
BAN = Fact("significant event", "banned as a terrorist organisation", "P793", None, "2023-09-15", "2023-09-15")


def as_of(text: str, seen: Foresight) -> str | None:
    return summary_as_of([DatedText(text)], seen)


def described(text: str, seen: Foresight, kind: str | None) -> str | None:
    return description_as_of([DatedText(text)], seen, kind)


def test_sentences_that_name_a_later_year_are_left_out() -> None:
    assert (
        as_of(TEXT, foresight((), "2022-06-01")) == "A town in the east. In 1991 it left the Union, St. Mary's first."
    )


def test_a_story_of_that_year_gets_the_whole_text() -> None:
    assert as_of(TEXT, foresight((), "2023-06-01")) == TEXT


def test_nothing_is_left_of_what_came_later() -> None:
    assert as_of("It began in 2024.", foresight((), "2023-06-01")) is None


def test_a_sentence_that_speaks_of_a_later_event_is_left_out() -> None:
    text = "A group of fighters. Two states banned it as a terrorist body."
    assert as_of(text, foresight([BAN], "2023-01-20")) == "A group of fighters."
    assert as_of(text, foresight([BAN], "2023-09-15")) == text


def test_a_sentence_that_sums_up_later_offices_is_left_out() -> None:
    text = "British politician. He ran the education and foreign departments."
    assert as_of(text, foresight(OFFICES, "2018-03-01")) == "British politician."
    assert as_of(text, foresight(OFFICES, "2023-01-20")) == text


def test_what_was_known_before_is_no_foresight() -> None:
    earlier = Fact("significant event", "called a terrorist organisation by a court", "P793", None, "2020", "2020")
    text = "Courts called it a terrorist organisation."
    assert as_of(text, foresight([earlier, BAN], "2023-01-20")) == text


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        (
            "American businessman, elected president in 2016 and 2024",
            "person",
            "American businessman, elected president in 2016",
        ),
        ("Peruvian politician, president of Peru from 2022", "person", "Peruvian politician"),
        ("war between two states in 2025", "event", None),
        ("war between one state and another in 2025", "event", None),
        ("British politician, Foreign Secretary for Education", "person", "British politician"),
    ],
)
def test_a_description_ends_where_it_would_tell_what_came_later(text: str, kind: str, left: str | None) -> None:
    assert described(text, foresight(OFFICES, "2018-03-01"), kind) == left


def test_a_verdict_that_lies_ahead_is_not_told() -> None:
    guilty = Fact("significant event", "found guilty by a jury", "P793", None, "2021-12-29", "2021-12-29")
    text = "British socialite convicted of trafficking"
    assert described(text, foresight([guilty], "2019-11-18"), "person") is None
    assert described(text, foresight([guilty], "2022-01-01"), "person") == text


def test_a_death_that_lies_ahead_is_not_told() -> None:
    death = Fact("date of death", "16 February 2024", "P570", None, "2024-02-16", "2024-02-16")
    text = "Russian politician. He died in a prison colony."
    assert as_of(text, foresight([death], "2023-01-20")) == "Russian politician."
    assert as_of(text, foresight([death], "2024-03-01")) == text


def test_what_someone_did_in_an_office_that_lies_ahead_is_not_told() -> None:
    president = Fact("position held", "President of Peru", "P39", None, "2021-01-20")
    deputy = Fact("position held", "Vice President of Peru", "P39", None, "2009", "2017")
    text = "Peruvian politician. His government armed a neighbour."
    assert as_of(text, foresight([president, deputy], "2019-11-20")) == "Peruvian politician."
    assert as_of(text, foresight([president, deputy], "2022-11-20")) == text


LATE = ["Since the end of 2023 …", "in late 2023", "in July 2023", "on 2 June 2023", "in the autumn of 2023"]


@pytest.mark.parametrize("text", LATE)
def test_what_came_later_in_the_storys_own_year_is_left_out(text: str) -> None:
    assert later_time(text, "2023-06-01")
    assert not later_time(text, "2023-12-31")


@pytest.mark.parametrize("text", ["in 2023", "in June 2023", "on 1 June 2023", "early in 2023", "on 31 June 2023"])
def test_what_may_have_come_before_in_that_year_stays(text: str) -> None:
    assert not later_time(text, "2023-06-01")


@pytest.mark.parametrize("text", ["some 2,030 people", "12024 men", "route 20301", "in 2020", "the 1990s"])
def test_numbers_that_are_no_later_year(text: str) -> None:
    assert not later_time(text, "2023-06-01")


@pytest.mark.parametrize("text", ["until 2024.", "(2024)", "2024–25", "the 2030s"])
def test_later_years(text: str) -> None:
    assert later_time(text, "2023-06-01")


@pytest.mark.parametrize(
    ("text", "day", "left"),
    [
        ("A doctor. She led the fight against COVID-19.", "2018-03-01", "A doctor."),
        (
            "A doctor. She led the fight against COVID-19.",
            "2021-03-01",
            "A doctor. She led the fight against COVID-19.",
        ),
        ("A town. It took in refugees from Ukraine.", "2022-02-23", "A town."),
        ("A site. Its owner is Meta.", "2021-10-27", "A site."),
        ("A site. Its owner is Meta.", "2021-10-28", "A site. Its owner is Meta."),
    ],
)
def test_words_that_nobody_could_have_written_on_the_day_are_not_told(text: str, day: str, left: str) -> None:
    assert as_of(text, foresight((), day)) == left


def test_a_description_does_not_use_them_either() -> None:
    assert described("social network, owned by Meta", foresight((), "2019-01-01"), "company") == "social network"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("An officer who took power in 2023. His junta sent the troops away. He sings.", None),
        ("A town that fell in 2023. It has a mill. The river is long.", "The river is long."),
        ("A lawyer. Bruno Reed chose her in 2023. He sings. She sings.", "A lawyer."),
        ("A lawyer. She sings. Bruno Reed chose her in 2023.", "A lawyer. She sings."),
    ],
)
def test_what_points_back_to_a_sentence_that_goes_goes_with_it(text: str, left: str | None) -> None:
    assert as_of(text, foresight((), "2022-06-01")) == left


DATED = (
    DatedText("A bank of Zurich."),
    DatedText("It is the second bank of its country.", None, "2023-03-19"),
    DatedText("It was the second bank of its country until a rival bought it.", "2023-06-12"),
)


def test_dated_sentences_are_told_between_their_days() -> None:
    assert summary_as_of(DATED, foresight((), "2017-05-01")) == f"{DATED[0].text} {DATED[1].text}"
    assert summary_as_of(DATED, foresight((), "2023-04-01")) == DATED[0].text
    assert summary_as_of(DATED, foresight((), "2023-06-12")) == f"{DATED[0].text} {DATED[2].text}"


def test_no_word_is_guessed_from_where_a_sentence_has_a_day() -> None:
    text = DatedText("It plans the fair of 2030.", "2021-04-02")
    assert summary_as_of([text], foresight((), "2022-01-01")) == text.text
    assert summary_as_of([replace(text, told_from=None)], foresight((), "2022-01-01")) is None


def test_a_year_is_sure_only_when_it_is_over() -> None:
    text = DatedText("It lost the harbour.", "2014", "2018")
    days = ("2014-12-30", "2015-01-01", "2017-12-31", "2018-01-01")
    assert [bool(summary_as_of([text], foresight((), day))) for day in days] == [False, True, True, False]


def test_a_sentence_that_points_back_to_one_not_told_goes_with_it() -> None:
    prose = (DatedText("A soldier."), DatedText("He took power.", "2021-02-01"), DatedText("His junta sent them away."))
    assert summary_as_of(prose, foresight((), "2020-01-01")) == "A soldier."
    assert summary_as_of(prose, foresight((), "2022-01-01")) == "A soldier. He took power. His junta sent them away."


def test_the_first_description_of_the_day_is_told() -> None:
    prose = (DatedText("builder", None, "2016-11-09"), DatedText("president", "2016-11-09"))
    assert description_as_of(prose, foresight((), "2015-01-01"), "person") == "builder"
    assert description_as_of(prose, foresight((), "2016-11-09"), "person") == "president"
    assert description_as_of(prose[1:], foresight((), "2015-01-01"), "person") is None


OFFICE = Fact("position held", "President of the bank of the union", "P39", None, "2020-01-01")


def test_no_word_is_guessed_from_in_timeless_prose() -> None:
    text = "It is the central bank of the union."
    assert summary_as_of([DatedText(text)], foresight([OFFICE], "2015-01-01")) is None
    assert summary_as_of([DatedText(text, timeless=True)], foresight([OFFICE], "2015-01-01")) == text
    assert description_as_of([DatedText(text, timeless=True)], foresight([OFFICE], "2015-01-01"), None) == text


def test_a_later_year_in_timeless_prose_is_not_told_all_the_same() -> None:
    text = DatedText("It closed in 2020.", timeless=True)
    assert summary_as_of([text], foresight((), "2015-01-01")) is None
    assert summary_as_of([text], foresight((), "2021-01-01")) == text.text
