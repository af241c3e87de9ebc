"""Fetches one address: every hop checked, robots.txt asked, all within one deadline."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

from requests import Request, Response, Session
from requests.exceptions import RequestException

from backstory.errors import FetchFailure, NotFetched
from backstory.previews.fetch.cache import fetching_session
from backstory.previews.fetch.connect import Dialer, Resolve
from backstory.previews.fetch.proxies import Proxy
from backstory.previews.fetch.robots import allows
from backstory.previews.fetch.targets import Rules, Target, next_target, target_of
from backstory.previews.fetch.transport import ANYTHING, Bounded

HTML = "text/html, application/xhtml+xml"
JSON = "application/json, text/json, application/json+oembed"
_ROBOTS_KINDS = f"text/plain, {ANYTHING}"  # some sites call it XML, or nothing at all
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What statuses mean for the reader; others of 400 and above are trouble at the site.
_STATES: dict[int, tuple[FetchFailure, str]] = {
    **dict.fromkeys((404, 410), ("gone", "The story is no longer there.")),
    **dict.fromkeys((401, 402, 403, 407, 451), ("blocked", "The site does not show this page to programs.")),
    429: ("blocked", "The site asks us to wait."),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds one fetch."""

    time_limit_s: float = 4.0
    max_bytes: int = 2_000_000
    max_redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a site answered."""

    url: str  # where it was found, after redirects
    body: bytes
    content_type: str


class Fetcher:
    """Fetches addresses that others name. Safe to use from several threads."""

    def __init__(
        self,
        *,
        user_agent: str,
        store: Path | None = None,
        rules: Rules | None = None,
        limits: Limits | None = None,
        proxy: Proxy | None = None,
        resolve: Resolve = socket.getaddrinfo,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`store`: the file of the cache; `proxy`: what all goes through, and checks the names then."""
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # its warnings hold addresses
        self.limits = limits or Limits()
        self._dialer = Dialer(rules or Rules(), resolve, proxy)
        self._session: Session = fetching_session(store)
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip", "Connection": "close"})
        adapter = Bounded(self._dialer, max_bytes=self.limits.max_bytes, context=tls)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def close(self) -> None:
        """Close the store."""
        self._session.close()

    def get(self, url: str, *, accept: str = HTML, ends: float | None = None) -> Fetched:
        """What the site answers for an address, redirects followed.

        `ends`: a reading of time.monotonic() by which it has to be there; at most `limits.time_limit_s` from now.

        Raises: NotFetched.
        """
        latest = time.monotonic() + self.limits.time_limit_s
        ends = latest if ends is None else min(ends, latest)
        target = target_of(url, self._dialer.rules)
        for _ in range(self.limits.max_redirects + 1):
            self._ask_robots(target, ends)
            answer = self._ask(target, accept, ends)
            if answer.status_code not in _REDIRECTS:
                return _fetched(target, answer)
            target = self._next(target, answer)
        raise NotFetched(f"The site redirects more than {self.limits.max_redirects} times.", state="unreachable")

    def admits(self, url: str, *, ends: float) -> bool:
        """Whether an address leads to the public web, its name resolved now, by `ends`."""
        try:
            target = target_of(url, self._dialer.rules)
            if not self._dialer.proxy:
                self._dialer.addresses(target.host, target.port, ends)
        except NotFetched:
            return False
        return True

    def _next(self, target: Target, answer: Response) -> Target:
        location = answer.headers.get("Location")
        if not location:
            raise NotFetched("The site redirects to nowhere.", state="unreachable")
        return next_target(target, location, self._dialer.rules)

    def _ask(self, target: Target, accept: str, ends: float) -> Response:
        left = ends - time.monotonic()
        if left <= 0:
            raise NotFetched("The site did not answer in time.", state="too_slow")
        try:
            request = self._session.prepare_request(Request("GET", target.url, headers={"Accept": accept}))
        except (RequestException, UnicodeError) as error:
            raise NotFetched("The address is not fetched: it is malformed.", state="not_allowed") from error
        return self._session.send(request, timeout=left, allow_redirects=False)

    def _ask_robots(self, target: Target, ends: float) -> None:
        """A robots.txt that is missing allows. Raises: NotFetched, when it forbids the address or cannot be had.

        Source: RFC 9309, 2.3.1
        """
        here = target_of(f"{target.origin}/robots.txt", self._dialer.rules)
        for _ in range(self.limits.max_redirects + 1):
            answer = self._ask(here, _ROBOTS_KINDS, ends)
            if answer.status_code not in _REDIRECTS:
                break
            here = self._next(here, answer)
        status = answer.status_code
        if status == 200 and not allows(answer.content, target.url):
            raise NotFetched("The site asks programs not to read this page.", state="blocked")
        if status >= 500 or status == 429:
            raise NotFetched("The site does not say now whether programs may read it.", state="blocked")


def _fetched(target: Target, answer: Response) -> Fetched:
    status = answer.status_code
    if status == 200:
        return Fetched(target.url, answer.content, answer.headers.get("Content-Type", ""))
    state, why = _STATES.get(status, ("unreachable", f"{_trouble(status)} ({status})."))
    raise NotFetched(why, state=state)


def _trouble(status: int) -> str:
    if status < 300:
        return "The site answers, but sends no page"
    if status < 400:
        return "The site points elsewhere in a way that cannot be followed"
    return "The site does not take the question" if status < 500 else "The site has trouble of its own"
