"""Ended offices: what is said of a living person in the present is not told once the office it names is over.

"British politician and speaker" of somebody who left the chair in 2019 is, from then on, "British politician"; what
was held and when stands under the dated statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from backstory.cards.living_people_policy import lives
from backstory.lang import language
from backstory.model import DatedText, Fact
from backstory.ontology import property_of
from backstory.text.dated_words import times
from backstory.text.dates import before

_STEM = 4  # letters: "senator" and "senate" have to meet
_WORD = re.compile(r"[^\W\d_]{3,}")
_PART = re.compile(r"(?<=[,;])\s+|\s+(?=and\s)")
_ENGLISH = language("en")
_OFFICE = _ENGLISH.pattern("cards", "office_heads")
_PAST = _ENGLISH.pattern("cards", "past_marks")
_PAST_VERB = re.compile(r"\b[a-z]{2,}ed\b")
# "senator for Oakshire since 1987"
_STILL = re.compile(rf"{_OFFICE.pattern}[^,;]*?{_ENGLISH.pattern('cards', 'still_marks').pattern}", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_ANY_HEAD = frozenset({"head", "chie"})  # "head of Boatco", who was its chief executive
_SMALL = frozenset("the of for and in to from".split())


@dataclass(frozen=True, slots=True)
class EndedOffices:
    """The words of a person's offices that were over on a day, without those of offices held then."""

    words: frozenset[str]
    living: bool = True  # of the dead, what they were is what one calls them: only "since 1987" is over

    def described(self, text: str) -> str | None:
        """A description up to the first part that speaks of such an office as held. None where none is left."""
        if not self.speaks_of(text):
            return text
        kept: list[str] = []
        for part in _PART.split(text):
            if self._names(part):
                break
            kept.append(part)
        return " ".join(kept).rstrip(",; ") or None

    def summary(self, prose: Iterable[DatedText]) -> tuple[DatedText, ...]:
        """A summary without what speaks of one; what carries its last day has been left to that."""
        kept: list[DatedText] = []
        for each in prose:
            text = each.text if each.told_until else self.described(each.text)
            if text:
                kept.append(each if text == each.text else replace(each, text=f"{text}."))
        return tuple(kept)

    def speaks_of(self, text: str) -> bool:
        """Whether a text says in the present that somebody holds one: no year, no verb and no word of the past."""
        if not self._names(text):
            return False
        if not self.living:
            return _STILL.search(text) is not None
        return _STILL.search(text) is not None or not (_PAST.search(text) or _PAST_VERB.search(text) or times(text))

    def _names(self, text: str) -> bool:
        """Whether a text names one: by what heads it, or as the head of what it was of."""
        if not self.words:
            return False
        heads = {head.casefold()[:_STEM] for head in _OFFICE.findall(text)}
        if not heads.isdisjoint(self.words):
            return True
        return not heads.isdisjoint(_ANY_HEAD) and not self.words.isdisjoint(_stems(" ".join(_CAPITAL.findall(text))))


def ended_offices(facts: Iterable[Fact], day: str, kind: str | None) -> EndedOffices:
    """The offices of a person that ended before a day."""
    if kind != "person":
        return EndedOffices(frozenset())
    facts = list(facts)
    over: set[str] = set()
    held: set[str] = set()
    for fact in facts:
        if property_of(fact.pid, fact.property).office:
            (over if fact.end and before(fact.end, day) else held).update(_stems(fact.value))
    return EndedOffices(frozenset(over - held), living=lives(facts, kind=kind))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())} - _SMALL
