"""Two knowledge bases as one: who is asked what, and what happens when one fails."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstory.errors import BackstoryError, PackError, SourceUnavailable
from backstory.knowledge.base import Findings, KnowledgeBase, PackInfo
from backstory.knowledge.layered import Layered
from backstory.model import Candidate, DatedText, Entity, Gap, Profile, Source

PACK_WAGNER = Candidate(Entity("Q1511", "Richard Wagner"), prior=0.7)
LIVE_BAKHMUT = Candidate(Entity("en:Bakhmut", "Bakhmut"), prior=0.9, live=True)
STARTER = PackInfo("starter", "2023-01-20", "00", None, 1, 1)
SLOW = Gap("Live look-up of 1 name", "It did not answer in time.")


class Known:
    """A knowledge base of plain values that notes what it is asked."""

    def __init__(
        self,
        candidates: Mapping[str, tuple[Candidate, ...]] | None = None,
        profiles: Mapping[str, Profile] | None = None,
        *,
        gaps: tuple[Gap, ...] = (),
        packs: tuple[PackInfo, ...] = (),
    ) -> None:
        self._candidates = candidates or {}
        self._profiles = profiles or {}
        self._gaps = gaps
        self._packs = packs
        self.asked: list[list[str]] = []

    def candidates(self, surfaces: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        self.asked.append(sorted(surfaces))
        return Findings({each: self._candidates[each] for each in surfaces if each in self._candidates}, self._gaps)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        self.asked.append(sorted(ids))
        return Findings({each: self._profiles[each] for each in ids if each in self._profiles}, self._gaps)

    def packs(self) -> tuple[PackInfo, ...]:
        return self._packs


class Failing(Known):
    """A knowledge base that raises."""

    def __init__(self, error: BackstoryError) -> None:
        super().__init__()
        self._error = error

    def candidates(self, surfaces: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        raise self._error

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        raise self._error


def profile(candidate: Candidate, source: str) -> Profile:
    return Profile(candidate.entity, (DatedText("A summary."),), Source(source, source))


def test_only_names_that_the_first_does_not_know_are_asked_of_the_second_in_one_batch() -> None:
    then = Known({"Bakhmut": (LIVE_BAKHMUT,), "Wagner": (LIVE_BAKHMUT,)})
    found = Layered(Known({"Wagner": (PACK_WAGNER,)}), then).candidates({"Wagner", "Bakhmut", "Nobody"}).found
    assert found == {"Wagner": (PACK_WAGNER,), "Bakhmut": (LIVE_BAKHMUT,)}
    assert then.asked == [["Bakhmut", "Nobody"]]


def test_the_second_is_not_asked_when_the_first_knows_all() -> None:
    then = Known()
    Layered(Known({"Wagner": (PACK_WAGNER,)}), then).candidates({"Wagner"})
    assert then.asked == []


def test_profiles_come_from_the_first_that_knows_the_entity() -> None:
    first = Known(profiles={"Q1511": profile(PACK_WAGNER, "pack:starter")})
    then = Known(profiles={"Q1511": profile(PACK_WAGNER, "enwiki"), "en:Bakhmut": profile(LIVE_BAKHMUT, "enwiki")})
    found = Layered(first, then).profiles({"Q1511", "en:Bakhmut"}).found
    assert {each: told.source.id for each, told in found.items()} == {"Q1511": "pack:starter", "en:Bakhmut": "enwiki"}


def test_gaps_of_both_are_joined_and_each_stands_once() -> None:
    other = Gap("1 name", "Too long.")
    answer = Layered(Known(gaps=(SLOW,)), Known(gaps=(other, SLOW))).candidates({"Bakhmut"})
    assert answer.gaps == (SLOW, other)


def test_a_dead_second_costs_a_gap_and_not_the_answer() -> None:
    dead = Failing(SourceUnavailable("It asks us to wait.", retry_after_s=7))
    answer = Layered(Known({"Wagner": (PACK_WAGNER,)}), dead).candidates({"Wagner", "Bakhmut"})
    assert answer.found == {"Wagner": (PACK_WAGNER,)}
    assert answer.gaps == (Gap("1 name in one of the sources", "It asks us to wait.", 7),)


def test_a_broken_first_leaves_everything_to_the_second() -> None:
    then = Known(profiles={"en:Bakhmut": profile(LIVE_BAKHMUT, "enwiki")})
    answer = Layered(Failing(PackError("The pack is damaged.")), then).profiles({"en:Bakhmut", "Q1"})
    assert set(answer.found) == {"en:Bakhmut"}
    assert answer.gaps == (Gap("2 entities in one of the sources", "The pack is damaged."),)


def test_packs_of_both_are_named() -> None:
    other = PackInfo("city", "2023-01-21", "01", None, 1, 1)
    assert Layered(Known(packs=(STARTER,)), Known(packs=(other,))).packs() == (STARTER, other)


def test_layers_stand_on_layers() -> None:
    inner: KnowledgeBase = Layered(Known(), Known({"Bakhmut": (LIVE_BAKHMUT,)}))
    assert set(Layered(Known({"Wagner": (PACK_WAGNER,)}), inner).candidates({"Wagner", "Bakhmut"}).found) == {
        "Wagner",
        "Bakhmut",
    }
