"""The years and days that a text names, and words that nobody could have written before a day."""

from __future__ import annotations

import re

from backstory.lang import language
from backstory.text.dates import MONTHS, before

_YEAR = re.compile(r"(?<![\d,.])(1[5-9]\d\d|20\d\d)(?![\d,.]\d|\d)")
_LATE_FROM = language("en").table("text", "late_from")  # the first month that may be meant
_PART = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<of>(?:1[5-9]|20)\d\d)\b"
    rf"|\b(?P<of_month>{'|'.join(MONTHS)})\.? (?P<of_day>\d{{1,2}}), (?P<in>(?:1[5-9]|20)\d\d)\b"
    rf"|\b(?P<late>(?i:{'|'.join(sorted(_LATE_FROM, reverse=True))})) (?P<then>(?:1[5-9]|20)\d\d)\b"
)
_FIRST_WRITTEN = tuple(
    (re.compile(pattern), str(day)) for pattern, day in language("en").table("text", "first_written").items()
)


def years(text: str) -> list[int]:
    """The years from 1500 that a text names, in order."""
    return [int(match) for match in _YEAR.findall(text)]


def times(text: str) -> list[str]:
    """The years, months and days that a text names, as ISO dates; of "late 2024" the first month that may be meant."""
    found = [str(year) for year in years(text)]
    for match in _PART.finditer(text):
        if match["month"]:
            month = f"{match['of']}-{MONTHS.index(match['month']) + 1:02}"
            found.append(f"{month}-{int(match['day']):02}" if match["day"] else month)
        elif match["of_month"]:
            found.append(f"{match['in']}-{MONTHS.index(match['of_month']) + 1:02}-{int(match['of_day']):02}")
        else:
            found.append(f"{match['then']}-{_LATE_FROM[match['late'].lower()]:02}")
    return found


def first_read(text: str) -> list[tuple[str, str]]:
    """Words of a text that are younger than the language, each with the day or month from which one could read it."""
    return [(match[0], day) for pattern, day in _FIRST_WRITTEN if (match := pattern.search(text))]


def of_later(text: str, day: str) -> bool:
    """Whether a text has a word that nobody could have written on that day."""
    return any(before(day, since) for _, since in first_read(text))
