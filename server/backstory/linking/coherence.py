"""Coherence: how the senses of a story are tied to each other, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import tanh

from backstory.linking.candidate_features import Sense
from backstory.text.terms import terms

_SATURATION = 1.5  # certain ties to other slots at which the signal reaches nearly seven tenths

Beliefs = list[list[float]]  # by slot and candidate: how far each sense is believed, 0..1


class Ties:
    """Which candidates of different slots are tied by a link of the knowledge base."""

    def __init__(self, senses: Sequence[Sequence[Sense]]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for s, own in enumerate(senses):
            for c, sense in enumerate(own):
                places.setdefault(sense.entity.id, []).append((s, c))
        self._senses = senses
        self._places = places
        here = set(places)
        neighbours: dict[str, set[str]] = {}
        seen: set[str] = set()
        for own in senses:
            for sense in own:
                entity = sense.entity
                if not entity.links or entity.id in seen:
                    continue
                seen.add(entity.id)
                for other in here & entity.links:
                    if other != entity.id:
                        neighbours.setdefault(entity.id, set()).add(other)
                        neighbours.setdefault(other, set()).add(entity.id)
        self._neighbours = neighbours

    def any_for(self, entity: str) -> bool:
        """Whether an entity is tied to another of the story."""
        return entity in self._neighbours

    def support(self, s: int, c: int, beliefs: Beliefs) -> float:
        """How strongly the other slots' senses speak for this one, 0..1."""
        return tanh(sum(weight for weight, _ in self.supporters(s, c, beliefs)) / _SATURATION)

    def supporters(self, s: int, c: int, beliefs: Beliefs) -> list[tuple[float, str]]:
        """The tied senses of other slots, most believed first: (belief, label).

        A slot that could itself mean this same sense is no witness for it.
        """
        entity = self._senses[s][c].entity
        best: dict[int, tuple[float, str]] = {}
        own = {slot for slot, _ in self._places[entity.id]}
        for neighbour in self._neighbours.get(entity.id, ()):
            for slot, candidate in self._places[neighbour]:
                if slot in own:
                    continue
                weight = beliefs[slot][candidate]
                if weight > best.get(slot, (0.0, ""))[0]:
                    best[slot] = (weight, self._senses[slot][candidate].entity.label)
        unique: dict[str, float] = {}
        for weight, label in best.values():
            unique[label] = max(weight, unique.get(label, 0.0))
        return sorted(((weight, label) for label, weight in unique.items()), key=lambda item: (-item[0], item[1]))


_TELLING = 0.2  # a word less telling than this is said of everything
_NAMES = 0.5  # a word at least this telling, shared by two senses, is a family's, a club's or a contest's
_MOST_SHARING = 6  # slots that share a word; one that more share is a topic's
_BELIEVED = 0.02
_PLAUSIBLE = 0.05  # of the best of its slot
_HALF = 2.0  # other slots that mean something of a word, at which half of the word counts
_FULL = 1.5


class Company:
    """The words that the senses of a story have in common: in a story of county cricket clubs "Essex" is one more."""

    def __init__(self, names: Sequence[str], senses: Sequence[Sequence[Sense]]) -> None:
        self._own = [terms(name) for name in names]
        self._senses = senses
        self._telling: dict[tuple[int, int], list[tuple[str, float]]] = {}

    def telling(self, s: int, c: int) -> list[tuple[str, float]]:
        """The telling words of a sense that are not its name's, with their weights."""
        found = self._telling.get((s, c))
        if found is None:
            own = self._own[s]
            said = self._senses[s][c].entity.terms
            found = [item for item in said.items() if item[1] > _TELLING and item[0] not in own]
            self._telling[s, c] = found
        return found

    def weigh(self, beliefs: Beliefs) -> Shared:
        """The story's words as its senses bring them, each as far as it is believed."""
        total: dict[str, float] = {}
        shares: list[dict[str, float]] = []
        names: dict[str, dict[int, float]] = {}
        for s, believed in enumerate(beliefs):
            share: dict[str, float] = {}
            best = max(believed, default=0.0)
            for c, belief in enumerate(believed):
                if belief < _BELIEVED:
                    continue
                plausible = belief / best
                for term, weight in self.telling(s, c):
                    share[term] = share.get(term, 0.0) + belief
                    if weight > _NAMES and plausible > _PLAUSIBLE:
                        slots = names.setdefault(term, {})
                        slots[s] = max(slots.get(s, 0.0), plausible)
            shares.append(share)
            for term, belief in share.items():
                total[term] = total.get(term, 0.0) + belief
        return Shared(self, total, shares, names)


class Shared:
    """What `Company.weigh` gives: how far each sense is in company, by topic words and by rare ones."""

    def __init__(
        self,
        company: Company,
        total: dict[str, float],
        shares: Sequence[dict[str, float]],
        names: dict[str, dict[int, float]],
    ) -> None:
        self._company = company
        self._total = total
        self._shares = shares
        self._names = {term: slots for term, slots in names.items() if 1 < len(slots) <= _MOST_SHARING + 1}

    def signals(self, s: int, c: int) -> tuple[float, float]:
        """How far the other slots' senses share this one's words, and a rare word of it, each 0..1."""
        share, total, names = self._shares[s], self._total, self._names
        sum_, best = 0.0, 0.0
        for term, weight in self._company.telling(s, c):
            here = total.get(term)
            if here is None:
                continue
            others = here - share.get(term, 0.0)
            if others > 0.0:
                sum_ += weight * others / (_HALF + others)
            if term in names:
                for slot, plausible in names[term].items():
                    if slot != s and weight * weight * plausible > best:
                        best = weight * weight * plausible
        return tanh(sum_ / _FULL), best
