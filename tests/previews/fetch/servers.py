"""Real servers on the loopback address: they play the web, with any manners, and count who connects."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Script = Callable[[socket.socket, str], None]  # what is said to a request for a path

STORY = (
    "<html lang=en><head><title>The bridge is open</title></head><body><article><h1>The bridge is open</h1>"
    + "<p>The bridge over the harbour was opened on Monday by the mayor, who walked across it first.</p>" * 6
    + "</article></body></html>"
).encode()
SECRET = b"<html><body><article><h1>Secret</h1>" + b"<p>The keys of the house are under the mat.</p>" * 9


def answer(
    body: bytes = STORY, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **more: str
) -> bytes:
    """A whole HTTP answer; further headers by name, `_` for `-`."""
    given = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def says(data: bytes) -> Script:
    """Says this and closes."""
    return lambda peer, _path: peer.sendall(data)


def redirect(to: str, status: int = 302) -> Script:
    return says(answer(b"", status=f"{status} Found", Location=to))


def endless(head: bytes, piece: bytes, pause_s: float = 0.0) -> Script:
    """Goes on until the peer has enough."""

    def script(peer: socket.socket, _path: str) -> None:
        peer.sendall(head)
        while True:
            peer.sendall(piece)
            if pause_s:
                time.sleep(pause_s)

    return script


def after(pause_s: float, script: Script) -> Script:
    """Thinks so long before it says anything."""

    def late(peer: socket.socket, path: str) -> None:
        time.sleep(pause_s)
        script(peer, path)

    return late


def silent(peer: socket.socket, _path: str) -> None:
    """Says nothing until the peer goes away."""
    while peer.recv(1_000):
        pass


def gzip_bomb(size: int = 300_000_000) -> bytes:
    """So many zeros, in a thousandth of the bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    million = bytes(1_000_000)
    return b"".join(packer.compress(million) for _ in range(size // 1_000_000)) + packer.flush()


@dataclass
class Site:
    """A running server: what it was asked, and how often anybody connected."""

    port: int
    scripts: Mapping[str, Script]
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asked(self) -> list[str]:
        """The paths, in order, robots.txt left out."""
        paths = [request.split(b" ", 2)[1].decode() for request in self.requests if b" " in request]
        return [path for path in paths if not path.endswith("/robots.txt")]

    def play(self, peer: socket.socket) -> None:
        """One connection: read a request's head, say what is on for its path."""
        with self.lock:
            self.connections += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self._say(peer)
        finally:
            with self.lock:
                self.at_once -= 1

    def _say(self, peer: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = peer.recv(65_536)
            if not received:
                return
            head += received
        self.requests.append(head)
        path = head.split(b" ", 2)[1].decode()
        missing = says(answer(b"", status="404 Not Found"))
        self.scripts.get(path, self.scripts.get("*", missing))(peer, path)


@contextmanager
def serving(
    scripts: Mapping[str, Script], *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """A site that answers by its scripts, each connection in a thread; "*" is for every other path."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                if tls is None:
                    site.play(self.request)
                    return
                with tls.wrap_socket(self.request, server_side=True) as wrapped:
                    site.play(wrapped)

    class Server(socketserver.ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

    with Server((host, port), Handler) as server:
        site = Site(server.server_address[1], scripts)
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        try:
            yield site
        finally:
            server.shutdown()
            running.join()
