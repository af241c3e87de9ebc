"""What is not said of a living person: crime, health, religion and the like, unless the statement names its ground."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backstory.lang import language
from backstory.model import Fact
from backstory.ontology import PROPERTIES, Property, property_of
from backstory.text.dated_words import years

_ENGLISH = language("en")
_ACCUSING = _ENGLISH.pattern("cards", "accusing_words")
_PRIVATE_WORDS = _ENGLISH.pattern("cards", "private_words")
_GROUND = _ENGLISH.pattern("cards", "grounds")
_FAITH = re.compile(
    _ENGLISH.pattern("cards", "faith_phrases").pattern
    + "|"
    + _ENGLISH.pattern("cards", "faith_after").pattern
    + r" (?:an? |the )?"
    + _ENGLISH.pattern("cards", "faith_nouns").pattern
    + f"(?! {_ENGLISH.pattern('cards', 'faith_bodies').pattern})"
)
# A sentence may speak of crime without a word on whom it is about.
_OF_OTHERS = re.compile(
    "(?:"
    + _ENGLISH.pattern("cards", "fighting_words").pattern
    + f"|{'|'.join(_ENGLISH.words('cards', 'fighting_prefix'))}"
    + r")\s?(?:\w+ )?"
    + _ENGLISH.pattern("cards", "fought_words").pattern
    + "|"
    + _ENGLISH.pattern("cards", "lawful_phrases").pattern,
    re.IGNORECASE,
)
_DEATH = PROPERTIES["date_of_death"]


def spoken_of(facts: Iterable[Fact], *, kind: str | None) -> list[Fact]:
    """The facts that may be said: all of the dead and of what is no person; of the living, those with a ground.

    A ground is the statement's own `reference`; or, for a dated event told in words, the court or body named in it.
    """
    given = list(facts)
    if not lives(given, kind=kind):
        return given
    return [fact for fact in given if not _delicate(fact) or fact.reference or _grounded(fact)]


def lives(facts: Iterable[Fact], *, kind: str | None) -> bool:
    """Whether the facts are of a person of whose death they say nothing."""
    return kind == "person" and not any(_of(fact) is _DEATH for fact in facts)


def may_be_said(sentence: str) -> bool:
    """Whether a sentence on a living person is free of crime, health, faith and orientation, or names its ground.

    A ground is a court or body, or a year, under which a reader can look the matter up; of health and orientation,
    a year.
    """
    if _PRIVATE_WORDS.search(sentence):
        return bool(years(sentence))
    if _FAITH.search(sentence) or _ACCUSING.search(_OF_OTHERS.sub(" ", sentence)):
        return bool(years(sentence) or _GROUND.search(sentence))
    return True


def _delicate(fact: Fact) -> bool:
    if _of(fact).value_is == "event":
        return bool(_ACCUSING.search(fact.value) or _PRIVATE_WORDS.search(fact.value))
    return _of(fact).private


def _grounded(fact: Fact) -> bool:
    """Whether an event told in words says whose finding it is, and when it was made. Illness never is a finding."""
    told = _of(fact).value_is == "event" and fact.start is not None
    return told and not _PRIVATE_WORDS.search(fact.value) and bool(_GROUND.search(fact.value))


def _of(fact: Fact) -> Property:
    return property_of(fact.pid, fact.property)
