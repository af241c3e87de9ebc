"""Every fixture page the whole way: right cards, silence where silence is right, no namesake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import NotAnArticle
from backstory.formats.json_api import EnrichRequest
from backstory.model import Answer
from backstory.service.assembly import Service
from tests.conftest import FIXTURES

PAGES = sorted(path.parent for path in (FIXTURES / "pages").glob("*/expected.json"))
EXPECTED: dict[str, dict[str, Any]] = {
    path.name: json.loads((path / "expected.json").read_text(encoding="utf-8")) for path in PAGES
}
ARTICLES = [path for path in PAGES if EXPECTED[path.name]["article"]]


def told(path: Path, service: Service) -> Answer:
    html = (path / "source.html").read_text(encoding="utf-8")
    return service.tell(EnrichRequest(html=html, url=EXPECTED[path.name]["url"]))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_story_gets_its_cards_and_no_others(path: Path, service: Service) -> None:
    expected = EXPECTED[path.name]
    story = told(path, service)
    meant = {
        (link.mention.surface, link.entity.id)
        for link in story.mentions
        if link.entity and link.confidence >= service.settings.min_confidence
    }
    shown = {card.entity.id for card in story.cards}
    missing = {(surface, id) for surface, id in expected["cards"].items() if (surface, id) not in meant}
    loud = {(surface, id) for surface, id in meant if surface in expected["silent"]}
    assert missing == set()
    assert loud == set()
    assert shown.isdisjoint(expected["never"])
    assert set(expected["cards"].values()) <= shown


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_every_sentence_and_fact_has_a_source(path: Path, service: Service) -> None:
    for card in told(path, service).cards:
        assert card.source.licence
        assert card.source.retrieved
        assert all(fact.source for fact in (*card.then, *card.since, *card.facts))


@pytest.mark.parametrize("path", [p for p in PAGES if p not in ARTICLES], ids=lambda path: path.name)
def test_what_is_no_article_says_so(path: Path, service: Service) -> None:
    with pytest.raises(NotAnArticle):
        told(path, service)
