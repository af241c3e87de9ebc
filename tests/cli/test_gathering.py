"""`backstory pack build --from-wikipedia`, and the contact that live sources need."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstory.knowledge.live import gather
from backstory.knowledge.live.gather import Gatherer
from backstory.knowledge.pack import Pack
from tests.conftest import ROOT
from tests.knowledge.local_wiki import ANSWERS, Wiki, asking, send
from tests.support.mediawiki_server import MediaWiki, NoMediaWiki, serve

pytestmark = pytest.mark.whole

COMMAND = [sys.executable, "-c", "from backstory.cli.main import main; main()"]


@pytest.fixture(scope="module")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    try:
        with serve(tmp_path_factory.mktemp("mediawiki")) as running:
            yield running
    except NoMediaWiki as reason:
        pytest.skip(f"No real MediaWiki here: {reason}")


def run(tmp_path: Path, *options: str, api: str = "http://127.0.0.1:1/api") -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "BACKSTORY_LIVE_API": api,
        "BACKSTORY_LIVE_WIKIDATA": "",
        "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
        "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
    }
    return subprocess.run(
        [*COMMAND, *options], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


@pytest.mark.mediawiki
@pytest.mark.enable_socket
def test_titles_make_a_pack_that_answers_offline(mediawiki: MediaWiki, tmp_path: Path) -> None:
    titles = tmp_path / "titles.txt"
    titles.write_text("# a class of its own\nWagner Group\nBakhmut\n\nKCNA\nVladimir Putin\nWagner\nNo Such Thing\n")
    out = tmp_path / "class.pack"
    asked = ("pack", "build", "--from-wikipedia", str(titles), "-o", str(out), "--contact", "me@paper.example")
    done = run(tmp_path, *asked, api=mediawiki.api)
    assert done.returncode == 1
    assert "4 entities" in done.stdout
    assert f"{titles}:7: Wagner: is a list of namesakes" in done.stderr
    assert f"{titles}:8: No Such Thing: there is no article of that title" in done.stderr
    assert any("maxlag=5" in line for line in mediawiki.requests())
    pack = Pack(out)
    assert pack.manifest["licence"] == "CC BY-SA 4.0"
    (kcna,) = pack.find("KCNA")  # a redirect of the wiki's
    assert kcna.entity.label == "Korean Central News Agency"
    (wagner,) = pack.find("Wagner Group")
    assert {"en:Bakhmut", "en:Korean Central News Agency"} & wagner.entity.links
    told = pack.profiles([wagner.entity.id]).found[wagner.entity.id]
    assert told.summary
    assert (told.source.name, told.source.licence) == ("Wikipedia", "CC BY-SA 4.0")
    assert told.source.url is not None
    pack.close()


def test_without_a_contact_nothing_is_asked_and_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "titles.txt").write_text("Bakhmut\n")
    done = run(tmp_path, "pack", "build", "--from-wikipedia", str(tmp_path / "titles.txt"), "-o", str(tmp_path / "x"))
    assert done.returncode == 1
    assert "need the operator's contact" in done.stderr


@pytest.mark.parametrize(("content", "why"), [(b"\n# x\n", "holds no title"), (b"\xff\xfe", "is not UTF-8")])
def test_a_file_without_titles_says_so(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "titles.txt").write_bytes(content)
    asked = ("pack", "build", "--from-wikipedia", str(tmp_path / "titles.txt"), "-o", "x", "--contact", "me@x.example")
    assert why in run(tmp_path, *asked).stderr


def test_the_contact_is_asked_for_once_and_kept(tmp_path: Path) -> None:
    titles = tmp_path / "titles.txt"
    titles.write_text("Bakhmut\n")
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        "BACKSTORY_LIVE_API": "http://127.0.0.1:1/api",
        "BACKSTORY_LIVE_WIKIDATA": "",
        "BACKSTORY_LIVE_OFFLINE": "true",
        "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
        "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
    }
    os.write(ours, b"me@paper.example\n")
    done = subprocess.run(
        [*COMMAND, "enrich", "--live", str(titles)],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=theirs,
    )
    assert "how its operator is reached" in done.stderr
    assert (tmp_path / "config" / "settings.toml").read_text() == 'contact = "me@paper.example"\n'
    again = run(tmp_path, "enrich", "--live", str(titles))
    assert "how its operator is reached" not in again.stderr
    assert again.returncode == 0
    os.close(ours)
    os.close(theirs)


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    server = Wiki()
    yield server
    server.stop()


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_batch_work_waits_as_long_as_the_host_asks_and_tries_again(wiki: Wiki) -> None:
    waits: list[float] = []
    wiki.behave = send(429, Retry_After="7")

    def wait(seconds: float) -> None:
        waits.append(seconds)
        wiki.behave = ANSWERS

    with asking(wiki) as reader:
        gatherer = Gatherer(reader.live, "en", wait=wait)
        reader.live.wiki("en").host._breaker.__init__(lambda: 1000.0 + 10 * len(waits))  # time passes while it waits
        (line,) = gatherer.entities(["Bakhmut"])
    assert waits == [7]
    assert line.label == "Bakhmut"


@pytest.mark.loopback
@pytest.mark.enable_socket
def test_batch_work_gives_up_after_a_few_tries(wiki: Wiki) -> None:
    from backstory.errors import SourceUnavailable

    waits: list[float] = []
    wiki.behave = send(500)
    with asking(wiki) as reader, pytest.raises(SourceUnavailable, match="500"):
        list(Gatherer(reader.live, "en", wait=waits.append).entities(["Bakhmut"]))
    assert len(waits) == gather.TRIES - 1
