"""The text that a page gives in its JSON-LD: a check of what was found, and read where that is not the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from backstory.extract.blocks import Line
from backstory.extract.languages import word_count
from backstory.extract.phrases import CUE, SITE

MIN_WORDS = 60  # shorter ones are summaries
LESS = 0.5  # share of the given text's words below which the page's own is a teaser of it
STRANGE = 0.3  # share of the lines that the given text has, below which they are not the story
MAX_COMPARED = 200  # lines
COMPARED = 40  # letters at the start of a line
MAX_GIVEN = 400_000  # characters
TAGS = re.compile(r"<(?:/?(?:p|div|br|li|h\d)\b[^<>]{0,300}|!--[^<>]{0,300}--)>", re.IGNORECASE)
OTHER_TAGS = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
LABEL_WORDS = 25  # longer lines that begin with a cue are prose


def given_instead(own: Sequence[Line], given: str | None) -> list[Line] | None:
    """The given text in lines, where the lines found on the page are but a teaser of it, or another text; else None."""
    if not given or word_count(given) < MIN_WORDS:
        return None
    lines = _lines(given[:MAX_GIVEN])
    whole = sum(line.words for line in lines)
    found = sum(line.words for line in own)
    if whole < max(MIN_WORDS, LESS * found):
        return None  # a summary, or the first lines
    return lines if found < LESS * whole or _known(own, given) < STRANGE else None


def _lines(given: str) -> list[Line]:
    text = unescape(OTHER_TAGS.sub("", TAGS.sub("\n", given)))
    lines = (Line(" ".join(line.split())) for line in text.splitlines())
    return [line for line in lines if line.text and not _is_label(line)]


def _is_label(line: Line) -> bool:
    cue = CUE.match(line.text)
    return line.words <= LABEL_WORDS and bool(SITE.match(line.text) or (cue and cue["colon"]))


def _known(own: Sequence[Line], given: str) -> float:
    """Share of the words in lines that begin as a line of the given text does."""
    letters = _letters(given)
    own = own[:MAX_COMPARED]
    words = sum(line.words for line in own)
    return sum(line.words for line in own if _letters(line.text)[:COMPARED] in letters) / words if words else 0.0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, OTHER_TAGS.sub("", unescape(text)).casefold()))
