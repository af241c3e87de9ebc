"""The store of earlier answers: what it saves, what it stands in for, and what it does when it breaks."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from requests_cache.backends.sqlite import SQLiteCache

from backstory.knowledge.wikipedia import cache, cached_session
from tests.knowledge.local_wiki import Behaviour, Wiki, asking, reasons, send

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]


def test_the_second_time_nothing_is_asked(wiki: Wiki, tmp_path: Path) -> None:
    for _ in range(2):
        with asking(wiki, cached_session(tmp_path / "http.sqlite")) as live:
            answer = live.candidates({"Bakhmut"})
            assert answer.found["Bakhmut"][0].entity.description == "City in Ukraine"
            assert live.profiles({"en:Bakhmut"}).found["en:Bakhmut"].summary == "A city."
            assert answer.gaps == ()
    assert len(wiki.requests) == 1


def expire(live_store: Path) -> None:
    with closing(cached_session(live_store)) as session:
        session.cache.reset_expiration(timedelta(seconds=-5))


@pytest.mark.parametrize("trouble", [send(500), send(body=b"<html>"), send(429, Retry_After="9"), None])
def test_an_older_answer_stands_in_while_there_is_none(wiki: Wiki, tmp_path: Path, trouble: Behaviour | None) -> None:
    store = tmp_path / "http.sqlite"
    with asking(wiki, cached_session(store)) as live:
        live.candidates({"Bakhmut"})
    expire(store)
    with asking(wiki, cached_session(store)) as live:
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
    store = tmp_path / "http.sqlite"
    for _ in range(2):
        with asking(wiki, cached_session(store)) as live:
            assert live.candidates({"Bakhmut"}).gaps == ()
        expire(store)
    assert len(wiki.requests) == 2


def test_an_answer_that_is_too_old_does_not_stand_in(wiki: Wiki, tmp_path: Path) -> None:
    store = tmp_path / "http.sqlite"
    with asking(wiki, cached_session(store)) as live:
        live.candidates({"Bakhmut"})
    with closing(cached_session(store)) as session:
        session.cache.reset_expiration(timedelta(days=-31))
    wiki.behave = send(500)
    with asking(wiki, cached_session(store)) as live:
        assert live.candidates({"Bakhmut"}).found == {}


def test_the_store_is_its_owners_alone_and_holds_json(wiki: Wiki, tmp_path: Path) -> None:
    store = tmp_path / "new" / "http"
    with asking(wiki, cached_session(store)) as live:
        live.candidates({"Bakhmut"})
    with closing(sqlite3.connect(store.with_suffix(".sqlite"))) as connection:
        ((value,),) = connection.execute("SELECT value FROM responses").fetchall()
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert json.loads(value)["status_code"] == 200
    if sys.platform != "win32":
        assert stat.S_IMODE(store.with_suffix(".sqlite").stat().st_mode) == 0o600
        assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700


def test_senses_are_kept_longer_than_articles(wiki: Wiki, tmp_path: Path) -> None:
    session = cached_session(tmp_path / "http.sqlite")
    with asking(wiki, session) as live:
        wiki.behave = send(
            body=b'{"query":{"pages":[{"ns":0,"title":"Wagner","extract":"","pageprops":{"disambiguation":""}}]}}'
        )
        live.candidates({"Wagner"})
        lifetimes = sorted(round((each.expires - each.created_at).total_seconds()) for each in session.cache.filter())
    assert lifetimes == [24 * 3600, 7 * 24 * 3600]


def test_a_damaged_store_is_a_gap_and_costs_no_answer(wiki: Wiki, tmp_path: Path) -> None:
    store = tmp_path / "http.sqlite"
    store.write_bytes(b"this is no database " * 100)
    with asking(wiki, cached_session(store)) as live:
        for _ in range(2):
            answer = live.candidates({"Bakhmut"})
            assert set(answer.found) == {"Bakhmut"}
            assert [gap.what for gap in answer.gaps] == ["Store of earlier Wikipedia answers"]
            assert "file is not a database" in answer.gaps[0].why
    assert len(wiki.requests) == 2


def test_a_damaged_row_is_asked_for_anew(wiki: Wiki, tmp_path: Path) -> None:
    for _ in range(2):
        with asking(wiki, cached_session(tmp_path / "http.sqlite")) as live:
            answer = live.candidates({"Bakhmut"})
            assert (set(answer.found), answer.gaps) == ({"Bakhmut"}, ())
        with closing(sqlite3.connect(tmp_path / "http.sqlite")) as connection:
            connection.execute("UPDATE responses SET value = '{\"broken'")
            connection.commit()
    assert len(wiki.requests) == 2


def test_a_folder_that_cannot_be_made_is_a_gap(wiki: Wiki, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with asking(wiki, cached_session(tmp_path / "file" / "http.sqlite")) as live:
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "http.sqlite" in reasons(answer)[0]


def test_a_store_that_breaks_while_in_use_is_a_gap_and_costs_no_answer(wiki: Wiki, tmp_path: Path) -> None:
    session = cached_session(tmp_path / "http.sqlite")
    with asking(wiki, session) as live:
        with closing(sqlite3.connect(tmp_path / "http.sqlite")) as connection:
            connection.execute("DROP TABLE responses")
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "It cannot be used (no such table" in reasons(answer)[0]


def test_an_answer_that_was_not_written_is_a_gap(wiki: Wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SQLiteCache, "save_response", lambda *_: None)  # as on a full disk: no error, and nothing kept
    with asking(wiki, cached_session(tmp_path / "http.sqlite")) as live:
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert "an answer could not be written" in reasons(answer)[0]


def test_a_locked_store_is_not_waited_for_without_end(
    wiki: Wiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "BUSY_TIMEOUT_MS", 50)
    session = cached_session(tmp_path / "http.sqlite")
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
    with asking(wiki, cached_session(tmp_path / "http.sqlite")) as live, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: live.candidates({"Bakhmut", f"Name {number % 10}"}), range(80)))
    assert all(set(answer.found) == {"Bakhmut"} and answer.gaps == () for answer in answers)
    assert 10 <= len(wiki.requests) <= 80
