"""Whether a story says something itself, as a fact: not in a quotation, question, claim, condition or denial. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from backstory.lang import language
from backstory.model import Document
from backstory.text.sentences import sentence_ends

_WORD = re.compile(r"[\w'’-]+")
_QUOTED = re.compile(r"[“«][^”»]*[”»]|\"[^\"]*\"")
_NEAR = 600  # characters within which a sentence begins and ends
_CLAUSE = re.compile(r"[,;:—–]")


@dataclass(frozen=True, slots=True)
class _Hedges:
    hedges: frozenset[str]
    negations: frozenset[str]
    attributions: frozenset[str]
    speech: frozenset[str]


@cache
def _hedges(code: str) -> _Hedges:
    own = language(code)
    return _Hedges(*(own.words("cards", name) for name in ("hedges", "negations", "attributions", "speech_verbs")))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence in which something stands, before and after it, within its block."""

    before: str  # from the sentence's start
    after: str  # to its end, with the mark there
    quoted: bool  # within quotation marks that are open where it stands


def surroundings(document: Document, start: int, end: int, block: tuple[int, int]) -> Surroundings:
    """What stands around document.text[start:end] in its sentence; `block`: the paragraph, as half-open code points."""
    first = max(block[0], start - _NEAR)
    near = document.text[first : min(block[1], end + _NEAR)]
    ends = [first + place for place in sentence_ends(near, document.language)]
    opened = max((place for place in ends if place <= start), default=first)
    closed = min((place for place in ends if place >= end), default=first + len(near))
    before = document.text[block[0] : start]
    quoted = before.count('"') % 2 == 1 or any(before.count(left) > before.count(right) for left, right in ("“”", "«»"))
    return Surroundings(document.text[opened:start], document.text[end:closed], quoted or _single_quoted(before))


def is_asserted(around: Surroundings, code: str, *, whole: bool = False) -> bool:
    """Whether the story itself says what stands there.

    `whole`: it is the statement of its sentence, so that what follows may take it back too.
    """
    words = _hedges(code)
    outside = _QUOTED.sub(" ", around.after)
    if around.quoted or outside.rstrip(' "”’)').endswith("?"):
        return False
    ahead = _QUOTED.sub(" ", around.before)
    said = _WORD.findall(ahead)
    if whole:
        later = {word.lower() for word in _WORD.findall(outside)}
        if later & (words.hedges | words.attributions | words.negations):
            return False
    if said and said[-1].lower() in words.speech:  # "…, said Roe": what is said stands before, and is not about it
        return True
    if any(word.lower() in words.hedges for word in said):
        return False
    clause = _CLAUSE.split(ahead)[-1]
    return not any(_takes_back(word, words) for word in _WORD.findall(clause))


def opens_with(around: Surroundings, openers: frozenset[str]) -> bool:
    """Whether the sentence opens with one of the words and has no comma since: the next one closes that part."""
    first = _WORD.search(around.before)
    return first is not None and first[0].lower() in openers and "," not in around.before


def _takes_back(word: str, words: _Hedges) -> bool:
    """Whether a word denies, or makes a possibility of, what its clause says; "May" is a month."""
    folded = word.lower()
    return (folded in words.negations and (folded == word or folded not in ("may", "must"))) or folded.endswith(
        ("n't", "n’t")
    )


def _single_quoted(ahead: str) -> bool:
    """Whether a British quotation is open. Its closing mark is an apostrophe too; one at a word's end may close it."""
    opened = ahead.rfind("‘")
    return opened >= 0 and re.search(r"’(?!\w)", ahead[opened:]) is None
