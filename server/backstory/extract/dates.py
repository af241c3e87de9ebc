"""Dates as pages write them -> ISO 8601. What has no time stays a date; a given zone is kept, none is made up.

`text/dates.py` reads and compares dates that are ISO 8601 already; here any way of writing one is read. By hand, since
a page's date must be read in the page's language and stay unread where two readings are possible: htmldate guesses
(2 of 109 days wrong on the extraction pages, where these are right 108 times and silent once, rightly).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from backstory.extract.page_words import all_months, code_of, eras, months_of
from backstory.lang import LANGUAGES, language

# Papers put their archives on the web; year 0001 is how some systems write "unknown", the first day of Unix another.
YEARS = range(1800, 2101)
UNKNOWN = "1970-01-01"
BUDDHIST = range(2443, 2643)  # no page is dated by the common calendar there
BUDDHIST_LEAD = 543

ISO = re.compile(
    r"(?P<day>\d{4}-\d\d?-\d\d?)"
    r"(?:[T\s]+(?P<time>\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(?P<y>(?:1[89]|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?")
UNIX = re.compile(r"(?P<s>[12]?\d{9})(?:\.\d+|\d{3})?")  # seconds, or thousandths of them
EAST_ASIAN = re.compile(r"(?P<y>\d{4})\s*[年년.]\s*(?P<m>\d\d?)\s*[月월.]\s*(?P<d>\d\d?)\s*[日일]?(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>(?:1[89]|20|2[45])\d\d)[/.-](?P<m>\d\d?)[/.-](?P<d>\d\d?)(?!\d)")
NUMBERS = re.compile(r"(?<!\d)(?P<a>\d\d?)(?P<sep>[./-])\s?(?P<b>\d\d?)(?P=sep)\s?(?P<y>(?:1[89]|20|2[45])\d\d)(?!\d)")
TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|(?<=[^\W\d_])\.(?=[^\W\d_])|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e])*")
CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d\d?(?:\.\d\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)
AFAR = 4  # words between a month's name and its year
JOINING = 3  # letters of what stands between day and month: "de", "of", "th", "d"
PREFIX, ENDING = 4, 2  # letters of a month's name that stay, and that another ending may take: "oktobr|is", "oktobr|ī"

# In addresses: /2019/11/20/, /2019-11-20-, /20191120/ and the like. A month alone says too little.
IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d|[a-z]{3})(?P=sep)(?P<d>\d\d|(?<=[/-])\d)(?=[/_.-]|$)"
    r"|[-_](?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)/?$",
    re.IGNORECASE,
)

MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """How a page's dates are to be read."""

    language: str | None = None  # BCP 47, whose month names are asked first
    day_first: bool | None = True  # how 3/4/2020 is meant; None: not known, so that it means nothing


def iso_date(text: str | None, reading: Reading = Reading()) -> str | None:
    """ISO 8601 of a date in an attribute or in words; None where there is none."""
    if not text:
        return None
    text = text.strip()[:MAX_LENGTH]
    if found := ISO.match(text):
        return _of_iso(found)
    if found := COMPACT.fullmatch(text):
        return _day(found["y"], found["m"], found["d"])
    if found := UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(found["s"]), UTC).isoformat()
    return _mail_date(text) or written_date(text, reading)


def written_date(text: str, reading: Reading = Reading()) -> str | None:
    """The first date that a text tells in words or numbers, as a date without time."""
    text = _with_plain_digits(text[:MAX_LENGTH])
    if not any(map(str.isdigit, text)):
        return None
    if found := ISO.search(text):
        return _of_iso(found)
    for pattern in (EAST_ASIAN, YEAR_FIRST):
        if (found := pattern.search(text)) and (day := _day(found["y"], found["m"], found["d"])):
            return day
    return _era_date(text) or _named_month(text, reading.language) or _patterned(text) or _numbers(text, reading)


def date_in_url(url: str | None) -> str | None:
    """The day that a story's address names."""
    for found in IN_URL.finditer((url or "").split("?")[0]):
        year, name, number = found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]
        month = name if name.isdigit() else months_of("en").get(name.casefold())
        if month and (day := _day(year, month, number)):
            return day
    return None


def _with_plain_digits(text: str) -> str:
    """The text with 0 to 9 for the digits of other scripts."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _numbers(text: str, reading: Reading) -> str | None:
    """05/03/2024 by where the page comes from; 05.03.2024 has the day first wherever dots are written."""
    found = NUMBERS.search(text)
    if found is None:
        return None
    by_day = _day(found["y"], found["b"], found["a"])
    by_month = _day(found["y"], found["a"], found["b"])
    if found["sep"] == "." or by_month is None or by_month == by_day:
        return by_day or by_month
    if by_day is None:
        return by_month
    return {True: by_day, False: by_month, None: None}[reading.day_first]


def _named_month(text: str, tag: str | None) -> str | None:
    """The first date whose month has a name, day and year beside it in whatever order the language has."""
    tokens = TOKEN.findall(CLOCK.sub(" ", text.casefold()))
    for number, token in enumerate(tokens):
        if token.isdigit() or len(token) < 2:
            continue
        month, length = _month(tokens, number, tag)
        if month and (found := _around(tokens, number, number + length, month)):
            return found
    return None


def _month(tokens: Sequence[str], at: int, tag: str | None) -> tuple[int | None, int]:
    """The month that a word, or a word and the next, is the name of; and how many words that are."""
    own, other = months_of(code_of(tag)), months_of("en")
    pair = " ".join(tokens[at : at + 2])
    for name, length in ((pair, 2), (tokens[at], 1)):
        if month := own.get(name) or other.get(name) or all_months().get(name):
            return month, length
    stem = next((name for name in own if tokens[at].startswith(name[: max(PREFIX, len(name) - ENDING)])), None)
    return (own[stem] if stem else None), 1


def _around(tokens: Sequence[str], start: int, end: int, month: int) -> str | None:
    """The day of a month's name at these tokens: the year is near, the day before it or after it."""
    years = [
        (abs(at - start), at)
        for at in range(max(0, start - AFAR), min(len(tokens), end + AFAR))
        if len(tokens[at]) == 4 and tokens[at].isdigit()
    ]
    for _, at in sorted(years):
        for side in (range(start - 1, max(-1, start - 4), -1), range(end, min(len(tokens), end + 2))):
            for place in side:
                token = tokens[place]
                if place == at or (not token.isdigit() and len(token) <= JOINING):
                    continue
                if token.isdigit() and len(token) <= 2 and (day := _day(tokens[at], month, token)):
                    return day
                break
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Ways of writing a date whose months are numbered in words: "5 tháng 3 năm 2024"."""
    forms = [form for code in LANGUAGES for form in language(code).phrases("page", "dates")]
    parts = {"d": r"(?P<d>\d\d?)", "m": r"(?P<m>\d\d?)", "y": r"(?P<y>\d{4})"}
    return tuple(re.compile(re.escape(form).replace(r"\{", "{").replace(r"\}", "}").format(**parts)) for form in forms)


def _patterned(text: str) -> str | None:
    found = (match for pattern in _patterns() if (match := pattern.search(text)))
    return next((day for match in found if (day := _day(match["y"], match["m"], match["d"]))), None)


@cache
def _era() -> re.Pattern[str]:
    names = "|".join(map(re.escape, eras()))
    return re.compile(rf"(?P<era>{names})\s*(?P<n>\d{{1,4}}|元)\s*年\s*(?P<m>\d\d?)\s*月\s*(?P<d>\d\d?)\s*日")


def _era_date(text: str) -> str | None:
    """令和6年3月5日."""
    if text.isascii() or (found := _era().search(text)) is None:
        return None
    year = eras()[found["era"]] + (1 if found["n"] == "元" else int(found["n"]))
    return _day(year, found["m"], found["d"])


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
        number = int(year)
        found = date(number - BUDDHIST_LEAD if number in BUDDHIST else number, int(month), int(day))
    except ValueError:
        return None
    said = found.isoformat()
    return said if found.year in YEARS and said != UNKNOWN else None
