"""The client against the real service."""

from __future__ import annotations

import asyncio
import http.server
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from backstory.client import AsyncClient, Client, ServiceProblem
from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service
from backstory.web import create_app
from tests.web.conftest import TOKEN, pack, service_with  # noqa: F401 - fixtures
from tests.web.running import serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]

STORY = "Vladimir Putin flew home, and Prigozhin stayed. " * 30


@pytest.fixture
def address(service_with: Callable[..., Service]) -> Iterator[str]:  # noqa: F811
    with serving(create_app(service_with(max_batch=7))) as port:
        yield f"http://127.0.0.1:{port}/"


def test_a_text_comes_back_as_the_model_it_was_made_from(address: str) -> None:
    with Client(address, token=TOKEN) as client:
        answer = client.enrich(text=STORY, options={"text": True})
        assert answer.page.text == STORY
        assert {card.label for card in answer.cards} == {"Vladimir Putin", "Yevgeny Prigozhin"}
        assert client.version()["paired"] is True


def test_what_is_refused_is_the_services_problem(address: str) -> None:
    with Client(address) as client, pytest.raises(ServiceProblem, match="the text is empty") as refused:
        client.enrich(text=" ")
    assert (refused.value.kind, refused.value.status) == ("unusable-input", 422)


def test_many_come_back_in_order_with_the_problem_of_each(address: str) -> None:
    texts = ["Vladimir Putin left.", " ", "Wagner left.", *["Prigozhin left."] * 8]
    requests = [EnrichRequest(text=text) for text in texts]
    with Client(address) as client:
        told = [
            each.kind if isinstance(each, ServiceProblem) else each.mentions[0].surface
            for each in client.batch(requests, at_once=3)
        ]
        assert told == ["Vladimir Putin", "unusable-input", "Wagner", *["Prigozhin"] * 8]
        with pytest.raises(ServiceProblem, match="at most 7"):
            list(client.batch(requests, at_once=8))


def test_the_same_for_asyncio(address: str) -> None:
    async def ask() -> list[str]:
        async with AsyncClient(address) as client:
            one, other = await asyncio.gather(client.enrich(text="Wagner left."), client.enrich(text="Russia left."))
            many = [each async for each in client.batch([EnrichRequest(text="Prigozhin left.")])]
            assert isinstance(many[0], type(one))
            assert (await client.version())["name"] == "backstory"
            return [one.mentions[0].surface, other.mentions[0].surface]

    # In a thread of its own: the browser suites, run before, leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(ask())).result() == ["Wagner", "Russia"]


@contextmanager
def _answering(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[str]:
    left = iter(answers)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, body = next(left)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        running.join()


BUSY = (503, {"Retry-After": "2"}, b'{"type": "/problems/busy", "title": "busy", "status": 503}')


def test_a_busy_service_is_asked_again_after_the_time_it_names_and_not_for_ever() -> None:
    waited: list[float] = []
    with (
        _answering(BUSY, BUSY, BUSY) as address,
        Client(address, sleep=waited.append) as client,
        pytest.raises(ServiceProblem) as refused,
    ):
        client.enrich(text="x")
    assert (refused.value.kind, waited) == ("busy", [2.0, 2.0])


def test_what_is_no_problem_json_is_one_too() -> None:
    with (
        _answering((502, {}, b"<html>Bad gateway")) as address,
        Client(address) as client,
        pytest.raises(ServiceProblem, match="HTTP 502"),
    ):
        client.enrich(text="x")
