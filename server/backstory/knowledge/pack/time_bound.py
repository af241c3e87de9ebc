"""Words of written prose and undated facts that hold only for a time, where nothing says for which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from backstory.knowledge.pack.source import DatedLine, EntityLine, FactLine
from backstory.lang import language
from backstory.text.dated_words import first_read, times
from backstory.text.dates import before
from backstory.text.sentences import sentences

_EARLIEST_STORY = "1985"  # what was known before is known to every story
_BEGINNINGS = frozenset({"P569", "P571", "took place"})
_ENDS = frozenset({"P570", "P576", "took place"})
_OFFICE = "P39"
_GLUED = re.compile(r"\b(?:1[5-9]|20)\d\d(?!s\b)[a-z]{2,}|\b[a-z]{2,}(?:1[5-9]|20)\d\d\b")  # "1969and", "in1969"
_NAMES_YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def time_bound(entity: EntityLine) -> Iterable[str]:
    """Each description, sentence and undated fact with such a word and without a day, said with the word and why."""
    began = next((f.start for f in entity.facts if f.start and (f.pid or f.property) in _BEGINNINGS), None)
    ended = next((f.end for f in entity.facts if f.end and (f.pid or f.property) in _ENDS), None)
    over = ended is not None and before(ended, _EARLIEST_STORY)
    for name, prose in (("description", entity.descriptions), ("summary", entity.summary)):
        for text in prose:
            if not (text.told_from or text.told_until):
                for sentence in sentences(text.text):
                    yield from (f"the {name} says {hint}: “{sentence}”" for hint in _hints(sentence, began, over=over))
            yield from (f"the {name} says {hint}: “{text.text}”" for hint in _misdated(text, entity.facts))
    for fact in entity.facts:
        if _undated(fact):
            yield from (
                f"an undated fact says {hint}: “{fact.property}: {fact.value}”"
                for hint in _hints(fact.value, began, over=over)
            )


def _misdated(text: DatedLine, facts: Iterable[FactLine]) -> Iterable[str]:
    """A word grown together with a year, an office told as past while held, a dead person told in the present tense.

    An office told as past while held is one from whose very first day the text is told, and that names no years itself.
    """
    for glued in _GLUED.findall(text.text):
        yield f"“{glued}”, two words in one"
    if text.told_until:
        return
    offices = [fact for fact in facts if fact.pid == _OFFICE and fact.start != fact.end]
    # the day on which one office passes into the next is the end of the one that is told
    held = {fact.start for fact in offices if fact.start} - {fact.end for fact in offices}
    past = _opening("past_office").match(text.text)
    if past and text.told_from in held and not _NAMES_YEARS.search(text.text):
        yield f"“{past[0]}” from the first day of an office"
    died = next((fact.end for fact in facts if fact.pid == "P570" and fact.end), None)
    present = _opening("present_person").match(text.text)
    if died and present and before(_EARLIEST_STORY, died):
        yield f"“{present[0]}” of one who died, and no end"


def _undated(fact: FactLine) -> bool:
    return not (fact.start or fact.end or fact.told_from or fact.told_until)


def _hints(text: str, began: str | None, *, over: bool) -> Iterable[str]:
    """A time after the beginning of the entity and of all stories, a word of later days, a word that ties to a time.

    Such a word says nothing where the entity was over before all stories, or where an earlier year stands beside it.
    """
    named = times(text)
    later = [time for time in named if before(_EARLIEST_STORY, time) and not (began and began[:4] >= time[:4])]
    if later:
        yield max(later)
    for word, day in first_read(text):
        yield f"“{word}” (not before {day})"
    match = _words().search(text)
    if match and not (named or over):
        yield f"“{match[0]}”"


@cache
def _words() -> re.Pattern[str]:
    """The phrases that tie a sentence to a time; their small letters stand for capitals too."""
    phrases = sorted(language("en").phrases("cards", "time_bound"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.I)


@cache
def _opening(kind: str) -> re.Pattern[str]:
    """The phrases of the language file under that name, at the start of a sentence."""
    phrases = sorted(language("en").phrases("cards", kind), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})\b", re.I)
