"""The nouns of what is known: Sources, Facts, Entities, and the sense that each mention has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backstory.model.document import Mention

Rank = Literal["preferred", "normal", "deprecated"]  # of a statement, as Wikidata has it


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
    revised: str | None = None  # the day of that revision


@dataclass(frozen=True, slots=True)
class DatedText:
    """Words that a story may be told where its day is `told_from` or later, and before `told_until`."""

    text: str
    told_from: str | None = None
    told_until: str | None = None
    timeless: bool = (
        False  # has no days because it holds on every day, as its source says of all that it leaves undated
    )


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
    rank: Rank = "normal"
    reference: str | None = None  # what the source itself rests this one statement on: a document, a court, a study
    as_of: str | None = None  # until when the source knew it, where it may have ended since
    disputed: bool = False  # another statement on the same card says otherwise
    told_from: str | None = None  # of an undated statement: the days between which a story may be told it
    told_until: str | None = None
    text: str | None = field(default=None, compare=False)  # in words, as one could say it on the day of the story


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held from `start` to `end`; where an end is not on record, None."""

    title: str  # "President of Russia"
    start: str | None = None
    end: str | None = None


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
    forms: int = 3  # how many names it goes by; of most entities a handful
    began: str | None = None  # birth, founding, first day
    ended: str | None = None
    offices: tuple[Office, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a surface form may mean."""

    entity: Entity
    prior: float  # commonness, P(entity | surface form), 0..1
    exact: bool = True  # the surface form is the entity's label or a full name of it, not a part such as a surname
    live: bool = False  # from a live source, not from a pack
    share: bool = False  # the prior is a share of all uses of the form, those of senses not on record among them
    inflected: bool = False  # not the form itself is on record, but a base form that it may have in its language


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that decided, in words for the reader, and its weight in the decision."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Correction:
    """The reader's word: a name of the story means this entity; None: none of those on record."""

    surface: str
    entity: str | None


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
    summary: tuple[DatedText, ...]  # a sentence each, or running text without days
    source: Source
    facts: tuple[Fact, ...] = ()
    wikipedia: str | None = None  # title
    wiki_language: str = "en"
    website: str | None = None
    image: Image | None = None
    descriptions: tuple[DatedText, ...] = ()  # where the entity's own changes with the day; the first that fits is told
    earlier_labels: tuple[DatedText, ...] = ()  # what it was called until a day; the first that fits is its label then
