from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service
from backstory.web.guard import host_name, is_loopback
from tests.web.conftest import ALLOWED, TOKEN, client_of

FIREFOX = "moz-extension://0b3b8a6c-4d5e-4f60-8a71-92b3c4d5e6f7"
PAIRED = {"Authorization": f"Bearer {TOKEN}"}
STORY = {"text": "Vladimir Putin flew home."}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "127.0.0.1", "localhost:1", "LOCALHOST", "localhost.", "[::1]:8765"]
)
def test_loopback_names_may_be_asked_under(client: FlaskClient, host: str) -> None:
    assert client.get("/version", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::2]", "", "127.0.0.1:80:80", "a b"]
)
def test_a_rebound_name_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/version", headers={"Host": host})
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/host-refused")


def test_a_host_of_the_settings_may_be_asked_under(service_with: Callable[..., Service]) -> None:
    client = client_of(service_with(allowed_hosts=("News.Example",)))
    assert client.get("/version", headers={"Host": "news.example:8080"}).status_code == 200


def test_a_program_on_this_machine_needs_no_token(client: FlaskClient) -> None:
    assert client.post("/enrich", json=STORY).status_code == 200


def test_our_own_pages_need_no_token(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/enrich", json=STORY, headers=headers).status_code == 200


@pytest.mark.parametrize("origin", [ALLOWED, FIREFOX])
def test_an_allowed_origin_needs_the_token(client: FlaskClient, origin: str) -> None:
    bare = client.post("/enrich", json=STORY, headers={"Origin": origin})
    assert (bare.status_code, bare.json["type"]) == (401, "/problems/not-paired")
    assert bare.headers["WWW-Authenticate"].startswith("Bearer")
    assert client.post("/enrich", json=STORY, headers={"Origin": origin} | PAIRED).status_code == 200


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer ütf"])
def test_a_wrong_token_is_no_token(client: FlaskClient, given: str) -> None:
    answer = client.post("/enrich", json=STORY, headers={"Origin": ALLOWED, "Authorization": given})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:3000",
        "https://127.0.0.1:8765",
        ALLOWED + "x",
        "x" + ALLOWED,
        "moz-extension://not-a-uuid",
        FIREFOX + ".evil.example",
        "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba",
    ],
)
def test_any_other_origin_is_refused_even_with_the_token(client: FlaskClient, origin: str) -> None:
    answer = client.post("/enrich", json=STORY, headers={"Origin": origin} | PAIRED)
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/origin-refused")
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_request_without_origin_is_refused(client: FlaskClient, site: str) -> None:
    assert client.get("/version", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_another_sites_request_with_the_token_is_an_extensions(client: FlaskClient) -> None:
    assert client.get("/version", headers={"Sec-Fetch-Site": "cross-site"} | PAIRED).status_code == 200


def test_a_followed_link_opens_the_start_page(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/", headers=headers).status_code == 200
    assert client.get("/", headers=headers | {"Sec-Fetch-Dest": "iframe"}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_of_another_site_makes_the_service_fetch_nothing(client: FlaskClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    address = "/preview?url=https://news.example/story"
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/origin-refused")
    assert "another site" in answer.json["detail"]
    for asked in (headers | PAIRED, headers | {"Sec-Fetch-Site": "none"}):
        answer = client.get(address, headers=asked)
        assert (answer.status_code, answer.json["type"]) == (422, "/problems/not-fetched")


def test_a_service_beyond_loopback_asks_everyone_for_the_token(service_with: Callable[..., Service]) -> None:
    client = client_of(service_with(host="0.0.0.0", allowed_hosts=("news.example",)))
    host = {"Host": "news.example"}
    assert client.get("/version", headers=host).status_code == 401
    assert client.post("/enrich", json=STORY, headers=host | {"Origin": "http://news.example"}).status_code == 401
    assert client.get("/version", headers=host | PAIRED).status_code == 200
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8765"}).status_code == 200


@pytest.mark.parametrize("origin", [ALLOWED, FIREFOX])
def test_a_preflight_of_an_allowed_origin_passes_without_the_token(client: FlaskClient, origin: str) -> None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type, x-other",
        "Access-Control-Request-Private-Network": "true",
        "Sec-Fetch-Site": "cross-site",
    }
    answer = client.options("/enrich", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert answer.headers["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert answer.headers["Access-Control-Allow-Private-Network"] == "true"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_preflight_of_another_origin_fails(client: FlaskClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/enrich", headers=headers)
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_allowed_origin_can_read_why_it_was_refused(client: FlaskClient) -> None:
    answer = client.post("/enrich", json=STORY, headers={"Origin": ALLOWED})
    assert answer.headers["Access-Control-Allow-Origin"] == ALLOWED


def test_an_allowed_origin_is_taken_to_the_letter(service_with: Callable[..., Service]) -> None:
    client = client_of(service_with(allowed_origins=("https://reader.example",)))
    headers = {"Origin": "https://readerxexample"} | PAIRED
    assert client.post("/enrich", json=STORY, headers=headers).status_code == 403


def test_the_host_header_is_read_without_port() -> None:
    assert host_name("[::1]:80") == "::1"
    assert host_name("News.Example:8080") == "news.example"
    assert host_name("news.example/path") is None
    assert host_name(None) is None


def test_only_loopback_addresses_are_loopback() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.5", "news.example", ""))
