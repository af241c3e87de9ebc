"""Offices: whether a person held the office that the story gives the name, on the story's day.

"President Bush" of January 1991 is he who was president then; who became it later is not meant.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from backstory.linking import lexicon
from backstory.linking.descriptions import Title
from backstory.model import Entity, Office
from backstory.text.dates import parse_date
from backstory.text.normalise import plain, stem

Fit = Literal["holds", "held", "later", "never", "unknown"]

_ELECT = timedelta(days=100)  # before an office begins, its coming holder is called by it: "President Trump will"
_STILL = timedelta(days=15)
_BEFORE_OF = re.compile(r"\s(?:of|for|to|in|at|on|and)\s|,")
_ORDER: tuple[Fit, ...] = ("holds", "held", "later", "never", "unknown")


def fit(title: Title, entity: Entity, day: date | None) -> Fit:
    """How an office in the story fits a person. Without a day, whoever held it holds it.

    "held": it ended before; "later": it began after the day; "never": others are on record, this is not; "unknown":
    nothing is on record.
    """
    if title.local and not any(_is_local(office) for office in entity.offices):
        return "never"
    found = [_when(office, day) for office in entity.offices if _is_of(title, office)]
    if found:
        return min(found, key=_ORDER.index)
    if stem(title.head) in entity.terms:
        return "unknown"
    return "never" if entity.offices or title.head in lexicon.words("lesser_offices") else "unknown"


def _when(office: Office, day: date | None) -> Fit:
    start, end = parse_date(office.start), parse_date(office.end)
    if day is None:
        return "holds"
    if start is not None and day < start.first - _ELECT:
        return "later"
    return "held" if end is not None and day > end.last + _STILL else "holds"


def _is_of(title: Title, office: Office) -> bool:
    """Whether a title is one of the office: head and rank are the same, and no field is another's."""
    head, qualifiers, words = _parsed(office.title)
    own, own_qualifiers = _same(title.head, title.qualifiers)
    ranks = lexicon.words("office_ranks")
    if own != head or own_qualifiers & ranks != qualifiers & ranks:
        return False
    fields = own_qualifiers - ranks
    return not fields or not fields.isdisjoint(words) or not (words & (lexicon.words("office_qualifiers") - ranks))


def _is_local(office: Office) -> bool:
    return not _parsed(office.title)[2].isdisjoint(lexicon.words("local_qualifiers"))


@lru_cache(maxsize=5_000)
def _parsed(title: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Head, qualifiers and words of an office's title: "Vice President of Russia" is headed by "president"."""
    folded = plain(title).casefold()
    words = _BEFORE_OF.split(folded, maxsplit=1)[0].split()
    if not words:
        return "", frozenset(), frozenset()
    head, qualifiers = _same(words[-1], lexicon.words("office_qualifiers").intersection(words[:-1]))
    return head, qualifiers, frozenset(folded.split())


def _same(head: str, qualifiers: frozenset[str]) -> tuple[str, frozenset[str]]:
    """One word for each office: a premier is a prime minister, a chairwoman a chairman."""
    *more, head = lexicon.table("same_offices").get(head, head).split()
    return head, qualifiers.union(more)
