"""A whole page with live sources on, against the real MediaWiki: only names leave, right senses come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backstory.formats.json_api import EnrichRequest, EnrichResponse, Options
from backstory.knowledge.pack import build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from tests.support.mediawiki_server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.enable_socket]

STORY = """The Wagner Group paid for the rockets, said John Kirby at the White House. The mercenaries of Yevgeny
Prigozhin will use them at Bakhmut in Ukraine, where Wagner leads the siege. Nobody at Quillwick Castle was asked.
In Pyongyang the Korean Central News Agency denied that any arms had gone to Russia."""


@pytest.fixture
def live(tmp_path: Path, mediawiki: MediaWiki) -> Iterator[Service]:
    """A service whose pack knows next to nothing, with the real MediaWiki behind it."""
    source = tmp_path / "small.jsonl"
    source.write_text('{"id":"Q212","label":"Ukraine","kind":"place","links":["en:Bakhmut"]}\n', encoding="utf-8")
    pack = tmp_path / "small.pack"
    build_pack(read_source(source), pack, PackMeta(name="small"), built="2026-01-01")
    service = assemble(
        Settings(
            packs=(pack,),
            live=True,
            live_api=mediawiki.api,
            live_wikidata="",
            live_wiki="testwiki",
            contact="tests@backstory.example",
            cache_dir=tmp_path / "cache",
            config_dir=tmp_path / "config",
        )
    )
    yield service
    service.close()


def told(service: Service, *, live: bool = True) -> EnrichResponse:
    return service.enrich(EnrichRequest(text=STORY, published="2023-01-20", options=Options(live=live)))


def test_names_the_pack_lacks_get_cards_with_their_source(live: Service) -> None:
    answer = told(live)
    cards = {card.label: card for card in answer.cards}
    assert {"Wagner Group", "Yevgeny Prigozhin", "Bakhmut", "Korean Central News Agency"} <= cards.keys()
    source = next(
        source for source in answer.sources if cards["Bakhmut"].summary and source.id == cards["Bakhmut"].summary.source
    )
    assert source.licence == "CC BY-SA 4.0"
    assert source.revision


def test_no_namesake_gets_a_card(live: Service) -> None:
    labels = {card.label for card in told(live).cards}
    assert labels.isdisjoint({"Richard Wagner", "Kirby", "Jack Kirby", "Cosima Wagner"})


def test_only_names_leave(live: Service, mediawiki: MediaWiki) -> None:
    before = len(mediawiki.requests())
    told(live)
    asked = " ".join(mediawiki.requests()[before:])
    assert "Prigozhin" in asked
    for word in ("rockets", "siege", "nobody", "denied", "mercenaries"):
        assert word not in asked.lower()


def test_without_the_requests_leave_nothing_is_asked(live: Service, mediawiki: MediaWiki) -> None:
    before = len(mediawiki.requests())
    assert [card.label for card in told(live, live=False).cards] == ["Ukraine"]
    assert len(mediawiki.requests()) == before


def test_a_second_reading_asks_nothing(live: Service, mediawiki: MediaWiki) -> None:
    first = told(live)
    before = len(mediawiki.requests())
    second = told(live)
    assert len(mediawiki.requests()) == before
    assert {card.id for card in second.cards} == {card.id for card in first.cards}


def test_a_story_told_by_and_by_gets_fuller_and_asks_no_more(live: Service, mediawiki: MediaWiki) -> None:
    whole = told(live)
    before = len(mediawiki.requests())
    steps = list(live.steps(EnrichRequest(text=STORY, published="2023-01-20", options=Options(live=True))))
    assert len(mediawiki.requests()) == before
    by_pack, by_names, all_ = ({card.id for card in step.cards} for step in steps)
    assert by_pack == {"Q212"}
    assert by_pack < by_names <= all_ == {card.id for card in whole.cards}
    assert all(card.summary for card in steps[1].cards if card.id != "Q212")
