"""The measures, on texts and links small enough to count by hand."""

from __future__ import annotations

import pytest

from backstory_research.evaluation.extraction.gold import GoldLink, GoldMeta
from backstory_research.evaluation.extraction.measure import (
    Found,
    deviations,
    headline_is,
    left_in,
    score_date,
    score_links,
    score_text,
    text_figures,
)

BASE = "https://echo.example/harbour/ferry"


@pytest.mark.parametrize(
    ("marked", "read", "both", "extra", "lost", "exact"),
    [
        ("one two three four five", "one two three four five", 2, 0, 0, True),
        ("one two three four five", "one, two – three: four five!", 2, 0, 0, True),
        ("one two three four five", "one two three four", 1, 0, 1, False),
        ("one two three four", "zero one two three four", 1, 1, 0, False),
        ("one two three four", "ONE two three four", 0, 1, 1, False),
        ("one two", "one two", 1, 0, 0, True),
        ("a b c d a b c d", "a b c d", 1, 0, 4, False),
        ("one two three four", "", 0, 0, 1, False),
        ("", "", 0, 0, 0, True),
    ],
)
def test_texts_are_compared_in_runs_of_four_words(
    marked: str, read: str, both: int, extra: int, lost: int, exact: bool
) -> None:
    score = score_text(marked, read)
    assert (score.both, score.extra, score.lost, score.exact) == (both, extra, lost, exact)


def test_a_page_without_text_costs_recall_and_no_precision() -> None:
    figures = text_figures([score_text("a b c d", "a b c d"), score_text("a b c d", "")])
    assert (figures.precision, figures.recall, figures.accuracy) == (1.0, 0.5, 0.5)
    assert figures.f1 == pytest.approx(2 / 3)


def test_no_pages_give_no_figures() -> None:
    assert text_figures([]).f1 == 0.0


def test_equal_pages_do_not_deviate_and_the_same_pages_deviate_the_same() -> None:
    right, wrong = score_text("a b c d", "a b c d"), score_text("a b c d", "e f g h")
    assert deviations([right, right], rounds=5).f1 == 0.0
    assert deviations([right, wrong], rounds=50) == deviations([right, wrong], rounds=50)
    assert deviations([right, wrong], rounds=50).accuracy > 0


def link(href: str, label: str = "yes", text: str = "The story of the old Auk", *, in_body: bool = False) -> GoldLink:
    return GoldLink(href, label, text, in_body)  # type: ignore[arg-type]


def test_links_are_compared_by_target() -> None:
    gold = [link("https://www.echo.example/auk/?utm_source=x#top"), link("/gull"), link("/tern", "optional")]
    score = score_links(gold, ["http://echo.example/auk", "/tern", "/newsletter", "/newsletter/"], BASE)
    assert score.found == Found(right=1, wrong=1, lost=1)
    assert score.wrong == (("echo.example", "/newsletter", ""),)
    assert score.lost == (("echo.example", "/gull", ""),)


def test_a_target_that_is_both_wanted_and_optional_is_wanted() -> None:
    assert score_links([link("/auk"), link("/auk", "optional")], ["/auk"], BASE).found == Found(right=1)


def test_precision_and_recall_of_nothing_are_nothing() -> None:
    assert (Found().precision, Found().recall) == (0.0, 0.0)


def test_lines_left_in_the_body_are_counted() -> None:
    gold = [
        link("/a"),
        link("/b", text="Another story that is out"),
        link("/c", in_body=True),
        link("/d", "no"),
        link("/e", text="Too short"),
    ]
    assert left_in(gold, "He said. Read more: The story, of the old Auk. More.") == (1, 2)


@pytest.mark.parametrize(
    ("read", "any_form", "displayed"),
    [("FERRY stops – for good", True, True), ("Ferry stops", True, False), ("Ferry stops | Echo", False, False)],
)
def test_headlines_are_compared_without_case_and_punctuation(read: str, any_form: bool, displayed: bool) -> None:
    gold = GoldMeta(headlines=("Ferry stops for good", "Ferry stops"))
    assert (headline_is(gold, read), headline_is(gold, read, displayed=True)) == (any_form, displayed)


def test_an_unmarked_headline_is_not_counted() -> None:
    assert headline_is(GoldMeta(), "x") is None


@pytest.mark.parametrize(
    ("gold", "read", "found"),
    [
        (GoldMeta(days=("2023-01-20", "2023-01-19")), "2023-01-19T23:00:00Z", Found(right=1)),
        (GoldMeta(days=("2023-01-20",)), "2023-01-21", Found(wrong=1, lost=1)),
        (GoldMeta(days=("2023-01-20",)), None, Found(lost=1)),
        (GoldMeta(undated=True), "2023-01-20", Found(wrong=1)),
        (GoldMeta(), "2023-01-20", Found()),
    ],
)
def test_dates_are_compared_by_day(gold: GoldMeta, read: str | None, found: Found) -> None:
    assert score_date(gold, read) == found
