"""Lists: what stands side by side is of one sort: "Karl and Theo", "Mars, Galaxy and Bounty", "Essex v Surrey"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from backstory.linking.candidate_features import Sense
from backstory.linking.mention_clusters import Slot
from backstory.linking.semantic_types import SORTS
from backstory.model import Document, Mention

_BESIDE = re.compile(r"\s*(?:,|and|or|&|, and|, or|v|vs\.?|beat|against|-|/)\s*(?:and |the |\w+ )?")
_LONGEST = 16  # characters between two that stand side by side


class Lists:
    """Which slots stand side by side."""

    def __init__(self, document: Document, mentions: Sequence[Mention], slots: Sequence[Slot]) -> None:
        slot_of = {index: s for s, slot in enumerate(slots) for index in slot.mentions}
        self._beside: dict[int, list[int]] = {}
        for index, (one, other) in enumerate(pairwise(mentions)):
            between = document.text[one.end : other.start]
            s, t = slot_of[index], slot_of[index + 1]
            if s != t and len(between) <= _LONGEST and _BESIDE.fullmatch(between):
                self._beside.setdefault(s, []).append(t)
                self._beside.setdefault(t, []).append(s)

    def __contains__(self, s: int) -> bool:
        return s in self._beside

    def agreement(self, s: int, senses: Sequence[Sequence[Sense]], beliefs: Sequence[Sequence[float]]) -> list[float]:
        """For each sort, how far the slots beside this one are believed to be of it, 0..1."""
        found = [0.0] * len(SORTS)
        beside = self._beside[s]
        for t in beside:
            for sense, belief in zip(senses[t], beliefs[t], strict=True):
                found[sense.sort] += belief / len(beside)
        return found
