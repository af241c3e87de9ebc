"""Sorts: what a sense is, as far as its kind, its description and its very label tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from backstory.lang import english
from backstory.text.normalise import plain

Sort = Literal[
    "person",
    "namelike",  # two to four capitals and nothing else known: most often a person
    "team",
    "country",
    "place",
    "people",
    "language",
    "organisation",
    "work",
    "product",
    "event",
    "dated",  # a year in its label: a season, an edition, an election
    "concept",  # written in small letters
    "lone",  # a lone word of which nothing else is known: a given name, a surname, a page of meanings
    "other",
]
SORTS: tuple[Sort, ...] = get_args(Sort)

_TEAM = re.compile(
    r"\b(?:A?\.?F\.?C\.?|S\.?C\.?|C\.?F\.?|R\.?F\.?C\.?|C\.?C\.?|B\.?C\.?|FK|SK|BK|IF|[Cc]lub|Calcio|Wanderers|Rovers"
    r"|Wildcats|Bulldogs)(?:\b|$)|\b(?:football|cricket|rugby|hockey|basketball|baseball|tennis) (?:team|club)\b"
    r"|\bteam$"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_COUNTRY = re.compile(r"\b(?:country|sovereign state|republic|kingdom|nation|member state|state of the)\b")
_LANGUAGE = re.compile(r"\blanguages?\b")
_PEOPLE = re.compile(r"(?:ans|ese|ish|ards|\bpeople|\bdiaspora)\Z|\bpeople of\b")
_IS_PEOPLE = re.compile(r"\b(?:people|nationality|nation|inhabitants|(?:ethnic|indigenous|human) \w*)\b")
_NO_NAMES = re.compile(r"\b(?:of|the|and|for|in)\b|[\d:&(]")
_PLACE_WORDS = frozenset(
    """
    county township province district river lake island islands mountain mount city town village state region street
    avenue road square park bay valley peninsula sea ocean creek borough municipality prefecture governorate oblast
    canton airport station
    """.split()
)
_BODY_WORDS = frozenset(
    """
    university college school institute academy group holdings company corporation corp inc ltd limited plc llc ag gmbh
    bank fund foundation trust association society union party committee commission council court agency ministry
    department office bureau service services force forces army navy police league hospital church museum theatre
    theater orchestra records press systems technologies industries airlines motors times post news journal
    magazine television radio house government administration federation organization organisation
    """.split()
)


@lru_cache(maxsize=100_000)  # a pack's senses come back in story after story
def sort_of(label: str, kind: str | None, description: str | None) -> Sort:
    """The sort of a sense."""
    said = description or ""
    if _TEAM.search(label) or said.endswith((" team", " club")):
        return "team"
    if kind == "person":
        return "person"
    if kind == "place":
        return "country" if _COUNTRY.search(said) else "place"
    if _LANGUAGE.search(said) or label.endswith(" language"):
        return "language"
    if kind == "people" or _IS_PEOPLE.match(said):
        return "people"
    if _YEAR.search(label):
        return "dated"
    if kind in ("organisation", "company"):
        return "organisation"
    if kind in ("law", "concept"):
        return "other"
    if kind in ("work", "product", "event"):
        return kind  # type: ignore[return-value]
    if label[:1].islower():
        return "concept"
    return _by_label(label)


def _by_label(label: str) -> Sort:
    words = [word.strip(".,") for word in plain(label).casefold().split()]
    if _PEOPLE.search(label) and len(words) == 1:
        return "people"
    if len(words) < 2:
        return "lone"
    if words[-1] in _PLACE_WORDS or words[0] in ("lake", "mount"):
        return "place"
    if not _BODY_WORDS.isdisjoint(words):
        return "organisation"
    if len(words) <= 4 and not _NO_NAMES.search(label):
        return "person" if words[0] in english().given_names else "namelike"
    return "other"
