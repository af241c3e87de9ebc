"""What a linker made of many texts -> the figures of each benchmark, as data and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from backstory_research.evaluation.linking.calibration import Calibration
from backstory_research.evaluation.linking.figures import Figures, Linked, figures, mean, score_all
from backstory_research.evaluation.linking.readings import Types
from backstory_research.evaluation.linking.score import Scored

POOLED = "all texts"
Row = tuple[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Timings:
    """How fast the linker was and what it needed."""

    words: int  # between white space
    seconds: float
    processor_s: float  # less than `seconds` where the process had to wait
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    peak_mb: float | None = None  # resident memory of the process; None: the system does not say

    @property
    def words_a_second(self) -> float:
        """Words of text linked in a second."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def words_a_processor_second(self) -> float:
        """The same of the processor's time, which other processes of the machine do not lengthen."""
        return self.words / self.processor_s if self.processor_s else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """How often the linker is right."""

    benchmarks: Mapping[str, Figures]
    pooled: Figures  # all texts as one
    means: Mapping[str, float]  # over the benchmarks, unweighted
    given: Mapping[str, Figures] | None = None  # the same with the marked spans given, so that senses alone are judged
    given_pooled: Figures | None = None
    timings: Timings | None = None

    def as_data(self) -> dict[str, Any]:
        """The figures as plain values, for JSON."""
        data: dict[str, Any] = _plain(self)
        return data


def report(
    linked: Mapping[str, Linked],
    types: Types,
    *,
    thresholds: Sequence[float],
    given: Mapping[str, Linked] | None = None,
    timings: Timings | None = None,
) -> Report:
    """The figures of texts that were linked, by benchmark.

    `given`: the same texts, linked with the marked spans given.
    """
    benchmarks, pooled = _figures(linked, types, thresholds)
    on_gold, on_gold_pooled = _figures(given, types, ()) if given else (None, None)
    return Report(
        benchmarks=benchmarks,
        pooled=pooled,
        means=_means(benchmarks, on_gold),
        given=on_gold,
        given_pooled=on_gold_pooled,
        timings=timings,
    )


def _figures(
    linked: Mapping[str, Linked], types: Types, thresholds: Sequence[float]
) -> tuple[dict[str, Figures], Figures]:
    """The figures of each benchmark, and those of all texts as one."""
    scored = {name: score_all(texts, types) for name, texts in linked.items()}
    at = {least: {name: score_all(texts, types, least=least) for name, texts in linked.items()} for least in thresholds}
    pooled = figures(_pool(scored), {least: _pool(kept) for least, kept in at.items()})
    return {name: figures(scored[name], {least: kept[name] for least, kept in at.items()}) for name in scored}, pooled


def _pool(scored: Mapping[str, Sequence[Scored]]) -> list[Scored]:
    return [each for texts in scored.values() for each in texts]


def _means(benchmarks: Mapping[str, Figures], given: Mapping[str, Figures] | None) -> dict[str, float]:
    every = list(benchmarks.values())
    told = {
        "detection_f1_named": mean(each.named.detection.f1 for each in every),
        "detection_f1_all": mean(each.all.detection.f1 for each in every),
        "linking_f1_named": mean(each.named.linking.f1 for each in every),
        "linking_f1_all": mean(each.all.linking.f1 for each in every),
        "accuracy_named": mean(each.named.accuracy for each in every),
        "accuracy_all": mean(each.all.accuracy for each in every),
        "calibration_error": mean(each.calibration.error for each in every),
        "calibration_error_of_shown": mean(each.calibration_of_shown.error for each in every),
    }
    if given:
        told["accuracy_on_gold_spans_named"] = mean(each.named.accuracy for each in given.values())
        told["accuracy_on_gold_spans_all"] = mean(each.all.accuracy for each in given.values())
    return told


def lines(told: Report) -> Iterator[str]:
    """The report as a person reads it."""
    names = {**told.benchmarks, POOLED: told.pooled}
    given = {**told.given, POOLED: told.given_pooled} if told.given and told.given_pooled else {}
    yield from _quality(names, given)
    yield from _shown(names)
    yield from _calibrations(names)
    yield from _reliability(told.pooled.calibration)
    yield from _kinds(told.pooled, told.given_pooled)
    yield from _timings(told.timings)


def _quality(names: Mapping[str, Figures], given: Mapping[str, Figures]) -> Iterator[str]:
    rows: list[Row] = []
    for name, each in names.items():
        row = [
            *(each.named.detection.f1, each.all.detection.f1),
            *(each.named.linking.precision, each.named.linking.recall),
            *(each.named.linking.f1, each.all.linking.f1, each.named.accuracy, each.all.accuracy),
        ]
        if name in given:
            on = given[name]
            row += [on.named.accuracy, on.all.accuracy, on.named.linking.recall]
        rows.append((name, row))
    columns = "find.n find.all link.nP link.nR link.n link.all acc.n acc.all".split()
    yield "detection F1, linking (precision, recall, F1), accuracy of what was found; n: named entities, all: every one"
    if given:
        yield "gold.n, gold.all: accuracy with the marked spans given; gold.nR: share of all named ones that is right"
        columns += "gold.n gold.all gold.nR".split()
    yield from _table(columns, rows, with_mean=True)


def _shown(names: Mapping[str, Figures]) -> Iterator[str]:
    for name, each in names.items():
        if not each.shown:
            return
        if name == next(iter(names)):
            yield "shown at a confidence of at least …: precision, and the share of gold entities rightly shown"
            yield _line("", ["at", "prec.n", "prec.all", "share.n", "share.all", "links"])
        for at in each.shown:
            cells = [at.threshold, at.named.precision, at.all.precision, at.named.recall, at.all.recall]
            yield _line(name, [*(f"{cell:.3f}" for cell in cells), str(at.all.right + at.all.wrong)])
    yield ""


def _calibrations(names: Mapping[str, Figures]) -> Iterator[str]:
    yield "expected calibration error, 10 bins of equal width (and of equal mass), and answers; on marked spans,"
    yield "of all links in the marked text (one on no mention is wrong), and of unknown verdicts on marked spans"
    yield _line("", ["links", "by mass", "answers", "all", "by mass", "answers", "unknown", "by mass", "answers"])
    for name, each in names.items():
        cells: list[str] = []
        for part in (each.calibration, each.calibration_of_shown, each.calibration_of_unknown):
            cells += [f"{part.error:.3f}", f"{part.error_by_mass:.3f}", str(part.answers)]
        yield _line(name, cells)
    yield ""


def _reliability(calibration: Calibration) -> Iterator[str]:
    yield "reliability of links on marked spans, all texts"
    yield _line("", ["answers", "said", "right"])
    for each in calibration.bins:
        cells = [str(each.answers), f"{each.confidence:.3f}", f"{each.right:.3f}"]
        yield _line(f"{each.low:.1f} to {each.high:.1f}", cells)
    yield ""


def _kinds(pooled: Figures, given: Figures | None) -> Iterator[str]:
    yield "by kind of mention, all texts: asked for, found, right, accuracy; gold: accuracy where the spans are given"
    yield _line("", ["asked", "found", "right", "acc", *(["gold"] if given else [])])
    for group, kinds in pooled.kinds.items():
        for name, kind in kinds.items():
            cells = [str(kind.asked), str(kind.found), str(kind.right), f"{kind.accuracy:.3f}"]
            on_gold = given.kinds.get(group, {}).get(name) if given else None
            yield _line(f"{group}: {name}", [*cells, *([f"{on_gold.accuracy:.3f}"] if on_gold else [])])
    yield ""


def _timings(timings: Timings | None) -> Iterator[str]:
    if timings is None:
        return
    yield (
        f"{timings.words:,} words in {timings.seconds:.2f} s: {timings.words_a_second:,.0f} words a second, "
        f"{timings.words_a_processor_second:,.0f} of the processor's time"
    )
    total = sum(timings.stages_ms.values())
    for stage, spent_ms in timings.stages_ms.items():
        yield f"    {stage:<12} {spent_ms:8.0f} ms  {spent_ms / total if total else 0:5.0%}"
    if timings.peak_mb is not None:
        yield f"peak resident memory of this process, gold and report included: {timings.peak_mb:.0f} MB"


def _table(columns: Sequence[str], rows: Sequence[Row], *, with_mean: bool) -> Iterator[str]:
    """Rows of figures, the last of them the pooled one; the mean is of the others."""
    yield _line("", columns)
    for name, cells in rows[:-1]:
        yield _line(name, [f"{cell:.3f}" for cell in cells])
    if with_mean:
        means = [mean(cells) for cells in zip(*(cells for _, cells in rows[:-1]), strict=True)]
        yield _line("mean", [f"{cell:.3f}" for cell in means])
    yield _line(rows[-1][0], [f"{cell:.3f}" for cell in rows[-1][1]])
    yield ""


def _line(name: str, cells: Sequence[str]) -> str:
    return (f"{name:<28}" + "".join(f"{cell:>10}" for cell in cells)).rstrip()


def _plain(value: Any) -> Any:
    """Dataclasses as objects of their fields and properties."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: getattr(value, each.name) for each in fields(value)}
        told |= {name: getattr(value, name) for name, of in vars(type(value)).items() if isinstance(of, property)}
        return {name: _plain(each) for name, each in told.items()}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
