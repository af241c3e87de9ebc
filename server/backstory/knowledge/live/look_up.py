"""Questions of one page side by side: what came of each, and what could not be had, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client import Reply
from backstory.knowledge.http_client.line import IN_FLIGHT
from backstory.model import Gap

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one source: what it is for, in the words of a gap, and how it is asked."""

    what: str
    source: str  # "Wikipedia", "Wikidata"
    ask: Callable[[], object]


class LookUp:
    """The questions of one page, and the gaps they left. `together` may be called once at a time."""

    def __init__(self) -> None:
        self._gaps: dict[str, Gap] = {}

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be had so far, each once."""
        return tuple(self._gaps.values())

    def together(self, questions: Sequence[Question]) -> list[object]:
        """The answers, in order, asked side by side; None for each that could not be had."""
        if len(questions) < 2:
            return [self._answer(question) for question in questions]
        with ThreadPoolExecutor(min(IN_FLIGHT, len(questions)), thread_name_prefix="page") as threads:
            return list(threads.map(self._answer, questions))

    def gap(self, what: str, why: str, retry_after_s: float | None = None) -> None:
        """Name something that the answer lacks; the first reason stands."""
        self._gaps.setdefault(what, Gap(what, why, retry_after_s))

    def note_stale(self, source: str, reply: Reply) -> None:
        """Name an answer that is older than it should be."""
        if reply.stale is not None:
            since = f" of {reply.retrieved}" if reply.retrieved else ""
            why = f"{source} gave no answer. {reply.stale} Its earlier answer{since} stands in."
            self.gap(f"Fresh answers from {source}", why, reply.stale.retry_after_s)

    def _answer(self, question: Question) -> object:
        try:
            return question.ask()
        except SourceUnavailable as error:
            self.gap(question.what, f"{question.source} gave no answer. {error}", error.retry_after_s)
            return None


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 name", "2 names"."""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def merged(parts: Sequence[Mapping[str, T]]) -> dict[str, T]:
    """Several mappings as one; later ones win."""
    found: dict[str, T] = {}
    for part in parts:
        found |= part
    return found
