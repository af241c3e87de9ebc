"""One host and its questions: told from the store, joined where they are under way, asked within a page's budget.

Source: https://www.mediawiki.org/wiki/API:Etiquette and
https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

import requests

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client.body import Refused, read_body
from backstory.knowledge.http_client.budget import Budget
from backstory.knowledge.http_client.line import IN_FLIGHT, Line
from backstory.knowledge.http_client.manners import Breaker
from backstory.knowledge.http_client.transport import MAX_BYTES, Reduce

# An answer that expired no longer ago is told at once and refreshed behind the reader's back.
TOLD_AT_ONCE = timedelta(days=2)
MAX_PENDING = 200  # refreshes that wait for a host in trouble

# What a host in trouble says in words of its own; other refusals are about the question alone.
_TROUBLE = frozenset({"maxlag", "ratelimited", "readonly"})

Key = tuple[tuple[str, str], ...]  # a question's parameters, sorted


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the host, and since when it stands."""

    data: Mapping[str, object]
    retrieved: str | None  # the day it was given, ISO 8601
    stale: SourceUnavailable | None = None  # why an older answer stands in for a fresh one


@dataclass(slots=True)
class _Flight:
    """A question under way, and how many wait for it."""

    future: Future[requests.Response]
    waiting: int = 0
    late: bool = False


class Host:
    """An API on the net. Safe to use from several threads."""

    def __init__(self, line: Line, address: str, *, max_bytes: int = MAX_BYTES, reduce: Reduce | None = None) -> None:
        """Raises: InputError, when one cannot ask at this address."""
        line.mount(address, max_bytes=max_bytes, reduce=reduce)
        self._line = line
        self.address = address
        self._breaker = Breaker(line.clock)
        self._flights: dict[Key, _Flight] = {}
        self._pending: OrderedDict[Key, timedelta] = OrderedDict()
        self._trouble: SourceUnavailable | None = None  # of the question that came back last
        self._lock = Lock()

    def ask(self, question: Mapping[str, str], *, budget: Budget, keep: timedelta) -> Reply:
        """The answer to these parameters: the kept one, else one that comes within the budget, else an older one.

        `keep`: how long the answer is fresh. A request that is late goes on, and its answer is kept for the next time.

        Raises: SourceUnavailable, when there is no answer, old or new.
        """
        key = tuple(sorted({"format": "json", "formatversion": "2", **question}.items()))
        if not budget.take():
            raise SourceUnavailable("The page has asked as often as one page may.")
        stored = self._line.stored(self.address, dict(key))
        if stored is not None:
            response, expired = stored
            if expired < timedelta(0) or self._line.offline:
                return _reply(response)
            if expired < TOLD_AT_ONCE:
                self._refresh(key, keep)
                return _reply(response, stale=self._breaker.trouble or self._trouble)
        if self._line.offline:
            raise SourceUnavailable("It is not asked in an offline run, and the store has no answer.")
        try:
            return _reply(self._fetch(key, keep, budget))
        except SourceUnavailable as error:
            if stored is None:
                raise
            return _reply(stored[0], stale=error)

    def _fetch(self, key: Key, keep: timedelta, budget: Budget) -> requests.Response:
        """A fresh answer within the budget. Raises: SourceUnavailable."""
        while True:
            flight = self._join(key, keep, budget)
            try:
                return flight.future.result(timeout=budget.seconds_left)
            except CancelledError:
                if not budget.seconds_left:
                    raise SourceUnavailable("It did not answer in time.") from None
            except TimeoutError:
                late = SourceUnavailable("It did not answer in time.")
                self._give_up(key, flight, late)
                raise late from None
            finally:
                with self._lock:
                    flight.waiting -= 1

    def _join(self, key: Key, keep: timedelta, budget: Budget) -> _Flight:
        """The question under way; sent, where it is not. Raises: SourceUnavailable, when it may not be sent now."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is None or flight.future.cancelled():
                flight = self._send(key, keep)
                budget.note_sent()
            flight.waiting += 1
            return flight

    def _send(self, key: Key, keep: timedelta) -> _Flight:
        """Needs the lock. Raises: SourceUnavailable."""
        self._breaker.admit(self._line.ceiling)
        flight = _Flight(self._line.submit(lambda: self._get(key, keep)))
        self._flights[key] = flight
        return flight

    def _give_up(self, key: Key, flight: _Flight, late: SourceUnavailable) -> None:
        """Wait no longer: a question that nobody waits for is not sent, one that was sent counts against the host."""
        with self._lock:
            counted, flight.late = flight.late, True
            unsent = flight.waiting == 1 and flight.future.cancel()
            if unsent and self._flights.get(key) is flight:
                del self._flights[key]
        if unsent:
            self._breaker.released()
        elif not counted and flight.future.running():
            self._breaker.failed(late)

    def _get(self, key: Key, keep: timedelta) -> requests.Response:
        """Ask; in a thread of the line's. Another page's question may have come back since this one looked."""
        try:
            stored = self._line.stored(self.address, dict(key))
            if stored is not None and stored[1] < timedelta(0):
                response = stored[0]
            else:
                response = self._line.get(self.address, dict(key), keep)
        except Refused as error:
            self._note(error if error.code in _TROUBLE else None)
            raise
        except SourceUnavailable as error:
            self._note(error)
            raise
        else:
            self._note(None)
            return response
        finally:
            with self._lock:
                self._flights.pop(key, None)
            self._refresh_next()

    def _note(self, trouble: SourceUnavailable | None) -> None:
        self._trouble = trouble
        if trouble is None:
            self._breaker.succeeded()
        else:
            self._breaker.failed(trouble)

    def _refresh(self, key: Key, keep: timedelta) -> None:
        """Have the answer asked for anew when there is time for it."""
        with self._lock:
            if key not in self._flights:
                self._pending[key] = keep
                while len(self._pending) > MAX_PENDING:
                    self._pending.popitem(last=False)
        self._refresh_next()

    def _refresh_next(self) -> None:
        """Ask for one of the answers that wait to be refreshed, where no page is kept waiting by it."""
        with self._lock:
            if not self._pending or len(self._flights) >= IN_FLIGHT:
                return
            key, keep = self._pending.popitem(last=False)
            try:
                self._send(key, keep)
            except SourceUnavailable:
                self._pending[key] = keep  # until the host is well again
            except RuntimeError:
                return  # the line is being closed


def _reply(response: requests.Response, *, stale: SourceUnavailable | None = None) -> Reply:
    return Reply(read_body(response.content), _day(response.headers.get("Date")), stale)


def _day(http_date: str | None) -> str | None:
    try:
        return parsedate_to_datetime(http_date or "").date().isoformat()
    except ValueError:
        return None
