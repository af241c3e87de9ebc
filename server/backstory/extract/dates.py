"""Dates as pages write them -> ISO 8601. What has no time stays a date; a given zone is kept, none is made up."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from backstory.extract.months import MONTHS

YEARS = range(1990, 2101)  # the web's; year 0001 is how some systems write "unknown"

ISO = re.compile(
    r"(?P<day>\d{4}-\d\d?-\d\d?)"
    r"(?:[T\s]+(?P<time>\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?")
EAST_ASIAN = re.compile(r"(?P<y>\d{4})\s*[年년.]\s*(?P<m>\d\d?)\s*[月월.]\s*(?P<d>\d\d?)\s*[日일]?")
YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/.-](?P<m>\d\d?)[/.-](?P<d>\d\d?)(?!\d)")
NUMBERS = re.compile(r"(?<!\d)(?P<a>\d\d?)[./-](?P<b>\d\d?)[./-](?P<y>(?:19|20)\d\d)(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th|er|º|°|\.)?(?:\s+(?:de|of))?[\s.-]+(?P<name>[^\W\d_]{3,14})\.?(?:\s+(?:de|del|of))?[\s,-]+(?P<y>\d{4})",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(r"(?P<name>[^\W\d_]{3,14})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{4})", re.IGNORECASE)

# In addresses: /2019/11/20/, /2019-11-20-, /20191120/ and the like. A month alone says too little.
IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d|[a-z]{3})(?P=sep)(?P<d>\d\d|(?<=[/-])\d)(?=[/_.-]|$)"
    r"|[-_](?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)/?$",
    re.IGNORECASE,
)

MAX_LENGTH = 200


def iso_date(text: str | None, *, day_first: bool = True) -> str | None:
    """ISO 8601 of a date in an attribute or in words; None where there is none.

    `day_first`: how 3/4/2020 is to be read where both readings are possible.
    """
    if not text:
        return None
    text = text.strip()[:MAX_LENGTH]
    if found := ISO.match(text):
        return _of_iso(found)
    if found := COMPACT.fullmatch(text):
        return _day(found["y"], found["m"], found["d"])
    return _mail_date(text) or written_date(text, day_first=day_first)


def written_date(text: str, *, day_first: bool = True) -> str | None:
    """The first date that a text tells in words or numbers, as a date without time."""
    text = text[:MAX_LENGTH]
    if found := ISO.search(text):
        return _of_iso(found)
    for pattern in (EAST_ASIAN, YEAR_FIRST):
        if (found := pattern.search(text)) and (day := _day(found["y"], found["m"], found["d"])):
            return day
    for pattern in (DAY_MONTH, MONTH_DAY):
        for found in pattern.finditer(text):
            month = MONTHS.get(found["name"].casefold())
            if month and (day := _day(found["y"], month, found["d"])):
                return day
    if found := NUMBERS.search(text):
        day_month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
        return _day(found["y"], day_month[1], day_month[0]) or _day(found["y"], day_month[0], day_month[1])
    return None


def date_in_url(url: str | None) -> str | None:
    """The day that a story's address names."""
    for found in IN_URL.finditer((url or "").split("?")[0]):
        year, name, number = found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]
        month = name if name.isdigit() else MONTHS.get(name.casefold())
        if month and (day := _day(year, month, number)):
            return day
    return None


def _of_iso(found: re.Match[str]) -> str | None:
    day = _day(*found["day"].split("-"))
    if day is None or not found["time"]:
        return day
    hours, _, rest = found["time"].replace(",", ".").partition(":")
    zone = (found["zone"] or "").upper()
    zone = "+00:00" if zone in {"Z", "UTC", "GMT"} else zone
    try:
        return datetime.fromisoformat(f"{day}T{hours:0>2}:{rest}{zone}").replace(microsecond=0).isoformat()
    except ValueError:
        return day


def _mail_date(text: str) -> str | None:
    """Dates as HTTP and mail write them: "Wed, 20 Nov 2019 06:35:39 GMT"."""
    if not re.match(r"(?:[A-Z][a-z]{2},\s*)?\d\d?\s[A-Z][a-z]{2}\s\d{4}\s\d\d:\d\d", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat() if moment.year in YEARS else None


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year in YEARS else None
