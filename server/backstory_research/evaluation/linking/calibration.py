"""How far a confidence can be believed: of the answers given with 0.8, are eight of ten right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

BINS = 10

Answer = tuple[float, bool]  # confidence 0..1, and whether it was right


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one confidence."""

    low: float
    high: float
    answers: int
    confidence: float  # mean
    right: float  # share


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error: how far confidence and share of right answers lie apart, weighted by answers, 0..1.

    Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    """

    answers: int
    error: float  # over bins of equal width
    error_by_mass: float  # over bins of as many answers each
    bins: tuple[Bin, ...]  # of equal width, those that hold an answer


def calibrate(answers: Iterable[Answer], bins: int = BINS) -> Calibration:
    """The calibration of answers; without any, the errors are 0."""
    ordered = sorted(answers)
    by_width: list[list[Answer]] = [[] for _ in range(bins)]
    for answer in ordered:
        by_width[min(bins - 1, int(answer[0] * bins))].append(answer)
    told = tuple(_bin(held, n / bins, (n + 1) / bins) for n, held in enumerate(by_width) if held)
    edges = [round(n * len(ordered) / bins) for n in range(bins + 1)]
    equal = [_levelled(ordered)[low:high] for low, high in pairwise(edges) if low < high]
    by_mass = [_bin(held, held[0][0], held[-1][0]) for held in equal]
    return Calibration(len(ordered), _error(told), _error(by_mass), told)


def _bin(held: Sequence[tuple[float, float]], low: float, high: float) -> Bin:
    size = len(held)
    return Bin(low, high, size, sum(each for each, _ in held) / size, sum(right for _, right in held) / size)


def _levelled(ordered: Sequence[Answer]) -> list[tuple[float, float]]:
    """The answers, each of equal confidence given their common share of right ones: the edge of a bin may part them."""
    right: dict[float, list[bool]] = {}
    for confidence, is_right in ordered:
        right.setdefault(confidence, []).append(is_right)
    return [(confidence, sum(right[confidence]) / len(right[confidence])) for confidence, _ in ordered]


def _error(bins: Sequence[Bin]) -> float:
    total = sum(each.answers for each in bins)
    return sum(each.answers * abs(each.confidence - each.right) for each in bins) / total if total else 0.0
