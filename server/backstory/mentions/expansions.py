"""Acronyms that the story itself expands: what they stand for there, whatever else they may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backstory.mentions.words import CONNECTORS, NameWords
from backstory.model import Candidate, Document, Mention
from backstory.text.normalise import normalise, plain

ACRONYM = re.compile(r"[A-Z][A-Za-z&]?[A-Z]{1,5}\Z")
_AROUND = " ,;:“”\"'‘’()[]–—-\u00a0"
_MARKS = frozenset("(,–—[;:")
# How a name goes on behind what was found of it: the "’ Assembly" of "the Northern Beekeepers’ Assembly".
_TAIL = re.compile(r"['’](?:s)?(?: [A-Z][\w'’-]+)+")
_SAME = 0.6  # share of words in common from which an expansion is another writing of a sense's name


def expansions(
    document: Document, mentions: list[Mention], known: Mapping[str, tuple[Candidate, ...]], words: NameWords
) -> dict[str, str]:
    """What acronyms stand for, by the acronym: "Internet Research Agency (IRA)", "IRA stands for Iowa …".

    One that only writes a known sense's name in another way is left out: the acronym has that sense already.
    """
    found: dict[str, str] = {}
    for index, first in enumerate(mentions[:-1]):
        # the name may be in two, where part of it is known by itself: "the Leeds" of "the Leeds Angling Society (LAS)"
        for second in mentions[index + 1 : index + 3]:
            between = document.text[first.end : second.start]
            if "\n" in between:
                continue
            tail = _TAIL.match(between)
            end = first.end + (tail.end() if tail else 0)
            between = document.text[end : second.start]
            if not _ties(between, words):
                continue
            if ACRONYM.match(second.surface):
                name = _name_before(document, mentions, index, end, second.surface)
                if name and _closes(document, second, between):
                    found.setdefault(second.surface, name)
            elif ACRONYM.match(first.surface) and spells(first.surface, second.surface):
                found.setdefault(first.surface, second.surface)
            break
    return {short: name for short, name in found.items() if not writes_a_sense(name, known.get(short, ()))}


def spells(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in the name in order, most of them where words begin."""
    letters = [c for c in acronym.casefold() if c.isalpha()]
    first = initials(name).casefold()
    shared = sum(1 for c in letters if c in first)
    rest = iter(plain(name).casefold())
    return first[:1] == letters[0] and shared >= max(2, len(letters) - 1) and all(letter in rest for letter in letters)


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out, as capitals."""
    parts = [part for part in re.split(r"[\s\-]+", plain(name)) if part and part.casefold() not in CONNECTORS]
    return "".join(part[0] for part in parts).upper()


def _ties(between: str, words: NameWords) -> bool:
    said = between.strip(_AROUND).casefold()
    if said:
        return said in words.expansions
    return any(mark in _MARKS for mark in between)


def _closes(document: Document, acronym: Mention, between: str) -> bool:
    """Whether what was opened before the acronym ends behind it: "(IRA)", "(IRA, founded …", ", or IRA,"."""
    after = document.text[acronym.end : acronym.end + 1]
    if "(" in between or "[" in between:
        return after in {")", "]", "”", '"', "'", "’", ",", ";"}
    return bool(between.strip(_AROUND)) or after in {",", ";", "–", "—", ")", " "}


def _name_before(document: Document, mentions: list[Mention], index: int, end: int, acronym: str) -> str | None:
    """The name before an acronym that it abbreviates, also where the text's names are its parts."""
    for first in range(index, max(-1, index - 3), -1):
        name = document.text[mentions[first].start : end]
        if "\n" in name or "," in name or len(name.split()) > 8:
            return None
        if spells(acronym, name):
            return name
    return None


def writes_a_sense(name: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name is another writing of what one of the senses is called."""
    parts = frozenset(normalise(name).split()) - CONNECTORS
    for candidate in candidates:
        label = frozenset(normalise(candidate.entity.label).split()) - CONNECTORS
        if len(parts & label) >= _SAME * max(len(parts), len(label)):
            return True
    return False
