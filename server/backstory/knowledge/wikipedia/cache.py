"""The store of earlier answers: requests-cache on one SQLite file, whose troubles never cost an answer."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from requests import Response
from requests_cache import CachedSession
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from backstory.model import Gap

BUSY_TIMEOUT_MS = 2_000
# What a page says changes within the day in the news; which pages share a name hardly changes within the week.
EXPIRE_AFTER = timedelta(days=1)
EXPIRE_SENSES_AFTER = timedelta(days=7)


class PatientCache(SQLiteCache):
    """A SQLite cache that goes on without its file when that is damaged, locked or full.

    `trouble` says what was wrong with it last; None while it works.
    """

    trouble: str | None = None

    def get_response(self, key: str, default: CachedResponse | None = None) -> CachedResponse | None:
        """The stored answer; `default` also when the file cannot be read."""
        try:
            return super().get_response(key, default)
        except sqlite3.Error as error:
            self.trouble = str(error)
            return default

    def save_response(self, response: Response, cache_key: str | None = None, expires: datetime | None = None) -> None:
        """Store the answer; nothing when the file cannot be written."""
        try:
            # requests-cache waits for a locked file without end (its `_acquire_sqlite_lock`); this wait has one.
            _try_writing(Path(self.db_path))
            super().save_response(response, cache_key, expires)
            # It also keeps to itself that writing failed, on a full disk for one.
            written = cache_key is None or super().get_response(cache_key) is not None
            self.trouble = None if written else "an answer could not be written"
        except sqlite3.Error as error:
            self.trouble = str(error)


class LiveSession(CachedSession):
    """A cached session that can say what is wrong with its store."""

    broken: str | None = None  # why there is no store at all

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The trouble of the store, if any."""
        trouble = self.broken or getattr(self.cache, "trouble", None)
        if trouble is None:
            return ()
        why = f"It cannot be used ({trouble}); every question goes to Wikipedia anew. If it stays so, delete the file."
        return (Gap("Store of earlier Wikipedia answers", why),)


def cached_session(path: Path) -> LiveSession:
    """A session that keeps answers in the SQLite file at `path`; one that keeps nothing, and says so, where that fails.

    The file tells what its owner has read about, so only its owner may read it. Answers are used for a day, those on
    namesakes for a week; older ones are kept for `client.py`, which serves them while the wiki is down.
    """
    path = path.absolute() if path.suffix else path.absolute().with_suffix(".sqlite")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        _try_writing(path)
        backend = PatientCache(path, wal=True, busy_timeout=BUSY_TIMEOUT_MS, serializer="json")
    except (sqlite3.Error, OSError) as error:
        session = LiveSession(backend="memory")
        session.settings.disabled = True
        session.broken = f"{path.name}: {error.strerror if isinstance(error, OSError) else error}"
        return session
    return LiveSession(
        backend=backend,
        serializer="json",
        expire_after=EXPIRE_AFTER,
        urls_expire_after={re.compile(r"[?&]generator=links(?:&|$)"): EXPIRE_SENSES_AFTER},
        cache_control=False,  # MediaWiki marks every answer as private and stale at once
        allowable_codes=(200,),
        allowable_methods=("GET",),
    )


def _try_writing(path: Path) -> None:
    """Nothing. Raises: sqlite3.Error, when the file is no database or cannot be written within the busy timeout."""
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
