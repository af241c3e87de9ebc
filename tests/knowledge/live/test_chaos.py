"""A bad day upstream: 200 pages from 8 threads while a real MediaWiki is slow, refuses, talks nonsense and dies.

Its figures: .venv/bin/pytest -m "" --log-cli-level=INFO tests/knowledge/live/test_chaos.py
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory.web import create_app
from tests.knowledge.live.stories import STORIES, Story, empty_pack
from tests.support.mediawiki_server import MediaWiki, NoMediaWiki, serve

pytestmark = [pytest.mark.mediawiki, pytest.mark.slow, pytest.mark.enable_socket]

log = logging.getLogger(__name__)

PAGES, THREADS = 200, 8
DEADLINE_S = 4.0


@dataclass(frozen=True)
class Told:
    """How one page was answered."""

    story: Story
    status: int
    cards: frozenset[str]
    gaps: tuple[str, ...]
    seconds: float


def ask(client: FlaskClient, story: Story, *, also: str = "") -> Told:
    """Tell a story. `also`: a name that only this page has, so that the store has no answer to its names."""
    text = f"{story.text} So wrote Ada {also}." if also else story.text
    began = time.monotonic()
    response = client.post(
        "/enrich",
        data=json.dumps({"text": text, "published": "2023-01-20", "options": {"live": True}}),
        content_type="application/json",
    )
    seconds = time.monotonic() - began
    answer = json.loads(response.data)
    cards = frozenset(card["id"] for card in answer.get("cards", ()))
    return Told(story, response.status_code, cards, tuple(gap["what"] for gap in answer.get("gaps", ())), seconds)


@contextmanager
def trouble(wiki: MediaWiki, name: str | None) -> Iterator[None]:
    with ExitStack() as stack:
        if name:
            stack.enter_context(wiki.trouble(name, "10" if name == "delay" else "1"))
        yield


def service_on(wiki: MediaWiki, folder: Path) -> Service:
    """A service that knows nothing but what the wiki tells, with a store of its own."""
    folder.mkdir()
    return assemble(
        Settings(
            packs=(empty_pack(folder),),
            live=True,
            live_api=wiki.api,
            live_wikidata="",
            live_timeout_s=DEADLINE_S,
            live_per_minute=200,
            contact="tests@backstory.example",
            cache_dir=folder / "cache",
            config_dir=folder / "config",
        )
    )


def on_a_good_day(wiki: MediaWiki, folder: Path) -> dict[str, frozenset[str]]:
    """The cards of each story, by its text."""
    with closing(service_on(wiki, folder)) as service:
        client = create_app(service).test_client()
        return {story.text: ask(client, story).cards for story in STORIES}


def test_a_bad_day_upstream_costs_gaps_and_nothing_else(tmp_path: Path) -> None:
    # every other page is one that nobody has read before
    pages = iter([(STORIES[n % len(STORIES)], f"Quill{n}" if n // len(STORIES) % 2 else "") for n in range(PAGES)])
    told: list[tuple[str, Told]] = []
    (tmp_path / "wiki").mkdir()
    with ExitStack() as stack:
        try:
            wiki = stack.enter_context(serve(tmp_path / "wiki"))
        except NoMediaWiki as reason:
            pytest.skip(f"No real MediaWiki here: {reason}")
        good = on_a_good_day(wiki, tmp_path / "good")
        assert all(good[story.text] <= story.right and len(good[story.text]) >= 2 for story in STORIES)
        app = create_app(stack.enter_context(closing(service_on(wiki, tmp_path / "bad"))))
        threads = stack.enter_context(ThreadPoolExecutor(THREADS))

        def ask_side_by_side(number: int, phase: str) -> None:
            batch = list(islice(pages, number))
            told.extend(
                (phase, answer)
                for answer in threads.map(lambda page: ask(app.test_client(), page[0], also=page[1]), batch)
            )

        with trouble(wiki, "delay"):
            ask_side_by_side(40, "slow")
        ask_side_by_side(8, "well")
        for name in ("429", "503", "garbage"):
            with trouble(wiki, name):
                ask_side_by_side(32, name)
        port = urlsplit(wiki.api).port
        wiki.stop()
        ask_side_by_side(40, "killed")
        (tmp_path / "again").mkdir()
        stack.enter_context(serve(tmp_path / "again", port=port or 0))
        ask_side_by_side(PAGES - len(told), "back")

        assert len(told) == PAGES
        for phase in dict.fromkeys(phase for phase, _ in told):
            own = [each for p, each in told if p == phase]
            whole = sum(each.cards >= good[each.story.text] for each in own)
            log.info(
                "%s: %d pages, %d whole, slowest %.2f s", phase, len(own), whole, max(each.seconds for each in own)
            )
        for phase, answer in told:
            assert answer.status == 200, phase
            assert answer.seconds <= DEADLINE_S + 0.5, (phase, answer.seconds)
            assert answer.cards <= answer.story.right, (phase, answer.cards - answer.story.right)
            assert answer.cards >= good[answer.story.text] or answer.gaps, (phase, answer)

        waiting = list(STORIES)
        ends = time.monotonic() + 180  # the breaker's longest pause, and a minute
        while waiting and time.monotonic() < ends:
            answers = [ask(app.test_client(), story) for story in waiting]
            waiting = [each.story for each in answers if each.gaps or not each.cards >= good[each.story.text]]
            time.sleep(0.5)
        assert not waiting
