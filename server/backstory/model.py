"""The nouns of Backstory, in the order the data walks: a Page, its Mentions, their Entities, the Cards.

Everything here is frozen data. Offsets are half-open code points of `Document.text`. Dates are ISO 8601
texts of year, month or day precision ("2023", "2023-01", "2023-01-20"), as their source gave them.
"""

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
    full: str | None = None  # for a short form: the longer name in the same story that it stands for
    perhaps: str | None = None  # a person of the same story whose first name this may be


@dataclass(frozen=True, slots=True)
class Source:
    """Where words or facts come from."""

    id: str  # short and stable within one answer, such as "pack:starter" or "enwiki:Wagner Group"
    name: str
    title: str | None = None
    url: str | None = None
    licence: str | None = None
    revision: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement: it holds from `start` to `end`; happened where both are equal; is undated where both are None."""

    property: str
    value: str
    pid: str | None = None
    entity: str | None = None  # the id of the entity that the value is
    start: str | None = None
    end: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What choosing a sense needs to know of an entity: light, many are read for a page."""

    id: str  # "Q7747", or wiki language and title: "en:Yevgeny Prigozhin"
    label: str
    kind: str | None = None
    description: str | None = None
    popularity: float = 0.0  # 0..1
    terms: Mapping[str, float] = field(default_factory=dict, compare=False)  # words said of it: how telling, 0..1
    links: frozenset[str] = field(default=frozenset(), compare=False)  # ids of entities it is tied to
    began: str | None = None  # birth, founding, first day
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a surface form may mean."""

    entity: Entity
    prior: float  # commonness, P(entity | surface form), 0..1
    exact: bool = True  # the surface form is the entity's label or a full name of it, not a part such as a surname
    live: bool = False  # from a live source, not from a pack


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that decided, in words for the reader, and its weight in the decision."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The sense that came second."""

    entity: Entity
    confidence: float


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention with the entity it means; NIL as `entity is None`."""

    mention: Mention
    entity: Entity | None
    confidence: float  # probability that this is the right sense, 0..1; of NIL: that no known sense is right
    reasons: tuple[Reason, ...] = ()
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, by address only: the service never loads it."""

    url: str
    author: str | None
    licence: str | None
    source: str | None  # the page that describes it


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source says of an entity: what a card is made from."""

    entity: Entity
    summary: str | None
    source: Source
    facts: tuple[Fact, ...] = ()
    wikipedia: str | None = None  # title
    wiki_language: str = "en"
    website: str | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the answer lacks, and why."""

    what: str
    why: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A statement between two entities of the same story."""

    to: str
    label: str
    property: str
    start: str | None
    end: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Card:
    """What the reader sees of one entity, as of the day of the story."""

    entity: Entity
    summary: str | None
    source: Source
    then: tuple[Fact, ...]
    since: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    connections: tuple[Connection, ...]
    reasons: tuple[Reason, ...]
    runner_up: RunnerUp | None
    confidence: float
    salience: float
    image: Image | None
    links: Mapping[str, str]
    mentions: tuple[int, ...]  # indices into Backstory.mentions


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no source knows, with what the story itself says of it."""

    name: str
    said: str | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Backstory:
    """The whole answer for one page."""

    page: Page
    as_of: str  # the day the cards speak of: the story's date, else today
    mentions: tuple[LinkedMention, ...]
    cards: tuple[Card, ...]
    unknown: tuple[Unknown, ...] = ()
    gaps: tuple[Gap, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
