"""The lines of a story's element that are not the story: the site speaking, and what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from backstory.extract.blocks import Line
from backstory.extract.description import is_description
from backstory.extract.page_words import BYLINE, is_site_speaking
from backstory.extract.read_more import CrossReferences
from backstory.extract.titles import words_of
from backstory.model import Metadata

CREDIT_WORDS = 50  # of a line that ends in a picture's credit
PROSE_WORDS = 15
COPY_WORDS = 8  # of a line that is not said twice in a row by chance
TEASED_LINES, TEASED_WORDS = 2, 25  # that stand over the whole text once more
MAX_COPIED = 300  # lines compared
COPIED_LINES, COPIED_WORDS, COPIED_SHARE = 3, 60, 0.4  # share of all words before the copy
LABEL_WORDS = 6
LEAD_WORDS = 8
LINKED = 0.5
STANDFIRST_WORDS = 90
MIN_TEASERS = 5
TEASER_WORDS = 80  # under each; lists of goods or places that are stories say more


LONGEST_CREDIT = 200  # characters
HEAD_LINES = 8  # as far as headline, byline and labels stand above the first paragraph
CREDITED = re.compile(r"\((?:\w+ )?(?:credits?|photos?|image|source|via)\b[^)]*\)\.?$", re.IGNORECASE)
# Who owns the text.
RIGHTS = re.compile(r"[©ⓒ]|\bcopyright \(c\)|\ball rights reserved\b", re.IGNORECASE)
# Over the posts of a live blog.
LONGEST_CLOCK = 16  # characters
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|h|[a-z]{2,5})){0,2}", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;…。！？؟।\"'”’»）)]$")


def own_lines(
    lines: Sequence[Line], references: CrossReferences, metadata: Metadata, described: str = ""
) -> list[Line]:
    """The lines that are the story's text. `described`: the letters of the page's description."""
    kept = [line for number, line in enumerate(lines) if number not in references.out and not _is_site(line)]
    first = next((i for i, line in enumerate(kept) if _is_prose(line)), 0)
    kept = [
        _as_standfirst(line) if i < first and _leads(line, metadata, described) else line
        for i, line in enumerate(kept)
        if i >= min(first, HEAD_LINES) or not _is_above(line, metadata) or _leads(line, metadata, described)
    ]
    return _with_short_standfirst(_without_loose_ends(_without_copies(kept)))


def _without_copies(lines: list[Line]) -> list[Line]:
    """Without a text that stands on the page a second time, for narrow screens or below its teaser.

    Single lines are repeated in recipes and refrains.
    """
    first: dict[str, int] = {}
    kept: list[Line] = []
    number = words = 0
    pairs = {one.text for one, next_ in pairwise(lines) if one.text == next_.text and one.words >= COPY_WORDS}
    while number < len(lines):
        line = lines[number]
        if len(pairs) > 1 and line.text in pairs and first.get(line.text) == number - 1:
            number += 1
            continue
        run = _copied(lines, number, first, words)
        if run:
            number += run
            continue
        words += line.words
        first.setdefault(line.text, number)
        kept.append(line)
        number += 1
    return kept


def _copied(lines: list[Line], start: int, first: dict[str, int], before: int) -> int:
    """How many lines from here on repeat as many of the words before, in their order; none where by chance."""
    begun = first.get(lines[start].text)
    if begun is None:
        return 0
    length = words = 0
    most = min(len(lines) - start, start - begun, MAX_COPIED)
    while length < most and lines[begun + length].text == lines[start + length].text:
        words += lines[start + length].words
        length += 1
    if length == start - begun and length >= TEASED_LINES and words >= TEASED_WORDS:
        return length if len({line.text for line in lines[begun:start]}) == length else 0
    return length if length >= COPIED_LINES and words >= max(COPIED_WORDS, COPIED_SHARE * before) else 0


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
    if words <= CREDIT_WORDS // 2 and RIGHTS.search(line.text):
        return True
    return is_site_speaking(line.text, words) or (
        words <= CREDIT_WORDS and bool(CREDITED.search(line.text[-LONGEST_CREDIT:]))
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


def _leads(line: Line, metadata: Metadata, described: str) -> bool:
    """Is this line over the first paragraph the standfirst: a heading that is a sentence, or the page's description?"""
    if line.linked > LINKED or line.place.box or words_of(line.text) == words_of(metadata.title):
        return False
    if is_description(line.text, described):
        return line.words <= STANDFIRST_WORDS
    sentence = LEAD_WORDS <= line.words <= STANDFIRST_WORDS and not BYLINE.match(line.text)
    return line.place.heading and sentence and line.text.endswith((".", "!", "?", "…", "。"))


def _as_standfirst(line: Line) -> Line:
    return replace(line, place=replace(line.place, kind="standfirst"))


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
