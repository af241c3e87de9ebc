"""A real service on a pack of five entities, and a client of its app."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from backstory.knowledge.pack import build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory.web import create_app

TOKEN = "a-token-of-the-tests"
ALLOWED = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"

ENTITIES = (
    {
        "id": "Q7747",
        "label": "Vladimir Putin",
        "kind": "person",
        "description": "President of Russia",
        "summary": "Head of the Russian state.",
        "aliases": [{"text": "Putin", "count": 98}],
        "popularity": 0.93,
        "facts": [{"property": "position held", "pid": "P39", "value": "President of Russia", "start": "2012-05-07"}],
        "links": ["Q159"],
        "wikipedia": "Vladimir Putin",
    },
    {
        "id": "Q159",
        "label": "Russia",
        "kind": "place",
        "description": "state in Europe and Asia",
        "aliases": ["Russian Federation"],
        "popularity": 1.0,
        "wikipedia": "Russia",
    },
    {
        "id": "en:Yevgeny Prigozhin",
        "label": "Yevgeny Prigozhin",
        "kind": "person",
        "description": "Russian businessman, financier of the Wagner Group",
        "summary": "Russian businessman and caterer of St Petersburg, the owner of the Wagner company.",
        "aliases": [{"text": "Prigozhin", "count": 95}],
        "popularity": 0.7,
        "links": ["en:Wagner Group", "Q7747"],
    },
    {
        "id": "en:Wagner Group",
        "label": "Wagner Group",
        "kind": "organisation",
        "description": "Russian private military company",
        "summary": "Private military company.",
        "aliases": [{"text": "Wagner", "count": 60}],
        "popularity": 0.7,
        "links": ["Q7747"],
    },
)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    source = folder / "source.jsonl"
    source.write_text("".join(json.dumps(entity) + "\n" for entity in ENTITIES), encoding="utf-8")
    meta = PackMeta(name="five", title="Five entities", licence="CC0-1.0", retrieved="2025-07-31", share_of=100)
    build_pack(read_source(source), folder / "five.pack", meta, built="2025-07-31")
    return folder / "five.pack"


@pytest.fixture
def service_with(pack: Path, tmp_path: Path) -> Iterator[Callable[..., Service]]:
    """Makes a service; further settings by name."""
    made: list[Service] = []

    def make(**settings: object) -> Service:
        given = {"packs": (pack,), "token": TOKEN, "allowed_origins": (ALLOWED,), "config_dir": tmp_path}
        made.append(Service(Settings(**(given | settings))))
        return made[-1]

    yield make
    for service in made:
        service.close()


@pytest.fixture
def client(service_with: Callable[..., Service]) -> FlaskClient:
    """A client of the usual service, which is asked as http://localhost."""
    return client_of(service_with())


def client_of(service: Service) -> FlaskClient:
    return create_app(service).test_client()
