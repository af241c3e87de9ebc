"""Addresses on the command line, fetched from a real server by a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import FIXTURES
from tests.previews.fetch.servers import Site, answer, says, serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]
STORY = (FIXTURES / "linked" / "japan-buildup.html").read_bytes()
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def web() -> Iterator[Site]:
    with serving({"/story-of-2022": says(answer(STORY))}) as site:
        yield site


@pytest.fixture
def run(tmp_path: Path, starter_file: Path, web: Site) -> Run:
    def command(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
            "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
            "BACKSTORY_PACKS": str(starter_file),
            "BACKSTORY_FETCH_ALSO": f"127.0.0.1:{web.port}",
            **more,
        }
        code = "from backstory.cli.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True,
            text=True,
            timeout=60,
            env=environment,
            check=False,
        )

    return command


def test_preview_says_what_is_behind_each_address_in_order(run: Run, web: Site) -> None:
    here = f"http://127.0.0.1:{web.port}"
    done = run("preview", f"{here}/story-of-2022", "http://127.0.0.1:22/", f"{here}/other")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["status"] for each in told] == ["ready", "not_allowed", "gone"]
    assert told[0]["preview"]["title"] == "North Korea condemns Japan’s military buildup plans"
    assert "port 22" in told[1]["why"]
    assert done.returncode == 0


@pytest.mark.parametrize("word", ["notaurl", "javascript:alert(1)", "http://", "http://[::1"])
def test_what_is_no_address_costs_one_line(run: Run, web: Site, word: str) -> None:
    done = run("preview", word, f"http://127.0.0.1:{web.port}/story-of-2022")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["ready"]
    assert done.stderr == f"{word}: is no web address; give one such as https://news.example/story\n"
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        (["--fetch", "--host", "0.0.0.0"], {}, "BACKSTORY_FETCH_SHARED"),
        (["--fetch"], {"http_proxy": "http://127.0.0.1:9"}, "BACKSTORY_FETCH_THROUGH_PROXY"),
        (["--live"], {}, "--contact"),
        (["--live", "--contact", "(me)"], {}, "contact"),
    ],
)
def test_what_cannot_start_says_so_before_anything_is_built(
    run: Run, tmp_path: Path, words: list[str], more: dict[str, str], said: str
) -> None:
    done = run("serve", "--port", "0", *words, BACKSTORY_PACKS="", **more)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert not (tmp_path / "cache").exists()


def test_enrich_tells_a_page_by_its_address(run: Run, web: Site) -> None:
    done = run("enrich", f"http://127.0.0.1:{web.port}/story-of-2022")
    assert done.returncode == 0
    assert "Korean Central News Agency" in done.stdout


def test_an_address_within_is_refused_with_the_reason(run: Run, web: Site) -> None:
    done = run("enrich", "http://169.254.169.254/latest/")
    assert done.returncode == 1
    assert "link-local" in done.stderr
    assert "Traceback" not in done.stderr


def test_enrich_looks_behind_links_where_that_is_asked_for(run: Run, web: Site, tmp_path: Path) -> None:
    link = f"<p>Read more: <a href=http://127.0.0.1:{web.port}/story-of-2022>Japan arms itself, Pyongyang says</a></p>"
    page = tmp_path / "page.html"
    page.write_text(
        f"<article><h1>Arms</h1>{'<p>North Korea sold arms to Russia, the White House said.</p>' * 6}{link}"
    )
    assert "In both: " in " ".join(run("enrich", "--previews", str(page)).stdout.split())
    connections = web.connections
    assert run("enrich", str(page)).returncode == 0
    assert web.connections == connections


def test_behind_a_proxy_that_is_not_said_to_filter_nothing_is_fetched(run: Run, web: Site) -> None:
    done = run("preview", f"http://127.0.0.1:{web.port}/story-of-2022", http_proxy="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "BACKSTORY_FETCH_THROUGH_PROXY" in done.stderr
    assert web.connections == 0
    assert "linked stories" in run("doctor", BACKSTORY_FETCH="true", http_proxy="http://127.0.0.1:9").stdout
