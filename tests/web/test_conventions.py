"""Batches, gzip both ways, numbers of requests, tags."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service
from tests.web.conftest import client_of

LINES = "application/x-ndjson"
STORY = {"text": "Vladimir Putin flew home."}
JSON = "application/json"


def _lines(*bodies: object) -> bytes:
    return b"".join((each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n" for each in bodies)


def _told(answer: bytes) -> list[str]:
    lines = [json.loads(line) for line in answer.splitlines()]
    return [line["mentions"][0]["surface"] if "mentions" in line else line["type"] for line in lines]


def test_a_batch_is_answered_line_by_line_in_order_with_an_error_a_line(client: FlaskClient) -> None:
    body = _lines(
        STORY,
        b"{",
        {"text": " "},
        {"colour": "red"},
        b"",
        b'{"text": "Then Prigozhin \\ud83d left."}',
        {"text": "Then Putin left."},
    )
    with client.post("/enrich/batch", data=body, content_type=LINES) as answer:
        assert (answer.status_code, answer.content_type) == (200, LINES)
        assert _told(answer.get_data()) == [
            "Vladimir Putin",
            "/problems/invalid-json",
            "/problems/unusable-input",
            "/problems/invalid-request",
            "Prigozhin",
            "Putin",
        ]


def test_each_line_is_what_enrich_would_answer(client: FlaskClient) -> None:
    alone = client.post("/enrich", json=STORY).json
    with client.post("/enrich/batch", data=_lines(STORY), content_type=LINES) as answer:
        told = json.loads(answer.get_data())
    for each in (alone, told):
        each["about"].pop("timings_ms")
    assert told == alone


def test_a_failure_within_a_batch_costs_its_line_and_says_nothing_of_the_text(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = Service.told

    def fail(self: Service, request: object) -> object:
        if "Wagner" in str(request):
            raise RuntimeError("XYZZY")
        return told(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Service, "told", fail)
    with client.post("/enrich/batch", data=_lines({"text": "Wagner"}, STORY), content_type=LINES) as answer:
        assert _told(answer.get_data()) == ["/problems/internal", "Vladimir Putin"]
    assert "XYZZY" not in caplog.text


def test_batches_are_bounded_and_typed(service_with: Callable[..., Service]) -> None:
    client = client_of(service_with(max_batch=2))
    refused = client.post("/enrich/batch", data=_lines(STORY, STORY, STORY), content_type=LINES)
    assert (refused.status_code, refused.json["type"]) == (413, "/problems/batch-too-large")
    assert client.post("/enrich/batch", json=STORY).status_code == 415


@pytest.mark.parametrize("path", ["/enrich", "/enrich/batch"])
def test_a_packed_body_is_unpacked(client: FlaskClient, path: str) -> None:
    body = gzip.compress(json.dumps(STORY).encode())
    kind = LINES if path.endswith("batch") else JSON
    answer = client.post(path, data=body, content_type=kind, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 200
    assert "Vladimir Putin" in answer.text


@pytest.mark.parametrize(
    ("body", "packed", "status", "kind"),
    [
        (b"not gzip", "gzip", 400, "invalid-gzip"),
        (gzip.compress(b'{"text": "x"}')[:-9], "gzip", 400, "invalid-gzip"),
        (zlib.compress(b'{"text": "x"}'), "gzip", 400, "invalid-gzip"),
        (gzip.compress(b" " * 40_000_000), "gzip", 413, "body-too-large"),
        (b"x", "br", 415, "wrong-type"),
        (b"x", "gzip, gzip", 415, "wrong-type"),
    ],
)
def test_a_packed_body_that_cannot_be_unpacked_within_the_limit_is_refused(
    client: FlaskClient, body: bytes, packed: str, status: int, kind: str
) -> None:
    answer = client.post("/enrich", data=body, content_type=JSON, headers={"Content-Encoding": packed})
    assert (answer.status_code, answer.json["type"]) == (status, f"/problems/{kind}")


@pytest.mark.parametrize(
    ("accepts", "packed"), [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("br", False), (None, False)]
)
def test_an_answer_is_packed_for_who_takes_it(client: FlaskClient, accepts: str | None, packed: bool) -> None:
    headers = {"Accept-Encoding": accepts} if accepts else {}
    answer = client.post("/enrich", json=STORY, headers=headers)
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    body = gzip.decompress(answer.data) if packed else answer.data
    assert json.loads(body)["cards"][0]["label"] == "Vladimir Putin"
    assert "Accept-Encoding" in answer.vary


@pytest.mark.parametrize("path", ["/openapi.json", "/docs", "/cards.css"])
def test_what_seldom_changes_has_a_tag_and_is_not_sent_twice(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_story_is_never_kept_on_the_way(client: FlaskClient) -> None:
    answer = client.post("/enrich", json=STORY)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_a_request_has_a_number_its_own_or_a_new_one(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1.2_3"}).headers["X-Request-ID"] == "abc-1.2_3"
    made = {
        client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
        for given in ("", "a b", "x" * 65, "<script>", "ü")
    }
    assert len(made) == 5
    assert all(len(each) == 32 for each in made)
