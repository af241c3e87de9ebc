"""Where a name is no part of the story: datelines, bylines, credits, addresses, references, calls to follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate

from backstory.lang import language
from backstory.model import Block, Document
from backstory.text.sentences import sentence_ends

Stretch = tuple[int, int]  # half-open code points of `Document.text`

_SHORT_LINE = 40  # words of a block that may be one of the page's own lines
_BYLINE = 12
_LISTED_CAPTION = 60
# Words have bounds: a run of capitals could be cut into them in the cube of its length of ways.
# "WASHINGTON (AP) — ", "SANTA FE, N.M. (AP) — ", "HONG KONG, Nov. 18 –", "Moscow (Reuters) - ", "(CNN)".
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'/-]{1,20}(?:\s[A-Z][A-Z.’'/-]{1,20}){0,3}\s?(?:,\s[A-Z][\w.]{1,14}(?:\s[A-Z][\w.]{1,14})?)?(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s?(?:\([A-Z][^()]{1,30}\)\s?)?(?:—|–|--|-)\s"
    r"|(?:[A-Z][\w.’'-]{1,20},?\s){1,5}\([A-Z][^()]{1,30}\)\s?(?:—|–|--|-)\s"
    r"|[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{1,20}){0,2}\s?,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}\s?(?:—|–|--|-)\s"
    r"|\([A-Z][A-Za-z ./]{1,20}\)\s?(?:—|–|--|-)?\s?(?=[A-Z“\"]))"
)
_BRACKETED_CREDIT = re.compile(r"[(\[][^()\[\]\n]{2,60}\s?/\s?[A-Z][^()\[\]\n]{1,60}[)\]]")
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|\bcopyright\b)\s?(?:(?:©|\(c\))\s?)?(?:\d{4}|by)\b")
_POSTCODE = re.compile(r"\b(?:[A-Z][\w.’'-]{1,30},?\s){1,6}[A-Z]{2}\s\d{5}(?:-\d{4})?\b")

_REFERENCES = re.compile(r"(?:\A|\s)[\^\u2191]\s")  # how an encyclopedia begins each of its references
_LISTED_WORK = re.compile(r"\b(?:ISBN|ISSN|doi|PMID|arXiv|OCLC)[:\s]\s?[\d-]")


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """What a language writes in such lines: the page's openings, credits, calls to follow, addresses, bylines."""
    own = language(code)
    nothing = re.compile(r"(?!)")

    def of(form: str, *phrases: str) -> re.Pattern[str]:
        return re.compile(form.format("|".join(map(re.escape, phrases)))) if phrases else nothing

    return (
        of(r"(?i)\W{{0,3}}(?:{})\b", *own.phrases("page", "site_openings")),
        of(r"(?i)(?:^|[\s(|.])(?:{})s?(?:\s(?:credit|by|courtesy)\b|\s?[:/|])", *own.phrases("page", "photo_words")),
        of(r"(?i)\b(?:{})\b", *own.phrases("cards", "no_story_phrases")),
        of(r"\b\d{{1,5}}\s(?:[A-Z][\w.’'-]{{0,30}}\s){{1,4}}(?:{})\b\.?(?:,\s[A-Z][\w.’' -]{{1,30}}){{0,2}}",
           *own.phrases("cards", "street_words")),
        of(r"(?i)(?:{})\s(?-i:[A-Z])", *own.phrases("page", "byline")),
    )  # fmt: skip


def unmarked(document: Document) -> tuple[Stretch, ...]:
    """The stretches in which no name is marked, in text order; they may overlap."""
    return tuple(sorted(stretch for block in document.blocks for stretch in _of_block(document, block)))


def in_unmarked(document: Document) -> Callable[[int], bool]:
    """A test of whether a place of the text lies in such a stretch."""
    stretches = unmarked(document)
    starts = [start for start, _ in stretches]
    ends = list(accumulate((end for _, end in stretches), max))

    def lies_within(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before >= 0 and place < ends[before]

    return lies_within


def _of_block(document: Document, block: Block) -> Iterator[Stretch]:
    text = document.text[block.start : block.end]
    opening, credit, phrase, address, byline = _patterns(document.language)
    words = text.count(" ") + 1
    whole = (block.start, block.end)
    if words <= _SHORT_LINE and opening.match(text):
        yield whole
    if references := _REFERENCES.search(text):
        yield block.start + references.start(), block.end
    if words <= _LISTED_CAPTION and _LISTED_WORK.search(text):
        yield whole
    if words <= _BYLINE and byline.match(text) and not text.endswith((".", "!", "?", "”", '"')):
        yield whole
    if dateline := _DATELINE.match(text):
        yield block.start, block.start + dateline.end()
    if words <= _LISTED_CAPTION and (caption := credit.search(text)):
        yield block.start + caption.start(), block.end
    for pattern in (_BRACKETED_CREDIT, _POSTCODE, address):
        for match in pattern.finditer(text):
            yield block.start + match.start(), block.start + match.end()
    if phrase.search(text) or _COPYRIGHT.search(text):
        first = 0
        for end in [*sentence_ends(text, document.language), len(text)]:
            if phrase.search(text, first, end) or _COPYRIGHT.search(text, first, end):
                yield block.start + first, block.start + end
            first = end
