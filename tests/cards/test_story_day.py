from __future__ import annotations

import pytest

from backstory.cards import StoryDay, story_day
from backstory.model import Document, Metadata, Page

TODAY = "2026-11-22"
OLD = "The harbour opened in 1999. It was closed in 2008."
REWRITTEN = "The harbour opened in 1999. It was sold in March 2016. Its new owner built a pier in 2018, and left."


def day(text: str, **metadata: str) -> StoryDay:
    return story_day(Page(Metadata(**metadata), Document.from_text(text)), TODAY)  # type: ignore[arg-type]


def test_a_story_is_told_as_of_its_publication() -> None:
    assert day(OLD, published="2012-05-01T10:00:00Z") == StoryDay("2012-05-01", "published")


def test_a_page_written_anew_long_after_is_told_as_of_its_last_change() -> None:
    assert day(REWRITTEN, published="2012-05-01", modified="2019-02-03") == StoryDay("2019-02-03", "modified")


@pytest.mark.parametrize(
    ("text", "modified"),
    [
        (OLD, "2019-02-03"),  # a change that the text shows nothing of
        ("It opened in 1999. It was sold in 2016.", "2019-02-03"),  # one remark was added
        (REWRITTEN, "2012-06-01"),  # a correction
        ("The pier will open in 2016. The plan is due in 2018.", "2019-02-03"),  # it looked ahead
        (REWRITTEN, "2011-01-01"),  # changed before it was published
        (REWRITTEN, "2031-01-01"),  # changed after today
    ],
)
def test_else_a_change_moves_no_story(text: str, modified: str) -> None:
    assert day(text, published="2012-05-01", modified=modified).day == "2012-05-01"


def test_a_page_that_speaks_of_later_days_is_of_the_last_of_them_though_it_owns_to_no_change() -> None:
    later = REWRITTEN + " The pier was rebuilt in May 2019. A ship sank in 2030."
    assert day(later, published="2012-05-01") == StoryDay("2019-05-31", "text")
    assert day(REWRITTEN, published="2012-05-01") == StoryDay("2012-05-01", "published")


def test_the_day_of_a_request_is_obeyed() -> None:
    given = day(REWRITTEN, published="2012-05-01", modified="2019-02-03", published_from="request")
    assert given == StoryDay("2012-05-01", "published")


def test_without_publication_the_last_change_and_then_the_text_say_when() -> None:
    assert day(REWRITTEN, modified="2019-02-03") == StoryDay("2019-02-03", "modified")
    assert day("It sank on 3 May 2018. In 2017 it sailed.") == StoryDay("2018-05-03", "text")
    assert day("It sank on May 3, 2018.") == StoryDay("2018-05-03", "text")
    assert day("It sank in 2018. In 2018 it was raised.") == StoryDay("2018-12-31", "text")
    assert day("It sank in May 2026. In November 2026 it was raised.") == StoryDay(TODAY, "text")


@pytest.mark.parametrize(
    "text",
    [
        "It sank.",
        "It sank in 2018.",  # one year says little
        "It sank in 1853. In 1853 it was raised.",  # a book
        "It will sail in May 2018.",
    ],
)
def test_with_no_day_at_all_it_is_today(text: str) -> None:
    assert day(text) == StoryDay(TODAY, "today")
