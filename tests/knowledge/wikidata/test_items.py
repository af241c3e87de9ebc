"""Cards with statements: Wikidata's own items of 2019, given by a server on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstory.knowledge.base import Findings
from backstory.knowledge.http_client import Budget, Host, Line, forgetful, open_store
from backstory.knowledge.wikidata import Items, facts_of
from backstory.knowledge.wikidata.items import MAX_BYTES
from backstory.knowledge.wikidata.reduce import reduce
from backstory.model import DatedText, Fact, Profile
from tests.knowledge.local_wiki import Behaviour, Wiki, asked_for, asking, reasons, send
from tests.support.wikidata_server import SAMPLES, Wikidata, dumped_items

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the evaluation data is not here: {SAMPLES}"),
]

MALI = {"query": {"pages": [
    {"ns": 0, "title": "Mali", "description": "Country in West Africa", "extract": "A country.", "length": 90_000,
     "pageprops": {"wikibase_item": "Q912"}},
    {"ns": 0, "title": "Lisbon", "description": "Capital of Portugal", "extract": "A city.", "length": 90_000,
     "pageprops": {"wikibase_item": "Q597"}},
    {"ns": 0, "title": "Portugal", "description": "Country in Europe", "extract": "A country.", "length": 90_000,
     "pageprops": {"wikibase_item": "Q45"}},
]}}  # fmt: skip


@pytest.fixture(scope="module")
def items() -> dict[str, dict[str, object]]:
    return dumped_items()


@pytest.fixture
def wikidata(items: dict[str, dict[str, object]]) -> Iterator[Wikidata]:
    server = Wikidata(items)
    yield server
    server.stop()


@pytest.fixture
def told(wiki: Wiki, wikidata: Wikidata) -> Findings[dict[str, Profile]]:
    wiki.behave = send(body=json.dumps(MALI).encode())
    with asking(wiki, wikidata=wikidata.api) as live:
        live.candidates(["Mali", "Lisbon", "Portugal"])
        return live.profiles({"Q912", "Q597", "Q45"})


def facts(profile: Profile, pid: str) -> list[Fact]:
    return [fact for fact in profile.facts if fact.pid == pid]


def test_dated_statements_become_facts(told: Findings[dict[str, Profile]]) -> None:
    (country,) = facts(told.found["Q597"], "P17")
    assert (country.property, country.value, country.start, country.rank) == (
        "country", "Portugal", "1910-10-05", "preferred",
    )  # fmt: skip
    (people,) = facts(told.found["Q912"], "P1082")
    assert (people.value, people.start, people.end) == ("15,301,650", "2013", "2013")
    assert people.source is not None
    assert people.source.url == "https://www.wikidata.org/wiki/Q912"


def test_statements_between_the_pages_entities_carry_their_ids_and_labels(told: Findings[dict[str, Profile]]) -> None:
    (capital,) = facts(told.found["Q45"], "P36")
    assert (capital.property, capital.value, capital.entity) == ("capital", "Lisbon", "Q597")
    assert ("Q45", "Portugal") in {(fact.entity, fact.value) for fact in facts(told.found["Q597"], "P1376")}


def test_what_it_is_and_where_to_read_on(told: Findings[dict[str, Profile]]) -> None:
    lisbon = told.found["Q597"]
    assert lisbon.entity.kind == "place"
    assert lisbon.website is not None
    assert lisbon.website.startswith("http")
    assert lisbon.summary == (DatedText("A city."),)


def test_statements_cost_one_request_and_the_names_of_their_values_another(
    told: Findings[dict[str, Profile]], wiki: Wiki, wikidata: Wikidata
) -> None:
    assert len(wiki.requests) == 1
    asked = [asked_for(path) for path, _ in wikidata.requests]
    assert [each["props"] for each in asked] == ["info|labels|descriptions|claims|sitelinks", "labels"]
    assert asked[0]["ids"] == "Q45|Q597|Q912"
    assert len(asked[1]["ids"].split("|")) <= 50


def test_a_reader_of_german_gets_german_names(wiki: Wiki, wikidata: Wikidata) -> None:
    wiki.behave = send(body=json.dumps(MALI).encode())
    with asking(wiki, wikidata=wikidata.api) as live:
        page = live.live.page("en", reader="de", budget=Budget(seconds=5))
        page.candidates(["Lisbon", "Portugal"])
        found = page.profiles({"Q597", "Q45"}).found
    assert found["Q597"].entity.label == "Lissabon"
    assert {fact.value for fact in facts(found["Q45"], "P36")} == {"Lissabon"}
    assert asked_for(wikidata.requests[0][0])["languages"] == "de|en|mul"


def test_without_statements_the_articles_are_told_and_the_gap_is_named(wiki: Wiki, wikidata: Wikidata) -> None:
    wiki.behave = send(body=json.dumps(MALI).encode())
    wikidata.trouble = send(503, Retry_After="9")
    with asking(wiki, wikidata=wikidata.api) as live:
        live.candidates(["Mali"])
        answer = live.profiles({"Q912"})
    assert answer.found["Q912"].summary == (DatedText("A country."),)
    assert answer.found["Q912"].facts == ()
    (gap,) = answer.gaps
    assert (gap.what, gap.retry_after_s) == ("Statements on 1 item", 9)
    assert gap.why == "Wikidata gave no answer. It has trouble of its own (503)."


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (send(403), "refuses us (403)"),
        (send(429), "asks us to wait (429)"),
        (send(302, Location="/"), "points to another address (302)"),
        (send(body=b"<html>Wikimedia Error"), "an HTML page"),
        (send(body=b'{"entities": {"Q912": '), "something else"),
        (send(body=b'{"entities": {}}', length=4_000), "broke off"),
        (send(body=b'"' + b"x" * (MAX_BYTES + 1_000_000) + b'"'), "larger than 24 MB"),
    ],
)
def test_what_is_no_whole_answer_costs_statements_and_no_card(
    wiki: Wiki, wikidata: Wikidata, trouble: Behaviour, why: str
) -> None:
    wiki.behave = send(body=json.dumps(MALI).encode())
    wikidata.trouble = trouble
    with asking(wiki, wikidata=wikidata.api) as live:
        live.candidates(["Mali"])
        answer = live.profiles({"Q912"})
    assert answer.found["Q912"].summary == (DatedText("A country."),)
    assert why in reasons(answer)[0]


@pytest.mark.parametrize(
    "entity",
    [
        {},
        {"labels": []},
        {"labels": {"en": "x"}, "claims": [1]},
        {"labels": {"en": {"value": 3}}, "sitelinks": []},
        None,
    ],
)
def test_items_with_missing_fields_cost_no_card(wiki: Wiki, wikidata: Wikidata, entity: object) -> None:
    wiki.behave = send(body=json.dumps(MALI).encode())
    wikidata.trouble = send(body=json.dumps({"entities": {"Q912": entity}}).encode())
    with asking(wiki, wikidata=wikidata.api) as live:
        live.candidates(["Mali"])
        assert live.profiles({"Q912"}).found["Q912"].summary == (DatedText("A country."),)


def test_hostile_labels_reach_a_card_as_plain_text(wiki: Wiki, wikidata: Wikidata) -> None:
    label = "\u202e<script>alert(1)</script>\x00" + "x" * 10_000
    wiki.behave = send(body=b'{"query":{"pages":[]}}')
    wikidata.trouble = send(body=json.dumps({"entities": {"Q912": {"labels": {"en": {"value": label}}}}}).encode())
    with asking(wiki, wikidata=wikidata.api) as live:
        told = live.profiles({"Q912"}).found["Q912"].entity.label
    assert told.startswith("<script>alert(1)</script>x")
    assert len(told) <= 300


def test_a_lagging_wikidata_is_a_gap(wiki: Wiki, wikidata: Wikidata) -> None:
    wikidata.trouble = send(body=(SAMPLES / "error-maxlag.json").read_bytes(), Retry_After="5")
    with asking(wiki, wikidata=wikidata.api) as live:
        answer = live.profiles({"Q912"})
    assert "It refused the question (maxlag)." in reasons(answer)[0]
    assert answer.gaps[0].retry_after_s == 5


def test_an_item_without_a_known_article_is_told_by_the_one_it_names(wiki: Wiki, wikidata: Wikidata) -> None:
    wiki.behave = send(body=json.dumps(MALI).encode())
    with asking(wiki, wikidata=wikidata.api) as live:
        found = live.profiles({"Q912"}).found
    assert found["Q912"].summary == (DatedText("A country."),)
    assert found["Q912"].source.id == "enwiki:Mali"
    assert facts(found["Q912"], "P1082")
    assert [asked_for(path)["titles"] for path, _ in wiki.requests] == ["Mali"]


def test_an_item_without_any_article_is_told_by_itself(wiki: Wiki, wikidata: Wikidata) -> None:
    wiki.behave = send(body=b'{"query":{"pages":[]}}')
    with asking(wiki, wikidata=wikidata.api) as live:
        found = live.profiles({"Q912"}).found
    assert found["Q912"].entity.label == "Mali"
    assert found["Q912"].source.id == "wikidata:Q912"


def test_what_is_stored_is_small(wikidata: Wikidata, items: dict[str, dict[str, object]], tmp_path: Path) -> None:
    whole = len(json.dumps(items["Q912"]))
    store = open_store(tmp_path / "http.sqlite")
    line = Line(contact="me@paper.example", store=store)
    asked = Items(Host(line, wikidata.api, max_bytes=MAX_BYTES, reduce=reduce))
    found, _ = asked.about(["Q912"], languages=["en"], wikis=["enwiki"], budget=Budget(seconds=5))
    (kept,) = store.cache.filter()
    assert len(kept.content) < whole / 5
    assert found["Q912"].titles == {"enwiki": "Mali"}
    line.close()


@pytest.mark.parametrize(
    ("name", "id", "label"),
    [
        ("wbgetentities-3-items-2019", "Q456", "Lyon"),
        ("wbgetentities-Q6-Q42-P31-2015", "Q42", "Douglas Adams"),
        ("wbgetentities-redirected-2018", "Q32063953", "Karlsruhe"),
    ],
)
def test_answers_of_many_years_are_read(wikidata: Wikidata, name: str, id: str, label: str) -> None:
    wikidata.trouble = send(body=(SAMPLES / f"{name}.json").read_bytes())
    line = Line(contact="me@paper.example", store=forgetful())
    asked = Items(Host(line, wikidata.api, max_bytes=MAX_BYTES, reduce=reduce))
    found, _ = asked.about([id, "Q6"], languages=["en"], wikis=["enwiki"], budget=Budget(seconds=5))
    line.close()
    assert set(found) == {id}
    assert found[id].label == label
    assert found[id].statements
    assert facts_of(found[id], {}, language="en")
