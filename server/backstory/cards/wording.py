"""A statement in words, as one could say it on the day of the story. No verb that could have the wrong tense."""

from __future__ import annotations

from dataclasses import replace

from backstory.cards.fact_layout import MEASURED
from backstory.model import Fact
from backstory.text.dates import before, day_of, in_words, span_in_words

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


def as_seen(fact: Fact, day: str, kind: str | None, language: str = "en", *, lapsed: bool = False) -> Fact:
    """What held on the day or before it, in words: an end that was still to come is left out.

    `lapsed`: it is over, though no one says since when. `language`: of the statement's own words; where it is not
    English, the dates stay in figures.
    """
    ahead = fact.end is not None and before(day, fact.end) and fact.start != fact.end
    end = None if ahead else fact.end
    if language != "en":
        return replace(fact, text=_in_figures(fact, fact.start, end))
    if _took_place(fact):
        under_way = f"under way since {in_words(fact.start or '')}"
        return replace(fact, text=under_way if ahead else _phrase(fact, None, kind))
    when = f"from {in_words(fact.start or '')}" if lapsed else span_in_words(fact.start, end)
    return replace(fact, text=_phrase(fact, when, kind) + _known_until(fact))


def as_turned_out(fact: Fact, day: str, kind: str | None, language: str = "en") -> Fact:
    """What came after the day, in words: a beginning that the day already knew is left out."""
    begun = fact.start if fact.start and before(day, fact.start) else None
    if language != "en":
        return replace(fact, text=_in_figures(fact, begun, fact.end))
    if _took_place(fact) and fact.end:
        return replace(fact, text=f"ended {in_words(fact.end)}" if begun is None else _phrase(fact, None, kind))
    return replace(fact, text=_phrase(fact, span_in_words(begun, fact.end), kind) + _known_until(fact))


def _in_figures(fact: Fact, start: str | None, end: str | None) -> str:
    """The statement in its own words, without any of ours: "fonction: président (2012-05-07 –)"."""
    when = start if start == end else f"{start or ''} – {end or ''}".strip()
    return f"{fact.property}: {fact.value}" + (f" ({when})" if when and when not in fact.value else "")


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
    return as_of_words(fact.as_of) or (" (sources differ)" if fact.disputed else "")


def as_of_words(known: str | None) -> str:
    """Until when a source knew something, to stand after it: " (as of July 2025)"; nothing where it reaches on."""
    return f" (as of {in_words(day_of(known)[:7])})" if known else ""
