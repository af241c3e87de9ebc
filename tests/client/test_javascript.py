"""The JavaScript client, in Node, against the real service; and as the service itself gives it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service
from backstory.web import create_app
from tests.extension.test_node import find_node
from tests.web.conftest import TOKEN, client, pack, service_with  # noqa: F401 - fixtures
from tests.web.running import serving


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_in_node(service_with: Callable[..., Service]) -> None:  # noqa: F811
    node = find_node()
    if node is None:
        pytest.skip("There is neither Node nor Playwright here, so the JavaScript client was not tested.")
    with serving(create_app(service_with(max_batch=7))) as port:
        environment = {**os.environ, "ADDRESS": f"http://127.0.0.1:{port}", "TOKEN": TOKEN}
        command = [node, "--test", str(Path(__file__).with_name("backstory.test.mjs"))]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_service_gives_its_client_as_a_module(client: FlaskClient) -> None:  # noqa: F811
    with client.get("/static/backstory.mjs") as answer:
        assert answer.mimetype in ("text/javascript", "application/javascript")
        assert "export class Backstory" in answer.text
