"""How many stories a minute one holder of a token, or one address without, may ask for.

By the library under Flask-Limiter itself: what is counted is known only once the guard has looked at the token.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
import time

from flask import Flask, g, request
from limits import RateLimitItemPerMinute
from limits.storage import Storage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from backstory.errors import InputError
from backstory.web.guard import Guard
from backstory.web.problems import Refused

log = logging.getLogger(__name__)


class Rates:
    """Counts what is asked, in this process or in a Redis that several share. Raises: InputError."""

    def __init__(self, per_minute: int, store: str, salt: str) -> None:
        self._per_minute, self._salt = per_minute, salt.encode()
        try:
            storage: Storage = storage_from_string(store or "memory://")  # type: ignore[assignment]
            self._limiter = SlidingWindowCounterRateLimiter(storage)
        except Exception as error:  # the library's own, and those of the Redis client
            raise InputError(f"the store of limits cannot be used: {type(error).__name__}") from error

    def count(self, name: str | None, address: str, per_minute: int | None) -> None:
        """One more story. `name`: of the token, None without. Raises: Refused, where it is one too many."""
        most = self._per_minute if per_minute is None else per_minute
        if not most:
            return
        item = RateLimitItemPerMinute(most)
        key = f"token:{name}" if name else f"address:{self._hidden(address)}"
        try:
            if self._limiter.hit(item, key):
                return
            again = math.ceil(max(1.0, self._limiter.get_window_stats(item, key).reset_time - time.time()))
        except Exception as error:  # while its store is down nobody is refused
            log.warning("limits are not counted: %s", type(error).__name__)
            return
        raise Refused("too-many-requests", f"{most} a minute is the most.", {"Retry-After": str(min(again, 60))})

    def _hidden(self, address: str) -> str:
        """An address as a key: one asker, and not who."""
        return hmac.new(self._salt, address.encode(), hashlib.sha256).hexdigest()[:32]


def keep_rates(app: Flask, rates: Rates, guard: Guard, counted: frozenset[str]) -> None:
    """Count what the routes named in `counted` are asked; after the guard, before a turn is taken."""

    @app.before_request
    def count() -> None:
        if request.endpoint in counted and request.method != "OPTIONS":
            holder = guard.holder(request.headers.get("Authorization"))
            g.holder = holder.name if holder else None
            rates.count(g.holder, request.remote_addr or "", holder.per_minute if holder else None)
