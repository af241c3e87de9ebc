"""An answer that gets fuller, as lines: what is new is sent, what stands is named at the end."""

from __future__ import annotations

import json
from typing import Any

from backstory.formats.json_api import EnrichRequest, EnrichResponse
from backstory.formats.ndjson import problem_line, to_lines
from backstory.service.assembly import Service

TEXT = "It rained in Kyiv, the capital of Ukraine. NATO met in Brussels."


def told(lines: list[bytes]) -> list[tuple[str, Any]]:
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    return [next(iter(json.loads(line).items())) for line in lines]


def answers(service: Service, *texts: str) -> list[EnrichResponse]:
    return [service.enrich(EnrichRequest(text=text, published="2023-01-20")) for text in texts]


def test_a_whole_answer_is_page_mentions_sources_cards_and_end(service: Service) -> None:
    (answer,) = answers(service, TEXT)
    lines = told(list(to_lines([answer])))
    names = [name for name, _ in lines]
    assert names[:3] == ["page", "mentions", "sources"]
    assert names[-1] == "end"
    assert [card["id"] for name, card in lines if name == "card"] == [card.id for card in answer.cards]
    end = lines[-1][1]
    assert end["cards"] == [card.id for card in answer.cards]
    assert set(end) == {"cards", "connections", "alternatives", "unknown", "gaps", "about"}


def test_a_later_step_sends_what_is_new_or_changed_and_names_what_stands(service: Service) -> None:
    few, all_ = answers(service, "It rained in Kyiv.", TEXT)
    kyiv = few.cards[0]
    changed = all_.model_copy(
        update={"cards": [kyiv, *(card for card in all_.cards if card.id != kyiv.id)], "page": few.page}
    )
    lines = told(list(to_lines([few, changed])))
    assert [name for name, _ in lines].count("page") == 1
    cards = [card["id"] for name, card in lines if name == "card"]
    assert cards.count(kyiv.id) == 1
    assert set(cards) == {card.id for card in changed.cards}
    withdrawn = told(list(to_lines([changed, few])))
    assert withdrawn[-1][1]["cards"] == [kyiv.id]


def test_sources_come_before_the_cards_that_name_them(service: Service) -> None:
    known: set[str] = set()
    for name, value in told(list(to_lines(answers(service, TEXT)))):
        if name == "sources":
            known |= {source["id"] for source in value}
        if name == "card" and value["summary"]:
            assert value["summary"]["source"] in known


def test_a_problem_is_a_line_of_its_own() -> None:
    assert told([problem_line({"status": 503})]) == [("problem", {"status": 503})]
