"""The nouns of an answer: Cards with their Connections, Unknowns, Gaps, the whole Backstory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backstory.model.document import Page
from backstory.model.entities import Entity, Fact, Image, LinkedMention, Reason, RunnerUp, Source
from backstory.model.previews import LinkedStory

TieForm = Literal["property", "office", "event", "shared"]
DayFrom = Literal["published", "modified", "text", "today"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the answer lacks, and why."""

    what: str
    why: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence that names an entity: half-open code points of its text."""

    start: int
    end: int
    entity: str  # its id


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finished sentence, as one could say it on the day of the story; its dates stand in its words."""

    text: str
    spans: tuple[Span, ...] = ()  # names that have a card in the same answer, in order
    start: str | None = None
    end: str | None = None
    source: Source | None = None
    known_until: str | None = None  # by its source, where it may have ended since


@dataclass(frozen=True, slots=True)
class Section:
    """The sentences of a card under one heading, in the order to be read."""

    name: str  # as `cards/fact_layout.py` lists them; its title stands under it in the language's file
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A statement between two entities of the same story, read from one of them."""

    to: str
    label: str  # of `to`
    property: str
    start: str | None
    end: str | None
    source: Source | None
    held: bool | None = None  # on the day of the story; None where its dates do not tell
    later: bool = False  # it begins after the day of the story
    via: str | None = None  # label of a third that ties the two, for a connection of two statements
    of: str = ""  # the entity it is read from
    of_label: str = ""
    text: str | None = None  # in words, without the one it is read from: "Founded Concord in 1995."
    sentence: Sentence | None = None  # the same with both: "Yevgeny Prigozhin founded Concord in 1995."
    as_of: str | None = None  # until when the source knew it, where it may have ended since
    form: TieForm = "property"  # office, event: `property` is its own words; shared: both of `via`


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
    shown: bool = True  # at once; else behind "show all": it explains itself, is known to the reader or known to all
    shortened: bool = False  # the summary is less than its source says
    corrected: bool = False  # the reader chose this sense
    sections: tuple[Section, ...] = ()  # what stands below the summary: the statements above in sentences, none twice


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no source knows, with what the story itself says of it."""

    name: str  # as full as the story has it
    said: str | None  # its own words, as they stand: an apposition, a clause, or a role before the name
    mentions: tuple[int, ...]
    said_at: tuple[int, int] | None = None  # where in `Document.text` they stand


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer for one page."""

    page: Page
    as_of: str  # the day the cards speak of
    mentions: tuple[LinkedMention, ...]
    cards: tuple[Card, ...]
    unknown: tuple[Unknown, ...] = ()
    gaps: tuple[Gap, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    as_of_from: DayFrom = "published"  # or the last change, the days its text speaks of, or the day it is read
    connections: tuple[Connection, ...] = ()  # between the cards, each once, strongest first
    alternatives: tuple[Card, ...] = ()  # the senses that came second, for "not this one?"
    linked: tuple[LinkedStory, ...] = ()  # what is behind the page's read-more links, where that was asked for

    @property
    def dated(self) -> bool:
        """Whether the page itself says of which day it is."""
        return self.as_of_from != "today"
