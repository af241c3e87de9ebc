"""What is kept of what was read goes: by age, or all of it when told to, and nothing of it stays in the file."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from requests_cache.backends.sqlite import SQLiteCache

from backstory.cli.commands.forget import command
from backstory.service import upkeep
from backstory.service.settings import Settings
from backstory.service.upkeep import Upkeep, fetched_pages, forget_all, live_answers, purge

MARKER = "XYZZYPLUGH"


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path)


def _keep(path: Path, **expiry: float) -> None:
    """Answers as requests-cache keeps them, by name and the time at which they expire."""
    SQLiteCache(path, wal=True).close()  # type: ignore[no-untyped-call]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for name, expires in expiry.items():
            db.execute("INSERT INTO responses VALUES (?, ?, ?)", (name, f"{MARKER} {name}".encode() * 900, expires))


def _kept(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT key FROM responses ORDER BY key")]


def _on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_too_old_is_purged_and_the_rest_stays(own: Settings) -> None:
    now = 1e9
    _keep(fetched_pages(own), old=now - upkeep.PAGES_KEPT_S - 1, new=now - upkeep.PAGES_KEPT_S + 1)
    _keep(live_answers(own), old=now - upkeep.ANSWERS_KEPT_S - 1, new=now)
    purge(own, now)
    assert _kept(fetched_pages(own)) == _kept(live_answers(own)) == ["new"]
    assert f"{MARKER} old".encode() not in _on_disk(own.cache_dir)


def test_the_timer_purges_at_once_and_again(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    purged = threading.Semaphore(0)
    monkeypatch.setattr(upkeep, "purge", lambda *_: purged.release())
    timer = Upkeep(own, every_s=0)
    for _ in range(3):
        assert purged.acquire(timeout=30)
    timer.close()


def test_forgetting_leaves_nothing_in_the_files_though_a_service_has_them_open(own: Settings) -> None:
    _keep(fetched_pages(own), a=2e9, b=2e9)
    _keep(live_answers(own), c=2e9)
    with closing(sqlite3.connect(fetched_pages(own))) as open_elsewhere:
        assert open_elsewhere.execute("SELECT count(*) FROM responses").fetchone() == (2,)
        assert forget_all(own) == {"fetched pages": 2, "live answers": 1}
        assert open_elsewhere.execute("SELECT count(*) FROM responses").fetchone() == (0,)
    assert MARKER.encode() not in _on_disk(own.cache_dir)


def test_the_command_says_how_many(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTORY_CACHE_DIR", str(own.cache_dir))
    _keep(fetched_pages(own), a=2e9)
    done = CliRunner().invoke(command)
    assert done.output == "1 fetched pages forgotten\n0 live answers forgotten\n"


def test_a_damaged_file_is_deleted(own: Settings) -> None:
    fetched_pages(own).write_bytes(f"no database {MARKER}".encode() * 900)
    assert forget_all(own)["fetched pages"] == 0
    assert MARKER.encode() not in _on_disk(own.cache_dir)
