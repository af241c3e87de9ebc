"""The service's stream over a real server: lines arrive as they are ready."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import OutOfTime
from backstory.service.assembly import assemble
from backstory.service.settings import Settings
from backstory.web import create_app
from tests.knowledge.local_wiki import ANSWERS, Wiki
from tests.web.running import serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]

TEXT = "It rained in Kyiv and in Bakhmut Hollow, said Ada Quill of Quillwick."


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    server = Wiki()
    yield server
    server.stop()


@pytest.fixture
def port(settings: Settings, wiki: Wiki) -> Iterator[int]:
    live = {"live": True, "live_api": wiki.api, "live_wikidata": "", "contact": "me@paper.example"}
    service = assemble(settings.model_copy(update=live))
    with serving(create_app(service)) as port:
        yield port
    service.close()


@contextmanager
def ask(port: int, *, accept: str = "application/x-ndjson", **request: Any) -> Iterator[http.client.HTTPResponse]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        headers = {"Content-Type": "application/json", "Accept": accept}
        connection.request("POST", "/enrich", json.dumps(request), headers)
        yield connection.getresponse()


def lines_of(port: int, **request: Any) -> list[dict[str, Any]]:
    with ask(port, **request) as response:
        return [json.loads(line) for line in response.read().splitlines()]


def test_the_packs_cards_come_before_the_live_sources_answer(port: int, wiki: Wiki) -> None:
    go = threading.Event()

    def held(handler: object) -> None:
        go.wait(10)
        ANSWERS(handler)  # type: ignore[arg-type]

    wiki.behave = held
    with ask(port, text=TEXT, options={"live": True}) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "application/x-ndjson"
        early = [json.loads(response.readline()) for _ in range(4)]
        assert [next(iter(line)) for line in early] == ["page", "mentions", "sources", "card"]
        assert early[3]["card"]["label"] == "Kyiv"
        go.set()
        rest = [json.loads(line) for line in response.read().splitlines()]
    assert next(iter(rest[-1])) == "end"
    assert early[3]["card"]["id"] in rest[-1]["end"]["cards"]


def test_a_dead_source_ends_the_stream_with_a_named_gap(port: int, wiki: Wiki) -> None:
    wiki.stop()
    began = time.monotonic()
    lines = lines_of(port, text=TEXT, options={"live": True})
    assert time.monotonic() - began < 4.5
    assert any("could not be reached" in gap["why"] for gap in lines[-1]["end"]["gaps"])


def test_without_live_sources_the_lines_hold_the_same_answer(port: int) -> None:
    lines = lines_of(port, text=TEXT)
    with ask(port, accept="application/json", text=TEXT) as response:
        whole = json.loads(response.read())
    assert [line["card"] for line in lines if "card" in line] == whole["cards"]
    assert [line["mentions"] for line in lines if "mentions" in line] == [whole["mentions"]]


def test_a_request_that_does_not_fit_is_problem_json_as_ever(port: int) -> None:
    with ask(port, text=" ") as response:
        assert response.status == 422
        assert response.headers["Content-Type"] == "application/problem+json"


def test_what_fails_on_the_way_is_the_last_line(settings: Settings, tmp_path: Path) -> None:
    service = assemble(settings)
    client = create_app(service).test_client()
    steps = service.steps

    def failing(request: object) -> Iterator[object]:
        yield next(steps(request))  # type: ignore[arg-type]
        raise OutOfTime("the page took longer than 10 s")

    object.__setattr__(service, "steps", failing)
    answer = client.post("/enrich", json={"text": TEXT}, headers={"Accept": "application/x-ndjson"})
    last = json.loads(answer.data.splitlines()[-1])
    assert last["problem"]["type"] == "/problems/out-of-time"
    assert last["problem"]["status"] == 503
    service.close()
