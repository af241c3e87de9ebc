"""Counters of requests, in the text format of Prometheus. Per process."""

from __future__ import annotations

import threading
from collections import Counter


class Meters:
    """Requests by route and status, and the seconds they took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: dict[str, tuple[float, int]] = {}  # by route: their sum, and of how many

    def count(self, route: str, status: int, seconds: float) -> None:
        """Add one request."""
        with self._lock:
            self._requests[route, status] += 1
            total, number = self._seconds.get(route, (0.0, 0))
            self._seconds[route] = (total + seconds, number + 1)

    def exposition(self) -> str:
        """All counters, sorted. Source: https://prometheus.io/docs/instrumenting/exposition_formats/"""
        with self._lock:
            requests, seconds = sorted(self._requests.items()), sorted(self._seconds.items())
        lines = [
            "# HELP backstory_requests_total Requests answered.",
            "# TYPE backstory_requests_total counter",
            *(f'backstory_requests_total{{route="{r}",status="{s}"}} {n}' for (r, s), n in requests),
            "# HELP backstory_request_seconds Time that requests took.",
            "# TYPE backstory_request_seconds summary",
        ]
        for route, (total, number) in seconds:
            lines.append(f'backstory_request_seconds_sum{{route="{route}"}} {total:.6f}')
            lines.append(f'backstory_request_seconds_count{{route="{route}"}} {number}')
        return "\n".join(lines) + "\n"
