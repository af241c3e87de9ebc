"""The lines of a story's element that are not the story: the site speaking, and what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backstory.extract.blocks import Line
from backstory.extract.phrases import BYLINE, SITE
from backstory.extract.read_more import Sorted
from backstory.extract.titles import words_of
from backstory.model import Metadata

SITE_WORDS = 25  # longer lines that begin so are prose
PROSE_WORDS = 15
LABEL_WORDS = 6
STANDFIRST_WORDS = 90
MIN_TEASERS = 5
TEASER_WORDS = 80  # under each; lists of goods or places that are stories say more


LONGEST_CREDIT = 200  # characters
HEAD_LINES = 8  # as far as headline, byline and labels stand above the first paragraph
CREDITED = re.compile(r"\((?:\w+ )?(?:credits?|photos?|image|source|via)\b[^)]*\)\.?$", re.IGNORECASE)
# Over the posts of a live blog.
LONGEST_CLOCK = 16  # characters
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|h|[a-z]{2,5})){0,2}", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;…。！？؟।\"'”’»）)]$")


def own_lines(lines: Sequence[Line], references: Sorted, metadata: Metadata) -> list[Line]:
    """The lines that are the story's text."""
    kept = [line for number, line in enumerate(lines) if number not in references.out and not _is_site(line)]
    first = next((i for i, line in enumerate(kept) if _is_prose(line)), 0)
    kept = [line for i, line in enumerate(kept) if i >= min(first, HEAD_LINES) or not _is_above(line, metadata)]
    return _with_short_standfirst(_without_loose_ends(kept))


def words_in_sentences(lines: Sequence[Line]) -> int:
    """How much is told: words of lines that are long or end as sentences do, not of names, prices and labels."""
    told = (line for line in lines if not line.place.heading)
    return sum(line.words for line in told if line.words >= PROSE_WORDS or SENTENCE_END.search(line.text))


def is_front(lines: Sequence[Line]) -> bool:
    """Are these teasers: headings that are links, each over a sentence or two?"""
    teasers, words, longest = 0, 0, 0
    for line in lines:
        if line.place.heading and not line.place.box and line.linked >= 0.8:
            teasers += 1
            words = 0
        elif _is_prose(line) and not line.place.box:
            words += line.words
            longest = max(longest, words)
    return teasers >= MIN_TEASERS and longest < TEASER_WORDS


def _is_site(line: Line) -> bool:
    words = line.words
    if len(line.text) <= LONGEST_CLOCK and CLOCK.fullmatch(line.text):
        return True
    return (words <= SITE_WORDS and bool(SITE.match(line.text))) or (
        words <= 2 * SITE_WORDS and bool(CREDITED.search(line.text[-LONGEST_CREDIT:]))
    )


def _is_prose(line: Line) -> bool:
    return line.kind != "subheading" and line.words >= PROSE_WORDS and line.linked < 0.5


def _is_above(line: Line, metadata: Metadata) -> bool:
    """Is this the headline, the byline, a date or a label above the first paragraph?"""
    if line.kind in {"list_item", "table_row", "quote"}:
        return line.words < LABEL_WORDS and bool(BYLINE.match(line.text)) and not SENTENCE_END.search(line.text)
    if line.place.heading or words_of(line.text) == words_of(metadata.title):
        return True
    return line.words < PROSE_WORDS and (bool(BYLINE.match(line.text)) or not SENTENCE_END.search(line.text))


def _without_loose_ends(lines: list[Line]) -> list[Line]:
    """Without headings, links and labels that stand after the last paragraph."""
    while lines and (lines[-1].place.heading or lines[-1].linked > 0.8 or _is_label(lines[-1])):
        lines.pop()
    return lines


def _with_short_standfirst(lines: list[Line]) -> list[Line]:
    """A standfirst is short and stands before the first paragraph; else the whole story is called a summary."""
    first = next((i for i, line in enumerate(lines) if line.kind != "standfirst" and _is_prose(line)), 0)
    if sum(line.words for line in lines[:first]) > STANDFIRST_WORDS:
        first = 0
    return [line if i < first or line.kind != "standfirst" else _as_paragraph(line) for i, line in enumerate(lines)]


def _as_paragraph(line: Line) -> Line:
    return replace(line, place=replace(line.place, kind="paragraph"))


def _is_label(line: Line) -> bool:
    return line.kind == "paragraph" and line.words <= LABEL_WORDS and not SENTENCE_END.search(line.text)
