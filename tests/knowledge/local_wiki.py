"""A small server of the tests' own on the loopback address, which answers, fails and lies as told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import requests

from backstory.knowledge.base import Answer
from backstory.knowledge.wikipedia import Wikipedia

BAKHMUT = {"query": {"pages": [{"ns": 0, "title": "Bakhmut", "description": "City in Ukraine", "extract": "A city."}]}}
Behaviour = Callable[[BaseHTTPRequestHandler], None]


def send(
    status: int = 200, body: bytes = b"", *, length: int | None = None, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


ANSWERS = send(body=json.dumps(BAKHMUT).encode(), Content_Type="application/json")


class Wiki:
    """A server that notes each request and answers as `behave` does."""

    def __init__(self) -> None:
        self.behave: Behaviour = ANSWERS
        self.requests: list[tuple[str, dict[str, str]]] = []
        wiki = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wiki.requests.append((self.path, dict(self.headers)))
                wiki.behave(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # clients that hang up are expected here
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/w/api.php"

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


@contextmanager
def asking(
    wiki: Wiki, session: requests.Session | None = None, *, timeout_s: float = 5, contact: str = "me@paper.example"
) -> Iterator[Wikipedia]:
    live = Wikipedia(
        api=wiki.api,
        wiki="enwiki",
        language="en",
        contact=contact,
        session=session or requests.Session(),
        timeout_s=timeout_s,
    )
    try:
        yield live
    finally:
        live.close()


def reasons(answer: Answer[object]) -> list[str]:
    return [gap.why for gap in answer.gaps]
