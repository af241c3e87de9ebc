"""Containment: a neighbouring name says of which country or region a body or town is.

"India's Supreme Court", "the Supreme Court of Canada", "Naples, Florida": what belongs elsewhere is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Candidate, Document, Entity, Mention

_BEFORE = frozenset({"’s ", "'s ", " "})  # between a container and the body in it
_AFTER = frozenset({" of ", " of the ", " in ", " in the "})  # between a body and its container
_COUNTRY = re.compile(r"\b(country|kingdom|republic|sovereign state|member state|state in|state of|island state)\b")
_REGION = re.compile(r"\b(country|county|state|province|region|kingdom|republic|territory)\b")
_SURE_PRIOR = 0.4  # of a container: a name that hardly means the place contains nothing
_BODIES = frozenset({"organisation", "law", "event"})

RuledOut = frozenset[tuple[int, int]]  # cluster and candidate


def outside_their_container(
    document: Document, mentions: Sequence[Mention], clusters: Sequence[MentionCluster]
) -> RuledOut:
    """The candidates that a neighbouring name rules out: bodies of another country, towns of another region."""
    cluster_of = {index: s for s, cluster in enumerate(clusters) for index in cluster.mentions}
    found: set[tuple[int, int]] = set()
    for index, (one, other) in enumerate(pairwise(mentions)):
        between = document.text[one.end : other.start]
        left, right = cluster_of[index], cluster_of[index + 1]
        if between in _BEFORE:
            found |= _ruled_out(right, clusters, _place(clusters[left], _COUNTRY), _BODIES)
        elif between in _AFTER:
            found |= _ruled_out(left, clusters, _place(clusters[right], _COUNTRY), _BODIES)
        elif between == ", " and not document.text.startswith(("’", "'"), other.end):
            found |= _ruled_out(left, clusters, _place(clusters[right], _REGION), frozenset({"place"}))
    return frozenset(found)


def in_all_forms(ruled_out: Set[tuple[int, int]], clusters: Sequence[MentionCluster]) -> RuledOut:
    """What is ruled out for one name, for shorter and longer forms of that name too: "Labour" after "Labour Party"."""
    forms: dict[str, list[frozenset[str]]] = {}
    for s, c in ruled_out:
        forms.setdefault(clusters[s].candidates[c].entity.id, []).append(frozenset(clusters[s].form.casefold().split()))
    found = set(ruled_out)
    for s, cluster in enumerate(clusters):
        words = frozenset(cluster.form.casefold().split())
        for c, candidate in enumerate(cluster.candidates):
            if any(words <= form or form <= words for form in forms.get(candidate.entity.id, ())):
                found.add((s, c))
    return frozenset(found)


def _ruled_out(
    s: int, clusters: Sequence[MentionCluster], container: Entity | None, kinds: frozenset[str]
) -> set[tuple[int, int]]:
    if container is None:
        return set()
    return {
        (s, c)
        for c, candidate in enumerate(clusters[s].candidates)
        if candidate.entity.kind in kinds and not _belongs(candidate, container)
    }


def _belongs(candidate: Candidate, container: Entity) -> bool:
    """Whether a candidate is tied to its container, or itself a place of that rank: in a list each stands for itself.

    Of one without any ties nothing is known.
    """
    entity = candidate.entity
    if not entity.links or entity.id == container.id or container.id in entity.links or entity.id in container.links:
        return True
    return entity.kind == "place" and bool(_REGION.search(entity.description or ""))


def _place(cluster: MentionCluster, rank: re.Pattern[str]) -> Entity | None:
    """The place that the cluster's name surely is, where it has this rank."""
    for candidate in cluster.candidates:
        entity = candidate.entity
        if candidate.prior >= _SURE_PRIOR and entity.kind == "place" and rank.search(entity.description or ""):
            return entity
    return None
