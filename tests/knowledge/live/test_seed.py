"""The seed story with the starter pack switched off: all it knows comes from a real MediaWiki."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backstory.formats.json_api import EnrichRequest, Options
from backstory.model import Answer
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from tests.conftest import SHARED
from tests.knowledge.live.stories import empty_pack
from tests.support.mediawiki_server import MediaWiki

SEED = SHARED / "seed" / "article.html"
pytestmark = [
    pytest.mark.mediawiki,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not SEED.is_file(), reason=f"the evaluation data is not here: {SEED}"),
]
EXPECTED = {
    "en:Wagner Group",
    "en:Yevgeny Prigozhin",
    "en:Internet Research Agency",
    "en:John Kirby (admiral)",
    "Q423",
    "Q7747",
    "en:James Cleverly",
    "en:Korean Central News Agency",
    "Q37470",
    "en:Bakhmut",
    "Q133274",
    "Q35525",
    "Q212",
    "Q22686",
    "Q656",
    "en:Concord Management and Consulting",
}
# One text for each ambiguous name, with what it means there.
SENSES = [
    (
        "Wagner",
        "The Wagner group sent its mercenaries to Bakhmut in Ukraine. Russia pays the private military company, and "
        "Vladimir Putin knows it.",
        "en:Wagner Group",
    ),
    (
        "Wagner",
        "The festival opens with operas by Wagner. The German composer and conductor built the theatre for his own "
        "music drama, and the orchestra plays nothing but Wagner there.",
        "Q1511",
    ),
    (
        "Kirby",
        "The spokesman John Kirby, a retired rear admiral of the United States Navy, spoke at the White House. The "
        "pictures were taken in North Korea, Kirby told reporters.",
        "en:John Kirby (admiral)",
    ),
    (
        "Cleverly",
        "The British politician James Cleverly, the Foreign Secretary, spoke in London. The United Kingdom agrees "
        "with the United States, Cleverly said.",
        "en:James Cleverly",
    ),
    (
        "IRA",
        "The trolls of the IRA worked for Yevgeny Prigozhin in Saint Petersburg. The Russian company paid people "
        "to comment on the election of Donald Trump.",
        "en:Internet Research Agency",
    ),
    (
        "IRA",
        "The IRA laid down its arms in 2005: the paramilitary force had been active in Ireland for decades.",
        None,  # two bodies of that name fit: silence, or one of them
    ),
]
IRISH = {"Q175284", "Q504628"}


@pytest.fixture
def live(tmp_path: Path, mediawiki: MediaWiki) -> Iterator[Service]:
    settings = Settings(
        packs=(empty_pack(tmp_path),),
        live=True,
        live_api=mediawiki.api,
        live_wiki="enwiki",
        live_wikidata="",
        contact="tests@backstory.example",
        cache_dir=tmp_path / "cache",
        config_dir=tmp_path / "config",
    )
    with closing(assemble(settings)) as service:
        yield service


def told(service: Service) -> Answer:
    request = EnrichRequest(
        html=SEED.read_text(encoding="utf-8"),
        url="https://www.globalvillagespace.com/story/",
        options=Options(live=True),
    )
    return service.tell(request)


def test_everyone_has_a_card_and_no_namesake_has(live: Service) -> None:
    story = told(live)
    shown = {card.entity.id for card in story.cards}
    assert shown >= EXPECTED
    assert shown - EXPECTED <= {"Q30", "Q159", "Q145", "Q649"}
    assert story.gaps == ()
    ours = [card for card in story.cards if card.entity.id in EXPECTED]
    assert all(card.source.revision for card in ours)
    # the one sentence of Cleverly's article tells until when he was Foreign Secretary, which that day could not know
    assert {card.entity.id for card in ours if not card.summary} == {"en:James Cleverly"}


def test_it_costs_eight_requests_at_the_most_and_none_the_second_time(live: Service, mediawiki: MediaWiki) -> None:
    before = len(mediawiki.requests())
    first = told(live)
    cold = len(mediawiki.requests())
    assert cold - before <= 8
    assert [card.entity.id for card in told(live).cards] == [card.entity.id for card in first.cards]
    assert len(mediawiki.requests()) == cold


def test_free_pictures_come_with_author_and_licence_and_are_not_loaded(live: Service, mediawiki: MediaWiki) -> None:
    pictures = {card.entity.id: card.image for card in told(live).cards}
    flag = pictures["Q423"]
    assert flag is not None
    assert (flag.author, flag.licence) == ("Jo & Roe", "CC0")
    assert pictures["en:Bakhmut"] is None  # of its picture no licence is told
    assert not any("/images/" in line for line in mediawiki.requests())


@pytest.mark.parametrize(("name", "text", "meant"), SENSES)
def test_a_name_means_what_the_story_means_or_nothing_is_said(live: Service, name: str, text: str, meant: str) -> None:
    options = Options(live=True)
    story = live.tell(EnrichRequest(text=text, published="2023-01-20", options=options))
    shown = {card.entity.id for card in story.cards}
    named = [linked.entity.id for linked in story.mentions if linked.entity and name in linked.mention.surface]
    told = {each for each in named if each in shown}
    if meant is None:
        assert told <= IRISH
    else:
        assert told == {meant}
