"""Homes: a body whose name any country may have is that of a country the story has something of.

The "Supreme Court" of a story about Nairobi is not that of the United States, if nothing else in it is American.
"""

from __future__ import annotations

from collections.abc import Sequence

from backstory.lang import english
from backstory.linking.mention_clusters import Slot
from backstory.model import Entity

_BODIES = frozenset({"organisation", "law"})
_ONE_OF_ITS_KIND = 0.95  # a prior from which no other country is known to have one of this name
_SURE = 0.4  # prior of a place or person that counts as of the story
# What bodies of many countries are called by, with ordinary words about.
_OFFICIAL = frozenset(
    """
    labour labor parliament congress senate ministry department office court democrats conservatives conservative
    liberals liberal democratic republican republicans treasury navy army guard assembly representatives party board
    commission council agency police
    """.split()
)
_SMALL = frozenset({"of", "the", "and", "for", "national", "supreme", "social"})


def far_from_home(slots: Sequence[Slot]) -> set[tuple[int, int]]:
    """The senses (slot, candidate) without a tie, not even through a third, to any place or person of the story."""
    here = _here(slots)
    if not here:
        return set()
    ids = {entity.id for entity in here}
    neighbours = ids.union(*(entity.links for entity in here))
    found = set()
    for s, slot in enumerate(slots):
        if not _anyones(slot):
            continue
        for c, candidate in enumerate(slot.candidates):
            entity = candidate.entity
            judged = entity.kind in _BODIES and entity.links and candidate.prior < _ONE_OF_ITS_KIND
            if judged and entity.id not in neighbours and neighbours.isdisjoint(entity.links):
                found.add((s, c))
    return found


def _here(slots: Sequence[Slot]) -> list[Entity]:
    """The places and persons that the story surely has, with their ties."""
    return [
        candidate.entity
        for slot in slots
        for candidate in slot.candidates
        if candidate.prior >= _SURE and candidate.entity.links and candidate.entity.kind in ("place", "person")
    ]


def _anyones(slot: Slot) -> bool:
    """Whether a name is made of words that any country's body may be called by."""
    if slot.name.isupper():
        return False
    words = slot.form.casefold().split()
    return not _OFFICIAL.isdisjoint(words) and all(
        word in _OFFICIAL or word in _SMALL or english().is_ordinary(word) for word in words
    )
