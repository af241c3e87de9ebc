"""Words of written prose and undated facts that hold only for a time, where nothing says for which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from backstory.knowledge.pack.source import EntityLine, FactLine
from backstory.lang import language
from backstory.text.dated_words import first_read, times
from backstory.text.dates import before
from backstory.text.sentences import sentences

_EARLIEST_STORY = "1985"  # what was known before is known to every story
_BEGINNINGS = frozenset({"P569", "P571", "took place"})
_ENDS = frozenset({"P570", "P576", "took place"})


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
    for fact in entity.facts:
        if _undated(fact):
            yield from (
                f"an undated fact says {hint}: “{fact.property}: {fact.value}”"
                for hint in _hints(fact.value, began, over=over)
            )


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
