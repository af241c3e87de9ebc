"""A statement in words, as one could say it on the day of the story. No verb that could have the wrong tense."""

from __future__ import annotations

from dataclasses import replace

from backstory.cards.glance import MEASURED
from backstory.dates import before, day_of, in_words, span_in_words
from backstory.model import Fact

# What a reader calls a property, by its id or name; "": the value says it all.
_NAMES = {
    "P39": "", "P31": "", "P106": "", "P793": "", "age": "aged",
    "P27": "country",
    "P569": "born", "P570": "died", "P576": "dissolved",
    "P580": "began", "P582": "ended", "P585": "took place",
}  # fmt: skip
_SPOKEN = {"headquarters location": "seat", "member of political party": "party", "member of sports team": "team"}
_NO_COLON = ("age", "P569", "P570", "P571", "P576", "P580", "P582", "P585")
_PREPOSITIONS = (" of", " by", " in", " from", " for", " at")
_BEGINNINGS = {"organisation": "founded", "company": "founded", "event": "began", "concept": "began"}


def as_seen(fact: Fact, day: str, kind: str | None) -> Fact:
    """What held on the day or before it, in words: an end that was still to come is left out."""
    ahead = fact.end is not None and before(day, fact.end) and fact.start != fact.end
    if _took_place(fact):
        return replace(
            fact, text=f"under way since {in_words(fact.start or '')}" if ahead else _phrase(fact, None, kind)
        )
    when = span_in_words(fact.start, None if ahead else fact.end)
    return replace(fact, text=_phrase(fact, when, kind) + _known_until(fact))


def as_turned_out(fact: Fact, day: str, kind: str | None) -> Fact:
    """What came after the day, in words: a beginning that the day already knew is left out."""
    begun = fact.start if fact.start and before(day, fact.start) else None
    if _took_place(fact) and fact.end:
        return replace(fact, text=f"ended {in_words(fact.end)}" if begun is None else _phrase(fact, None, kind))
    return replace(fact, text=_phrase(fact, span_in_words(begun, fact.end), kind) + _known_until(fact))


def said(property: str, value: str, when: str | None = None) -> str:
    """Property, value and dates as one line: "founder of Concord, 1995"."""
    spoken = _SPOKEN.get(property, property)
    joined = f"{spoken}{'' if spoken.endswith(_PREPOSITIONS) else ':'} {value}" if spoken else value
    return f"{joined}, {when}" if when and when not in value else joined


def _phrase(fact: Fact, when: str | None, kind: str | None) -> str:
    named = fact.pid or fact.property
    if named in _NO_COLON:
        verb = _BEGINNINGS.get(kind or "", "established") if named == "P571" else _NAMES[named]
        year = (fact.start or "")[:4]
        return f"{verb} {fact.value}" + (f", {when}" if when and year not in fact.value else "")
    if fact.pid in MEASURED:
        if when is None or (fact.start or "")[:4] in fact.value:
            return said(fact.property, fact.value)
        bare, note = (fact.value[:-1], ", ") if fact.value.endswith(")") else (fact.value + " ", "(")
        return said(fact.property, f"{bare}{note}{when})")
    if fact.property == "in force":
        return f"in force {fact.value}"
    return said(_NAMES.get(named, fact.property), fact.value, when)


def _took_place(fact: Fact) -> bool:
    return fact.property == "took place" and fact.start is not None and fact.start != fact.end


def _known_until(fact: Fact) -> str:
    if fact.as_of:
        return f" (as of {in_words(day_of(fact.as_of)[:7])})"
    return " (sources differ)" if fact.disputed else ""
