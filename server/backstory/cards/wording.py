"""Statements in words, as one could say them on the day of the story: what is told of an entity, without naming it.

The words are data: how each property reads stands in the ontology, articles and dates in `lang`. No verb has a tense
that could be wrong: the dates say the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from backstory.lang import english, language
from backstory.model import Fact
from backstory.ontology import Property, Reading, property_of
from backstory.text.dates import before, day_of, in_words
from backstory.text.normalise import normalise

# "Pep Guardiola, coach", "Watford, as head coach"; not "Amitabh Behar, of Oxfam International".
_ROLE = re.compile(
    r"(?P<who>[^,;(]+), (?:as )?(?:(?:its|the|their) )?(?P<role>(?!of\b|with\b|which\b|who\b)[a-z][^,;]+)"
)
_PLAIN_WORD = re.compile(r"[^\W\d_A-Z]+(?!\w)")  # "mutiny, …"; not "iPhone …"
_WORDED = "en"  # what statements are worded in; those of other languages stay in their own words


@dataclass(frozen=True, slots=True)
class When:
    """The time of a statement, as far as it is told."""

    start: str | None = None
    end: str | None = None
    lapsed: bool = False  # it is over, though no one says since when

    @property
    def happened(self) -> bool:
        """Whether it came about on one day, as far as that is known."""
        return self.start is not None and self.start == self.end

    def words(self) -> str:
        """Such as " since 7 May 2012", " from 2014 to 2016", " on 3 May 2014"; nothing where it is undated."""
        frames = _frames("dates")
        if self.start is None and self.end is None:
            return ""
        if self.start is None:
            return frames["until"].format(end=in_words(self.end or ""))
        start = in_words(self.start)
        if self.happened:
            return frames["day" if len(day_of(self.start)) == 10 else "month"].format(start=start)
        if self.end is None:
            return frames["begun" if self.lapsed else "since"].format(start=start)
        return frames["span"].format(start=_without_what_follows(start, in_words(self.end)), end=in_words(self.end))


def as_seen(fact: Fact, day: str, kind: str | None, language: str = _WORDED, *, lapsed: bool = False) -> Fact:
    """What held on the day or before it, in words: an end that was still to come is left out.

    `lapsed`: it is over, though no one says since when. `language`: of the statement's own words; where it is not
    English, the dates stay in figures.
    """
    ahead = fact.end is not None and before(day, fact.end) and fact.start != fact.end
    end = None if ahead else fact.end
    if language != _WORDED:
        return replace(fact, text=_in_figures(fact, fact.start, end))
    reading = _reading(property_of(fact.pid, fact.property))
    if ahead and reading.under_way is not None:
        when = When(fact.start).words()
        return replace(fact, text=sentence(reading.under_way.format(when=when) + _known_until(fact)))
    return _told(fact, When(fact.start, end, lapsed), kind)


def as_turned_out(fact: Fact, day: str, kind: str | None, language: str = _WORDED) -> Fact:
    """What came after the day, in words: a beginning that the day already knew is left out."""
    begun = fact.start if fact.start and before(day, fact.start) else None
    if language != _WORDED:
        return replace(fact, text=_in_figures(fact, begun, fact.end))
    reading = _reading(property_of(fact.pid, fact.property))
    if begun is None and fact.end and reading.ended is not None:
        return replace(fact, text=sentence(reading.ended.format(on_end=dated_value(in_words(fact.end)))))
    return _told(fact, When(begun, fact.end), kind)


def predicate(property: Property, value: str, when: When = When(), kind: str | None = None) -> str:
    """What is told of an entity, without naming it: "head of the IRA since 2014"."""
    reading = _reading(property)
    role = None
    template = reading.phrase(kind)
    if reading.as_role is not None and (split := _ROLE.fullmatch(value)):
        template, value, role = reading.as_role, split["who"], split["role"]
    elif when.happened and reading.happened is not None:
        template = reading.happened
    dates = "" if property.value_is == "time" or _says_when(value, when) else when.words()
    if "{when}" not in template:
        template += _joint(property, value, role) + "{when}" if dates else ""
    return template.format(
        value=value, the=with_article(value), on_value=dated_value(value), role=role, when=dates
    ).replace(" :", ":")


def sentence(words: str) -> str:
    """The words as a sentence: with a capital, unless a name begins with a small letter, and a full stop."""
    if _PLAIN_WORD.match(words):
        words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def role_of(property: Property) -> str | None:
    """What the value is to the entity, where the property says it by a noun: its "speaker"."""
    return _reading(property).role


def tells_what_happened(property: Property, when: When) -> bool:
    """Whether the words have a verb of their own, so that a sentence with its subject needs none."""
    reading = _reading(property)
    return reading.verb or (when.happened and reading.happened is not None)


def is_label(property: Property) -> bool:
    """Whether the words are a label with a colon, and no predicate."""
    return ": " in _reading(property).phrase(None)


def copula(*, holds: bool) -> str:
    """The verb between an entity and what is told of it, of what goes on and of what is over."""
    return _frames("copula")["holds" if holds else "over"]


def form(name: str, **parts: str | None) -> str:
    """A form of several parts: "member of the IRA, like Ada"."""
    return _frames("forms")[name].format(**parts)


def as_of_words(known: str | None) -> str:
    """Until when a source knew something, to stand after it: " (as of July 2025)"; nothing where it reaches on."""
    return _frames("dates")["known_until"].format(end=in_words(day_of(known)[:7])) if known else ""


def with_article(name: str) -> str:
    """The name, with "the" where it takes it: "the United States", "the House of Commons", "NATO"."""
    bare = name.removeprefix("The ")
    if bare != name:  # it belongs to a title, "The Guardian", and not to a place, "the Pentagon"
        return _article() + bare if "_".join(normalise(bare).split()) in _words("the_names") else name
    words = normalise(name.partition(",")[0]).split()
    if not words or not name[:1].isupper():
        return name
    if len(words) == 2 and words[0] in english().given_names:
        return name  # "Alice Cross" is no cross
    of = next((place for place, word in enumerate(words) if word in ("of", "for", "on") and place), None)
    takes = (
        "_".join(words) in _words("the_names")
        or words[0] in _words("the_first")
        or (len(words) > 1 and of is None and words[-1] in _words("the_last"))
        or (of is not None and words[of - 1] in _words("the_head"))
    )
    return _article() + name if takes else name


def dated_value(value: str) -> str:
    """A value that is a date with what stands before it: "on 23 August 2023, in a plane crash"; of others ": value"."""
    for pattern, prefix in _date_prefixes():
        if pattern.match(value):
            return prefix + value
    return f": {value}"


def in_a_row(values: list[str]) -> str:
    """Values as a list: "Canada, Mexico and the United States"."""
    *first, last = values
    return ", ".join(first) + _frames("forms")["list_last"] + last if first else last


def _told(fact: Fact, when: When, kind: str | None) -> Fact:
    words = predicate(property_of(fact.pid, fact.property), fact.value, when, kind)
    return replace(fact, text=sentence(words + _known_until(fact)))


def _in_figures(fact: Fact, start: str | None, end: str | None) -> str:
    """The statement in its own words, without any of ours: "fonction: président (2012-05-07 –)"."""
    when = start if start == end else f"{start or ''} – {end or ''}".strip()
    return f"{fact.property}: {fact.value}" + (f" ({when})" if when and when not in fact.value else "")


def _says_when(value: str, when: When) -> bool:
    """Whether the value itself names the year in which it came about."""
    return when.happened and (when.start or "")[:4] in value


def _joint(property: Property, value: str, role: str | None) -> str:
    """A comma before the dates where they would else be read with the last words alone."""
    loose = property.value_is == "event" or ("," in value and role is None)
    return "," if loose else ""


def _known_until(fact: Fact) -> str:
    return as_of_words(fact.as_of) or (_frames("dates")["disputed"] if fact.disputed else "")


def _without_what_follows(start: str, end: str) -> str:
    """The first of two days without what the last says too: "23" of "23 to 24 June 2023"."""
    begun, ended = start.split(), end.split()
    if len(begun) == len(ended):
        while len(begun) > 1 and begun[-1] == ended.pop():
            begun.pop()
    return " ".join(begun)


def _reading(property: Property) -> Reading:
    reading = property.reading(_WORDED)
    return reading or Reading({"any": property.name.replace("{", "{{").replace("}", "}}") + "{when}: {value}"})


@cache
def _frames(name: str) -> Mapping[str, str]:
    return language(_WORDED).table("sentences", name)


def _article() -> str:
    return _frames("forms")["article"]


def is_of(description: str, country: str) -> bool:
    """Whether a description calls its subject by its country: "Russian businessman", "American politician"."""
    return description.startswith(_frames("people_of").get(country, country[:4]))


def names_people_of(text: str, country: str) -> bool:
    """Whether a text speaks of a country by its people: "fell to American troops"."""
    return _frames("people_of").get(country, country) in text


@cache
def _words(name: str) -> frozenset[str]:
    return language(_WORDED).words("sentences", name)


@cache
def _date_prefixes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), prefix) for pattern, prefix in _frames("before_date").items())
