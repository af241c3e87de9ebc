"""Coherence: how the senses of a story are tied to each other, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import tanh

from backstory.linking.slots import Slot

_SATURATION = 1.5  # certain ties to other slots at which the signal reaches nearly seven tenths

Beliefs = list[list[float]]  # by slot and candidate: how far each sense is believed, 0..1


class Ties:
    """Which candidates of different slots are tied by a link of the knowledge base."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for s, slot in enumerate(slots):
            for c, candidate in enumerate(slot.candidates):
                places.setdefault(candidate.entity.id, []).append((s, c))
        self._slots = slots
        self._neighbours: dict[str, set[str]] = {id: set() for id in places}
        for slot in slots:
            for candidate in slot.candidates:
                for other in candidate.entity.links:
                    if other in places and other != candidate.entity.id:
                        self._neighbours[candidate.entity.id].add(other)
                        self._neighbours[other].add(candidate.entity.id)
        self._places = places
        self._tied = [any(self._neighbours[c.entity.id] for c in slot.candidates) for slot in slots]

    def any_for(self, s: int) -> bool:
        """Whether any sense of a slot is tied to another of the story."""
        return self._tied[s]

    def support(self, s: int, c: int, beliefs: Beliefs) -> float:
        """How strongly the other slots' senses speak for this one, 0..1."""
        return tanh(sum(weight for weight, _ in self.supporters(s, c, beliefs)) / _SATURATION)

    def supporters(self, s: int, c: int, beliefs: Beliefs) -> list[tuple[float, str]]:
        """The tied senses of other slots, most believed first: (belief, label).

        A slot that could itself mean this same sense is no witness for it.
        """
        entity = self._slots[s].candidates[c].entity
        best: dict[int, tuple[float, str]] = {}
        own = {slot for slot, _ in self._places[entity.id]}
        for neighbour in self._neighbours[entity.id]:
            for slot, candidate in self._places[neighbour]:
                if slot in own:
                    continue
                weight = beliefs[slot][candidate]
                if weight > best.get(slot, (0.0, ""))[0]:
                    best[slot] = (weight, self._slots[slot].candidates[candidate].entity.label)
        unique: dict[str, float] = {}
        for weight, label in best.values():
            unique[label] = max(weight, unique.get(label, 0.0))
        return sorted(((weight, label) for label, weight in unique.items()), key=lambda item: (-item[0], item[1]))
