"""ISO 8601 dates of year, month or day precision: compared, put in words; extract/dates.py reads what pages write."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?P<time>[T ].*)?\Z")
MONTHS = (
    """
    January February March April May June July August September October November December
    """.split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date of some precision may mean, first and last included."""

    first: date
    last: date


def parse_date(text: str | None) -> Period | None:
    """The days an ISO 8601 date means: one day, a month or a year. A time and its zone are allowed and left aside.

    None where the text is no such date. The day is the one written, in the zone it is written in.
    """
    match = _ISO.match(text.strip()) if text else None
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if match["time"]:
            if day is None:
                return None
            datetime.fromisoformat(match[0])
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Period(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
        return Period(date(year, int(month), int(day)), date(year, int(month), int(day)))
    except ValueError:
        return None


def day_of(text: str) -> str:
    """The date part of a date and time."""
    return text.strip()[:10]


def before(left: str, right: str) -> bool:
    """Whether `left` is over, whatever day it means, before `right` begins."""
    first, second = parse_date(left), parse_date(right)
    return first is not None and second is not None and first.last < second.first


def surely_within(day: str, start: str | None, end: str | None) -> bool:
    """Whether a day is `start` or later and before `end`, whatever days these mean: in 2014 "2014" is not yet sure."""
    today, first, last = parse_date(day), parse_date(start), parse_date(end)
    assert today is not None
    return (first is None or first.last <= today.first) and (last is None or today.last < last.first)


def lies_ahead(text: str | None, today: date) -> bool:
    """Whether a date lies ahead of today in every time zone."""
    period = parse_date(text)
    return period is not None and period.first > today + timedelta(days=1)


def years_between(born: str, on: str) -> tuple[int, bool] | None:
    """Full years from one date to another, and whether they are certain (both known to the day)."""
    first, second = parse_date(born), parse_date(on)
    if first is None or second is None or second.last < first.first:
        return None
    most = _full_years(first.first, second.last)
    least = _full_years(first.last, second.first)
    return most, most == least


def _full_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def in_words(text: str) -> str:
    """An ISO date as people write it: "23 August 2023", "August 2023", "2023"; anything else unchanged."""
    if parse_date(text) is None:
        return text
    year, *rest = day_of(text).split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def span_in_words(start: str | None, end: str | None) -> str | None:
    """The span as "since 7 May 2012", "until 2014" or "2012 to 2014"; one day where both are equal; None: undated."""
    if start and end:
        return in_words(start) if start == end else _from_to(in_words(start), in_words(end))
    if start:
        return f"since {in_words(start)}"
    return f"until {in_words(end)}" if end else None


def _from_to(first: str, last: str) -> str:
    """Both days, and once what they share: "23 to 24 June 2023", "28 February to 3 March 2023"."""
    begun, ended = first.split(), last.split()
    if len(begun) == len(ended):
        while len(begun) > 1 and begun[-1] == ended.pop():
            begun.pop()
    return f"{' '.join(begun)} to {last}"
