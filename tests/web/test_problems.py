from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backstory.errors import InputError, OutOfTime, PackError, PageTooLarge
from backstory.service.assembly import Service
from tests.conftest import FIXTURES
from tests.support.courier import WIRE
from tests.web.conftest import client_of

SHELL = "<html><body><div id=app></div></body></html>"


def _problem(answer: TestResponse, status: int, name: str) -> dict[str, object]:
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == answer.status_code == status
    assert answer.json["type"] == f"/problems/{name}"
    assert answer.json["title"]
    assert answer.json["detail"]
    return answer.json


def test_a_body_that_is_not_declared_as_json_is_415(client: FlaskClient) -> None:
    _problem(client.post("/enrich", data='{"text": "x"}', content_type="text/plain"), 415, "not-json")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe{", b"[" * 100_000])
def test_what_is_not_json_is_400(client: FlaskClient, body: bytes) -> None:
    _problem(client.post("/enrich", data=body, content_type="application/json"), 400, "invalid-json")


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"'])
def test_json_that_is_no_object_is_422(client: FlaskClient, body: str) -> None:
    _problem(client.post("/enrich", data=body, content_type="application/json"), 422, "invalid-request")


def test_unknown_fields_are_refused_by_name(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"text": "Vladimir Putin.", "options": {"colour": "red"}})
    problem = _problem(answer, 422, "invalid-request")
    assert problem["errors"] == [{"field": "options.colour", "message": "is not a field of this request"}]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"corrections": [{"surface": "x", "entity": None}] * 201}, "corrections", "has 201 entries; 200 is the most"),
        ({"known": ["x" * 301]}, "known.0", "is longer than 300 characters"),
        ({"title": "x" * 1_001}, "title", "is longer than 1000 characters"),
        ({"title": 7}, "title", "has to be a text"),
        ({"corrections": [{"surface": "", "entity": None}]}, "corrections.0.surface", "is empty"),
        ({"corrections": [{"surface": "x"}]}, "corrections.0.entity", "is missing"),
        ({"corrections": "x"}, "corrections", "has to be a list"),
        ({"corrections": ["x"]}, "corrections.0", "has to be an object with fields"),
        ({"language": "not a tag"}, "language", "is written otherwise than it has to be"),
        ({"options": {"max_cards": 201}}, "options.max_cards", "is more than 200"),
        ({"options": {"max_cards": -1}}, "options.max_cards", "is less than 0"),
        ({"options": {"max_cards": "many"}}, "options.max_cards", "has to be a whole number"),
        ({"options": {"max_cards": 1.5}}, "options.max_cards", "has to be a whole number"),
        ({"options": {"max_cards": [1]}}, "options.max_cards", "has to be a whole number"),
        ({"options": {"min_confidence": "x"}}, "options.min_confidence", "has to be a number"),
        ({"options": {"live": "perhaps"}}, "options.live", "has to be true or false"),
        ({"options": {"live": 7.5}}, "options.live", "has to be true or false"),
        ({"options": None}, "options", "has to be an object with fields"),
        (
            {"published": "soon"},
            "published",
            "is no date; give YYYY, YYYY-MM, YYYY-MM-DD or a full ISO 8601 date and time",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(
    client: FlaskClient, body: dict[str, object], field: str, message: str
) -> None:
    problem = _problem(client.post("/enrich", json={"text": "Vladimir Putin."} | body), 422, "invalid-request")
    assert problem["errors"] == [{"field": field, "message": message}]


@pytest.mark.parametrize("query", ["url=https://a.example/&url=https://b.example/", "url=https://a.example/&url="])
def test_a_parameter_that_comes_twice_is_refused(client: FlaskClient, query: str) -> None:
    problem = _problem(client.get(f"/preview?{query}"), 422, "unusable-input")
    assert problem["detail"] == "the parameter url comes more than once; give it once"


def test_an_endless_field_name_is_cut(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"text": "Vladimir Putin.", "x" * 5_000: 1})
    assert len(_problem(answer, 422, "invalid-request")["errors"][0]["field"]) == 100


def test_what_was_sent_is_never_sent_back(client: FlaskClient) -> None:
    answer = client.post("/enrich", json={"html": ["MARKER"], "text": {"a": "MARKER"}, "url": "MARKER"})
    _problem(answer, 422, "invalid-request")
    assert "MARKER" not in answer.text


def test_a_request_with_nothing_to_read_says_what_to_send(client: FlaskClient) -> None:
    assert "html" in _problem(client.post("/enrich", json={}), 422, "invalid-request")["detail"]


def test_a_page_without_running_text_is_not_an_article(client: FlaskClient) -> None:
    problem = _problem(client.post("/enrich", json={"html": SHELL}), 422, "not-an-article")
    assert problem.keys() == json.loads((WIRE / "problem.json").read_text(encoding="utf-8")).keys()


def test_an_empty_text_cannot_be_used(client: FlaskClient) -> None:
    _problem(client.post("/enrich", json={"text": " "}), 422, "unusable-input")


def test_a_body_over_the_limit_is_413(service_with: Callable[..., Service]) -> None:
    client = client_of(service_with(max_body_bytes=2_000))
    problem = _problem(client.post("/enrich", json={"text": "x" * 2_000}), 413, "body-too-large")
    assert "2000" in problem["detail"]


def test_a_page_saved_whole_is_read_and_its_pictures_do_not_count(client: FlaskClient) -> None:
    page = (FIXTURES / "pages" / "business" / "source.html").read_text(encoding="utf-8")
    picture = f'<img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * 800_000}">'
    saved = page.replace("</p>", f"</p>{picture}", 1)
    assert len(saved) > 8_000_000
    title = client.post("/enrich", json={"html": page}).json["page"]["title"]
    answer = client.post("/enrich", json={"html": saved})
    assert (answer.status_code, answer.json["page"]["title"]) == (200, title)


def test_out_of_time_says_when_to_ask_again(service_with: Callable[..., Service]) -> None:
    answer = client_of(service_with(time_limit_s=1e-9)).post("/enrich", json={"text": "Vladimir Putin flew home."})
    _problem(answer, 503, "out-of-time")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (PageTooLarge("the page nests too deep"), 413, "page-too-large"),
        (OutOfTime("the page took too long"), 503, "out-of-time"),
        (PackError("the pack is gone"), 503, "pack-unavailable"),
    ],
)
def test_named_failures_say_what_happened(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, name: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Service, "told", fail)
    assert _problem(client.post("/enrich", json={"text": "x"}), status, name)["detail"] == str(error)


def test_an_unnamed_failure_tells_nothing_of_its_inside(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("MARKER")

    monkeypatch.setattr(Service, "told", fail)
    answer = client.post("/enrich", json={"text": "x"})
    _problem(answer, 500, "internal")
    assert "MARKER" not in answer.text
    assert "RuntimeError" not in answer.text


def test_an_unknown_address_is_404(client: FlaskClient) -> None:
    answer = client.get("/MARKER")
    assert (answer.status_code, answer.json["type"]) == (404, "about:blank")
    assert "MARKER" not in answer.text


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.get("/enrich")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert answer.content_type == "application/problem+json"


def test_the_type_of_a_problem_leads_to_its_explanation(client: FlaskClient) -> None:
    answer = client.get(client.post("/enrich", json={}).json["type"])
    assert answer.status_code == 302
    page, anchor = answer.headers["Location"].split("#")
    assert f'id="{anchor}"' in client.get(page).text


def test_an_unknown_kind_of_problem_is_404(client: FlaskClient) -> None:
    assert client.get("/problems/boredom").status_code == 404


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"\ud83d", "�"),
        (r"\ude00", "�"),
        (r"\ud83d\ud83d\ude00", "�😀"),
        (r"\ud83d\ude00", "😀"),
        (r"\\ud83d", r"\ud83d"),
        (r"\\\ud83d", "\\�"),
        (r"\uD83D x", "� x"),
    ],
)
def test_half_an_emoji_costs_one_character_and_not_the_page(client: FlaskClient, escaped: str, read: str) -> None:
    body = f'{{"text": "Vladimir Putin {escaped}", "options": {{"text": true}}}}'
    answer = client.post("/enrich", data=body.encode(), content_type="application/json")
    assert answer.status_code == 200
    assert answer.json["page"]["text"] == f"Vladimir Putin {read}"


def test_a_token_that_can_be_guessed_is_refused(service_with: Callable[..., Service]) -> None:
    with pytest.raises(InputError, match="16 characters"):
        client_of(service_with(token="a"))
