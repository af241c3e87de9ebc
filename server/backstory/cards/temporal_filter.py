"""Texts as one could have read them on the day of the story: nothing in them tells what came later."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backstory.cards.living_people_policy import may_be_said
from backstory.cards.sentence_selection import told
from backstory.lang import language
from backstory.model import DatedText, Fact
from backstory.ontology import PROPERTIES, property_of
from backstory.text.dated_words import of_later, times
from backstory.text.dates import before, surely_within

_CLAUSES = re.compile(r"(?<=[,;])\s+")
_CALLINGS = re.compile(r"(?<=[,;])\s+|\s+(?=and\s)")  # of a person: "developer and special envoy of the president"
_WORD = re.compile(r"[^\W\d_]{4,}")
_DEATH = PROPERTIES["date_of_death"]
_STEM = 4  # letters: "invaded" and "invasion", "elected" and "election" have to meet
_ENGLISH = language("en")
_COMMON = frozenset(word[:_STEM] for word in _ENGLISH.words("cards", "unspecific_words"))
_VERDICT = _ENGLISH.pattern("cards", "verdict_words")
_DYING = _ENGLISH.pattern("cards", "dying_phrases")
# So does what someone did in office: "His government armed …", "As president he …".
_RULING = _ENGLISH.pattern("cards", "ruling_phrases")
_AS_TITLE = re.compile(rf"\bas ({'|'.join(_ENGLISH.words('cards', 'office_nouns'))})\b", re.IGNORECASE)
_TOP_OFFICE = _ENGLISH.pattern("cards", "top_offices")
_SHARED = 2  # stems that a sentence has to share with what came later, and with nothing before


@dataclass(frozen=True, slots=True)
class Foresight:
    """What only the time after a day knew of an entity."""

    day: str
    offices: frozenset[str]  # stems of the offices that begin after the day, without those of all earlier statements
    events: tuple[frozenset[str], ...]  # the same of each event after it
    verdict: bool = False  # the first verdict lies ahead
    death: bool = False  # so does the death
    rule: bool = False  # and the first office at the top
    titles_ahead: frozenset[str] = frozenset()  # first words of offices that lie ahead, and of none before

    def tells(self, text: str) -> bool:
        """Whether a sentence tells what came after: it names a later year, or an office or event of later."""
        stems = _stems(text)
        return self.titles(text) or any(len(stems & event) >= _SHARED for event in self.events)

    def titles(self, text: str) -> bool:
        """Whether a description names a later year, office or word, or a verdict or death that was yet to come."""
        told = (self.verdict and _VERDICT, self.death and _DYING, self.rule and _RULING)
        ahead = any(pattern and pattern.search(text) for pattern in told)
        titled = {title.lower() for title in _AS_TITLE.findall(text)}
        return (
            bool(ahead or titled & self.titles_ahead)
            or later_time(text, self.day)
            or of_later(text, self.day)
            or len(_stems(text) & self.offices) >= _SHARED
        )


def foresight(facts: Iterable[Fact], day: str, *, known: str = "") -> Foresight:
    """What later statements say that earlier ones, and the text `known`, do not."""
    earlier = _stems(known)
    offices: set[str] = set()
    events: list[set[str]] = []
    verdicts: set[bool] = set()  # True: one after the day
    tops: set[bool] = set()
    titles: dict[bool, set[str]] = {True: set(), False: set()}
    death = False
    for fact in facts:
        stems = _stems(fact.value)
        property = property_of(fact.pid, fact.property)
        ahead = bool(fact.start and before(day, fact.start))
        death |= ahead and property is _DEATH
        if _VERDICT.search(fact.value):
            verdicts.add(ahead)
        if property.office and _TOP_OFFICE.match(fact.value):
            tops.add(ahead)
        if property.office:
            titles[ahead].add(fact.value.split()[0].lower())
        if not ahead:
            earlier |= stems
        elif property.office:
            offices |= stems
        else:
            events.append(stems)
    return Foresight(
        day=day,
        offices=frozenset(offices - earlier),
        events=tuple(frozenset(each - earlier) for each in events),
        verdict=verdicts == {True},
        death=death,
        rule=tops == {True},
        titles_ahead=frozenset(titles[True] - titles[False]),
    )


def summary_as_of(prose: Iterable[DatedText], seen: Foresight, *, living: bool = False) -> str | None:
    """The sentences that a story of the day may be told; what came later stands under since. None where none is left.

    A text with days is told by these, a timeless one on every day; of any other, the sentences that tell nothing later.
    `living`: it is of a living person, of whom not all is said.
    """
    kept: list[str] = []
    gap = False  # the sentence before is not told
    for dated in prose:
        if has_days(dated):
            text = dated.text if _told_by_days(dated, seen.day) and (not living or may_be_said(dated.text)) else None
            gap = text is None
        else:
            text, gap = told(
                dated.text, lambda each: not seen.tells(each) and (not living or may_be_said(each)), after_gap=gap
            )
        kept += [text] if text else []
    return " ".join(kept) or None


def description_as_of(prose: Iterable[DatedText], seen: Foresight, kind: str | None) -> str | None:
    """The first description that a story of the day may be told, None where there is none."""
    for dated in prose:
        if has_days(dated):
            text = dated.text if _told_by_days(dated, seen.day) else None
        else:
            text = _before(dated.text, seen, kind)
        if text:
            return text
    return None


def fits(dated: DatedText | Fact, day: str) -> bool:
    """Whether a story of the day may be told words or a statement, by the days that it carries."""
    return surely_within(day, dated.told_from, dated.told_until)


def has_days(dated: DatedText) -> bool:
    """Whether the source says when the words may be told, so that nothing has to be guessed from them."""
    return bool(dated.told_from or dated.told_until or dated.timeless)


def _told_by_days(dated: DatedText, day: str) -> bool:
    """The same of words with days; a later year or word in timeless ones is a day that their source forgot."""
    forgotten = dated.timeless and (later_time(dated.text, day) or of_later(dated.text, day))
    return fits(dated, day) and not forgotten


def _before(text: str, seen: Foresight, kind: str | None) -> str | None:
    """The clauses of a description up to the first that tells something later. None where none is left."""
    kept: list[str] = []
    for clause in (_CALLINGS if kind == "person" else _CLAUSES).split(text):
        if seen.titles(clause):
            break
        kept.append(clause)
    return " ".join(kept).rstrip(",; ") or None


def later_time(text: str, day: str) -> bool:
    """Whether a text names a year, month or day after this one."""
    return any(before(day, named) for named in times(text))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())} - _COMMON
