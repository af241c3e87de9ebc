"""One text's predictions beside its gold: what is right, wrong and missed.

The rules of https://github.com/ad-freiburg/elevant, mode "ignored": mentions without a known entity are not asked for,
and nothing is lost or won by saying so; naming an entity there is wrong. Optional mentions may be left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from backstory_research.evaluation.linking.gold import GoldDocument
from backstory_research.evaluation.linking.readings import Prediction, Reading, Scope, Types, judged, readings_of
from backstory_research.evaluation.linking.spans import is_capitalised, is_coreference, is_masked, widen

Step = Literal["detection", "linking"]
Verdict = Literal["right", "wrong", "missed"]
Verdicts = dict[Step, frozenset[Verdict]]
Counts = Counter[tuple[Literal["named", "all"], Step, Verdict]]

_STEPS: tuple[Step, ...] = ("detection", "linking")
_NOTHING: frozenset[Verdict] = frozenset()
_RIGHT: frozenset[Verdict] = frozenset({"right"})
_WRONG: frozenset[Verdict] = frozenset({"wrong"})
_MISSED: frozenset[Verdict] = frozenset({"missed"})


@dataclass(frozen=True, slots=True)
class Case:
    """A prediction in the marked part of a text, and what stands there."""

    document: GoldDocument
    prediction: Prediction
    reading: Reading | None  # None: no mention was marked there
    right: bool  # it names the entity that is meant


@dataclass(frozen=True, slots=True)
class Scored:
    """One text's figures, and what they come from."""

    document: GoldDocument
    counts: Counts
    judged: tuple[tuple[Reading, Verdicts], ...]
    cases: tuple[Case, ...]


def score(document: GoldDocument, predictions: Sequence[Prediction], types: Types) -> Scored:
    """The predictions for a text beside its gold; of two on one span, the last counts.

    `types`: of the entities, to tell whether one is a date or a quantity.
    """
    readings = readings_of(document, predictions)
    counts: Counts = Counter()
    told: list[tuple[Reading, Verdicts]] = []
    for root in readings:
        if root.nested:
            continue
        nest = [(reading, _verdicts(reading, types)) for reading in judged(root)]
        counts.update(_counted(root, nest))
        told += nest
    cases = tuple(_cases(document, predictions, readings, types))
    for case in cases:
        if case.reading is None and case.prediction.entity is not None:
            for step in _STEPS:
                counts.update(_count(_scope_of(case), step, "wrong"))
    return Scored(document, counts, tuple(told), cases)


def _verdicts(reading: Reading, types: Types) -> Verdicts:
    """What the prediction on a reading is worth, or the lack of one."""
    found, linked = _judge(reading, types)
    return {"detection": found, "linking": linked}


def _judge(reading: Reading, types: Types) -> tuple[frozenset[Verdict], frozenset[Verdict]]:
    prediction = reading.prediction
    if prediction is None:
        asked = reading.known and (not reading.gold.optional or _holds_required(reading))
        return (_MISSED, _MISSED) if asked else (_NOTHING, _NOTHING)
    if reading.gold.optional:
        if prediction.entity is None:
            return _NOTHING, _NOTHING
        nothing_there = not reading.known and not reading.gold.measure
        return (_WRONG if nothing_there else _NOTHING), (_NOTHING if reading.names_right(types) else _WRONG)
    if prediction.entity is None:
        return (_MISSED, _MISSED) if reading.known else (_NOTHING, _NOTHING)
    if reading.known:
        return _RIGHT, (_RIGHT if reading.names_right(types) else _WRONG | _MISSED)
    return _WRONG, _WRONG


def _holds_required(reading: Reading) -> bool:
    """Whether an optional outer reading stands for inner ones that are asked for."""
    return not reading.nested and any(not inner.gold.optional for inner in reading.all_inner())


def _counted(root: Reading, nest: Sequence[tuple[Reading, Verdicts]]) -> Counts:
    """A nest counts once as right or missed, in the scope of its outer reading; each wrong link counts by itself."""
    counts: Counts = Counter()
    for step in _STEPS:
        for reading, verdicts in nest:
            if "wrong" in verdicts[step]:
                counts.update(_count(reading.scope, step, "wrong"))
        seen = frozenset().union(*(verdicts[step] for _, verdicts in nest))
        if [reading for reading, _ in nest] == [root]:
            for verdict in seen - _WRONG:
                counts.update(_count(root.scope, step, verdict))
        elif "missed" in seen:
            counts.update(_count(root.scope, step, "missed"))
        elif seen == _RIGHT:
            counts.update(_count(root.scope, step, "right"))
    return counts


def _count(scope: Scope | None, step: Step, verdict: Verdict) -> Counts:
    if scope is None:
        return Counter()
    once: Counts = Counter({("all", step, verdict): 1})
    if scope == "named":
        once["named", step, verdict] = 1
    return once


def _cases(
    document: GoldDocument, predictions: Sequence[Prediction], readings: Sequence[Reading], types: Types
) -> Iterator[Case]:
    """The predictions that count: those on marked mentions and those elsewhere in the marked part; no coreferences."""
    on = {id(reading.prediction): reading for reading in reversed(readings) if reading.prediction is not None}
    on |= {id(r.prediction): r for r in readings if r.prediction is not None and r.names_right(types)}
    marked = {(reading.gold.start, reading.gold.end) for reading in readings} | {reading.wide for reading in readings}
    low, high = document.span
    for span, prediction in {(each.start, each.end): each for each in predictions}.items():
        reading = on.get(id(prediction))
        if reading is not None:
            if reading.scope is not None:
                yield Case(document, prediction, reading, reading.names_right(types))
        elif (
            span not in marked
            and widen(span, document.text) not in marked
            and low <= span[0]
            and span[1] <= high
            and not is_coreference(document.text[slice(*span)])
        ):
            yield Case(document, prediction, None, right=False)


def _scope_of(case: Case) -> Scope:
    """Named or not, by the entity's name, else by the words; those without letters are masked and taken for a name."""
    prediction = case.prediction
    if prediction.name:
        return "named" if is_capitalised(prediction.name) else "other"
    surface = case.document.text[prediction.start : prediction.end]
    return "named" if is_capitalised(surface) or is_masked(surface) else "other"
