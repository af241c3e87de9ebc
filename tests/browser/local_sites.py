"""Two real servers on the loopback address: one that serves news pages, one that answers as a Backstory service."""

from __future__ import annotations

import hmac
import json
import select
import ssl
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
class Stream:
    """What a service answers line by line, each line when `go` is set anew."""

    lines: list[str]
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    broken: threading.Event = field(default_factory=threading.Event)  # the asker left in the middle


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
    replies: dict[str, Reply | Stream] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    token: str = "right"

    def proof(self, challenge: str) -> str:
        return hmac.new(self.token.encode(), f"backstory-proof:{challenge}".encode(), "sha256").hexdigest()

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
def serving(handler: type[Quiet], *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
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
            if self.path == "/proof" and self.path not in service.replies:
                reply = Reply({"proof": service.proof(body["challenge"])})
            if isinstance(reply, Stream):
                self.stream(reply)
                return
            time.sleep(reply.delay_s)
            text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            self.reply(reply.status, {"Content-Type": "application/json"}, text.encode())

        def stream(self, reply: Stream) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson")
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                for line in reply.lines:
                    while not reply.go.acquire(timeout=0.05):
                        if select.select([self.connection], [], [], 0)[0]:  # nothing more was to come but the end
                            raise ConnectionResetError
                    self.wfile.write(line.encode() + b"\n")
            except (BrokenPipeError, ConnectionResetError):
                reply.broken.set()
            self.close_connection = True

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
