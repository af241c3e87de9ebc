"""A text's marked mentions as nests of readings, each with the prediction that stands on it.

"[[New York] Times]" may be read as one name or as the one inside: either the outer span is asked for or the inner ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from backstory_research.evaluation.linking.gold import GoldDocument, GoldMention
from backstory_research.evaluation.linking.spans import Span, is_capitalised, is_coreference, widen

Scope = Literal["named", "other", "unknown"]
Types = Mapping[str, frozenset[str]]  # of entities


@dataclass(frozen=True, slots=True)
class Prediction:
    """A span that a linker marked, and the entity it gave; None: an entity, but no known one."""

    start: int
    end: int
    entity: str | None
    name: str = ""  # of the entity, as the linker calls it; empty: it has none
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Reading:
    """A marked mention, the prediction on its span, and the readings nested in it."""

    gold: GoldMention
    surface: str
    wide: Span
    prediction: Prediction | None
    parent: Reading | None = None
    inner: list[Reading] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether an entity is asked for."""
        return self.gold.entity is not None and not self.gold.measure

    @property
    def nested(self) -> bool:
        """Whether there is a wider reading, given or not."""
        return self.gold.parent is not None

    @property
    def scope(self) -> Scope | None:
        """Where it is counted; None: nowhere, for it is a coreference."""
        if self.gold.coreference or (self.gold.coreference is None and is_coreference(self.surface)):
            return None
        if self.gold.measure:
            return "named"
        if self.gold.entity is None:
            return "unknown"
        return "named" if is_capitalised(self.gold.name) else "other"

    @property
    def agrees(self) -> bool:
        """Whether the prediction says the same, "no known entity" included."""
        return self.prediction is not None and not self.gold.measure and self.prediction.entity == self.gold.entity

    def names_right(self, types: Types) -> bool:
        """Whether the prediction names the entity; of a date or quantity, one of its kind."""
        if self.prediction is None or self.prediction.entity is None:
            return False
        if self.gold.measure:
            return self.gold.measure in types.get(self.prediction.entity, ())
        return self.prediction.entity == self.gold.entity

    def all_inner(self) -> Iterator[Reading]:
        """Every reading below this one."""
        for reading in self.inner:
            yield reading
            yield from reading.all_inner()


def readings_of(document: GoldDocument, predictions: Sequence[Prediction]) -> list[Reading]:
    """The readings of a document, nested; a prediction belongs to the mention with its span, grown to whole words."""
    by_span = {(each.start, each.end): each for each in predictions}
    by_wide = {widen(span, document.text): each for span, each in by_span.items()}
    readings: dict[int | str, Reading] = {}
    for gold in document.mentions:
        span = gold.start, gold.end
        wide = widen(span, document.text)
        there = by_span.get(span) or by_wide.get(span) or by_span.get(wide) or by_wide.get(wide)
        readings[gold.id] = Reading(gold, document.text[gold.start : gold.end], wide, there)
    for reading in readings.values():
        if reading.gold.parent is not None and reading.gold.parent in readings:
            reading.parent = readings[reading.gold.parent]
            reading.parent.inner.append(reading)
    return list(readings.values())


def judged(reading: Reading) -> list[Reading]:
    """The readings of a nest that are judged: the outer where it is right or nothing is found inside, else the inner.

    Beside an inner reading that was found, those that were not are judged too.
    """
    if reading.agrees:
        return [reading]
    inside = [each for inner in reading.inner for each in judged(inner)]
    if inside:
        return inside
    if reading.parent is None:
        return [reading]
    if reading.prediction is not None:
        return [reading] if reading.wide != reading.parent.wide else []
    beside = any(_answered(other) for other in reading.parent.inner if other is not reading)
    return [reading] if beside else []


def _answered(reading: Reading) -> bool:
    """Whether a nested reading, or one inside it, is judged for an answer of its own."""
    if reading.agrees or any(judged(inner) for inner in reading.inner):
        return True
    assert reading.parent is not None
    return reading.prediction is not None and reading.wide != reading.parent.wide
