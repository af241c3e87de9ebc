"""Where a linker goes wrong: wrong links, marked names that it was silent on or did not find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from backstory_research.evaluation.linking.gold import GoldDocument
from backstory_research.evaluation.linking.score import Case, Scored

T = TypeVar("T")

_AROUND = 40  # characters on either side


def worst(scored: Sequence[Scored], most: int, *, least: float = 0.0) -> Iterator[str]:
    """As many errors of each kind, with the words around; of those alike, some from all over the texts.

    `least`: wrong links less sure than this are left out; the surest come first.
    """
    wrong = [
        case
        for each in scored
        for case in each.cases
        if case.prediction.entity is not None and not case.right and case.prediction.confidence >= least
    ]
    yield f"wrong links: {len(wrong)}"
    yield from (f"  {_wrong(case)}" for case in _surest(wrong, most))
    silent = list(_missed(scored, predicted=True))
    yield f"found, but no sense given: {len(silent)}"
    yield from (f"  {miss}" for miss in _spread(silent, most))
    lost = list(_missed(scored, predicted=False))
    yield f"not found: {len(lost)}"
    yield from (f"  {miss}" for miss in _spread(lost, most))


def _surest(cases: Sequence[Case], most: int) -> Sequence[Case]:
    ordered = sorted(cases, key=lambda case: -case.prediction.confidence)
    if len(ordered) <= most:
        return ordered
    edge = ordered[max(0, most - 1)].prediction.confidence
    surer = [case for case in ordered if case.prediction.confidence > edge]
    return [*surer, *_spread([case for case in ordered if case.prediction.confidence == edge], most - len(surer))]


def _wrong(case: Case) -> str:
    given = case.prediction
    quoted = _quoted(case.document, given.start, given.end)
    return f"{given.confidence:.2f} {given.name or '?'} ({given.entity}), {_meant(case)}: {quoted}"


def _meant(case: Case) -> str:
    """What stands there in truth."""
    if case.reading is not None:
        gold = case.reading.gold
        return f"means {gold.name} ({gold.entity})" if gold.entity else "means no known entity"
    given, text = case.prediction, case.document.text
    near = [m for m in case.document.mentions if m.start < given.end and given.start < m.end]
    marked = ", ".join(f"“{text[m.start : m.end]}” {m.name} ({m.entity})" for m in near)
    return f"marked is {marked}" if marked else "nothing is marked there"


def _missed(scored: Sequence[Scored], *, predicted: bool) -> Iterator[str]:
    """Marked names without an entity, where the linker found the span (`predicted`), or where it did not."""
    for each in scored:
        for reading, verdicts in each.judged:
            found = reading.prediction is not None
            if "missed" in verdicts["detection"] and reading.scope is not None and found is predicted:
                gold = reading.gold
                yield f"{gold.name} ({gold.entity}): {_quoted(each.document, gold.start, gold.end)}"


def _spread(told: Sequence[T], most: int) -> Sequence[T]:
    """So many of them, from all over."""
    return told if len(told) <= most else [told[i * len(told) // most] for i in range(most)]


def _quoted(document: GoldDocument, start: int, end: int) -> str:
    before, after = document.text[max(0, start - _AROUND) : start], document.text[end : end + _AROUND]
    return " ".join(f"…{before}[{document.text[start:end]}]{after}…".split()) + f"  {document.id}"
