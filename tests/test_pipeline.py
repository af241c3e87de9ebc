from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from backstory import pipeline
from backstory.errors import OutOfTime
from backstory.knowledge.base import Findings, PackInfo
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.model import (
    Answer,
    Candidate,
    DatedText,
    Document,
    Entity,
    Gap,
    Mention,
    Metadata,
    Page,
    Profile,
    Source,
)
from backstory.pipeline import Limits, Steps, link, tell
from backstory.watch import Watch

ROE = Entity("en:Jane Roe", "Jane Roe", kind="person", description="poet")


class Wiki:
    """A live source that knows one poet and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def candidates(self, surfaces: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        self.asked.append(list(surfaces))
        return Findings({"Jane Roe": (Candidate(ROE, 0.9, live=True),)}, (Gap("Wikipedia", "slow"),))

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        return Findings(
            {id: Profile(ROE, (DatedText("A poet."),), Source("wiki", "Wiki")) for id in ids if id == ROE.id}
        )

    def packs(self) -> tuple[PackInfo, ...]:
        return ()


def page(text: str, published: str | None = None) -> Page:
    return Page(Metadata(published=published), Document.from_text(text))


def watch() -> Watch:
    return Watch(time.perf_counter, 60)


def told(text: str, starter: Pack, **options: object):  # type: ignore[no-untyped-def]
    return tell(page(text), knowledge=starter, limits=Limits(), today="2026-01-01", watch=watch(), **options)  # type: ignore[arg-type]


def test_live_sources_are_asked_only_what_the_pack_lacks_in_one_batch(starter: Pack) -> None:
    wiki = Wiki()
    story = told("In Ukraine, Jane Roe met Ada Quill. Roe laughed.", starter, live=wiki)
    assert wiki.asked == [["Jane Roe", "Ada Quill"]]
    assert "en:Jane Roe" in {card.entity.id for card in story.cards}
    assert story.gaps == (Gap("Wikipedia", "slow"),)


def test_what_the_pack_knows_by_name_alone_is_told_by_live_sources(tmp_path: Path) -> None:
    source = tmp_path / "names.jsonl"
    source.write_text('{"id":"en:Jane Roe","label":"Jane Roe","kind":"person","description":"poet"}\n')
    build_pack(read_source(source), tmp_path / "names.pack", PackMeta(name="names"), built="2026-01-01")
    with closing(Pack(tmp_path / "names.pack")) as pack:
        story = told("Jane Roe read her poems. The poet Jane Roe was there.", pack, live=Wiki())
    assert [card.summary for card in story.cards] == ["A poet."]


def test_without_live_sources_they_stay_unknown(starter: Pack) -> None:
    story = told("In Ukraine, Jane Roe, a poet from Leeds, met Ada Quill.", starter)
    assert [(name.name, name.said) for name in story.unknown] == [
        ("Jane Roe", "a poet from Leeds"),
        ("Ada Quill", None),
    ]


def test_a_story_without_a_date_is_told_as_of_today(starter: Pack) -> None:
    assert told("In Ukraine it rained.", starter).as_of == "2026-01-01"


def test_a_storys_date_with_time_gives_its_day(starter: Pack) -> None:
    told_page = page("In Ukraine it rained.", published="2023-01-20T23:59:00+05:00")
    story = tell(told_page, knowledge=starter, limits=Limits(), today="2026-01-01", watch=watch())
    assert story.as_of == "2023-01-20"


def test_the_deadline_ends_the_page(starter: Pack) -> None:
    ticks = iter(range(0, 1000, 3))
    slow = Watch(lambda: float(next(ticks)), 10)
    with pytest.raises(OutOfTime, match="longer than 10 s"):
        tell(page("In Ukraine it rained."), knowledge=starter, limits=Limits(), today="2026-01-01", watch=slow)


def test_given_mentions_are_linked_as_they_stand(starter: Pack) -> None:
    text = "the war in ukraine and nobody"
    given = (Mention(11, 18, "ukraine"), Mention(11, 18, "ukraine"), Mention(23, 29, "nobody"))
    linked, _ = link(page(text), knowledge=starter, live=None, watch=watch(), given=given)
    assert [(each.mention.start, each.entity.id if each.entity else None) for each in linked] == [
        (11, "Q212"),
        (11, "Q212"),
        (23, None),
    ]


def test_a_text_without_names_has_no_cards(starter: Pack) -> None:
    story = told("it rained all day and nobody came.", starter)
    assert (story.cards, story.mentions, story.unknown) == ((), (), ())


class Counting:
    """The pack, counting how often it is asked what names may mean."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.asked = 0

    def candidates(self, surfaces: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        self.asked += "Jane Roe" in surfaces
        return self._pack.candidates(surfaces)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        return self._pack.profiles(ids)

    def packs(self) -> tuple[PackInfo, ...]:
        return self._pack.packs()


def test_a_later_step_of_a_page_does_only_what_changed(starter: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[int] = []
    own = pipeline.disambiguate
    monkeypatch.setattr(pipeline, "disambiguate", lambda *given, **named: linked.append(1) or own(*given, **named))
    text, pack, steps = "In Ukraine, the poet Jane Roe met Ada Quill. Roe laughed.", Counting(starter), Steps()

    def step(live: Wiki | None) -> Answer:
        return tell(
            page(text), knowledge=pack, live=live, limits=Limits(), today="2026-01-01", watch=watch(), steps=steps
        )

    first, second, third = step(None), step(Wiki()), step(Wiki())
    assert (pack.asked, len(linked)) == (1, 2)  # the names once; the senses again when the wiki brought one
    assert first == replace(told(text, starter), timings_ms=first.timings_ms)
    assert second == replace(told(text, starter, live=Wiki()), timings_ms=second.timings_ms)
    assert third == replace(second, timings_ms=third.timings_ms)
