"""How much each signal counts: weights.json, learned by backstory_research.training, as one can read it.

Units: natural log of odds. The sum's softmax over the senses of a name and "none of them" (NIL) is the probability that
the sense is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backstory.linking.mention_clusters import Slot

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal adds to the log odds of a sense, or of NIL. Sequences are in the order of their room's names."""

    sense: tuple[float, ...]  # senses.SIGNALS
    sort: tuple[float, ...]  # sorts.SORTS
    cue: tuple[tuple[float, ...], ...]  # cues.CUES by sorts.SORTS
    story: tuple[float, ...]  # cluster_features.SIGNALS
    company: tuple[float, ...]  # company.SIGNALS
    nil: tuple[float, ...]  # cluster_features.NIL


@dataclass(frozen=True, slots=True)
class Sets:
    """Two sets of weights, as the priors of packs are of two kinds."""

    counts: Weights  # priors are counts of what stands in some texts
    shares: Weights  # priors are shares of all uses, by people who weighed them

    def of(self, slots: Iterable[Slot]) -> list[Weights]:
        """The weights for each slot."""
        return [self.shares if slot.shares else self.counts for slot in slots]


def read(data: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> Weights:
    """Weights from a set of weights.json. `names`: the signals of each group, in order.

    Raises: KeyError, where a signal has no weight.
    """
    return Weights(
        sense=tuple(data["sense"][name] for name in names["sense"]),
        sort=tuple(data["sort"][name] for name in names["sort"]),
        cue=tuple(tuple(data["cue"][cue][sort] for sort in names["sort"]) for cue in names["cue"]),
        story=tuple(data["story"][name] for name in names["story"]),
        company=tuple(data["company"][name] for name in names["company"]),
        nil=tuple(data["nil"][name] for name in names["nil"]),
    )


@cache
def learned() -> Mapping[str, Any]:
    """weights.json."""
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
