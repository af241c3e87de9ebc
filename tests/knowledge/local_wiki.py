"""A small server of the tests' own on the loopback address, which answers, fails and lies as told."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from backstory.knowledge.base import Findings
from backstory.knowledge.http_client import Budget, Line, Store, forgetful
from backstory.knowledge.live import Live
from backstory.knowledge.live.page import LivePage
from backstory.model import Candidate, Profile

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


class Reader:
    """Opens a page of its own for each list of names; cards are those of the page opened last."""

    def __init__(self, live: Live, timeout_s: float) -> None:
        self.live = live
        self._timeout_s = timeout_s
        self._page: LivePage | None = None

    def candidates(self, names: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        self._page = self.page()
        return self._page.candidates(names)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        return (self._page or self.page()).profiles(ids)

    def page(self) -> LivePage:
        return self.live.page("en", budget=Budget(seconds=self._timeout_s))


@contextmanager
def asking(
    wiki: Wiki | str,
    store: Store | None = None,
    *,
    timeout_s: float = 5,
    contact: str = "me@paper.example",
    wikidata: str | None = None,
    offline: bool = False,
) -> Iterator[Reader]:
    """Live sources on one wiki, with Wikidata only where it is given."""
    line = Line(contact=contact, store=store or forgetful(), offline=offline)
    live = Live(line, api=wiki if isinstance(wiki, str) else wiki.api, wiki="enwiki", wikidata=wikidata)
    try:
        yield Reader(live, timeout_s)
    finally:
        live.close()


def reasons(answer: Findings[object]) -> list[str]:
    return [gap.why for gap in answer.gaps]


def asked_for(path: str) -> dict[str, str]:
    """The parameters of a request."""
    return dict(parse_qsl(urlsplit(path).query))
