"""The store of fetched pages: requests-cache on a SQLite file of its own, whose troubles never cost an answer."""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime, timedelta
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

from requests import PreparedRequest, Response, Session
from requests_cache import CachedSession
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from backstory.knowledge.kept_file import BUSY_TIMEOUT_MS, make_private, try_writing

log = logging.getLogger(__name__)

EXPIRE_AFTER = timedelta(hours=1)  # where the site says nothing: news changes within the hour
MAX_FILE_BYTES = 200_000_000  # then it begins anew
STORED = (200, 301, 308, 404, 410)


class _Store(SQLiteCache):
    """A SQLite store that is passed over while its file is damaged, locked or full."""

    def get_response(self, key: str, default: CachedResponse | None = None) -> CachedResponse | None:
        try:
            return super().get_response(key, default)
        except sqlite3.Error:
            return default

    def save_response(self, response: Response, cache_key: str | None = None, expires: datetime | None = None) -> None:
        path = Path(self.db_path)
        try:
            try_writing(path)
            if path.stat().st_size > MAX_FILE_BYTES:
                self.clear()  # type: ignore[no-untyped-call]
            super().save_response(response, cache_key, expires)
        except (sqlite3.Error, OSError):
            return


def fetching_session(path: Path | None) -> Session:
    """A session that keeps pages in the file at `path` as long as their site allows; that keeps none, without a path or
    where the file cannot be used.

    It has no cookies, no credentials and takes nothing from the environment.
    """
    session = _cached(path) if path else Session()
    session.headers.clear()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = _no_credentials
    return session


def _cached(path: Path) -> Session:
    path = path.absolute()
    try:
        make_private(path)
        try_writing(path)
        store = _Store(path, wal=True, busy_timeout=BUSY_TIMEOUT_MS, serializer="json")
    except (sqlite3.Error, OSError) as error:
        log.warning("fetched pages are not kept: %s cannot be used (%s)", path.name, error)
        return Session()
    return CachedSession(
        backend=store,
        serializer="json",
        expire_after=EXPIRE_AFTER,
        cache_control=True,
        match_headers=["Accept"],  # a robots.txt is not taken for a page, nor a page for one
        allowable_codes=STORED,
        allowable_methods=("GET",),
        ignored_parameters=(),
    )


def _no_credentials(request: PreparedRequest) -> PreparedRequest:
    return request
