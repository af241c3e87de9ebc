"""Wikidata's times as ISO 8601 texts of day, month or year precision. Pure.

Source: https://www.wikidata.org/wiki/Help:Dates and https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON#time
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_TIME = re.compile(r"\+0*(\d{1,4})-(\d\d)-(\d\d)T")
_JULIAN = "Q1985786"
_YEAR, _MONTH, _DAY = 9, 10, 11  # precisions; below are decades and longer
_BEFORE_YEAR_1 = 1_721_425  # Julian Day Number of the day that `date.toordinal` counts as 0


def iso_date(value: Mapping[str, object]) -> str | None:
    """The date in the Gregorian calendar, as exact as it is known; None before year 1 and where only a decade is."""
    match = _TIME.match(str(value.get("time", "")))
    precision = value.get("precision")
    if match is None or not isinstance(precision, int) or precision < _YEAR or int(match[1]) == 0:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if precision == _YEAR or month == 0:
        return f"{year:04}"
    if precision == _MONTH or day == 0:
        return f"{year:04}-{month:02}" if month <= 12 else None
    try:
        if str(value.get("calendarmodel", "")).endswith(_JULIAN):
            return _from_julian(year, month, day).isoformat()
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return None


def _from_julian(year: int, month: int, day: int) -> date:
    """A day of the Julian calendar in the Gregorian one, over its Julian Day Number.

    Source: https://en.wikipedia.org/wiki/Julian_day#Converting_Julian_calendar_date_to_Julian_Day_Number
    """
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32_083
    return date.fromordinal(number - _BEFORE_YEAR_1)
