"""How long the stages of a request take, and when the whole has taken too long."""

from __future__ import annotations

from collections.abc import Callable

from backstory.errors import OutOfTime


class Watch:
    """Times the stages and ends what takes too long.

    `clock`: seconds that only grow. Stages call `lap` when they are done.
    """

    def __init__(self, clock: Callable[[], float], time_limit_s: float) -> None:
        self._clock = clock
        self._limit_s = time_limit_s
        self._began = self._last = clock()
        self.timings_ms: dict[str, float] = {}

    def left_s(self) -> float:
        """Seconds until it ends what takes too long; never below zero."""
        return max(0.0, self._limit_s - (self._clock() - self._began))

    def check(self) -> None:
        """Raises: OutOfTime, when the whole has taken longer than it may. For the loops within a stage."""
        if self._clock() - self._began > self._limit_s:
            raise OutOfTime(f"the page took longer than {self._limit_s:g} s; it was given up")

    def lap(self, stage: str) -> None:
        """Note a stage's time. Raises: OutOfTime, when the whole has taken longer than it may."""
        now = self._clock()
        self.timings_ms[stage] = round((now - self._last) * 1000, 2)
        self.timings_ms["total"] = round((now - self._began) * 1000, 2)
        self._last = now
        if now - self._began > self._limit_s:
            raise OutOfTime(f"the page took longer than {self._limit_s:g} s; it was given up after the stage: {stage}")
