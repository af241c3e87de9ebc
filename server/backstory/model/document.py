"""The nouns of a story: a Page, its Document, its Mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["headline", "standfirst", "paragraph", "subheading", "list_item", "quote", "table_row"]
PublishedFrom = Literal["request", "json_ld", "meta", "time", "url", "text"]


_WRAPPED = 60  # characters of a line from which its end may be a wrap and not a paragraph's
_ENDS = frozenset('.!?:;…"”’»)')


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of running text: `document.text[start:end]`. Blocks never overlap and stand in reading order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a story: its blocks joined by empty lines, white space inside a block collapsed."""

    text: str
    blocks: tuple[Block, ...]
    language: str = "en"  # BCP 47, primary subtag first

    @classmethod
    def from_blocks(cls, blocks: list[tuple[BlockKind, str]], *, language: str = "en") -> Document:
        """Join (kind, text) pairs; white space is collapsed and empty blocks are left out."""
        parts: list[str] = []
        spans: list[Block] = []
        position = 0
        for kind, raw in blocks:
            text = " ".join(raw.split())
            if not text:
                continue
            spans.append(Block(kind, position, position + len(text)))
            parts.append(text)
            position += len(text) + 2
        return cls("\n\n".join(parts), tuple(spans), language)

    @classmethod
    def from_text(cls, text: str, *, language: str = "en") -> Document:
        """Take plain text as it is, offsets untouched: each stretch between line breaks is a paragraph.

        A long line that ends within a sentence goes on in the next: such text was wrapped to a width.
        """
        blocks: list[Block] = []
        position = 0
        wrapped = False
        for line in text.splitlines(keepends=True):
            stripped = line.strip()
            if stripped:
                start = position + line.index(stripped)
                end = start + len(stripped)
                blocks.append(Block("paragraph", blocks.pop().start if wrapped else start, end))
            wrapped = len(stripped) >= _WRAPPED and stripped[-1] not in _ENDS
            position += len(line)
        return cls(text, tuple(blocks), language)

    @property
    def body(self) -> str:
        """The text without its headline and standfirst."""
        return "\n\n".join(self.text[b.start : b.end] for b in self.blocks if b.kind not in {"headline", "standfirst"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector: where something stands, in words, so that the page's DOM can find it again.

    Source: https://www.w3.org/TR/annotation-model/#text-quote-selector
    """

    exact: str
    prefix: str  # up to 32 characters before
    suffix: str  # up to 32 characters after


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself. None: it does not say."""

    url: str | None = None  # where it was read
    canonical_url: str | None = None
    title: str | None = None  # as displayed
    byline: str | None = None
    site: str | None = None
    language: str | None = None
    published: str | None = None  # ISO 8601 date, or date and time with its zone
    published_from: PublishedFrom | None = None
    modified: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)  # where each was read: json_ld, meta, microdata, html, …


@dataclass(frozen=True, slots=True)
class ReadMoreLink:
    """A cross-reference of the story to another story: "Read more: …"."""

    url: str  # absolute, without tracking parameters
    text: str
    quote: Quote
    confidence: float = 1.0  # how sure it is one, 0..1


@dataclass(frozen=True, slots=True)
class Page:
    """A news page, taken apart."""

    metadata: Metadata
    document: Document
    read_more: tuple[ReadMoreLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names something."""

    start: int
    end: int
    surface: str  # the text as it stands
    long_form: str | None = None  # for a short form: the longer name in the same story that it stands for
    possible_long_form: str | None = None  # a person of the same story whose first name this may be
