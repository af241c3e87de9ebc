"""README and code say the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from backstory.cli.main import cli
from backstory.formats import format_named, format_names
from backstory.formats.json_api import EnrichRequest, EnrichResponse, Options
from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory.web import create_app, openapi
from backstory.web.handbook import guides
from tests.conftest import ROOT

PAPERS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
}
ALL = "\n".join(PAPERS.values())
CURL = [example for text in PAPERS.values() for example in re.findall(r"```sh\n(curl .*?)```", text, re.DOTALL)]


def test_settings_that_a_paper_names_are_there() -> None:
    settings = {f"BACKSTORY_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"BACKSTORY_[A-Z_]+", ALL)) <= settings


def test_every_setting_stands_on_the_operators_page_and_in_the_help_or_the_guide() -> None:
    page = guides()["operating"].html
    said = CliRunner().invoke(cli, ["serve", "--help"]).output
    for name in Settings.model_fields:
        assert f"<code>BACKSTORY_{name.upper()}</code>" in page
        option = f"--{name.replace('_', '-')}"
        assert (
            option in said
            or option.removesuffix("s") in said
            or f"BACKSTORY_{name.upper()}" in PAPERS["docs/operating.md"]
        )


def test_every_command_stands_in_the_callers_guide() -> None:
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"`{name}" in PAPERS["docs/api.md"]


def test_every_output_format_stands_in_the_callers_guide_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:`([\w/+-]+)`)? ?\|", PAPERS["docs/api.md"], re.MULTILINE)
    assert dict(rows) == {name: format_named(name).media_type or "" for name in format_names()}


def test_every_route_and_field_of_a_request_stands_in_the_callers_guide() -> None:
    paper = PAPERS["docs/api.md"]
    assert not [path for path in openapi.describe("0")["paths"] if path not in paper]
    fields = {*EnrichRequest.model_fields, *Options.model_fields, *EnrichResponse.model_fields}
    assert not [name for name in fields if not re.search(rf"""[`".]{name}[`".]""", paper)]


def test_the_commands_of_make_stand_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"make ([a-z][a-z-]+)", ALL))
    assert told >= {"run", "test", "test-all", "check"}
    for target in ("run", "test"):
        assert f"make {target}" in PAPERS["README.md"]
    for target in told - {"sure"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    here = (ROOT / paper).parent
    for name in re.findall(r"\]\((?!https?:|#)([^)#]+)", PAPERS[paper]):
        assert (here / name).exists(), name
    named = re.findall(r"`((?:server|tests|extension|fixtures|docs)/[\w./-]+)`", PAPERS[paper])
    for name in named:
        assert (ROOT / name).exists(), name


ROOMS = {path.name for path in (ROOT / "server" / "backstory").iterdir()}


def test_every_place_of_the_glossary_is_there() -> None:
    places = re.findall(r"`([\w/]+(?:\.py|/))`", PAPERS["docs/glossary.md"])
    assert len(places) > 20
    for place in places:
        assert any((root / place).exists() for root in (ROOT / "server" / "backstory", ROOT / "server", ROOT)), place


def test_what_the_readers_guide_quotes_of_the_extension_stands_there() -> None:
    messages = json.loads((ROOT / "extension" / "_locales" / "en" / "messages.json").read_text(encoding="utf-8"))
    words = {each["message"].replace("$1", "…") for each in messages.values()}
    quoted = re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", " ".join(PAPERS["docs/using.md"].split()))
    assert len(quoted) > 10
    assert not set(quoted) - words


def test_every_room_stands_in_the_architecture() -> None:
    for room in sorted(ROOMS - {"__pycache__", "__init__.py", "py.typed"}):
        assert room in PAPERS["docs/architecture.md"], room


def test_the_readme_is_short() -> None:
    """One screen for each of three readers."""
    sections = re.split(r"^## ", PAPERS["README.md"], flags=re.MULTILINE)
    assert len(sections) == 4
    assert all(len(section.splitlines()) <= 30 for section in sections)


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
def test_the_curl_examples_run(address: str, command: str) -> None:
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
