from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from backstory.formats.json_api import EnrichResponse
from backstory.service.assembly import Service
from tests.support.courier import WIRE
from tests.web.conftest import TOKEN, client_of

PAGE = (WIRE / "page.html").read_text(encoding="utf-8")


def test_a_page_gets_an_answer_that_fits_the_wire(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"html": PAGE})
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    told = EnrichResponse.model_validate_json(answer.data)
    assert "Q7747" in {card.id for card in told.cards}


def test_the_same_request_gives_the_same_bytes_but_for_timings(client: FlaskClient) -> None:
    first, second = (client.post("/enrich", json={"html": PAGE}).json for _ in range(2))
    del first["about"]["timings_ms"], second["about"]["timings_ms"]
    assert json.dumps(first) == json.dumps(second)


def test_letters_beyond_ascii_travel_as_themselves(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"text": "Vladimir Putin – à la carte.", "options": {"text": True}})
    assert "– à la carte".encode() in answer.data


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/html;q=0.4, application/json;q=0.9", "application/json"),
        ("text/html, application/json;q=0.9", "text/html; charset=utf-8"),
        ("image/png", "application/json"),
    ],
)
def test_the_accept_header_decides_between_json_and_page(
    client: FlaskClient, accept: str | None, expected: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.post("/enrich", json={"text": "Vladimir Putin flew home."}, headers=headers)
    assert answer.content_type == expected
    assert "Accept" in answer.headers["Vary"]


def test_answers_are_not_kept_by_anyone(client: FlaskClient) -> None:
    assert client.post("/enrich", json={"text": "Vladimir Putin."}).headers["Cache-Control"] == "no-store"


def test_version_names_the_service_its_packs_and_whether_the_caller_is_paired(client: FlaskClient) -> None:
    stranger = client.get("/version").json
    paired = client.get("/version", headers={"Authorization": f"Bearer {TOKEN}"}).json
    assert (stranger["name"], stranger["paired"]) == ("backstory", False)
    assert [pack["name"] for pack in stranger["packs"]] == ["five"]
    assert paired["paired"] is True


def test_the_answers_of_version_have_the_shape_that_the_extension_reads(client: FlaskClient) -> None:
    kept = json.loads((WIRE / "version.json").read_text(encoding="utf-8"))
    assert client.get("/version").json.keys() == kept.keys()


def test_it_is_alive_but_not_ready_without_its_pack(service_with: Callable[..., Service], tmp_path: Path) -> None:
    client = client_of(service_with(packs=(tmp_path / "no.pack",)))
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.json["type"] == "/problems/pack-unavailable"


def test_it_is_ready_with_its_pack(client: FlaskClient) -> None:
    assert client.get("/readyz").json["status"] == "ready"


def test_metrics_count_requests_by_route_and_status(client: FlaskClient) -> None:
    client.post("/enrich", json={"text": "Vladimir Putin."})
    client.post("/enrich", data="{")
    text = client.get("/metrics").text
    assert 'backstory_requests_total{route="enrich",status="200"} 1.0' in text
    assert 'backstory_requests_total{route="enrich",status="415"} 1' in text
    assert 'backstory_request_seconds_count{route="enrich"} 2.0' in text


def test_metrics_tell_of_stories_their_stages_and_cards_and_nothing_of_their_words(client: FlaskClient) -> None:
    asked = {"text": "Vladimir Putin met Zelda Quillfeather.", "language": "en-GB", "url": "https://secret.example/x"}
    assert client.post("/enrich", json=asked).status_code == 200
    text = client.get("/metrics").text
    assert 'backstory_stories_total{language="en"} 1.0' in text
    assert 'backstory_stage_seconds_count{stage="total"} 1.0' in text
    assert re.search(r'backstory_cards_total\{pack="[\w-]+"\} 1.0', text)
    assert "backstory_unknown_names_total 1.0" in text
    for word in ("Putin", "Quillfeather", "secret"):
        assert word not in text


def test_refused_requests_count_too(client: FlaskClient) -> None:
    client.get("/version", headers={"Host": "evil.example"})
    assert 'backstory_requests_total{route="version",status="403"} 1' in client.get("/metrics").text


def test_the_openapi_document_describes_what_is_answered(client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    answer = client.post("/enrich", json={"html": PAGE}).json
    schema = {"$ref": "#/components/schemas/EnrichResponse", "components": document["components"]}
    Draft202012Validator(schema).validate(answer)


def test_every_get_route_of_the_openapi_document_answers(client: FlaskClient) -> None:
    for path, methods in client.get("/openapi.json").json["paths"].items():
        if "get" in methods and not methods["get"].get("parameters"):
            assert client.get(path).status_code == 200, path


def test_every_reference_of_the_openapi_document_leads_somewhere(client: FlaskClient) -> None:
    text = client.get("/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= schemas.keys()


@pytest.mark.parametrize("path", ["/", "/docs", "/version", "/enrich", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
