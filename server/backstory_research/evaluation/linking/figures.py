"""Scored texts -> figures, pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backstory_research.evaluation.linking.calibration import Calibration, calibrate
from backstory_research.evaluation.linking.gold import GoldDocument
from backstory_research.evaluation.linking.readings import Prediction, Reading, Types
from backstory_research.evaluation.linking.score import Counts, Scored, Step, score

Linked = Sequence[tuple[GoldDocument, Sequence[Prediction]]]  # the texts of a benchmark, and what a linker made of each


@dataclass(frozen=True, slots=True)
class Ratios:
    """What was found beside what was to be found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """0..1; 0 where nothing was given."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """0..1; 0 where nothing was asked for."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """0..1, the harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    """Detection: the span was found. Linking: and its entity is right."""

    detection: Ratios
    linking: Ratios

    @property
    def accuracy(self) -> float:
        """Of the known entities found, the share given the right entity."""
        return _share(self.linking.right, self.detection.right)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees where only links at least as sure as `threshold` are shown."""

    threshold: float
    named: Ratios
    all: Ratios


@dataclass(frozen=True, slots=True)
class Kind:
    """Mentions of one kind."""

    asked: int
    found: int
    right: int

    @property
    def accuracy(self) -> float:
        """Share of those found that is right."""
        return _share(self.right, self.found)


Kinds = Mapping[str, Mapping[str, Kind]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a linker did on some texts."""

    documents: int
    named: ScopeFigures  # entities whose name has a capital
    all: ScopeFigures
    shown: tuple[Shown, ...]
    kinds: Kinds
    calibration: Calibration  # of links on marked mentions
    calibration_of_shown: Calibration  # of all links in the marked text; one where nothing is marked is wrong
    calibration_of_unknown: Calibration  # of "no known entity" on marked mentions


def figures(scored: Sequence[Scored], at: Mapping[float, Sequence[Scored]]) -> Figures:
    """The figures over texts; `at`: the same texts scored with the links alone that are at least so sure."""
    counts = _sum(each.counts for each in scored)
    cases = [case for each in scored for case in each.cases]
    on_gold = [case for case in cases if case.reading is not None]
    return Figures(
        documents=len(scored),
        named=_scope(counts, "named"),
        all=_scope(counts, "all"),
        shown=tuple(_shown(threshold, kept) for threshold, kept in sorted(at.items())),
        kinds=kinds_of(reading for each in scored for reading, _ in each.judged),
        calibration=calibrate((c.prediction.confidence, c.right) for c in on_gold if c.prediction.entity is not None),
        calibration_of_shown=calibrate(
            (c.prediction.confidence, c.right) for c in cases if c.prediction.entity is not None
        ),
        calibration_of_unknown=calibrate(
            (c.prediction.confidence, c.reading is not None and not c.reading.known)
            for c in on_gold
            if c.prediction.entity is None
        ),
    )


def score_all(linked: Linked, types: Types, *, least: float = 0.0) -> list[Scored]:
    """Each text scored; with `least`, links less sure are taken away, as if the linker had kept silent."""
    return [
        score(document, [p for p in given if least == 0 or (p.entity is not None and p.confidence >= least)], types)
        for document, given in linked
    ]


def kinds_of(judged: Iterable[Reading]) -> Kinds:
    """How known entities fare by kind of mention.

    By tag, type and words: the named ones that are asked for. By name: all that are asked for. By right to be left out.
    """
    asked: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for reading in judged:
        if not reading.known or reading.scope is None:
            continue
        prediction = reading.prediction
        is_found = prediction is not None and prediction.entity is not None
        is_right = is_found and reading.agrees
        for kind in _kinds(reading):
            asked[kind] += 1
            found[kind] += is_found
            right[kind] += is_right
    told: dict[str, dict[str, Kind]] = {}
    for (group, name), count in sorted(asked.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1])):
        told.setdefault(group, {})[name] = Kind(count, found[group, name], right[group, name])
    return told


def _kinds(reading: Reading) -> list[tuple[str, str]]:
    gold = reading.gold
    if gold.optional:
        return [("asked for", "optional")]
    kinds = [("asked for", "required"), ("name", "capitalised" if reading.scope == "named" else "lower case")]
    if reading.scope == "named":
        kinds += [("tag", tag) for tag in gold.tags or ("other",)]
        kinds += [("type", type) for type in gold.types]
        kinds += [("words", "one" if len(reading.surface.split()) == 1 else "several")]
    return kinds


def mean(values: Iterable[float]) -> float:
    """The unweighted mean; 0 of nothing."""
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def _shown(threshold: float, kept: Sequence[Scored]) -> Shown:
    counts = _sum(each.counts for each in kept)
    return Shown(threshold, _ratios(counts, "named", "linking"), _ratios(counts, "all", "linking"))


def _scope(counts: Counts, scope: str) -> ScopeFigures:
    return ScopeFigures(_ratios(counts, scope, "detection"), _ratios(counts, scope, "linking"))


def _ratios(counts: Counts, scope: str, step: Step) -> Ratios:
    return Ratios(*(counts[scope, step, verdict] for verdict in ("right", "wrong", "missed")))  # type: ignore[index]


def _sum(counts: Iterable[Counts]) -> Counts:
    total: Counts = Counter()
    for each in counts:
        total.update(each)
    return total


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
