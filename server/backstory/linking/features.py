"""What a feature is: a named number that speaks for or against a candidate, with all that belongs to it in one place.

A new one is one `Feature` in its group's module, and its weight, which training writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

View = TypeVar("View")

# The parts of an explanation; explanation.py has the words of each.
Because = Literal["named_in_full", "ties", "words", "topics", "commonness", "semantic_type", "neighbours", "office"]


@dataclass(frozen=True, slots=True)
class Feature(Generic[View]):
    """One feature of a group. `View` is what the group looks at: a candidate, a cluster, the words around a name."""

    name: str
    says: str  # what it means above zero, in plain words
    value: Callable[[View], float]  # 0..1 mostly, so that weights can be compared
    zero: str = "where that is not so"  # where it may be zero, which is where it says nothing
    because: Because | None = None  # the part of an explanation that it counts towards
    weight: float | None = None  # of a rule of the world, which is not learned


def names_of(features: Sequence[Feature[View]]) -> tuple[str, ...]:
    """The names of a group's features, in order."""
    return tuple(feature.name for feature in features)
