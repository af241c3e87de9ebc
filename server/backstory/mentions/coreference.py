"""Coreference of names: which longer name of the same story a short one stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backstory.lang import english
from backstory.mentions.expansions import ACRONYM, expansions, initials, writes_a_sense
from backstory.mentions.words import CONNECTORS, PARTICLES, NameWords, name_words
from backstory.model import Candidate, Document, Mention
from backstory.text.normalise import normalise

Known = Mapping[str, tuple[Candidate, ...]]
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: \([^()\n]{2,30}\))? ?[—–-]{1,2} ")


def resolve_coreference(document: Document, mentions: Iterable[Mention], known: Known) -> tuple[Mention, ...]:
    """The mentions, those that are short forms with the longer name they stand for.

    Of several longer names with the same last word, the nearest before counts; failing that the first after.
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    words = name_words(document.language)
    longer = _by_short_form(ordered, known, words)
    stand_for = expansions(document, ordered, known, words)
    return tuple(_resolved(document, mention, longer, stand_for, known, words) for mention in ordered)


@dataclass(frozen=True, slots=True)
class _Longer:
    """Names of several words, by the short forms they may take."""

    by_last_name: dict[str, list[Mention]] = field(default_factory=dict)  # persons
    by_first_name: dict[str, list[Mention]] = field(default_factory=dict)  # persons
    by_initials: dict[str, list[Mention]] = field(default_factory=dict)  # persons of three names
    unknown_bodies: dict[str, list[Mention]] = field(default_factory=dict)  # by first word and by initials


def _by_short_form(mentions: list[Mention], known: Known, words: NameWords) -> _Longer:
    longer = _Longer()
    for mention in mentions:
        parts = _words(mention.surface)
        if len(parts) < 2:
            continue
        candidates = known.get(mention.surface, ())
        if candidates[0].entity.kind == "person" if candidates else _person_shaped(parts, words):
            longer.by_last_name.setdefault(_last_name(parts, words), []).append(mention)
            if "-" in mention.surface.split()[-1]:  # "Moon Jae-in": the family's name stands first
                longer.by_last_name.setdefault(parts[0], []).append(mention)
            longer.by_first_name.setdefault(parts[0], []).append(mention)
            if len(parts) >= 3 and (candidates or parts[0] in english().given_names):
                longer.by_initials.setdefault(initials(mention.surface), []).append(mention)
        elif not candidates:
            longer.unknown_bodies.setdefault(parts[0], []).append(mention)
            longer.unknown_bodies.setdefault(initials(mention.surface), []).append(mention)
    return longer


def _resolved(
    document: Document,
    mention: Mention,
    longer: _Longer,
    stand_for: Mapping[str, str],
    known: Known,
    words: NameWords,
) -> Mention:
    surface = mention.surface
    if mention.long_form:
        return mention
    if expanded := stand_for.get(surface):
        return replace(mention, long_form=expanded)
    parts = _words(surface)
    while len(parts) > 1 and parts[0] in words.prefixes:  # "El-Sisi" is the Sisi of "Abdel Fattah el-Sisi"
        parts = parts[1:]
    last_name = _last_name(parts, words)
    if len(parts) != 1 and parts != last_name.split():
        return mention
    candidates = known.get(surface, ())
    place = _stands_for_a_place(document, mention, candidates, words)
    claiming = [each for each in longer.by_last_name.get(last_name, ()) if _may_claim(each, candidates, known, words)]
    person = None if place else _nearest(claiming, mention)
    if person:
        return replace(mention, long_form=person.surface)
    if ACRONYM.match(surface) and (named := _nearest(longer.by_initials.get(surface, ()), mention)):
        return replace(mention, long_form=named.surface)
    form = surface if ACRONYM.match(surface) else parts[0]
    body = _nearest(longer.unknown_bodies.get(form, ()), mention)
    # a place known by itself ("Lincoln") is not the unknown body that is named after it, unless that came first
    if body and writes_a_sense(body.surface, candidates):
        return mention
    if body and not (candidates and (body.start > mention.start or _is_its_own(surface, candidates))):
        return replace(mention, long_form=body.surface)
    given = not candidates or parts[0] in english().given_names or any(c.entity.kind == "person" for c in candidates)
    first = _nearest(longer.by_first_name.get(parts[0], ()), mention) if given and not place else None
    return replace(mention, possible_long_form=first.surface) if first and first.start < mention.start else mention


def _may_claim(longer: Mention, candidates: tuple[Candidate, ...], known: Known, words: NameWords) -> bool:
    """Whether a longer name may take over a short one that has senses of its own.

    A person on record may, and a stranger with a given name: "Jane Kirby" the "Kirby" that else is John Kirby. A run of
    capitals that nobody knows may not: "See Facebook" is not who "Facebook" is, nor "CPA Canada" what "Canada" is.
    """
    if not candidates or longer.surface in known:
        return True
    word = longer.surface.split()[0]
    first, names = _words(longer.surface)[0], english()
    if first in names.given_names:
        return True
    if names.is_ordinary(first) or first in words.openers or (word.isupper() and len(word) > 1) or word in known:
        return False
    return all(not candidate.exact or candidate.entity.kind == "person" for candidate in candidates) or any(
        candidate.entity.kind == "person" for candidate in candidates
    )


def _is_its_own(surface: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name is what a sense is called, so that no longer unknown name is needed to explain it."""
    if candidates[0].entity.kind == "place":
        return True  # the "American" of no "American Baking Institute"
    if ACRONYM.match(surface):
        return False  # "IRA" of the "Iowa Retail Association" that came first
    form = normalise(surface)
    return any(candidate.exact and normalise(candidate.entity.label) == form for candidate in candidates)


def _stands_for_a_place(
    document: Document, mention: Mention, candidates: tuple[Candidate, ...], words: NameWords
) -> bool:
    """Whether a name that may be a place's is one: "Mary Washington … in Washington", "WASHINGTON — Mary …"."""
    if not any(candidate.entity.kind == "place" for candidate in candidates):
        return False
    before = document.text[max(0, mention.start - 12) : mention.start].split()
    if before and before[-1].casefold() in words.before_places:
        return True
    opens = mention.start == 0 or document.text[mention.start - 1] == "\n"
    return opens and mention.surface.isupper() and _DATELINE.match(document.text, mention.end) is not None


def _nearest(longer: Sequence[Mention], mention: Mention) -> Mention | None:
    """Of longer names in text order the last before a mention, failing that the first after it."""
    after = bisect_right(longer, mention.start, key=_start)
    before = after - 1
    if before >= 0 and longer[before].start == mention.start:
        before -= 1
    if before >= 0:
        return longer[before]
    return longer[after] if after < len(longer) else None


def _last_name(parts: list[str], words: NameWords) -> str:
    """The last word, with the one before it where it only tells generations apart: "kennedy jr."."""
    suffixed = len(parts) > 1 and parts[-1].rstrip(".") in words.suffixes
    return " ".join(parts[-2:]) if suffixed else parts[-1]


def _start(mention: Mention) -> int:
    return mention.start


def _words(surface: str) -> list[str]:
    return [word for word in normalise(surface).casefold().split() if word]


def _person_shaped(parts: list[str], words: NameWords) -> bool:
    """Two to four words without those that end the names of bodies or join them."""
    real = [word for word in parts if word not in PARTICLES]
    return 2 <= len(real) <= 4 and not any(
        word in words.body_words or word in CONNECTORS or word == "&" for word in real
    )
