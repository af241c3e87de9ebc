"""Who answers: the questions that Backstory asks of a knowledge base."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from backstory.model import Candidate, Gap, Profile

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Findings(Generic[T]):
    """What was found, and what could not be."""

    found: T
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack by its name, the day it was built, its licence and the hash of what it holds."""

    name: str
    built: str
    hash: str
    licence: str | None
    entities: int
    surfaces: int


class KnowledgeBase(Protocol):
    """Answers in batches. Never raises for a source that is down: that is a gap."""

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean, most common first; forms that nothing is known of are left out.

        `language`: of the text that they stand in, as a primary subtag. In a language that is not the source's own, a
        lone word counts only where it is on record for that language: “Bild” is a newspaper, and a German word.
        """
        ...

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What is known of each entity, by id; ids that nothing is known of are left out."""
        ...

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs behind the answers, most trusted first."""
        ...
