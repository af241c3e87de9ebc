"""Whether statements held on a day, and together."""

from __future__ import annotations

from backstory.model import Connection, Fact
from backstory.text.dates import Period, before, parse_date


def held(start: str | None, end: str | None, day: str) -> bool | None:
    """Whether something held on a day, False also for what had yet to happen; None where it is undated, had happened
    before, or its dates leave the day open.
    """
    begun, over, today = parse_date(start), parse_date(end), parse_date(day)
    if today is None or (begun is None and over is None):
        return None
    if begun and begun.first > today.last:
        return False
    if start == end or leaves_open(begun, today) or leaves_open(over, today):
        return None
    return not (over and over.last < today.first)


def later(start: str | None, day: str) -> bool:
    """Whether something began after a day."""
    return start is not None and before(day, start)


def leaves_open(turn: Period | None, today: Period) -> bool:
    """Whether a turn known to the year or month may have come before or after a day."""
    return turn is not None and turn.first < turn.last and turn.first <= today.last and turn.last >= today.first


def overlap(one: Fact | Connection, other: Fact | Connection) -> bool:
    """Whether two statements can have held at the same time."""
    return not (
        (one.end and other.start and before(one.end, other.start))
        or (other.end and one.start and before(other.end, one.start))
    )
