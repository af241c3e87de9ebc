"""Browsers, pages and services for these tests. A browser that is missing skips its tests, and says so."""

from __future__ import annotations

import gc
import html
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.local_sites import CannedService, Reply, Site, canned_service, news_site
from tests.browser.readers import EXTENSION, NEWS_HOST, ChromiumReader, FirefoxReader, Missing, until

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "pictures"  # not test-results: pytest-playwright empties that
FIXTURES = ROOT / "fixtures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)
            # A browser on a busy machine is late or drops a window now and then; what fails twice fails. Each second
            # try is printed ("RERUN").
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["in vain", "NoSuchWindow", "Timeout"]))
            # Marionette's own imports use what Python calls deprecated, and it forgets to close sockets.
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def chromium_session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ChromiumReader]:
    if not request.config.pluginmanager.hasplugin("playwright"):
        pytest.skip("pytest-playwright is not installed, so nothing was tested in Chromium.")
    try:
        reader = ChromiumReader(request.getfixturevalue("playwright"), tmp_path_factory.mktemp("chromium"))
    except Missing as missing:
        pytest.skip(str(missing))
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def firefox_session() -> Iterator[FirefoxReader]:
    try:
        reader = FirefoxReader()
    except Missing as missing:
        pytest.skip(str(missing))
    gc.collect()  # what it left open is found here, not in somebody else's test
    yield reader
    reader.close()
    gc.collect()


def _fresh(reader: Any) -> Any:
    reader.open("about:blank")
    reader.resize(1100, 800)
    reader.prefer("light")
    reader.store()
    return reader


@pytest.fixture
def chromium(chromium_session: ChromiumReader) -> ChromiumReader:
    return _fresh(chromium_session)


@pytest.fixture(params=["chromium", "firefox"])
def reader(request: pytest.FixtureRequest) -> Any:
    """A reader at each browser in turn, who has never used Backstory."""
    return _fresh(request.getfixturevalue(f"{request.param}_session"))


@pytest.fixture
def allowed_everywhere(
    request: pytest.FixtureRequest, tmp_path: Path, chromium_session: ChromiumReader
) -> Iterator[ChromiumReader]:
    """Chromium with the optional permissions given: its question for them is a window that no test can answer."""
    del chromium_session  # it skips where there is no Chromium
    folder = tmp_path / "extension"
    shutil.copytree(EXTENSION, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["host_permissions"] += manifest.pop("optional_host_permissions")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    reader = ChromiumReader(request.getfixturevalue("playwright"), tmp_path / "profile", folder)
    yield reader
    reader.close()


@pytest.fixture
def answer() -> dict[str, Any]:
    """The example answer that the service's tests write and the extension's tests show."""
    return json.loads((FIXTURES / "wire" / "answer.json").read_text(encoding="utf-8"))


@pytest.fixture
def service(answer: dict[str, Any]) -> Iterator[CannedService]:
    with canned_service() as canned:
        canned.replies["/enrich"] = Reply(answer)
        canned.replies["/version"] = Reply(
            {"name": "backstory", "version": "0.1.0", "packs": [{"name": "starter"}], "paired": True}
        )
        yield canned


@pytest.fixture
def site() -> Iterator[Site]:
    with news_site(NEWS_HOST) as served:
        served.put("/plain.css", (Path(__file__).parent / "plain.css").read_text(encoding="utf-8"))
        yield served


@pytest.fixture
def story(answer: dict[str, Any]) -> Callable[..., str]:
    """The page that the example answer is about, as HTML; with more in its head or body where a test needs it."""

    def build(*, head: str = "", before: str = "", after: str = "", lang: str = "en", direction: str = "ltr") -> str:
        headline, *blocks = answer["page"]["text"].split("\n\n")
        paragraphs = "".join(f"<p>{html.escape(block)}</p>" for block in blocks)
        return (
            f'<!doctype html><html lang="{lang}" dir="{direction}"><head><meta charset="utf-8"><title>Story</title>'
            f'{head}<link rel="stylesheet" href="/plain.css"></head><body>'
            f"{before}<main><article><h1>{html.escape(headline)}</h1>{paragraphs}</article></main>{after}</body></html>"
        )

    return build


@pytest.fixture
def explain(service: CannedService) -> Callable[[Any, str], None]:
    """Open a page and have it explained, by a reader who has agreed to that before."""

    def act(reader: Any, url: str) -> None:
        reader.store(service=service.address, token="right", agreed=service.address)
        reader.open(url)
        reader.click_toolbar()
        until(reader, "marks().length > 0")

    return act


@pytest.fixture
def picture() -> Callable[[Any, str], None]:
    """Keep what the reader sees, to be looked at."""

    def keep(reader: Any, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        reader.picture(PICTURES / f"{name}-{reader.name}.png")

    return keep


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder of pictures to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES


@dataclass(frozen=True)
class RealService:
    address: str
    token: str
    link: str  # what pairs a browser in one step, as it is printed


@pytest.fixture(scope="session")
def real_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealService]:
    """`backstory serve` with the starter pack, as a reader starts it."""
    token = "a-token-for-these-tests"
    folder = tmp_path_factory.mktemp("service")
    environment = {
        **os.environ,
        "BACKSTORY_TOKEN": token,
        "BACKSTORY_CONFIG_DIR": str(folder / "config"),
        "BACKSTORY_CACHE_DIR": str(folder / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [str(Path(sys.executable).with_name("backstory")), "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        printed = {}
        for line in process.stdout:
            name, _, value = line.partition(":")
            printed[name] = value.strip()
            if line.startswith("Stop with"):
                break
        assert "Start page" in printed, "backstory serve ended before it named its address"
        address = printed["Start page"].rstrip("/")
        yield RealService(address, token, f"{address}/#pair={token}")  # as it is printed to a terminal
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
