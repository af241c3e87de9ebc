"""The app behind the real server, asked over a real socket."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from backstory.service.assembly import Service
from backstory.web import create_app
from tests.web.running import serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


@pytest.fixture
def port(service_with: Callable[..., Service]) -> Iterator[int]:
    """The port of a running server; it takes bodies of 100,000 bytes."""
    with serving(create_app(service_with(max_body_bytes=100_000))) as port:
        yield port


def _post(port: int, body: bytes | Iterator[bytes], **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/enrich", body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_story_is_told_over_a_socket(port: int) -> None:
    status, body = _post(port, b'{"text": "Vladimir Putin flew home."}')
    assert status == 200
    assert b'"Q7747"' in body


def test_a_body_in_chunks_is_bounded_as_well(port: int) -> None:
    chunks = (b"x" * 10_000 for _ in range(11))
    status, body = _post(port, chunks)
    assert status == 413
    assert b"body-too-large" in body


def test_requests_side_by_side_get_the_same_cards(port: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: _post(port, b'{"text": "Vladimir Putin met Yevgeny Prigozhin."}'), range(40)))
    assert {status for status, _ in answers} == {200}
    assert len({body.split(b'"about"')[0] for _, body in answers}) == 1


def test_a_rebound_name_is_refused_over_a_socket(port: int) -> None:
    assert _post(port, b"{}", Host="evil.example")[0] == 403
