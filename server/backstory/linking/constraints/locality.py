"""Locality: a body whose name any country may have is that of a country the story has something of.

The "Supreme Court" of a story about Nairobi is not that of the United States, if nothing else in it is American.
"""

from __future__ import annotations

from collections.abc import Sequence

from backstory.lang import english
from backstory.linking import lexicon
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Entity

_BODIES = frozenset({"organisation", "law"})
_ONE_OF_ITS_KIND = 0.95  # a prior from which no other country is known to have one of this name
_SURE = 0.4  # prior of a place or person that counts as of the story


def out_of_reach(clusters: Sequence[MentionCluster]) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) without a tie, even through a third, to any place or person of the story."""
    here = _anchors(clusters)
    if not here:
        return set()
    ids = {entity.id for entity in here}
    neighbours = ids.union(*(entity.links for entity in here))
    found = set()
    for s, cluster in enumerate(clusters):
        if not _shared_name(cluster):
            continue
        for c, candidate in enumerate(cluster.candidates):
            entity = candidate.entity
            judged = entity.kind in _BODIES and entity.links and candidate.prior < _ONE_OF_ITS_KIND
            if judged and entity.id not in neighbours and neighbours.isdisjoint(entity.links):
                found.add((s, c))
    return found


def _anchors(clusters: Sequence[MentionCluster]) -> list[Entity]:
    """The places and persons that the story surely has, with their ties."""
    return [
        candidate.entity
        for cluster in clusters
        for candidate in cluster.candidates
        if candidate.prior >= _SURE and candidate.entity.links and candidate.entity.kind in ("place", "person")
    ]


def _shared_name(cluster: MentionCluster) -> bool:
    """Whether a name is made of words that any country's body may be called by."""
    if cluster.name.isupper():
        return False
    words = cluster.form.casefold().split()
    official, small = lexicon.words("official_words"), lexicon.words("small_words")
    return not official.isdisjoint(words) and all(
        word in official or word in small or english().is_ordinary(word) for word in words
    )
