"""README and code say the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from backstory.cli.main import cli
from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory.web import create_app
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CURL = re.findall(r"```sh\n(curl .*?)```", README, re.DOTALL)


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    told = set(re.findall(r"^\| `BACKSTORY_(\w+)` \|", README, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


def test_every_command_stands_in_the_readme() -> None:
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"`{name}" in README


def test_both_commands_stand_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "test-all"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_file_the_readme_names_is_there() -> None:
    for name in re.findall(r"\]\((\w[\w./-]+)\)", README) + re.findall(
        r"`((?:server|tests|extension)/[\w./-]+)`", README
    ):
        assert (ROOT / name).exists(), name


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(service), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.loopback
@pytest.mark.enable_socket
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
@pytest.mark.parametrize("command", CURL, ids=range(len(CURL)))
def test_the_readmes_curl_examples_run(address: str, command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", command.replace("127.0.0.1:8765", address).replace("curl -s", "curl -sS --fail --noproxy '*'")],
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    if "text/html" in command:
        assert "Irish Republican Army" in done.stdout
    elif "/enrich" in command:
        assert "en:Wagner Group" in {card["id"] for card in json.loads(done.stdout)["cards"]}
    else:
        assert json.loads(done.stdout)["name"] == "backstory"


def test_there_are_curl_examples() -> None:
    assert len(CURL) == 4
