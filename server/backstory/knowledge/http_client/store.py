"""The store of earlier answers: requests-cache on SQLite or Redis, whose troubles never cost an answer."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from requests import Response
from requests_cache import CachedSession
from requests_cache.backends.base import BaseCache
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from backstory.errors import InputError
from backstory.knowledge.kept_file import make_private, try_writing
from backstory.model import Gap

if TYPE_CHECKING:
    from redis import Redis

BUSY_TIMEOUT_MS = 2_000
STALE_FOR_S = 30 * 24 * 3600  # how long after its expiry an answer may still stand in for one that cannot be had
MAX_BYTES = 200_000_000  # of all answers in a file; a story's are 0.1 MB
SWEEP_EVERY = 100  # answers written by a process between two sweeps of the file
REDIS_TIMEOUT_S = 0.5
REDIS_REST_S = 5.0  # after trouble; each question would wait for its time-out else


class PatientFile(SQLiteCache):
    """A SQLite cache that goes on without its file when that is damaged, locked or full, and keeps it small.

    `trouble` says what was wrong with it last; None while it works.
    """

    trouble: str | None = None
    _written = 0

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
            try_writing(Path(self.db_path), BUSY_TIMEOUT_MS)
            super().save_response(response, cache_key, expires)
            # It also keeps to itself that writing failed, on a full disk for one.
            written = cache_key is None or super().get_response(cache_key) is not None
            self.trouble = None if written else "an answer could not be written"
            self._written += 1
            if self._written % SWEEP_EVERY == 1:
                sweep(Path(self.db_path))
        except sqlite3.Error as error:
            self.trouble = str(error)


class PatientServer(BaseCache):
    """A Redis cache that goes on without its server while that is down. `trouble` says why; None while it works."""

    trouble: str | None = None
    _rests_until = 0.0

    def __init__(self, connection: Redis) -> None:
        from redis import RedisError
        from requests_cache.backends.redis import RedisDict, RedisHashDict

        super().__init__(cache_name="backstory")
        self._error = RedisError
        self.responses = RedisDict(
            "backstory:answers", connection=connection, ttl=True, ttl_offset=STALE_FOR_S, serializer="json"
        )
        self.redirects = RedisHashDict("backstory", collection_name="redirects", connection=connection)

    def get_response(self, key: str, default: CachedResponse | None = None) -> CachedResponse | None:
        """The stored answer; `default` also when the server cannot be reached."""
        if time.monotonic() < self._rests_until:
            return default
        try:
            return super().get_response(key, default)
        except self._error as error:
            self._rest(error)
            return default

    def save_response(self, response: Response, cache_key: str | None = None, expires: datetime | None = None) -> None:
        """Store the answer; nothing when the server cannot be reached."""
        if time.monotonic() < self._rests_until:
            return
        try:
            super().save_response(response, cache_key, expires)
            self.trouble = None
        except self._error as error:
            self._rest(error)

    def _rest(self, error: Exception) -> None:
        self.trouble = " ".join(str(error).split())[:200] or type(error).__name__
        self._rests_until = time.monotonic() + REDIS_REST_S


class Store(CachedSession):
    """A cached session that can say what is wrong with its store."""

    broken: str | None = None  # why there is no store at all

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The trouble of the store, if any."""
        trouble = self.broken or getattr(self.cache, "trouble", None)
        if trouble is None:
            return ()
        why = f"It cannot be used ({trouble}); every question goes out anew. If it stays so, delete or restart it."
        return (Gap("Store of earlier live answers", why),)


def open_store(path: Path) -> Store:
    """A session that keeps answers in the SQLite file at `path`; one that keeps nothing, and says so, where that fails.

    The file tells what its owner has read about, so only its owner may read it.
    """
    path = path.absolute() if path.suffix else path.absolute().with_suffix(".sqlite")
    try:
        make_private(path)
        try_writing(path, BUSY_TIMEOUT_MS)
        backend = PatientFile(path, wal=True, busy_timeout=BUSY_TIMEOUT_MS, serializer="json")
    except (sqlite3.Error, OSError) as error:
        return forgetful(f"{path.name}: {error.strerror if isinstance(error, OSError) else error}")
    return _session(backend)


def open_shared_store(url: str) -> Store:
    """A session that keeps answers in the Redis server at `url`, for several machines.

    The server bounds its own size (`maxmemory`, with `allkeys-lru`); what is too old to stand in leaves by itself.

    Raises: InputError, when the address is none or redis is not installed.
    """
    try:
        from redis import Redis
    except ImportError as error:
        raise InputError("a Redis store needs the package redis: pip install 'backstory[redis]'") from error
    try:
        connection = Redis.from_url(
            url, socket_timeout=REDIS_TIMEOUT_S, socket_connect_timeout=REDIS_TIMEOUT_S, retry=None
        )
    except ValueError as error:
        raise InputError(f"the address of the Redis store is none: {error}") from error
    return _session(PatientServer(connection))


def forgetful(why: str | None = None) -> Store:
    """A session that keeps nothing; `why` says what is wrong, where something is."""
    session = Store(backend="memory")
    session.settings.disabled = True
    session.broken = why
    return session


def _session(backend: BaseCache) -> Store:
    return Store(
        backend=backend,
        serializer="json",
        cache_control=False,  # MediaWiki marks every answer as private and stale at once
        allowable_codes=(200,),
        allowable_methods=("GET",),
    )


def sweep(path: Path, *, max_bytes: int = MAX_BYTES) -> None:
    """Delete what is too old to stand in, then what expires first until the answers fit into `max_bytes`.

    Safe beside other processes; one that holds the file leaves the sweep to the next time.

    Raises: sqlite3.Error, when the file is damaged.
    """
    with suppress(sqlite3.OperationalError), closing(_connect(path)) as connection:
        connection.execute("DELETE FROM responses WHERE expires < ?", (time.time() - STALE_FOR_S,))
        (size,) = connection.execute("SELECT total(length(value)) FROM responses").fetchone()
        if size > max_bytes:
            connection.execute(
                "DELETE FROM responses WHERE key IN (SELECT key FROM (SELECT key, "
                "sum(length(value)) OVER (ORDER BY expires DESC, key) AS kept FROM responses) WHERE kept > ?)",
                (0.8 * max_bytes,),
            )
            connection.execute("VACUUM")  # not after the first: what it frees is written to again


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
