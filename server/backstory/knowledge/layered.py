"""Two knowledge bases as one: the first answers, the second fills in what the first does not know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar

from backstory.errors import BackstoryError, SourceUnavailable
from backstory.knowledge.base import Findings, KnowledgeBase, PackInfo
from backstory.model import Candidate, Gap, Profile

T = TypeVar("T")


class Layered:
    """A KnowledgeBase over two others. Goes on with one when the other is down, and names the gap."""

    def __init__(self, first: KnowledgeBase, then: KnowledgeBase) -> None:
        self._first = first
        self._then = then

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs behind both, those of the first before."""
        return self._first.packs() + self._then.packs()

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean: in the first, and only for forms it does not know at all, in the second."""
        first, then = self._first.candidates, self._then.candidates
        if language is not None:
            first, then = partial(first, language=language), partial(then, language=language)
        return _in_turn(surfaces, first, then, one="name", many="names")

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What is known of each entity, by the first that knows it."""
        return _in_turn(ids, self._first.profiles, self._then.profiles, one="entity", many="entities")


def _in_turn(
    wanted: Collection[str],
    first: Callable[[Collection[str]], Findings[Mapping[str, T]]],
    then: Callable[[Collection[str]], Findings[Mapping[str, T]]],
    *,
    one: str,
    many: str,
) -> Findings[Mapping[str, T]]:
    """What the first knows, and of the rest what the second knows, asked in one batch; a failed source is a gap."""
    found: dict[str, T] = {}
    gaps: dict[Gap, None] = {}
    for source in (first, then):
        unknown = [each for each in dict.fromkeys(wanted) if each not in found]
        if not unknown:
            break
        try:
            answer = source(unknown)
        except BackstoryError as error:
            retry_after_s = error.retry_after_s if isinstance(error, SourceUnavailable) else None
            what = f"{len(unknown)} {one if len(unknown) == 1 else many} in one of the sources"
            gaps[Gap(what, str(error), retry_after_s)] = None
        else:
            found |= answer.found
            gaps |= dict.fromkeys(answer.gaps)
    return Findings(found, tuple(gaps))
