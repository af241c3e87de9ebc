"""What is behind a "Read more" link: how the story there presents itself, and what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backstory.errors import FetchFailure
from backstory.model.document import Quote
from backstory.model.entities import Entity

LinkStatus = Literal["ready", "fetching", "not_fetched"] | FetchFailure
Relation = Literal["near_duplicate", "update", "earlier", "background", "same_day", "later", "related", "other"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page says of itself, before one goes there. None: it does not say."""

    title: str | None = None
    description: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    image: str | None = None  # by address only: the service never loads it
    language: str | None = None
    words: int | None = None  # of its text; None where it is no article
    canonical_url: str | None = None


@dataclass(frozen=True, slots=True)
class Adds:
    """What a linked story adds to the one that links to it."""

    relation: Relation
    said: str  # the same in words for the reader
    days: int | None = None  # from this story's day to the linked one's; below zero: it came before
    new: tuple[Entity, ...] = ()  # most salient first
    shared: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()  # sentences of the linked story as they stand there, in its order


@dataclass(frozen=True, slots=True)
class LinkedStory:
    """A link, and what is behind it."""

    url: str  # as the story has it
    status: LinkStatus
    why: str | None = None  # why there is no preview, or not a whole one; in words for the reader
    preview: Preview | None = None
    adds: Adds | None = None
    found_at: str | None = None  # the address after redirects, where it is another
