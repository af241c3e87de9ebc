"""A story's sentences, and how much of one text stands in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backstory.model import Document
from backstory.text.normalise import plain

SHINGLE = 4  # words in a row that count as one
# A full stop, then perhaps closing marks, then white space and what opens a sentence. The look-behinds keep titles,
# initials, months and "U.S." together.
_END = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|Lt|Jr|Sr|vs|Co)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Rev|Col|Sgt|Inc|Ltd)\.)"
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec)\.)(?<!\b(?:Sept|Prof|Capt)\.)"
    r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[–—-]*[\s]?[^\W_a-z])|(?<=[。！？])"
)  # fmt: skip
_WORD = re.compile(r"\w+")
_PROSE = frozenset({"paragraph", "quote", "list_item", "standfirst"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: half-open code points of its text."""

    start: int
    end: int
    text: str


def sentences_of(document: Document) -> Iterator[Sentence]:
    """The sentences of a document's prose, in order."""
    for block in document.blocks:
        if block.kind not in _PROSE:
            continue
        text = document.text[block.start : block.end]
        at = 0
        for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
            said = text[at:end].strip()
            if said:
                start = block.start + text.index(said, at)
                yield Sentence(start, start + len(said), said)
            at = end


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of so many words, folded."""
    words = _WORD.findall(plain(text).casefold())
    return frozenset(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def share_in(part: frozenset[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    """The share of one text's shingles that another has, 0..1."""
    return len(part & whole) / len(part) if part else 0.0
