"""What the service has done, for Prometheus: requests by route and status, stories, stages, cards.

Of one process, or of all workers together. No label holds a word of a page, an address or a token: routes, statuses,
stages, packs and languages are closed sets.
"""

from __future__ import annotations

from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from backstory.lang import LANGUAGES
from backstory.model import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
_REQUEST_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_OTHER = "other"  # a language without a file; a source that is no pack


class Meters:
    """Counters of one app, in a registry of their own. `counts`: folder of files that several workers count in."""

    def __init__(self, counts: Path | None = None) -> None:
        self._counts = counts
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "backstory_requests_total", "Requests answered.", ("route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "backstory_request_seconds",
            "Time that requests took.",
            ("route",),
            buckets=_REQUEST_SECONDS,
            registry=registry,
        )
        self._stories = Counter(
            "backstory_stories_total", "Stories told, by language.", ("language",), registry=registry
        )
        self._stages = Histogram(
            "backstory_stage_seconds",
            "Time of a story's stages.",
            ("stage",),
            buckets=_STAGE_SECONDS,
            registry=registry,
        )
        self._cards = Counter(
            "backstory_cards_total", "Cards, by the pack they come from.", ("pack",), registry=registry
        )
        self._unknown = Counter("backstory_unknown_names_total", "Names without a card.", registry=registry)
        self._gaps = Counter("backstory_gaps_total", "What answers lacked.", registry=registry)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Add one request."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_story(self, story: Answer) -> None:
        """Add one story as it was told."""
        language = (story.page.document.language or "").split("-")[0]
        self._stories.labels(language if language in LANGUAGES else _OTHER).inc()
        for stage, spent_ms in story.timings_ms.items():
            self._stages.labels(stage).observe(spent_ms / 1000)
        for card in story.cards:
            kind, _, name = card.source.id.partition(":")
            self._cards.labels(name if kind == "pack" else _OTHER).inc()
        self._unknown.inc(len(story.unknown))
        self._gaps.inc(len(story.gaps))

    def exposition(self) -> bytes:
        """All of them. Source: https://prometheus.io/docs/instrumenting/exposition_formats/"""
        if self._counts is None:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, str(self._counts))  # type: ignore[no-untyped-call]
        return generate_latest(together)
