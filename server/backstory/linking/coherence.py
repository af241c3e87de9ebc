"""Coherence: how the candidates of a story are tied to each other, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.features import Feature, names_of
from backstory.text.terms import terms

_SATURATION = 1.5  # certain ties to other clusters at which the signal reaches nearly seven tenths


@dataclass(slots=True)
class Support:
    """What the candidates of other clusters say for one, each 0..1."""

    ties: float = 0.0
    shared_words: float = 0.0
    shared_name: float = 0.0
    neighbours: float = 0.0


FEATURES: tuple[Feature[Support], ...] = (
    Feature("ties", "links of the knowledge base to others of the story", lambda v: v.ties, because="ties"),
    Feature(
        "shared_words",
        "what is known of it shares words with what is known of the others",
        lambda v: v.shared_words,
        because="neighbours",
    ),
    Feature(
        "shared_name",
        "the same, of a rare word: a family's, a club's, a contest's",
        lambda v: v.shared_name,
        because="neighbours",
    ),
    Feature(
        "beside",
        "those that stand side by side with it are of its semantic type",
        lambda v: v.neighbours,
        "where nothing stands beside it",
        "neighbours",
    ),
)
NAMES = names_of(FEATURES)

Beliefs = list[list[float]]  # by cluster and candidate: how far each candidate is believed, 0..1


class Relatedness:
    """Which candidates of different clusters are tied by a link of the knowledge base."""

    def __init__(self, candidates: Sequence[Sequence[ScoredCandidate]]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for s, own in enumerate(candidates):
            for c, candidate in enumerate(own):
                places.setdefault(candidate.entity.id, []).append((s, c))
        self._candidates = candidates
        self._places = places
        here = set(places)
        neighbours: dict[str, set[str]] = {}
        seen: set[str] = set()
        for own in candidates:
            for candidate in own:
                entity = candidate.entity
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
        """How strongly the candidates of other clusters speak for this one, 0..1."""
        return tanh(sum(weight for weight, _ in self.supporters(s, c, beliefs)) / _SATURATION)

    def supporters(self, s: int, c: int, beliefs: Beliefs) -> list[tuple[float, str]]:
        """The tied candidates of other clusters, most believed first: (belief, label).

        A cluster that could itself mean this same entity is no witness for it.
        """
        entity = self._candidates[s][c].entity
        best: dict[int, tuple[float, str]] = {}
        own = {cluster for cluster, _ in self._places[entity.id]}
        for neighbour in self._neighbours.get(entity.id, ()):
            for cluster, number in self._places[neighbour]:
                if cluster in own:
                    continue
                weight = beliefs[cluster][number]
                if weight > best.get(cluster, (0.0, ""))[0]:
                    best[cluster] = (weight, self._candidates[cluster][number].entity.label)
        unique: dict[str, float] = {}
        for weight, label in best.values():
            unique[label] = max(weight, unique.get(label, 0.0))
        return sorted(((weight, label) for label, weight in unique.items()), key=lambda item: (-item[0], item[1]))


_TELLING = 0.2  # a word less telling than this is said of everything
_NAMES = 0.5  # a word at least this telling, shared by two candidates, is a family's, a club's or a contest's
_MOST_SHARING = 6  # clusters that share a word; one that more share is a topic's
_BELIEVED = 0.02
_PLAUSIBLE = 0.05  # of the best of its cluster
_HALF = 2.0  # other clusters that mean something of a word, at which half of the word counts
_FULL = 1.5


class SharedTerms:
    """The words that the candidates of a story have in common: in a story of cricket clubs "Essex" is one more."""

    def __init__(self, names: Sequence[str], candidates: Sequence[Sequence[ScoredCandidate]]) -> None:
        self._own = [terms(name) for name in names]
        self._candidates = candidates
        self._telling: dict[tuple[int, int], list[tuple[str, float]]] = {}

    def telling(self, s: int, c: int) -> list[tuple[str, float]]:
        """The telling words of a candidate that are not its name's, with their weights."""
        found = self._telling.get((s, c))
        if found is None:
            own = self._own[s]
            said = self._candidates[s][c].entity.terms
            found = [item for item in said.items() if item[1] > _TELLING and item[0] not in own]
            self._telling[s, c] = found
        return found

    def weigh(self, beliefs: Beliefs) -> TermSupport:
        """The story's words as its candidates bring them, each as far as it is believed."""
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
                        clusters = names.setdefault(term, {})
                        clusters[s] = max(clusters.get(s, 0.0), plausible)
            shares.append(share)
            for term, belief in share.items():
                total[term] = total.get(term, 0.0) + belief
        return TermSupport(self, total, shares, names)


class TermSupport:
    """What `SharedTerms.weigh` gives: how far each candidate shares words with the others."""

    def __init__(
        self,
        terms: SharedTerms,
        total: dict[str, float],
        shares: Sequence[dict[str, float]],
        names: dict[str, dict[int, float]],
    ) -> None:
        self._terms = terms
        self._total = total
        self._shares = shares
        self._names = {term: clusters for term, clusters in names.items() if 1 < len(clusters) <= _MOST_SHARING + 1}

    def of(self, s: int, c: int) -> tuple[float, float]:
        """How far the candidates of other clusters share this one's words, and a rare word of it, each 0..1."""
        share, total, names = self._shares[s], self._total, self._names
        sum_, best = 0.0, 0.0
        for term, weight in self._terms.telling(s, c):
            here = total.get(term)
            if here is None:
                continue
            others = here - share.get(term, 0.0)
            if others > 0.0:
                sum_ += weight * others / (_HALF + others)
            if term in names:
                for cluster, plausible in names[term].items():
                    if cluster != s and weight * weight * plausible > best:
                        best = weight * weight * plausible
        return tanh(sum_ / _FULL), best
