from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service
from tests.conftest import ROOT
from tests.web.conftest import client_of


def test_the_start_page_shows_the_sample_told_by_the_service(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/").text, "html.parser")
    name = next(one for one in soup.select(".story button.name") if one.text == "Yevgeny Prigozhin")
    card = soup.find(id=name["popovertarget"])
    assert "financier of the Wagner Group" in card.text
    assert "20 January 2023" in soup.text


def test_the_sample_is_told_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[EnrichRequest] = []
    tell = Service.tell
    monkeypatch.setattr(Service, "tell", lambda self, request: asked.append(request) or tell(self, request))
    assert client.get("/").data == client.get("/").data
    assert len(asked) == 1


def test_the_start_page_says_why_the_sample_cannot_be_told(
    service_with: Callable[..., Service], tmp_path: Path
) -> None:
    page = client_of(service_with(packs=(tmp_path / "no.pack",))).get("/")
    assert page.status_code == 200
    assert "The sample story cannot be told" in page.text
    assert "no.pack" in page.text


@pytest.mark.parametrize("path", ["/", "/docs", "/docs/using", "/docs/architecture"])
def test_pages_keep_to_their_own_policy(client: FlaskClient, path: str) -> None:
    """No inline script or style, and nothing from elsewhere: the policy would block it."""
    soup = BeautifulSoup(client.get(path).text, "html.parser")
    assert not soup.select("style, [style], script:not([src])")
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    loaded = [tag.get("src") or tag["href"] for tag in soup.select("[src], link[href]")]
    assert loaded
    assert all(address.startswith("/") for address in loaded)
    assert all(client.get(address, buffered=True).status_code == 200 for address in loaded)


@pytest.mark.parametrize("path", ["/", "/docs", "/docs/using", "/docs/architecture"])
def test_links_within_the_service_lead_somewhere(client: FlaskClient, path: str) -> None:
    soup = BeautifulSoup(client.get(path).text, "html.parser")
    for link in soup.select("a[href^='/']"):
        assert client.get(link["href"].split("#")[0]).status_code == 200
    for link in soup.select("a[href^='#']"):
        assert soup.find(id=link["href"][1:]), link["href"]


def test_ids_are_given_once(client: FlaskClient) -> None:
    for path in ("/", "/docs"):
        ids = [tag["id"] for tag in BeautifulSoup(client.get(path).text, "html.parser").select("[id]")]
        assert len(ids) == len(set(ids))


def test_the_start_page_names_its_own_address_for_the_extension(client: FlaskClient) -> None:
    assert "http://127.0.0.1:9999" in client.get("/", headers={"Host": "127.0.0.1:9999"}).text


def test_the_documentation_explains_every_route_and_field(client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    page = BeautifulSoup(client.get("/docs").text, "html.parser")
    said = {code.text for code in page.select("code")}
    for path, methods in document["paths"].items():
        assert {f"{method.upper()} {path}" for method in methods} <= said
    for name, schema in document["components"]["schemas"].items():
        assert page.find(id=name)
        assert schema.get("properties", {}).keys() <= said


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "docs").glob("*.md")))
def test_every_guide_is_served_and_its_links_lead_somewhere(client: FlaskClient, name: str) -> None:
    page = client.get(f"/docs/{name}")
    assert page.status_code == 200
    soup = BeautifulSoup(page.text, "html.parser")
    assert soup.h1
    for link in soup.select("main a[href^='/']"):
        assert client.get(link["href"]).status_code == 200, link["href"]


def test_a_guide_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/docs/no-such-guide").status_code == 404
