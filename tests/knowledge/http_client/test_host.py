"""One host and many pages: joined questions, budgets, deadlines, stale answers, offline runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client import Budget, Host, Line, Reply, Store, forgetful, open_store
from tests.knowledge.local_wiki import ANSWERS, Wiki, asked_for, send

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]

DAY = timedelta(days=1)


@contextmanager
def host(wiki: Wiki, store: Store | None = None, *, offline: bool = False, per_minute: int = 100) -> Iterator[Host]:
    line = Line(contact="me@paper.example", store=store or forgetful(), offline=offline, per_minute=per_minute)
    try:
        yield Host(line, wiki.api)
    finally:
        line.close()


def ask(host: Host, name: str = "Bakhmut", *, seconds: float = 5, budget: Budget | None = None) -> Reply:
    return host.ask({"titles": name}, budget=budget or Budget(seconds=seconds), keep=DAY)


def wait_until(condition: object) -> None:
    """Until it holds; the test's own time-out ends it where it never does."""
    ends = time.monotonic() + 10
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.01)


def expire(store: Store, days: float) -> None:
    store.cache.reset_expiration(timedelta(days=-days))


def test_pages_that_ask_the_same_at_once_share_one_request(wiki: Wiki) -> None:
    go = Event()

    def held(handler: BaseHTTPRequestHandler) -> None:
        go.wait(5)
        ANSWERS(handler)

    wiki.behave = held
    with host(wiki) as asked, ThreadPoolExecutor(16) as pages:
        replies = [pages.submit(ask, asked) for _ in range(16)]
        wait_until(lambda: asked._flights and next(iter(asked._flights.values())).waiting == 16)
        go.set()
        assert len({json.dumps(reply.result().data) for reply in replies}) == 1
    assert len(wiki.requests) == 1


def test_no_more_than_three_requests_are_on_their_way(wiki: Wiki) -> None:
    most, now = [], []

    def counted(handler: BaseHTTPRequestHandler) -> None:
        now.append(1)
        most.append(len(now))
        time.sleep(0.05)
        now.pop()
        ANSWERS(handler)

    wiki.behave = counted
    with host(wiki) as asked, ThreadPoolExecutor(8) as pages:
        list(pages.map(lambda number: ask(asked, f"Name {number}"), range(12)))
    assert len(wiki.requests) == 12
    assert max(most) == 3


def test_a_page_may_ask_as_often_as_its_budget_says(wiki: Wiki) -> None:
    budget = Budget(seconds=5, requests=2)
    with host(wiki) as asked:
        ask(asked, "A", budget=budget)
        ask(asked, "B", budget=budget)
        with pytest.raises(SourceUnavailable, match="as often as one page may"):
            ask(asked, "C", budget=budget)
    assert (len(wiki.requests), budget.sent) == (2, 2)


def test_answers_from_the_store_send_nothing(wiki: Wiki, tmp_path: Path) -> None:
    budget = Budget(seconds=5)
    with host(wiki, open_store(tmp_path / "http.sqlite")) as asked:
        ask(asked)
        ask(asked, budget=budget)
    assert (len(wiki.requests), budget.sent) == (1, 0)


def test_a_question_that_nobody_waits_for_any_more_is_not_sent(wiki: Wiki) -> None:
    go = Event()

    def held(handler: BaseHTTPRequestHandler) -> None:
        go.wait(5)
        ANSWERS(handler)

    wiki.behave = held
    with host(wiki) as asked, ThreadPoolExecutor(4) as pages:
        busy = [pages.submit(ask, asked, f"Busy {number}") for number in range(3)]
        wait_until(lambda: len(wiki.requests) == 3)
        with pytest.raises(SourceUnavailable, match="in time"):
            ask(asked, "Late", seconds=0.05)
        go.set()
        for reply in busy:
            reply.result()
    assert sorted(asked_for(path)["titles"] for path, _ in wiki.requests) == ["Busy 0", "Busy 1", "Busy 2"]


def test_a_stale_answer_is_told_at_once_and_refreshed_behind(wiki: Wiki, tmp_path: Path) -> None:
    store = open_store(tmp_path / "http.sqlite")
    with host(wiki, store) as asked:
        ask(asked)
        expire(store, 0.5)
        wiki.behave = send(body=b'{"query":{"pages":[]}}')
        assert ask(asked, seconds=0).data["query"] != {"pages": []}  # without a moment to wait
        wait_until(lambda: ask(asked, seconds=0).data["query"] == {"pages": []})
    assert len(wiki.requests) == 2


def test_while_the_host_is_down_stale_answers_say_why_and_are_refreshed_after(wiki: Wiki, tmp_path: Path) -> None:
    store = open_store(tmp_path / "http.sqlite")
    with host(wiki, store) as asked:
        ask(asked, "A")
        ask(asked, "B")
        expire(store, 0.5)
        wiki.behave = send(500)
        ask(asked, "A")
        wait_until(lambda: ask(asked, "A").stale is not None)
        assert "500" in str(ask(asked, "B").stale)
        wait_until(lambda: not asked._flights)
        wiki.behave = ANSWERS
        asked._breaker.succeeded()  # as after its pause
        ask(asked, "C")
        wait_until(lambda: ask(asked, "A").stale is None and ask(asked, "B").stale is None)


def test_a_host_that_fails_again_and_again_is_left_alone(wiki: Wiki) -> None:
    wiki.behave = send(503)
    with host(wiki) as asked:
        for number in range(10):
            with pytest.raises(SourceUnavailable, match="503"):
                ask(asked, f"Name {number}")
    assert len(wiki.requests) == 3


def test_refusals_of_single_questions_do_not_count_against_the_host(wiki: Wiki) -> None:
    wiki.behave = send(body=b'{"error":{"code":"invalidtitle"}}')
    with host(wiki) as asked:
        for number in range(6):
            with pytest.raises(SourceUnavailable, match="invalidtitle"):
                ask(asked, f"Name {number}")
    assert len(wiki.requests) == 6


def test_a_minute_has_its_share_over_all_pages(wiki: Wiki) -> None:
    with host(wiki, per_minute=2) as asked:
        ask(asked, "A")
        ask(asked, "B")
        with pytest.raises(SourceUnavailable, match="2 times within a minute"):
            ask(asked, "C")
    assert len(wiki.requests) == 2


def test_an_offline_run_tells_what_the_store_has_and_asks_nobody(wiki: Wiki, tmp_path: Path) -> None:
    store = open_store(tmp_path / "http.sqlite")
    with host(wiki, store) as asked:
        ask(asked)
        expire(store, 20)
    with host(wiki, open_store(tmp_path / "http.sqlite"), offline=True) as asked:
        assert ask(asked).stale is None
        with pytest.raises(SourceUnavailable, match="offline run"):
            ask(asked, "Soledar")
    assert len(wiki.requests) == 1


def test_the_store_holds_no_contact_and_no_header_of_ours(wiki: Wiki, tmp_path: Path) -> None:
    store = open_store(tmp_path / "http.sqlite")
    with host(wiki, store) as asked:
        ask(asked)
        (kept,) = store.cache.filter()
    assert dict(kept.request.headers) == {}
    assert b"paper.example" not in (tmp_path / "http.sqlite").read_bytes()


def test_batch_work_asks_a_busy_host_to_refuse_and_shares_the_store(wiki: Wiki, tmp_path: Path) -> None:
    line = Line(contact="me@paper.example", store=open_store(tmp_path / "http.sqlite"), batch=True)
    ask(Host(line, wiki.api))
    line.close()
    assert asked_for(wiki.requests[0][0])["maxlag"] == "5"
    with host(wiki, open_store(tmp_path / "http.sqlite")) as asked:
        ask(asked)
    assert len(wiki.requests) == 1
