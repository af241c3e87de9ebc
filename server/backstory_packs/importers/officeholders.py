"""How the World Factbook writes who holds an office: "President Emmanuel MACRON (since 14 May 2017)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from backstory.text.dates import MONTHS

_TAG = re.compile(r"<[^>]*>")
_LINE = re.compile(r"(?P<who>[^()]+?) \((?:since )?(?P<since>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})\)\Z")
_WHEN = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})\Z")
_NUMERAL = re.compile(r"[IVX]{2,}\Z")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")
_GLOTTAL = re.compile(r"(?<=\w\w)['’]\w")  # Mata'afa, but O'Brien
_SMALL = frozenset("al el bin bint de da der do dos e ibn la ould van von y".split())
# Offices that are left out, as the fact is named for the office; sovereigns keep their style.
_OFFICES = re.compile(
    r"\A(?:(?:Acting|Interim|Caretaker|Transition|Transitional|Lieutenant) )*(?:President|Prime Minister|Chancellor|"
    r"Premier|Chief Minister|First Minister|Chief Executive|Governor|Administrator|Taoiseach|Prefect|Commissioner|"
    r"High Commissioner|Minister of State|Government Leader|Vice President|Amir) "
)
_INTERIM = re.compile(r"\b(?:Acting|Interim|Caretaker|Transition|Transitional)\b")
# What is left of an office that is named in more words: no name is made of it.
_OFFICE_LEFT = re.compile(
    r"\A(?:of|and) |\b(?:President|Chair|Chairperson|Council|Minister|Leader|Chief|Secretary|Commander|Captains|Lord|"
    r"Co-prince|Marshal|Assembly|Government)\b"
)
_RANKS = re.compile(r"(?:(?:Gen|Col|Capt|Lt|Dr|Sir)\.? )+")
_MOST_WORDS = 6  # more is no name but an office with one


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office, and since when."""

    name: str
    since: str


def plain_text(text: str) -> str:
    """Without markup and doubled spaces."""
    return " ".join(_TAG.sub(" ", unescape(text)).split())


def holder_of(text: str) -> Holder | None:
    """The holder and the first day; None where the text says more than that, or less."""
    match = _LINE.match(plain_text(text).split(";")[0].strip())
    since = _date(match["since"]) if match else None
    if match is None or since is None:
        return None
    interim = " (interim)" if _INTERIM.search(match["who"]) else ""
    who = _RANKS.sub("", _OFFICES.sub("", match["who"], count=1))
    name = " ".join(_in_small(word, first=index == 0) for index, word in enumerate(who.split()))
    if "," in name or len(name.split()) > _MOST_WORDS or not _CAPITALS.search(who):
        return None
    if _OFFICE_LEFT.search(who):
        return None
    return Holder(name + interim, since)


def _in_small(word: str, *, first: bool) -> str:
    """A word in capitals as names are written: MACRON is Macron, SASSOU-Nguesso Sassou-Nguesso; III stays."""
    if _NUMERAL.match(word) and not first:
        return word
    if word.lower() in _SMALL and not first:
        return word.lower() if word.isupper() else word
    small = _CAPITALS.sub(lambda run: run[0][0] + run[0][1:].lower(), word)
    return _GLOTTAL.sub(lambda sound: sound[0].lower(), small)


def _date(text: str) -> str | None:
    match = _WHEN.match(text)
    if match is None or not match[2]:
        return match and match[3]
    numbers = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(match[2])]  # "5 Sep 2025" too
    if len(numbers) != 1:
        return None
    month = f"{match[3]}-{numbers[0]:02}"
    return f"{month}-{int(match[1]):02}" if match[1] else month
