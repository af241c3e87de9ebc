from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service

MARKER = "XYZZYPLUGH"
ARTICLE = (
    f"<html><head><title>{MARKER} title</title></head><body><article><h1>{MARKER} flew home</h1>"
    f"<p>Vladimir Putin met {MARKER} in the harbour on Friday, and both spoke of the weather for a long time.</p>"
    "<p>They agreed to meet again in the spring, when the ice is gone and the boats go out.</p>"
    "<p>Neither would say who had called for the meeting, nor what was written on the paper that both of them signed "
    "before the cameras were let in. The harbour master, asked by reporters, shrugged and pointed to the sea.</p>"
    "</article></body></html>"
)


def test_logs_name_the_route_the_status_the_time_and_the_size(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="backstory"):
        client.get("/healthz")
    assert any(record.getMessage().startswith("healthz 200 ") for record in caplog.records)


def test_nothing_that_was_asked_reaches_the_logs(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        for accept in ("application/json", "text/html"):
            answer = client.post(
                f"/enrich?q={MARKER}",
                json={"html": ARTICLE, "url": f"https://news.example/{MARKER}"},
                headers={"Accept": accept, "Referer": f"https://{MARKER}.example/"},
                environ_overrides={"REMOTE_ADDR": "198.51.100.77"},
            )
            assert answer.status_code == 200
        client.post("/enrich", json={"html": ARTICLE, MARKER: MARKER})
        client.post("/enrich", data=MARKER, content_type="application/json")
        client.get(f"/{MARKER}?{MARKER}")
        client.get("/version", headers={"Host": f"{MARKER}.example", "Origin": f"https://{MARKER}.example"})
    said = caplog.text + "".join(capfd.readouterr())
    assert MARKER.lower() not in said.lower()
    assert "198.51.100.77" not in said


def test_a_failure_is_logged_without_its_message(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(MARKER)

    monkeypatch.setattr(Service, "told", fail)
    with caplog.at_level(logging.DEBUG):
        client.post("/enrich", json={"text": MARKER})
    assert "RuntimeError in fail:" in caplog.text
    assert MARKER not in caplog.text


def test_the_token_is_neither_logged_nor_shown(
    service_with: Callable[..., Service], client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    token = service_with().token()
    with caplog.at_level(logging.DEBUG):
        shown = client.get("/").text + client.get("/docs").text + client.get("/openapi.json").text
        client.get("/version", headers={"Authorization": f"Bearer {token}"})
    assert token not in shown + caplog.text
