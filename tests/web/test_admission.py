"""So many stories at a time and no more; what asks for no story is answered meanwhile."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service
from backstory.web import create_app
from backstory.web.admission import Admission
from backstory.web.problems import Refused
from tests.web.conftest import client_of
from tests.web.running import serving


def test_beyond_those_that_run_and_those_that_wait_one_is_refused_at_once() -> None:
    admission = Admission(1, 0, 60)
    admission.enter()
    with pytest.raises(Refused) as refused:
        admission.enter()
    assert (refused.value.kind, refused.value.headers) == ("busy", {"Retry-After": "2"})
    admission.leave()
    admission.enter()


def test_who_waits_in_vain_gives_the_place_back() -> None:
    admission = Admission(1, 1, 0.0)
    admission.enter()
    for _ in range(3):
        with pytest.raises(Refused, match="No turn came"):
            admission.enter()


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_turns_are_given_back_whatever_becomes_of_the_request(
    service_with: Callable[..., Service], accept: str
) -> None:
    client = client_of(service_with(threads=1, queue=0))
    for body in ({"text": "Vladimir Putin."}, {"text": " "}, {"x": 1}, {"text": "Moscow", "html": "<p>"}):
        with client.post("/enrich", json=body, headers={"Accept": accept}) as answer:
            answer.get_data()
        assert answer.status_code != 503
    assert client.post("/enrich", json={"text": "Vladimir Putin."}).status_code == 200


def test_a_failure_gives_its_turn_back(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Service, "told", fail)
        for _ in range(40):
            assert client.post("/enrich", json={"text": "x"}).status_code == 500
    assert client.post("/enrich", json={"text": "Vladimir Putin."}).status_code == 200


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_while_every_turn_is_taken_health_is_answered_and_more_stories_are_refused(
    service_with: Callable[..., Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Semaphore(0), threading.Event()
    told = Service.told

    def slow(self: Service, request: object) -> object:
        started.release()
        go_on.wait(30)
        return told(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Service, "told", slow)
    service = service_with(threads=2, queue=1)
    with serving(create_app(service), threads=2, queue=1) as port, ThreadPoolExecutor(3) as pool:
        running = [pool.submit(_ask, port, "POST", "/enrich") for _ in range(2)]
        for _ in running:
            assert started.acquire(timeout=30), "no story began"
        waiting = pool.submit(_ask, port, "POST", "/enrich")
        statuses = [_ask(port, "GET", path)[0] for path in ("/healthz", "/readyz", "/metrics")]
        refused = _refused(port)
        go_on.set()
        assert statuses == [200, 200, 200]
        assert refused == (503, "2")
        assert [each.result()[0] for each in (*running, waiting)] == [200, 200, 200]


def _refused(port: int) -> tuple[int, str | None]:
    """The first refusal: the one that waits may be on its way still, and then this one waits in its place."""
    while True:
        status, retry = _ask(port, "POST", "/enrich", wait=1)
        if status:
            return status, retry


def _ask(port: int, method: str, path: str, wait: float = 30) -> tuple[int, str | None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=wait)
    try:
        body = b'{"text": "Vladimir Putin."}' if method == "POST" else None
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")
    except TimeoutError:
        return 0, None
    finally:
        connection.close()
