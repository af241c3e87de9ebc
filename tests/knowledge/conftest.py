"""Fixtures of the knowledge tests: the real MediaWiki, and one that gives kept answers with sockets shut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter

from tests.knowledge.local_wiki import Reader, Wiki, asking
from tests.knowledge.recorded import DATE, WIKI, kept_answers
from tests.support.mediawiki_server import MediaWiki, NoMediaWiki, serve


@pytest.fixture(scope="session")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """The real MediaWiki; skips, with the reason, where it cannot be started."""
    try:
        with serve(tmp_path_factory.mktemp("mediawiki")) as running:
            yield running
    except NoMediaWiki as reason:
        pytest.skip(f"No real MediaWiki here: {reason}")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were asked for; each is answered from `fixtures/wikipedia`."""
    answers = kept_answers()
    addresses: list[str] = []

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, **_: object) -> requests.Response:
        addresses.append(request.url or "")
        body = answers[frozenset(parse_qsl(urlsplit(request.url or "").query))]
        raw = urllib3.HTTPResponse(
            io.BytesIO(body),
            headers={"Content-Type": "application/json", "Date": DATE},
            status=200,
            preload_content=False,
        )
        return adapter.build_response(request, raw)

    monkeypatch.setattr(HTTPAdapter, "send", send)
    return addresses


@pytest.fixture
def recorded_wiki(asked: list[str]) -> Iterator[Reader]:
    """Wikipedia as `fixtures/wikipedia` keeps it."""
    with asking(f"{WIKI}/w/api.php", contact="tests@backstory.example") as reader:
        yield reader


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    server = Wiki()
    yield server
    server.stop()
