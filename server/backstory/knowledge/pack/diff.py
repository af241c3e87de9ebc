"""What differs between two packs: entities that came, went or say something else, and names that mean something else.

Both are walked side by side in the order of ids and of names, so memory stays small at any size. The weights of an
entity's words are left out: they depend on all the others of its pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from backstory.knowledge.pack.reader import Pack

K = TypeVar("K", int, str)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Difference:
    """One entity that is not the same in both. `fields`: which parts of a changed one are not."""

    id: str
    what: Literal["added", "removed", "changed"]
    label: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How many names are in the second alone, in the first alone, and in both with other senses or counts."""

    added: int
    removed: int
    changed: int


def entity_differences(first: Pack, second: Pack) -> Iterator[Difference]:
    """The entities that differ, in the order of their ids. Raises: PackError."""
    for id, one, other in _side_by_side(first.stored_entities(), second.stored_entities()):
        if one is None and other is not None:
            yield Difference(id, "added", str(other["label"]))
        elif other is None and one is not None:
            yield Difference(id, "removed", str(one["label"]))
        elif one is not None and other is not None and one != other:
            names = sorted(one.keys() | other.keys())
            yield Difference(
                id, "changed", str(other["label"]), tuple(each for each in names if one.get(each) != other.get(each))
            )


def name_differences(first: Pack, second: Pack) -> NameCounts:
    """How many names differ; packs keep names as numbers, so they are counted and not told. Raises: PackError."""
    added = removed = changed = 0
    for _, one, other in _side_by_side(first.stored_names(), second.stored_names()):
        added += one is None
        removed += other is None
        changed += one is not None and other is not None and one != other
    return NameCounts(added, removed, changed)


def manifest_differences(first: Pack, second: Pack) -> Mapping[str, tuple[str | None, str | None]]:
    """What the two say otherwise of themselves, by its name; the list of sources is left out."""
    names = sorted((first.manifest.keys() | second.manifest.keys()) - {"sources"})
    told = {name: (first.manifest.get(name), second.manifest.get(name)) for name in names}
    return {name: both for name, both in told.items() if both[0] != both[1]}


def _side_by_side(
    first: Iterator[tuple[K, V]], second: Iterator[tuple[K, V]]
) -> Iterator[tuple[K, V | None, V | None]]:
    """Each key of two ascending streams with its value in both, None where one has none."""
    one, other = next(first, None), next(second, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None
            yield one[0], one[1], None
            one = next(first, None)
        elif one is None or other[0] < one[0]:
            yield other[0], None, other[1]
            other = next(second, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(first, None), next(second, None)
