"""The text that a page gives in its JSON-LD: a check of what was found, and read where that is not the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from backstory.extract.blocks import Line
from backstory.extract.page_words import CUE, is_site_speaking
from backstory.extract.text_size import word_count

TEASER_WORDS = 40  # in sentences; fewer are no story
MIN_WORDS = 60  # shorter ones are summaries
LESS = 0.5  # share of the given text's words below which the page's own is a teaser of it
STRANGE = 0.3  # share of the lines that the given text has, below which they are not the story
MAX_COMPARED = 200  # lines
COMPARED = 40  # letters at the start of a line
MAX_BODY = 400_000  # characters
TAGS = re.compile(r"<(?:/?(?:p|div|br|li|h\d)\b[^<>]{0,300}|!--[^<>]{0,300}--)>", re.IGNORECASE)
OTHER_TAGS = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
LABEL_WORDS = 25  # longer lines that begin with a cue are prose


def body_instead(found: Sequence[Line], told: int, body: str | None) -> list[Line] | None:
    """The body that a page gives in its data, in lines, where what was found is but a teaser of it; else None.

    `told`: the words in sentences of what was found. A body that shares nothing with a story that the page shows is
    another story's.
    """
    if not body or word_count(body) < MIN_WORDS:
        return None
    lines = body_lines(body[:MAX_BODY])
    whole = sum(line.words for line in lines)
    shown = sum(line.words for line in found)
    if told < TEASER_WORDS:
        return lines if whole > shown else None
    if whole < max(MIN_WORDS, LESS * shown):
        return None  # a summary, or the first lines
    known = _known(found, body)
    return lines if known and (shown < LESS * whole or known < STRANGE) else None


def body_lines(body: str) -> list[Line]:
    text = unescape(OTHER_TAGS.sub("", TAGS.sub("\n", body)))
    lines = (Line(" ".join(line.split())) for line in text.splitlines())
    return [line for line in lines if line.text and not _is_label(line)]


def _is_label(line: Line) -> bool:
    cue = CUE.match(line.text)
    return line.words <= LABEL_WORDS and (is_site_speaking(line.text, line.words) or bool(cue and cue["colon"]))


def _known(own: Sequence[Line], body: str) -> float:
    """Share of the words in lines that begin as a line of the body does."""
    letters = _letters(body)
    own = own[:MAX_COMPARED]
    words = sum(line.words for line in own)
    return sum(line.words for line in own if _letters(line.text)[:COMPARED] in letters) / words if words else 0.0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, OTHER_TAGS.sub("", unescape(text)).casefold()))
