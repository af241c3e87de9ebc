"""The real server: bodies stay in memory, what cannot be read is a problem too, and stopping finishes what runs."""

from __future__ import annotations

import http.client
import json
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory.web import create_app
from backstory.web.server import Server
from tests.web.running import serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


@pytest.mark.parametrize("chunked", [False, True])
def test_no_body_is_ever_written_to_a_file(
    service_with: Callable[..., Service], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chunked: bool
) -> None:
    # whatever would be written goes to a folder that is not there, and fails
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no-such-folder"))
    body = json.dumps({"text": "Vladimir Putin flew home.", "html": "<p>" + "x" * 3_000_000}).encode()
    with serving(create_app(service_with())) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        sent = iter([body[:1_500_000], body[1_500_000:]]) if chunked else body
        connection.request("POST", "/enrich", sent, {"Content-Type": "application/json"}, encode_chunked=chunked)
        answer = connection.getresponse()
        assert answer.status in (200, 422)
        answer.read()
        connection.close()


@pytest.mark.parametrize(
    ("sent", "status", "kind"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: ".ljust(32_768, b"y"), 431, "headers-too-large"),
        (b"POST /enrich HTTP/1.1\r\nHost: x\r\nContent-Length: -7\r\n\r\n", 400, "malformed-request"),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "malformed-request"),
        (b"POST /enrich HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413, "body-too-large"),
        (b"POST /enrich HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zip\r\n\r\n", 501, "internal"),
    ],
)
def test_what_is_no_readable_request_is_a_problem_like_any_other(
    service_with: Callable[..., Service], sent: bytes, status: int, kind: str
) -> None:
    with serving(create_app(service_with())) as port, socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(sent)
        head, _, body = _all(connection).partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status
    assert b"application/problem+json" in head
    said = json.loads(body)
    assert (said["type"], said["status"]) == (f"/problems/{kind}", status)


def test_told_to_stop_it_finishes_what_runs_and_takes_no_more(
    service_with: Callable[..., Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()
    told = Service.told

    def slow(self: Service, request: object) -> object:
        started.set()
        go_on.wait(30)
        return told(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Service, "told", slow)
    server = Server(create_app(service_with()), Settings(port=0, threads=2))
    running = threading.Thread(target=server.run)
    running.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", "/enrich", b'{"text": "Vladimir Putin."}', {"Content-Type": "application/json"})
    assert started.wait(30), "no story began"
    server.stop()
    while _listens(server.port):
        pass
    assert running.is_alive()
    go_on.set()
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["cards"][0]["label"]) == (200, "Vladimir Putin")
    connection.close()
    running.join(30)
    assert not running.is_alive()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _all(connection: socket.socket) -> bytes:
    came = b""
    while part := connection.recv(65536):
        came += part
    return came
