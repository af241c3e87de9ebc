"""The one way out: who we are, how many questions at a time and a minute, and the store of earlier answers."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import urlsplit

import requests

from backstory.errors import InputError, SourceUnavailable
from backstory.knowledge.http_client.manners import PER_MINUTE, Ceiling
from backstory.knowledge.http_client.store import STALE_FOR_S, Store
from backstory.knowledge.http_client.transport import MAX_BYTES, Reduce, WholeAnswers
from backstory.model import Gap

IN_FLIGHT = 3  # requests at a time, as Wikimedia's etiquette asks
# A request whose page has gone on without it may go so long without a byte; its answer is kept for the next call.
LATE_S = 15.0

T = TypeVar("T")

_log = logging.getLogger(__name__)

_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e](?:[\x20-\x27\x2a-\x7e]{0,198}[\x21-\x27\x2a-\x7e])?\Z")


class Line:
    """What all hosts share. Safe to use from several threads; `close` ends its own.

    `offline`: nothing is sent, only the store answers. `batch`: nobody waits, so busy hosts may refuse.
    `clock`: seconds that only grow.
    """

    def __init__(
        self,
        *,
        contact: str,
        store: Store,
        offline: bool = False,
        batch: bool = False,
        per_minute: int = PER_MINUTE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Takes the store over: it gets our User-Agent, keeps no cookies and sends no credentials.

        Raises: InputError, when the contact cannot be used.
        """
        self.offline = offline
        self._batch = batch
        self.clock = clock
        self.ceiling = Ceiling(clock, per_minute=per_minute)
        store.headers["User-Agent"] = user_agent(contact)
        store.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        store.auth = _no_credentials
        self._store = store
        self._threads = ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix="live")

    def close(self) -> None:
        """Wait for what is on its way, then end the threads and the store."""
        self._threads.shutdown(cancel_futures=True)
        self._store.close()  # type: ignore[no-untyped-call]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is wrong with the store of earlier answers, if anything."""
        return self._store.gaps

    def mount(self, address: str, *, max_bytes: int = MAX_BYTES, reduce: Reduce | None = None) -> None:
        """Make ready to ask at an address. Raises: InputError, when one cannot ask there."""
        adapter = WholeAnswers(connections=IN_FLIGHT, max_bytes=max_bytes, batch=self._batch, reduce=reduce)
        self._store.mount(checked_address(address), adapter)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do the work when one of the threads is free."""
        return self._threads.submit(work)

    def get(self, address: str, params: Mapping[str, str], keep: timedelta) -> requests.Response:
        """Ask, and keep the answer. Raises: SourceUnavailable."""
        try:
            # A redirect would hand the names to an address that nobody chose.
            return self._store.get(
                address, params=params, timeout=LATE_S, allow_redirects=False, force_refresh=True, expire_after=keep
            )
        except SourceUnavailable:
            raise
        except Exception as error:  # whatever a library raises, no page may fail for it
            _log.error("live: a question could not be asked: %s", type(error).__name__)
            raise SourceUnavailable(f"It could not be asked ({type(error).__name__}).") from error

    def stored(self, address: str, params: Mapping[str, str]) -> tuple[requests.Response, timedelta] | None:
        """The earlier answer and how long ago it expired (less than nothing: it is fresh); None where there is none."""
        if self._store.broken is not None or self._store.settings.disabled:
            return None
        found = self._store.get(
            address,
            params=params,
            only_if_cached=True,
            headers={"Cache-Control": f"stale-if-error={STALE_FOR_S}"},
            allow_redirects=False,
        )
        if found.status_code != 200:
            return None
        left_s = getattr(found, "expires_delta", None)
        return found, timedelta(seconds=-(left_s if left_s is not None else 1))


def checked_address(address: str) -> str:
    """The address, if one can ask there. Raises: InputError."""
    no_api = f"{address!r} is no address of a MediaWiki Action API, such as https://…/w/api.php."
    try:
        parts = urlsplit(address)
        requests.Request("GET", address).prepare()
    except ValueError as error:  # the errors that requests finds in an address are among them
        raise InputError(no_api) from error
    if parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise InputError(no_api)
    return address


def user_agent(contact: str) -> str:
    """Who we are and how the operator is reached.

    Raises: InputError, when the contact is missing or cannot stand in a header.
    """
    contact = contact.strip()
    if not _CONTACT.match(contact):
        raise InputError(
            "Live look-ups need a contact: an e-mail address or a web address of yours, in ASCII, without brackets. "
            "Wikimedia asks every client to say how its operator is reached. Set `contact` in the settings."
        )
    return f"Backstory/{version('backstory')} ({contact}) requests-cache"


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """The request as it is; with this in place requests does not look for a password in .netrc."""
    return request
