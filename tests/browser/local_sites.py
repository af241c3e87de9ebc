"""Two real servers on the loopback address: one that serves news pages, one that answers as a Backstory service."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What a service answers."""

    body: Any
    status: int = 200
    delay_s: float = 0.0


@dataclass
class Asked:
    """A request that a service got."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class CannedService:
    """Answers /enrich and /version with what a test puts in; keeps what it was asked."""

    address: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def pages(self) -> list[Any]:
        """The bodies of the pages sent."""
        return [one.body for one in self.asked if one.path == "/enrich"]


@dataclass
class Site:
    """Serves the pages that a test puts in, as a host name of the outside world."""

    address: str
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def put(self, path: str, html: str, **headers: str) -> str:
        """The address of the page."""
        self.pages[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.address + path


class Quiet(BaseHTTPRequestHandler):
    """Logs nothing: a test's output is its assertion."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        del format, args

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        try:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser left


@contextmanager
def serving(handler: type[Quiet]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def canned_service() -> Iterator[CannedService]:
    service = CannedService("")

    class Handler(Quiet):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            service.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            reply = service.replies.get(self.path, Reply({"detail": "nothing here"}, 404))
            time.sleep(reply.delay_s)
            text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            self.reply(reply.status, {"Content-Type": "application/json"}, text.encode())

        do_GET = do_POST = do_OPTIONS = answer

    with serving(Handler) as port:
        service.address = f"http://127.0.0.1:{port}"
        yield service


@contextmanager
def news_site(host: str) -> Iterator[Site]:
    site = Site("")

    class Handler(Quiet):
        def do_GET(self) -> None:
            html, headers = site.pages.get(self.path, ("", {}))
            status = 200 if self.path in site.pages else 404
            if self.path == "/favicon.ico":
                status = 204  # asked for by the browser itself; not finding it would stand in the console
            kind = "text/css" if self.path.endswith(".css") else "text/html"
            self.reply(status, {"Content-Type": f"{kind}; charset=utf-8", **headers}, html.encode())

    with serving(Handler) as port:
        site.address = f"http://{host}:{port}"
        yield site
