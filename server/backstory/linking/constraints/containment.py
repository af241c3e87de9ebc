"""Governors: names that say of which country or region their neighbour is.

"India's Supreme Court", "the Supreme Court of Canada", "Naples, Florida": what belongs elsewhere is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from backstory.linking.mention_clusters import Slot
from backstory.model import Candidate, Document, Entity, Mention

_BEFORE = frozenset({"’s ", "'s ", " "})  # between a governor and the body that it governs
_AFTER = frozenset({" of ", " of the ", " in ", " in the "})  # between a body and its governor
_COUNTRY = re.compile(r"\b(country|kingdom|republic|sovereign state|member state|state in|state of|island state)\b")
_REGION = re.compile(r"\b(country|county|state|province|region|kingdom|republic|territory)\b")
_SURE_PRIOR = 0.4  # of a governor's sense: a name that hardly means the place governs nothing
_BODIES = frozenset({"organisation", "law", "event"})

Conflicts = frozenset[tuple[int, int]]  # slot and candidate


def conflicts_of(document: Document, mentions: Sequence[Mention], slots: Sequence[Slot]) -> Conflicts:
    """The senses that a neighbouring name rules out: bodies of another country, towns of another region."""
    slot_of = {index: s for s, slot in enumerate(slots) for index in slot.mentions}
    found: set[tuple[int, int]] = set()
    for index, (one, other) in enumerate(pairwise(mentions)):
        between = document.text[one.end : other.start]
        left, right = slot_of[index], slot_of[index + 1]
        if between in _BEFORE:
            found |= _ruled_out(right, slots, _place(slots[left], _COUNTRY), _BODIES)
        elif between in _AFTER:
            found |= _ruled_out(left, slots, _place(slots[right], _COUNTRY), _BODIES)
        elif between == ", " and not document.text.startswith(("’", "'"), other.end):
            found |= _ruled_out(left, slots, _place(slots[right], _REGION), frozenset({"place"}))
    return frozenset(found)


def everywhere(ruled_out: Set[tuple[int, int]], slots: Sequence[Slot]) -> Conflicts:
    """What is ruled out for one name, for shorter and longer forms of that name too: "Labour" after "Labour Party"."""
    forms: dict[str, list[frozenset[str]]] = {}
    for s, c in ruled_out:
        forms.setdefault(slots[s].candidates[c].entity.id, []).append(frozenset(slots[s].form.casefold().split()))
    found = set(ruled_out)
    for s, slot in enumerate(slots):
        words = frozenset(slot.form.casefold().split())
        for c, candidate in enumerate(slot.candidates):
            if any(words <= form or form <= words for form in forms.get(candidate.entity.id, ())):
                found.add((s, c))
    return frozenset(found)


def _ruled_out(s: int, slots: Sequence[Slot], governor: Entity | None, kinds: frozenset[str]) -> set[tuple[int, int]]:
    if governor is None:
        return set()
    return {
        (s, c)
        for c, candidate in enumerate(slots[s].candidates)
        if candidate.entity.kind in kinds and not _belongs(candidate, governor)
    }


def _belongs(candidate: Candidate, governor: Entity) -> bool:
    """Whether a sense is tied to its governor, or is itself a place of that rank: in a list each stands for itself.

    Of a sense without any ties nothing is known.
    """
    entity = candidate.entity
    if not entity.links or entity.id == governor.id or governor.id in entity.links or entity.id in governor.links:
        return True
    return entity.kind == "place" and bool(_REGION.search(entity.description or ""))


def _place(slot: Slot, rank: re.Pattern[str]) -> Entity | None:
    """The place that the slot's name surely is, where it has this rank."""
    for candidate in slot.candidates:
        entity = candidate.entity
        if candidate.prior >= _SURE_PRIOR and entity.kind == "place" and rank.search(entity.description or ""):
            return entity
    return None
