"""A real kiwix-serve over ZIM files, and a server that gives the files themselves with their metalinks."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SERVE, MANAGE = shutil.which("kiwix-serve"), shutil.which("kiwix-manage")


@dataclass
class Files:
    """What a mirror gives, and how it behaves."""

    folder: Path
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # path and Range of each request
    breaks_off_after: int | None = None  # bytes of the next answer, after which the connection is cut
    wrong_hash: bool = False
    address: str = ""

    def metalink(self, name: str) -> bytes:
        """The metalink of a file. Source: RFC 5854."""
        content = (self.folder / name).read_bytes()
        digest = "0" * 64 if self.wrong_hash else hashlib.sha256(content).hexdigest()
        return (
            f'<metalink xmlns="urn:ietf:params:xml:ns:metalink"><file name="{name}">'
            f'<size>{len(content)}</size><hash type="sha-256">{digest}</hash>'
            f'<url priority="1">{self.address}/{name}</url></file></metalink>'
        ).encode()


@contextmanager
def mirror(folder: Path) -> Iterator[Files]:
    """A file server on the loopback address that knows Range, breaks off and lies as it is told."""
    files = Files(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            wanted = self.headers.get("Range")
            files.asked.append((name, wanted))
            if name.endswith(".meta4"):
                return self._give(200, files.metalink(name.removesuffix(".meta4")), {})
            content = (folder / name).read_bytes()
            if wanted is None:
                return self._give(200, content, {})
            first = int(wanted.removeprefix("bytes=").rstrip("-"))
            if first >= len(content):
                return self._give(416, b"", {})
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            return self._give(206, content[first:], {"Content-Range": span})

        def _give(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            cut, files.breaks_off_after = files.breaks_off_after, None
            if cut is not None and not self.path.endswith(".meta4"):
                self.wfile.write(body[:cut])
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                files.breaks_off_after = cut
                self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    files.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield files
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def catalogue(files: Files, work: Path) -> Iterator[str]:
    """Address of the catalogue of a real kiwix-serve that offers the mirror's ZIM files."""
    if SERVE is None or MANAGE is None:
        pytest.skip("kiwix-tools are not on this machine")
    library = work / "library.xml"
    for path in sorted(files.folder.glob("*.zim")):
        url = f"{files.address}/{path.name}.meta4"
        subprocess.run([MANAGE, library, "add", path, "--url", url], check=True, capture_output=True, timeout=30)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = subprocess.Popen(
        [SERVE, "--library", str(library), "--port", str(port), "--address", "127.0.0.1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/catalog/v2/entries"
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=1).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield address
    finally:
        run.terminate()
        run.wait(20)
