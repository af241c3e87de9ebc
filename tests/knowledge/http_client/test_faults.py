"""What may come back instead of an answer: each is a named gap, in time, and never stored."""

from __future__ import annotations

import gzip
import json
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from backstory.knowledge.http_client import open_store, transport
from tests.knowledge.local_wiki import ANSWERS, BAKHMUT, Behaviour, Wiki, asking, reasons, send

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]

DEEP = b"[" * 90_000


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (send(403, b"Please set a user-agent"), "refuses us (403)"),
        (send(404), "does not take the question (404)"),
        (send(429, b"Too many requests\n"), "asks us to wait (429)"),
        (send(500, b"<h1>Error</h1>"), "trouble of its own (500)"),
        (send(503), "trouble of its own (503)"),
        (send(302, Location="/w/api.php"), "points to another address (302)"),
        (send(304), "points to another address (304)"),
        (send(body=b"<!DOCTYPE html><title>Wikimedia Error</title>"), "an HTML page where JSON was due"),
        (send(body=b"not json"), "something else where JSON was due"),
        (send(body=DEEP), "something else where JSON was due"),
        (send(body=b'{"error":{"code":"internal_api_error_DBError"}}'), "refused the question (internal_api_error"),
        (send(body=b"[]"), "does not have the form"),
        (send(body=json.dumps(BAKHMUT).encode(), length=5_000), "broke off"),
        (send(body=b"not gzip", Content_Encoding="gzip"), "broke off"),
        (send(body=b'"' + b"x" * 3_000_000 + b'"'), "larger than 2 MB"),
        (send(body=gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"), "larger than 2 MB"),
    ],
)
def test_what_is_no_whole_answer_is_a_named_gap_and_never_stored(
    wiki: Wiki, tmp_path: Path, behaviour: Behaviour, why: str
) -> None:
    wiki.behave = behaviour
    with asking(wiki, open_store(tmp_path / "http.sqlite")) as live:
        answer = live.candidates({"Bakhmut"})
        assert answer.found == {}
        assert [gap.what for gap in answer.gaps] == ["Live look-up of 1 name"]
        assert why in reasons(answer)[0]
        assert len(wiki.requests) == 1
        wiki.behave = ANSWERS
        assert set(live.candidates({"Bakhmut"}).found) == {"Bakhmut"}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "17"}, 17),
        ({"Retry_After": "999999999999"}, 86_400),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "Fri, 31 Dec 1999 23:59:59 GMT"}, 0),
        ({}, None),
    ],
)
def test_the_time_to_wait_is_told(wiki: Wiki, headers: dict[str, str], seconds: float | None) -> None:
    wiki.behave = send(429, **headers)
    with asking(wiki) as live:
        assert [gap.retry_after_s for gap in live.candidates({"Bakhmut"}).gaps] == [seconds]


def test_a_wiki_that_is_not_there_is_a_gap(wiki: Wiki) -> None:
    with asking(wiki) as live:
        wiki.stop()
        assert reasons(live.candidates({"Bakhmut"})) == ["Wikipedia gave no answer. It could not be reached."]
        assert reasons(live.profiles({"en:Bakhmut"})) == ["Wikipedia gave no answer. It could not be reached."]


def test_a_certificate_that_is_none_is_a_gap(wiki: Wiki) -> None:
    with asking(wiki.api.replace("http:", "https:")) as live:
        assert reasons(live.candidates({"Bakhmut"})) == [
            "Wikipedia gave no answer. Its certificate could not be verified."
        ]


def test_a_name_that_does_not_resolve_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with asking("http://wiki.example/w/api.php") as live:
        assert "is there a network?" in reasons(live.candidates({"Bakhmut"}))[0]


@pytest.mark.parametrize("pause", ["before", "within"])
def test_the_deadline_holds_however_the_answer_drips(wiki: Wiki, pause: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if pause == "before":
            time.sleep(1.2)
            ANSWERS(handler)
            return
        body = json.dumps(BAKHMUT).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for start in range(0, len(body), 20):
            handler.wfile.write(body[start : start + 20])
            time.sleep(0.2)

    wiki.behave = drip
    with asking(wiki, timeout_s=0.3) as live:
        began = time.monotonic()
        answer = live.candidates({"Bakhmut"})
        assert time.monotonic() - began < 1
        assert reasons(answer) == ["Wikipedia gave no answer. It did not answer in time."]


def test_what_comes_late_is_kept_for_the_next_time(wiki: Wiki, tmp_path: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps(BAKHMUT).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for part in (body[:30], body[30:60], body[60:]):
            time.sleep(0.15)
            handler.wfile.write(part)

    wiki.behave = drip
    session = open_store(tmp_path / "http.sqlite")
    with asking(wiki, session, timeout_s=0.25) as live:
        assert live.candidates({"Bakhmut"}).found == {}
        while not session.cache.responses.count():
            time.sleep(0.05)
        assert set(live.candidates({"Bakhmut"}).found) == {"Bakhmut"}
    assert len(wiki.requests) == 1


def test_an_answer_without_end_is_let_go(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_SECONDS", 0.0)
    with asking(wiki) as live:
        assert reasons(live.candidates({"Bakhmut"})) == ["Wikipedia gave no answer. Its answer did not come to an end."]
