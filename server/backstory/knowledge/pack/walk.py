"""All that a pack holds, one row at a time, in the order of ids and of names: to compare packs, not to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from backstory.errors import PackError
from backstory.knowledge.pack.connections import Connections
from backstory.knowledge.pack.rows import SENSE, body_of, checked, head_of, senses_of

T = TypeVar("T")

_ROWS = 2000  # read in one go


def entities_in_order(connections: Connections, sources: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entity's id and what the pack says of it, in the order of ids; sources in full.

    Raises: PackError, ValueError, where a row is not what was built.
    """
    last = ""
    select = "SELECT id, row, head, head_check, body, body_check FROM entity WHERE id > ? ORDER BY id LIMIT ?"
    while rows := connections.rows(select, (last, _ROWS)):
        for id, row, head, head_check, body, body_check in rows:
            told = head_of(checked(head, head_check, row, id))._asdict()
            del told["terms"]  # their weights depend on all other entities
            told |= body_of(checked(body, body_check, row, id), len(sources))
            for each in (told, *told.get("facts", ())):
                if isinstance(each.get("source"), int):
                    each["source"] = sources[each["source"]]
            yield id, told
        last = rows[-1][0]


def names_in_order(connections: Connections) -> Iterator[tuple[int, frozenset[tuple[str, float, int]]]]:
    """Each name's number and its senses as (id, count, fullness), in the order of numbers.

    Raises: PackError, ValueError, where a row is not what was built.
    """
    select = "SELECT hash, senses FROM surface WHERE hash >= ? ORDER BY hash LIMIT ?"
    first = -(1 << 63)  # the least that a number can be
    while rows := connections.rows(select, (first, _ROWS)):
        read = [(form, list(SENSE.iter_unpack(senses_of(form, blob)))) for form, blob in rows]
        named = {row for _, senses in read for row, _, _ in senses}
        ids = dict(connections.rows_in("SELECT row, id FROM entity WHERE row IN ", list(named)))
        for form, senses in read:
            yield form, frozenset((ids[row], count, full) for row, count, full in senses)
        if rows[-1][0] == (1 << 63) - 1:
            return
        first = rows[-1][0] + 1


def readable(rows: Iterator[T], damaged: Callable[[Exception], PackError]) -> Iterator[T]:
    """The same rows; one that is not what was built raises what `damaged` makes of it."""
    try:
        yield from rows
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(error) from error
