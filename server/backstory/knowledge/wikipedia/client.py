"""Asks a MediaWiki Action API: cached, within a deadline, saying who we are. Only this module sends anything.

Source: https://www.mediawiki.org/wiki/API:Etiquette and
https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from urllib.parse import urlsplit

import requests
from requests_cache import CachedSession

from backstory.errors import InputError, SourceUnavailable
from backstory.knowledge.wikipedia.answers import read_body
from backstory.knowledge.wikipedia.cache import LiveSession
from backstory.knowledge.wikipedia.transport import WholeAnswers
from backstory.model import Gap

IN_FLIGHT = 3  # requests at a time, as Wikimedia's etiquette asks
STALE_FOR_S = 30 * 24 * 3600  # how long after its expiry an answer may still stand in for one that cannot be had

_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e](?:[\x20-\x27\x2a-\x7e]{0,198}[\x21-\x27\x2a-\x7e])?\Z")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the wiki, and since when it stands."""

    data: Mapping[str, object]
    retrieved: str | None  # the day it was given, ISO 8601
    stale: SourceUnavailable | None = None  # why an older answer stands in for a fresh one


class ActionApi:
    """One wiki's Action API. Safe to use from several threads; `close` ends its own."""

    def __init__(self, address: str, *, contact: str, session: requests.Session) -> None:
        """Takes the session over: it gets our User-Agent, keeps no cookies and sends no credentials.

        Raises: InputError, when address or contact cannot be used.
        """
        self._address = _checked(address)
        parts = urlsplit(address)
        self._session = session
        session.mount(f"{parts.scheme}://{parts.netloc}/", WholeAnswers(connections=IN_FLIGHT))
        session.headers["User-Agent"] = user_agent(contact)
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.auth = _no_credentials
        self._threads = ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix="wikipedia")

    def close(self) -> None:
        """Wait for what is on its way, then end the threads and the session."""
        self._threads.shutdown(cancel_futures=True)
        self._session.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is wrong with the store of earlier answers, if anything."""
        return self._session.gaps if isinstance(self._session, LiveSession) else ()

    def ask(self, question: Mapping[str, str], *, ends: float, timeout_s: float) -> Reply:
        """The answer to `action=query` with these parameters; an older one when the wiki gives none by `ends`.

        `ends` is a reading of time.monotonic(). A request that is late goes on, up to `timeout_s` without a byte,
        and its answer is kept for the next time.

        Raises: SourceUnavailable, when there is no answer, old or new.
        """
        params = {"action": "query", "format": "json", "formatversion": "2", **question}
        late = self._threads.submit(self._get, params, timeout_s)
        try:
            return _reply(late.result(timeout=max(0.0, ends - time.monotonic())))
        except TimeoutError:
            late.cancel()
            missing = SourceUnavailable("It did not answer in time.")
        except SourceUnavailable as error:
            missing = error
        older = self._older(params)
        if older is None:
            raise missing
        return _reply(older, stale=missing)

    def _get(self, params: Mapping[str, str], timeout_s: float) -> requests.Response:
        # A redirect would hand the names to an address that nobody chose.
        return self._session.get(self._address, params=params, timeout=timeout_s, allow_redirects=False)

    def _older(self, params: Mapping[str, str]) -> requests.Response | None:
        if not isinstance(self._session, CachedSession):
            return None
        found = self._session.get(
            self._address,
            params=params,
            only_if_cached=True,
            headers={"Cache-Control": f"stale-if-error={STALE_FOR_S}"},
            allow_redirects=False,
        )
        return found if found.status_code == 200 else None


def _checked(address: str) -> str:
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


def _reply(response: requests.Response, *, stale: SourceUnavailable | None = None) -> Reply:
    return Reply(read_body(response.content), _day(response.headers.get("Date")), stale)


def _day(http_date: str | None) -> str | None:
    try:
        return parsedate_to_datetime(http_date or "").date().isoformat()
    except ValueError:
        return None
