"""When a host may be asked: the circuit breaker and the ceiling, by a clock of the test's own."""

from __future__ import annotations

import pytest

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client.manners import FAILURES, LONGEST_PAUSE_S, PAUSE_S, Breaker, Ceiling

DOWN = SourceUnavailable("It could not be reached.")


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def admitted(breaker: Breaker, clock: Clock) -> bool:
    try:
        breaker.admit(Ceiling(clock))
    except SourceUnavailable:
        return False
    return True


def fail(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        breaker.failed(DOWN)


def test_a_host_is_asked_until_it_fails_in_a_row(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES - 1)
    breaker.succeeded()
    fail(breaker, FAILURES - 1)
    assert admitted(breaker, clock)
    fail(breaker, 1)
    assert not admitted(breaker, clock)


def test_after_a_pause_one_question_goes_through(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now += PAUSE_S
    assert [admitted(breaker, clock) for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert admitted(breaker, clock)
    assert admitted(breaker, clock)


def test_each_further_failure_doubles_the_pause_up_to_a_limit(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    pauses = []
    for _ in range(8):
        trouble = breaker.trouble
        assert trouble is not None
        assert trouble.retry_after_s is not None
        pauses.append(trouble.retry_after_s)
        clock.now += trouble.retry_after_s
        assert admitted(breaker, clock)
        breaker.failed(DOWN)
    assert pauses[:3] == [PAUSE_S, 2 * PAUSE_S, 4 * PAUSE_S]
    assert pauses[-1] == LONGEST_PAUSE_S


def test_a_question_that_did_not_go_out_leaves_the_way_free(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now += PAUSE_S
    assert admitted(breaker, clock)
    breaker.released()
    assert admitted(breaker, clock)


def test_a_wait_that_the_host_asks_for_is_kept_at_once(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(SourceUnavailable("It asks us to wait (429).", retry_after_s=300))
    trouble = breaker.trouble
    assert trouble is not None
    assert (str(trouble), trouble.retry_after_s) == ("It asks us to wait (429). It is left alone for a while.", 300)
    clock.now += 299
    assert not admitted(breaker, clock)
    clock.now += 1
    assert admitted(breaker, clock)


def test_a_minute_has_its_share(clock: Clock) -> None:
    ceiling = Ceiling(clock, per_minute=3)
    for _ in range(3):
        ceiling.admit()
        clock.now += 10
    with pytest.raises(SourceUnavailable, match="3 times within a minute") as refused:
        ceiling.admit()
    assert refused.value.retry_after_s == 30
    clock.now += 30
    ceiling.admit()
