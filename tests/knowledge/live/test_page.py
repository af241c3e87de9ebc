"""What leaves the machine when Wikipedia is asked, and what is done with half an answer."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from backstory.errors import InputError
from backstory.knowledge.http_client import Budget, open_store
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from tests.knowledge.local_wiki import BAKHMUT, Wiki, asked_for, asking, send

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


def test_only_titles_leave(wiki: Wiki) -> None:
    sentence = "The group, which the White House said on Friday had bought rockets and missiles from the North."
    with asking(wiki) as live:
        answer = live.candidates({"Bakhmut", "Putin’s chef", sentence})
        live.profiles({"en:Soledar"})
    asked = [asked_for(path) for path, _ in wiki.requests]
    assert [each.get("titles") or each.get("gsrsearch") for each in asked] == [
        "Bakhmut|Putin's chef|Bakhmut (disambiguation)",
        "Putin's chef",
        "Soledar",
    ]
    assert [gap.what for gap in answer.gaps] == ["“The group, which the White House said o…”"]


def test_every_request_says_who_we_are_and_carries_nothing_else(
    wiki: Wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    wiki.behave = send(body=json.dumps(BAKHMUT).encode(), Set_Cookie="session=1; Path=/")
    with asking(wiki) as live:
        live.candidates({"Bakhmut"})
        live.candidates({"Soledar"})
    for _, headers in wiki.requests:
        assert set(headers) == {"Host", "User-Agent", "Accept-Encoding", "Accept", "Connection"}
        assert headers["User-Agent"].startswith("Backstory/")
        assert headers["User-Agent"].endswith(" (me@paper.example) requests-cache")
        assert "gzip" in headers["Accept-Encoding"]


@pytest.mark.parametrize("contact", ["", "  ", "me\r\nX-Evil: 1", "a(b)c", "é@x.example", "x" * 300])
def test_live_look_ups_need_a_contact(wiki: Wiki, contact: str) -> None:
    with pytest.raises(InputError, match="contact"), asking(wiki, contact=contact):
        pass


@pytest.mark.parametrize(
    "api",
    ["", "en.wikipedia.org", "file:///etc/passwd", "https:///w/api.php", "https://x/?a=1", "http://*.x/", "http://["],
)
def test_an_address_that_is_none_is_refused(api: str) -> None:
    with pytest.raises(InputError, match=r"api\.php"), asking(api):
        pass


def test_no_name_is_logged(wiki: Wiki, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), asking(wiki, open_store(tmp_path / "http.sqlite")) as live:
        live.candidates({"Bakhmut"})
        wiki.behave = send(500)
        live.candidates({"Soledar"})
    assert "live names: 1 found" in caplog.text
    assert "Bakhmut" not in caplog.text
    assert "Soledar" not in caplog.text


def test_an_answer_without_a_date_is_of_no_day(wiki: Wiki) -> None:
    def undated(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps(BAKHMUT).encode()
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    wiki.behave = undated
    with asking(wiki) as live:
        assert live.profiles({"en:Bakhmut"}).found["en:Bakhmut"].source.retrieved is None


def test_senses_that_cannot_be_had_leave_the_other_names(wiki: Wiki) -> None:
    pages = [*BAKHMUT["query"]["pages"], {"ns": 0, "title": "Wagner", "pageprops": {"disambiguation": ""}}]
    first = send(body=json.dumps({"query": {"pages": pages}}).encode())
    wiki.behave = lambda handler: (send(500) if "generator=links" in handler.path else first)(handler)
    with asking(wiki) as live:
        answer = live.candidates({"Bakhmut", "Wagner"})
    assert set(answer.found) == {"Bakhmut"}
    assert [gap.what for gap in answer.gaps] == ["Senses of ambiguous names"]


def test_introductions_that_cannot_be_had_leave_the_descriptions(wiki: Wiki) -> None:
    page = {"ns": 0, "title": "Bakhmut", "description": "City in Ukraine"}
    whole = send(body=json.dumps({"query": {"pages": [page]}}).encode())
    wiki.behave = lambda handler: (send(500) if "exintro" in handler.path else whole)(handler)
    with asking(wiki) as live:
        answer = live.candidates({"Bakhmut"})
        assert set(answer.found) == {"Bakhmut"}
        assert [gap.what for gap in answer.gaps] == ["Introductions of some names"]
        told = live.profiles({"en:Bakhmut"})
    assert told.found["en:Bakhmut"].summary == ()
    assert told.found["en:Bakhmut"].entity.description == "City in Ukraine"
    assert [gap.what for gap in told.gaps] == ["Introductions of some cards"]


def test_more_senses_than_are_read_are_a_gap(wiki: Wiki) -> None:
    page = {"ns": 0, "title": "Wagner", "pageprops": {"disambiguation": ""}, "extract": ""}
    linked = {"query": {"pages": [{"ns": 0, "title": "Wagner Group"}]}, "continue": {"gplcontinue": "1|0|X"}}
    wiki.behave = lambda handler: send(
        body=json.dumps(linked if "generator" in handler.path else {"query": {"pages": [page]}}).encode()
    )(handler)
    with asking(wiki) as live:
        answer = live.candidates({"Wagner"})
    assert [c.entity.label for c in answer.found["Wagner"]] == ["Wagner Group"]
    assert [gap.what for gap in answer.gaps] == ["Some senses of ambiguous names"]


def test_what_a_pack_knows_by_its_title_keeps_the_packs_id(wiki: Wiki, tmp_path: Path) -> None:
    source = tmp_path / "own.jsonl"
    source.write_text('{"id":"en:Bakhmut","label":"Bakhmut"}\n', encoding="utf-8")
    build_pack(read_source(source), tmp_path / "own.pack", PackMeta(name="own"), built="2026-01-01")
    page = {**BAKHMUT["query"]["pages"][0], "pageprops": {"wikibase_item": "Q156"}}
    wiki.behave = send(body=json.dumps({"query": {"pages": [page]}}).encode())
    with asking(wiki) as live, closing(Pack(tmp_path / "own.pack")) as pack:
        by_pack = live.live.page("en", budget=Budget(seconds=5), packs=pack).candidates({"Bakhmut"}).found
        alone = live.candidates({"Bakhmut"}).found
    assert [candidate.entity.id for candidate in by_pack["Bakhmut"]] == ["en:Bakhmut"]
    assert [candidate.entity.id for candidate in alone["Bakhmut"]] == ["Q156"]
