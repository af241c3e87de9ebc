"""How much each feature counts: weights.json, learned by backstory_research.training, as one can read it.

Units: natural log of odds. The sum's softmax over the candidates of a name and "none of them" (NIL) is the probability
that the candidate is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backstory.linking.feature_groups import GROUPS
from backstory.linking.mention_clusters import MentionCluster

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds of a candidate, or of NIL; in the order of feature_groups.GROUPS."""

    candidate: tuple[float, ...]
    type: tuple[float, ...]
    context: tuple[tuple[float, ...], ...]  # by context feature and semantic type
    cluster: tuple[float, ...]
    coherence: tuple[float, ...]
    nil: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WeightSets:
    """Two sets of weights, as the priors of packs are of two kinds."""

    counts: Weights  # priors are counts of what stands in some texts
    shares: Weights  # priors are shares of all uses, by people who weighed them

    def of(self, clusters: Iterable[MentionCluster]) -> list[Weights]:
        """The weights for each cluster."""
        return [self.shares if cluster.shares else self.counts for cluster in clusters]


def read(data: Mapping[str, Any]) -> Weights:
    """Weights from a set of weights.json.

    Raises: KeyError, where a feature has no weight.
    """
    flat = {group: tuple(data[group][name] for name in GROUPS[group]) for group in GROUPS if group != "context"}
    by_type = tuple(tuple(data["context"][name][type] for type in GROUPS["type"]) for name in GROUPS["context"])
    return Weights(context=by_type, **flat)


@cache
def learned() -> Mapping[str, Any]:
    """weights.json."""
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
