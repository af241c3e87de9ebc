"""Where sentences end: the one place that cuts a text into them.

A full stop behind a title, an initial or a bracketed aside ends none: "trained under Dr. Lee of the U.S. Army". Which
words those are, a language's file says.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cache

from backstory.lang import language
from backstory.text.normalise import plain

_CLOSING = r"[\"'”’»)\]]*"
_OPENING = r"[\"'“‘«(\[–—-]*\s?"
# What ends a sentence, its closing marks, white space, and then what may open the next: anything but a small letter.
_END = re.compile(rf"(?P<mark>[.!?…]){_CLOSING}\s+(?={_OPENING}(?P<next>[^\W_]+))|[。！？][」』”]*")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_ASIDE = re.compile(r"\([^()\n]{1,300}\)")
_LONGEST_WORD = 24  # characters looked back for the word before a full stop


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: half-open code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's file says of full stops; folded."""

    abbreviations: frozenset[str]
    that_end: frozenset[str]
    before_numbers: frozenset[str]
    openers: frozenset[str]


@cache
def _words(code: str) -> _Words:
    own, english = language(code), language("en")
    return _Words(
        # English ones in all: foreign news has "Mr. Roe" too
        own.folded("text", "abbreviations") | english.folded("text", "abbreviations"),
        own.folded("text", "abbreviations_that_end") | english.folded("text", "abbreviations_that_end"),
        own.folded("text", "abbreviations_before_numbers") or english.folded("text", "abbreviations_before_numbers"),
        own.folded("names", "openers"),
    )


def sentence_ends(text: str, code: str = "en") -> list[int]:
    """Where the sentences of a text end but for the last: right before what opens the next.

    `code`: the text's language, as a BCP 47 tag.
    """
    words = _words(code)
    matches = [match for match in _END.finditer(text) if _is_end(text, match, words)]
    if not matches:
        return []
    asides = [match.span() for match in _ASIDE.finditer(text)]
    return [match.end() for match in matches if not _within(match, asides)]


def _within(match: re.Match[str], asides: list[tuple[int, int]]) -> bool:
    """Whether an end lies within one of the brackets, which are in text order."""
    before = bisect(asides, (match.start(), 0)) - 1
    return before >= 0 and asides[before][1] > match.end()


def sentences(text: str, code: str = "en") -> list[str]:
    """The sentences of a text, in order, without the white space around them."""
    return [each.text for each in sentence_spans(text, code)]


def sentence_spans(text: str, code: str = "en") -> list[Sentence]:
    """The sentences of a text with where they stand, without the white space around them."""
    found: list[Sentence] = []
    start = 0
    for end in [*sentence_ends(text, code), len(text)]:
        said = text[start:end].strip()
        if said:
            at = text.index(said, start)
            found.append(Sentence(at, at + len(said), said))
        start = end
    return found


def ends_in_abbreviation(word: str, code: str = "en") -> bool:
    """Whether a full stop right behind a word belongs to it: "St. Petersburg", "J. Edgar"; `word` is folded or not."""
    words = _words(code)
    folded = plain(word).casefold()
    return (len(word) == 1 and word.isupper()) or folded in words.abbreviations or folded in words.that_end


def _is_end(text: str, match: re.Match[str], words: _Words) -> bool:
    following = match["next"]
    if following is None:
        return True
    if following[0].islower():
        return False
    if match["mark"] != "." or match[0][1:].strip():  # "!" and "?", or a mark that closes behind the full stop
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    if before is None:
        return True
    folded = plain(before[0]).casefold()
    if folded in words.abbreviations:
        return False
    initial = len(folded) == 1 and before[0].isupper()
    if folded in words.before_numbers and not initial:
        return not following[0].isdigit()
    if initial or folded in words.that_end or _DOTTED.match(before[0]):
        return plain(following).casefold() in words.openers
    return True
