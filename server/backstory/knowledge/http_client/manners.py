"""When a host may be asked: a circuit breaker for a host in trouble, and a ceiling on how often any is asked.

Neither waits: what may not be asked now is an error that says when it may.
No library is used for the breaker: pybreaker holds its lock while it asks, one question at a time, and none known to us
takes its pause from Retry-After.

Source: https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

from backstory.errors import SourceUnavailable

FAILURES = 3  # in a row, after which a host is left alone
PAUSE_S = 5.0  # the first time; twice as long each time that it fails again
LONGEST_PAUSE_S = 120.0  # of our own choice; a host may ask for longer
A_MINUTE_S = 60.0
PER_MINUTE = 100  # Wikimedia states 200 for clients that say who they are; several processes may share an address


class Breaker:
    """Leaves a host alone for a while after failures in a row, then lets one question through to see. Thread-safe.

    `clock`: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._pause_s = PAUSE_S
        self._closed_until = 0.0
        self._trying = False
        self._why = ""

    @property
    def trouble(self) -> SourceUnavailable | None:
        """Why the host is left alone now; None while it may be asked."""
        with self._lock:
            return self._trouble()

    def admit(self, ceiling: Ceiling) -> None:
        """Let a question through. Raises: SourceUnavailable, while the host is left alone or the ceiling is reached."""
        with self._lock:
            if (trouble := self._trouble()) is not None:
                raise trouble
            ceiling.admit()
            self._trying = self._closed_until > 0

    def released(self) -> None:
        """The question that was let through did not go out."""
        with self._lock:
            self._trying = False

    def succeeded(self) -> None:
        """The host gave an answer of use."""
        with self._lock:
            self._failures, self._pause_s, self._closed_until, self._trying = 0, PAUSE_S, 0.0, False

    def failed(self, error: SourceUnavailable) -> None:
        """The host gave none, or none in time. A wait that it asked for is kept."""
        with self._lock:
            self._failures += 1
            self._why = str(error)
            asked_s = error.retry_after_s
            if asked_s:
                self._closed_until = max(self._closed_until, self._clock() + asked_s)
            elif self._failures >= FAILURES or self._trying:
                self._closed_until = max(self._closed_until, self._clock() + self._pause_s)
                self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
            self._trying = False

    def _trouble(self) -> SourceUnavailable | None:
        left_s = self._closed_until - self._clock()
        if left_s <= 0 and not self._trying:
            return None
        return SourceUnavailable(f"{self._why} It is left alone for a while.", retry_after_s=round(max(1.0, left_s)))


class Ceiling:
    """At most so many questions a minute, to all hosts together. Thread-safe."""

    def __init__(self, clock: Callable[[], float], *, per_minute: int = PER_MINUTE) -> None:
        self._clock = clock
        self._lock = Lock()
        self._per_minute = per_minute
        self._asked: deque[float] = deque()

    def admit(self) -> None:
        """Count one question. Raises: SourceUnavailable, when the minute has had its share."""
        with self._lock:
            now = self._clock()
            while self._asked and self._asked[0] <= now - A_MINUTE_S:
                self._asked.popleft()
            if len(self._asked) >= self._per_minute:
                wait_s = self._asked[0] + A_MINUTE_S - now
                raise SourceUnavailable(
                    f"It was asked {self._per_minute} times within a minute, which is our limit.", retry_after_s=wait_s
                )
            self._asked.append(now)
