"""The store of earlier answers: what it saves, what it stands in for, and what it does when it breaks."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from requests_cache.backends.sqlite import SQLiteCache

from backstory.knowledge.http_client import open_store, store
from backstory.model import DatedText
from tests.conftest import ROOT
from tests.knowledge.local_wiki import Behaviour, Wiki, asking, reasons, send

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


def test_the_second_time_nothing_is_asked(wiki: Wiki, tmp_path: Path) -> None:
    for _ in range(2):
        with asking(wiki, open_store(tmp_path / "http.sqlite")) as live:
            answer = live.candidates({"Bakhmut"})
            assert answer.found["Bakhmut"][0].entity.description == "City in Ukraine"
            assert live.profiles({"en:Bakhmut"}).found["en:Bakhmut"].summary == (DatedText("A city."),)
            assert answer.gaps == ()
    assert len(wiki.requests) == 1


def expire(file: Path, *, days: float = 3) -> None:
    with closing(open_store(file)) as session:
        session.cache.reset_expiration(timedelta(days=-days))


@pytest.mark.parametrize("trouble", [send(500), send(body=b"<html>"), send(429, Retry_After="9"), None])
def test_an_older_answer_stands_in_while_there_is_none(wiki: Wiki, tmp_path: Path, trouble: Behaviour | None) -> None:
    file = tmp_path / "http.sqlite"
    with asking(wiki, open_store(file)) as live:
        live.candidates({"Bakhmut"})
    expire(file)
    with asking(wiki, open_store(file)) as live:
        if trouble is None:
            wiki.stop()
        else:
            wiki.behave = trouble
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    (gap,) = answer.gaps
    assert gap.what == "Fresh answers from Wikipedia"
    assert "Its earlier answer of 20" in gap.why
    assert gap.retry_after_s == (9 if "429" in gap.why else None)


def test_an_expired_answer_is_asked_for_again(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    for _ in range(2):
        with asking(wiki, open_store(file)) as live:
            assert live.candidates({"Bakhmut"}).gaps == ()
        expire(file)
    assert len(wiki.requests) == 2


def test_an_answer_that_is_too_old_does_not_stand_in(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    with asking(wiki, open_store(file)) as live:
        live.candidates({"Bakhmut"})
    expire(file, days=31)
    wiki.behave = send(500)
    with asking(wiki, open_store(file)) as live:
        assert live.candidates({"Bakhmut"}).found == {}


def test_the_store_is_its_owners_alone_and_holds_json(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "new" / "http"
    with asking(wiki, open_store(file)) as live:
        live.candidates({"Bakhmut"})
    with closing(sqlite3.connect(file.with_suffix(".sqlite"))) as connection:
        ((value,),) = connection.execute("SELECT value FROM responses").fetchall()
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert json.loads(value)["status_code"] == 200
    if sys.platform != "win32":
        assert stat.S_IMODE(file.with_suffix(".sqlite").stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_senses_are_kept_longer_than_articles(wiki: Wiki, tmp_path: Path) -> None:
    session = open_store(tmp_path / "http.sqlite")
    with asking(wiki, session) as live:
        wiki.behave = send(
            body=b'{"query":{"pages":[{"ns":0,"title":"Wagner","extract":"","pageprops":{"disambiguation":""}}]}}'
        )
        live.candidates({"Wagner"})
        lifetimes = sorted(round((each.expires - each.created_at).total_seconds()) for each in session.cache.filter())
    assert lifetimes == [24 * 3600, 7 * 24 * 3600]


def test_a_damaged_store_is_a_gap_and_costs_no_answer(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    file.write_bytes(b"this is no database " * 100)
    with asking(wiki, open_store(file)) as live:
        for _ in range(2):
            answer = live.candidates({"Bakhmut"})
            assert set(answer.found) == {"Bakhmut"}
            assert [gap.what for gap in answer.gaps] == ["Store of earlier live answers"]
            assert "file is not a database" in answer.gaps[0].why
    assert len(wiki.requests) == 2


def test_a_damaged_row_is_asked_for_anew(wiki: Wiki, tmp_path: Path) -> None:
    for _ in range(2):
        with asking(wiki, open_store(tmp_path / "http.sqlite")) as live:
            answer = live.candidates({"Bakhmut"})
            assert (set(answer.found), answer.gaps) == ({"Bakhmut"}, ())
        with closing(sqlite3.connect(tmp_path / "http.sqlite")) as connection:
            connection.execute("UPDATE responses SET value = '{\"broken'")
            connection.commit()
    assert len(wiki.requests) == 2


def test_a_folder_that_cannot_be_made_is_a_gap(wiki: Wiki, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with asking(wiki, open_store(tmp_path / "file" / "http.sqlite")) as live:
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "http.sqlite" in reasons(answer)[0]


def test_a_store_that_breaks_while_in_use_is_a_gap_and_costs_no_answer(wiki: Wiki, tmp_path: Path) -> None:
    session = open_store(tmp_path / "http.sqlite")
    with asking(wiki, session) as live:
        with closing(sqlite3.connect(tmp_path / "http.sqlite")) as connection:
            connection.execute("DROP TABLE responses")
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "It cannot be used (no such table" in reasons(answer)[0]


def test_an_answer_that_was_not_written_is_a_gap(wiki: Wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SQLiteCache, "save_response", lambda *_: None)  # as on a full disk: no error, and nothing kept
    with asking(wiki, open_store(tmp_path / "http.sqlite")) as live:
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "an answer could not be written" in reasons(answer)[0]


def test_a_locked_store_is_not_waited_for_without_end(
    wiki: Wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 50)
    session = open_store(tmp_path / "http.sqlite")
    with asking(wiki, session) as live, closing(sqlite3.connect(tmp_path / "http.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = live.candidates({"Bakhmut"})
        assert set(answer.found) == {"Bakhmut"}
        assert "locked" in reasons(answer)[0]
        other.rollback()
        assert live.candidates({"Bakhmut"}).gaps == ()
        assert live.candidates({"Bakhmut"}).gaps == ()
    assert len(wiki.requests) == 2


def test_many_threads_share_one_wikipedia(wiki: Wiki, tmp_path: Path) -> None:
    with asking(wiki, open_store(tmp_path / "http.sqlite")) as live, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: live.candidates({"Bakhmut", f"Name {number % 10}"}), range(80)))
    assert all(set(answer.found) == {"Bakhmut"} and answer.gaps == () for answer in answers)
    assert len(wiki.requests) == 20  # each list of names and each search once, however many pages ask at once


def keep(file: Path, names: int) -> None:
    """Fill a store with as many answers, each of 1 kB, of which the last expires last."""
    with closing(open_store(file)) as session, closing(sqlite3.connect(file)) as connection:
        assert session.cache.count() == 0
        now = int(time.time())
        rows = [(f"key-{number}", "x" * 1_000, now + number) for number in range(names)]
        connection.executemany("INSERT INTO responses (key, value, expires) VALUES (?, ?, ?)", rows)
        connection.commit()


def kept(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM responses ORDER BY expires")]


def test_a_store_that_grows_too_large_loses_what_expires_first(tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    keep(file, 100)
    before = file.stat().st_size
    store.sweep(file, max_bytes=50_000)
    assert kept(file) == [f"key-{number}" for number in range(60, 100)]
    assert file.stat().st_size < before


def test_what_is_too_old_to_stand_in_is_deleted(tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    keep(file, 2)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE responses SET expires = expires - 31 * 24 * 3600 WHERE key = 'key-0'")
        connection.commit()
    store.sweep(file)
    assert kept(file) == ["key-1"]


def test_a_store_that_another_process_holds_is_swept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 20)
    file = tmp_path / "http.sqlite"
    keep(file, 100)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.sweep(file, max_bytes=50_000)
        other.rollback()
    assert len(kept(file)) == 100


def test_a_store_is_swept_while_it_is_used(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    with asking(wiki, open_store(file)) as live:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("INSERT INTO responses (key, value, expires) VALUES ('old', 'x', 1)")
            connection.commit()
        live.candidates({"Bakhmut"})
    assert "old" not in kept(file)


ONE_OF_SEVERAL = """
import sys
from pathlib import Path
from tests.knowledge.local_wiki import asking
from backstory.knowledge.http_client import open_store
with asking(sys.argv[1], open_store(Path(sys.argv[2]))) as live:
    for number in range(30):
        answer = live.candidates({"Bakhmut", f"Name{(number * int(sys.argv[3])) % 30}"})
        assert set(answer.found) == {"Bakhmut"} and answer.gaps == (), answer
"""


def test_several_processes_share_one_store(wiki: Wiki, tmp_path: Path) -> None:
    file = tmp_path / "http.sqlite"
    running = [
        subprocess.Popen([sys.executable, "-c", ONE_OF_SEVERAL, wiki.api, str(file), step], cwd=ROOT)
        for step in ("1", "7", "11")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert 30 <= len(wiki.requests) <= 90
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
