"""Short forms: which longer name of the same story a short one stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from backstory.mentions.words import CONNECTORS, PARTICLES, NameWords, name_words
from backstory.model import Candidate, Document, Mention
from backstory.text.normalise import normalise, plain

_ACRONYM = re.compile(r"[A-Z][A-Za-z&]?[A-Z]{1,5}\Z")


def resolve_coreference(
    document: Document, mentions: Iterable[Mention], known: Mapping[str, tuple[Candidate, ...]]
) -> tuple[Mention, ...]:
    """The mentions, those that are short forms with the longer name they stand for.

    Of several longer names with the same last word, the nearest before counts; failing that the first after.
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    words = name_words(document.language)
    longer = _by_short_form(ordered, known, words)
    expansions = _expansions(document, ordered)
    return tuple(_resolved(document, mention, longer, expansions, known, words) for mention in ordered)


@dataclass(frozen=True, slots=True)
class _Longer:
    """Names of several words, by the short forms they may take."""

    by_last_name: dict[str, list[Mention]] = field(default_factory=dict)  # persons
    by_first_name: dict[str, list[Mention]] = field(default_factory=dict)  # persons
    unknown_bodies: dict[str, list[Mention]] = field(default_factory=dict)  # by first word and by initials


def _by_short_form(mentions: list[Mention], known: Mapping[str, tuple[Candidate, ...]], words: NameWords) -> _Longer:
    longer = _Longer()
    for mention in mentions:
        parts = _words(mention.surface)
        if len(parts) < 2:
            continue
        candidates = known.get(mention.surface, ())
        if candidates[0].entity.kind == "person" if candidates else _person_shaped(parts, words):
            longer.by_last_name.setdefault(parts[-1], []).append(mention)
            longer.by_first_name.setdefault(parts[0], []).append(mention)
        elif not candidates:
            longer.unknown_bodies.setdefault(parts[0], []).append(mention)
            longer.unknown_bodies.setdefault(_initials(mention.surface), []).append(mention)
    return longer


def _resolved(
    document: Document,
    mention: Mention,
    longer: _Longer,
    expansions: Mapping[str, str],
    known: Mapping[str, tuple[Candidate, ...]],
    words: NameWords,
) -> Mention:
    surface = mention.surface
    if expanded := expansions.get(surface):
        return replace(mention, full=expanded)
    parts = _words(surface)
    if len(parts) != 1:
        return mention
    place = _stands_for_a_place(document, mention, known.get(surface, ()), words)
    person = None if place else _nearest(longer.by_last_name.get(parts[0], ()), mention)
    if person:
        return replace(mention, full=person.surface)
    form = surface if _ACRONYM.match(surface) else parts[0]
    body = _nearest(longer.unknown_bodies.get(form, ()), mention)
    # a place known by itself ("Lincoln") is not the unknown body that is named after it, unless that came first
    if body and not (known.get(surface) and body.start > mention.start):
        return replace(mention, full=body.surface)
    first = None if place else _nearest(longer.by_first_name.get(parts[0], ()), mention)
    return replace(mention, perhaps=first.surface) if first and first.start < mention.start else mention


def _stands_for_a_place(
    document: Document, mention: Mention, candidates: tuple[Candidate, ...], words: NameWords
) -> bool:
    """Whether a name that may be a place's is one for the word before it: "Mary Washington … in Washington"."""
    if not any(candidate.entity.kind == "place" for candidate in candidates):
        return False
    before = document.text[max(0, mention.start - 12) : mention.start].split()
    return bool(before) and before[-1].casefold() in words.before_places


def _nearest(longer: Sequence[Mention], mention: Mention) -> Mention | None:
    """Of longer names in text order the last before a mention, failing that the first after it."""
    after = bisect_right(longer, mention.start, key=_start)
    before = after - 1
    if before >= 0 and longer[before].start == mention.start:
        before -= 1
    if before >= 0:
        return longer[before]
    return longer[after] if after < len(longer) else None


def _start(mention: Mention) -> int:
    return mention.start


def _expansions(document: Document, mentions: list[Mention]) -> dict[str, str]:
    """Acronyms that the text itself expands: "Internet Research Agency (IRA)" or "IRA (Internet Research Agency)"."""
    found: dict[str, str] = {}
    for first, second in pairwise(mentions):
        between = document.text[first.end : second.start]
        after = document.text[second.end : second.end + 1]
        if between.strip("“\"'‘") not in {" (", " ( "} or after not in {")", "”", '"', "'", "’", ",", ";"}:
            continue
        for long, short in ((first.surface, second.surface), (second.surface, first.surface)):
            if _ACRONYM.match(short) and _initials(long).startswith(short.upper()[:1]) and _spells(short, long):
                found[short] = long
    return found


def _spells(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in the name in order, most of them where words begin."""
    letters = [c for c in acronym.casefold() if c.isalpha()]
    initials = _initials(name).casefold()
    shared = sum(1 for c in letters if c in initials)
    rest = iter(plain(name).casefold())
    return shared >= max(2, len(letters) - 1) and all(letter in rest for letter in letters)


def _initials(name: str) -> str:
    words = [w for w in re.split(r"[\s\-]+", plain(name)) if w and w.casefold() not in CONNECTORS]
    return "".join(word[0] for word in words).upper()


def _words(surface: str) -> list[str]:
    return [word for word in normalise(surface).casefold().split() if word]


def _person_shaped(parts: list[str], words: NameWords) -> bool:
    """Two to four words without those that end the names of bodies or join them."""
    real = [word for word in parts if word not in PARTICLES]
    return 2 <= len(real) <= 4 and not any(
        word in words.body_words or word in CONNECTORS or word == "&" for word in real
    )
