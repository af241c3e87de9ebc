"""Name look-ups that hang: they cannot be ended, so there are only so many of them."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from backstory.errors import NotFetched
from backstory.previews.fetch.connect import Dialer, LookUps


def _looking() -> int:
    return sum(each.name == "resolve" for each in threading.enumerate())


def test_a_hundred_requests_to_names_that_hang_leave_no_more_threads_than_may_hang() -> None:
    go_on = threading.Event()
    before = _looking()

    def hang(*_: Any, **__: Any) -> list[Any]:
        go_on.wait(30)
        return []

    dialer = Dialer(resolve=hang, look_ups=LookUps(3))
    for number in range(100):
        with pytest.raises(NotFetched) as refused:
            dialer.addresses(f"site{number % 50}.example", 443, time.monotonic())
        assert refused.value.state == "too_slow"
    assert _looking() - before == 3
    go_on.set()
    while _looking() > before:
        pass
    with pytest.raises(NotFetched, match="no address"):
        dialer.addresses("site1.example", 443, time.monotonic() + 30)


def test_one_name_is_looked_up_once_for_all_who_ask_meanwhile() -> None:
    go_on = threading.Event()
    asked: list[str] = []

    def slow(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        go_on.wait(30)
        return [(2, 1, 6, "", ("93.184.216.34", 443))]

    look_ups = LookUps(1)
    answers = [look_ups.ask(slow, "site.example", 443) for _ in range(5)]
    go_on.set()
    assert len({each.result(30)[0][4] for each in answers}) == 1
    assert asked == ["site.example"]


def test_what_goes_wrong_is_told_to_who_asked_and_frees_its_place() -> None:
    def fail(*_: Any, **__: Any) -> list[Any]:
        raise OSError("no such name")

    dialer = Dialer(resolve=fail, look_ups=LookUps(1))
    for _ in range(3):
        with pytest.raises(NotFetched, match="not found"):
            dialer.addresses("site.example", 443, time.monotonic() + 30)
