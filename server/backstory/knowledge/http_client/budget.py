"""What one page may cost: seconds and questions."""

from __future__ import annotations

import time
from threading import Lock

REQUESTS = 8  # of one page that is read for the first time


class Budget:
    """The time and the questions that are left to one page. Safe to use from several threads.

    A question counts whether the store answers it or a host: a page that is read again asks the same, and finds it all
    in the store. `ends`: a reading of `time.monotonic()` after which nothing is waited for.
    """

    def __init__(self, *, seconds: float, requests: int = REQUESTS) -> None:
        self.ends = time.monotonic() + seconds
        self.left = requests  # questions that may still be put
        self.sent = 0  # requests that went out
        self._lock = Lock()

    @property
    def seconds_left(self) -> float:
        """Until the page's deadline; 0 once it has passed."""
        return max(0.0, self.ends - time.monotonic())

    def take(self) -> bool:
        """Take one question; False where none is left."""
        with self._lock:
            if self.left <= 0:
                return False
            self.left -= 1
            return True

    def note_sent(self) -> None:
        """Count a request that went out."""
        with self._lock:
            self.sent += 1
