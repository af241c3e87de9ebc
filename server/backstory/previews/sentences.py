"""A story's sentences, and how much of one text stands in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backstory.model import Document
from backstory.text.normalise import plain
from backstory.text.sentences import Sentence, sentence_spans

SHINGLE = 4  # words in a row that count as one
_WORD = re.compile(r"\w+")
_PROSE = frozenset({"paragraph", "quote", "list_item", "standfirst"})


def sentences_of(document: Document) -> Iterator[Sentence]:
    """The sentences of a document's prose, in order."""
    for block in document.blocks:
        if block.kind not in _PROSE:
            continue
        for one in sentence_spans(document.text[block.start : block.end], document.language):
            yield Sentence(block.start + one.start, block.start + one.end, one.text)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of so many words, folded."""
    words = _WORD.findall(plain(text).casefold())
    return frozenset(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def share_in(part: frozenset[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    """The share of one text's shingles that another has, 0..1."""
    return len(part & whole) / len(part) if part else 0.0
