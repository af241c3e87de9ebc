"""The day as of which a page is told: of publication, of the last change, or what its own text speaks of. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from backstory.lang import language
from backstory.model import DayFrom, Document, Page
from backstory.text.dated_words import times
from backstory.text.dates import Period, before, day_of, parse_date
from backstory.text.sentences import sentences

_REWRITTEN_AFTER = timedelta(days=60)  # between publication and change; a correction is made sooner
_LATER_SENTENCES = 2  # that speak of a time after publication, before a page counts as written anew
_WITHOUT_CHANGE = 3  # the same where the page does not say that it was changed
_OLDEST = timedelta(days=30 * 365)  # a text whose last year is longer ago is a book


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day, and where it is from."""

    day: str
    origin: DayFrom


def story_day(page: Page, today: str) -> StoryDay:
    """The day as of which a page is told.

    The day of publication; that of the last change where a page published long before it speaks, more than in passing,
    of a time since; without either, the last time that the text speaks of; else today.
    """
    published, modified = _day(page.metadata.published), _day(page.metadata.modified)
    if modified and before(today, modified):
        modified = None
    if published is None:
        spoken = None if modified else _last_spoken_of(page.document, today)
        if modified:
            return StoryDay(modified, "modified")
        return StoryDay(spoken, "text") if spoken else StoryDay(today, "today")
    if page.metadata.published_from == "request":
        return StoryDay(published, "published")
    later = [time for time in _times_by_sentence(page.document) if before(published, time) and not before(today, time)]
    if modified and _apart(published, modified) > _REWRITTEN_AFTER:
        rewritten = [time for time in later if not before(modified, time)]
        if len(rewritten) >= _LATER_SENTENCES:
            return StoryDay(modified, "modified")
    elif modified is None and len(later) >= _WITHOUT_CHANGE:
        return StoryDay(_end_of(max(later), today), "text")
    return StoryDay(published, "published")


def _day(text: str | None) -> str | None:
    return day_of(text) if text and parse_date(text) else None


def _apart(first: str, second: str) -> timedelta:
    return _period(second).first - _period(first).last


def _times_by_sentence(document: Document) -> list[str]:
    """The last time that each sentence of the running text names, where it does not look ahead."""
    ahead = language(document.language).words("cards", "ahead_words")
    found = []
    for block in document.blocks:
        for sentence in sentences(document.text[block.start : block.end], document.language):
            named = times(sentence)
            if named and ahead.isdisjoint(sentence.split()):  # "May" is a month
                found.append(max(named))
    return found


def _last_spoken_of(document: Document, today: str) -> str | None:
    """The last time that a text names: a day or month, or a year that two sentences name; None where it names none."""
    named = [time for time in _times_by_sentence(document) if not before(today, time)]
    sure = [time for time in named if len(time) > len("2019") or _named_twice(time, named)]
    last = max(sure, default=None)
    if last is None or _apart(last, today) > _OLDEST:
        return None
    return _end_of(last, today)


def _named_twice(year: str, times: Iterable[str]) -> bool:
    return sum(time.startswith(year) for time in times) > 1


def _end_of(time: str, today: str) -> str:
    """The last day of a year or month, or today where that is earlier."""
    return min(_period(time).last, _period(today).last).isoformat()


def _period(text: str) -> Period:
    period = parse_date(text)
    assert period is not None
    return period
