"""Coordination: what stands side by side is of one semantic type: "Karl and Theo", "Essex v Surrey"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.model import Document, Mention

_BESIDE = re.compile(r"\s*(?:,|and|or|&|, and|, or|v|vs\.?|beat|against|-|/)\s*(?:and |the |\w+ )?")
_LONGEST = 16  # characters between two that stand side by side


class Coordination:
    """Which clusters stand side by side."""

    def __init__(self, document: Document, mentions: Sequence[Mention], clusters: Sequence[MentionCluster]) -> None:
        cluster_of = {index: s for s, cluster in enumerate(clusters) for index in cluster.mentions}
        self._beside: dict[int, list[int]] = {}
        for index, (one, other) in enumerate(pairwise(mentions)):
            between = document.text[one.end : other.start]
            s, t = cluster_of[index], cluster_of[index + 1]
            if s != t and len(between) <= _LONGEST and _BESIDE.fullmatch(between):
                self._beside.setdefault(s, []).append(t)
                self._beside.setdefault(t, []).append(s)

    def __contains__(self, s: int) -> bool:
        return s in self._beside

    def agreement(
        self, s: int, candidates: Sequence[Sequence[ScoredCandidate]], beliefs: Sequence[Sequence[float]]
    ) -> list[float]:
        """For each semantic type, how far the clusters beside this one are believed to be of it, 0..1."""
        found = [0.0] * len(SEMANTIC_TYPES)
        beside = self._beside[s]
        for t in beside:
            for candidate, belief in zip(candidates[t], beliefs[t], strict=True):
                found[candidate.type] += belief / len(beside)
        return found
