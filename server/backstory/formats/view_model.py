"""The nouns of what is shown: a story, its cards and their lines, as words that are ready to be set."""

from __future__ import annotations

from dataclasses import dataclass

from backstory.model import BlockKind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; `anchor` names the card that it opens."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the story in runs; joined, they are its text."""

    kind: BlockKind
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A name and its http(s) address."""

    text: str
    url: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence in runs; `note` is the number of its source on the card where there are several."""

    text: str
    runs: tuple[Run, ...]  # the text; a name in it opens the card that it has in the same story
    note: int | None = None


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Sentences under one heading."""

    name: str
    title: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source of a card: its name and title, then licence, revision and date."""

    name: str
    url: str | None
    terms: str


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card, in the order in which it is read."""

    anchor: str
    label: str
    description: str | None
    language: str | None  # of its words
    summary: str | None
    sections: tuple[ShownSection, ...]
    certainty: str  # "very likely, 93 %"
    reasons: tuple[str, ...]
    runner_up: Run | None  # opens the card of the sense that came second
    links: tuple[Link, ...]
    sources: tuple[ShownSource, ...]
    credit: str
    at_once: bool  # else behind "show all"


@dataclass(frozen=True, slots=True)
class ShownUnknown:
    """A name that no source knows, with the story's own words about it."""

    name: str
    anchor: str
    said: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole story, ready to be set."""

    title: str
    details: tuple[str, ...]  # byline, site, date
    url: str | None
    language: str
    as_of: str
    as_of_line: str  # the day as a sentence, for a card where no heading names it
    dated: bool
    blocks: tuple[ShownBlock, ...]
    cards: tuple[ShownCard, ...]
    alternatives: tuple[ShownCard, ...]  # opened by "not this one?" alone
    connections: tuple[ShownSentence, ...]
    later: tuple[ShownSentence, ...]  # those that begin after the day of the story
    read_more: tuple[Link, ...]
    unknown: tuple[ShownUnknown, ...]
    gaps: tuple[Link, ...]  # what is missing, and why as the note
