"""A real HTTP server on the loopback address that answers `wbgetentities` from items as Wikidata gave them in 2019.

A Wikibase cannot be had here, so this stands in for it: the items are Wikidata's own, whole; only what the question
leaves out (languages, kinds of data) is cut away, as Wikidata does.
"""

from __future__ import annotations

import bz2
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "wikidata"

Items = dict[str, dict[str, object]]


def dumped_items() -> Items:
    """The items of the dump: a hundred countries, cities and clubs."""
    found: Items = {}
    with bz2.open(SAMPLES / "dump-100-items-2019.json.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("{"):
                item = json.loads(line.rstrip().rstrip(","))
                found[item["id"]] = item
    return found


class Wikidata:
    """Notes each request. `trouble`: answers in place of the items, while it is set."""

    def __init__(self, items: Items) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.trouble: Callable[[BaseHTTPRequestHandler], None] | None = None
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append((self.path, dict(self.headers)))
                if server.trouble is not None:
                    server.trouble(self)
                    return
                body = json.dumps(answer(items, self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

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
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def answer(items: Items, path: str) -> dict[str, object]:
    """What `wbgetentities` says: of each id the parts asked for, in the languages asked for."""
    asked = {name: values[0].split("|") for name, values in parse_qs(urlsplit(path).query).items()}
    return {"entities": {id: _part(items.get(id), id, asked) for id in asked["ids"]}, "success": 1}


def _part(item: dict[str, object] | None, id: str, asked: dict[str, list[str]]) -> dict[str, object]:
    if item is None:
        return {"id": id, "missing": ""}
    part: dict[str, object] = {"type": "item", "id": item["id"]}
    if "info" in asked["props"]:
        part |= {name: item[name] for name in ("lastrevid", "modified", "pageid") if name in item}
    for name in ("labels", "descriptions"):
        if name in asked["props"]:
            part[name] = {code: term for code, term in dict(item[name]).items() if code in asked["languages"]}
    if "claims" in asked["props"]:
        part["claims"] = item["claims"]
    if "sitelinks" in asked["props"]:
        links = dict(item["sitelinks"]) if item["sitelinks"] else {}
        part["sitelinks"] = {wiki: link for wiki, link in links.items() if wiki in asked["sitefilter"]}
    return part
