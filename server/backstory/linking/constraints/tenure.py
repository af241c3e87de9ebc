"""Tenure: an office beside a name rules out who did not hold it on the story's day; a king's number, all others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from backstory.linking import lexicon
from backstory.linking.cluster_features import Beside, office_fit
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.offices import Fit
from backstory.model import Document, Entity, Mention
from backstory.text.terms import terms

_MOST = 8  # mentions of a name that are looked at
_SURE = 0.4  # prior of a place that the story surely names
_COUNTRY = re.compile(r"\b(?:country|sovereign state|kingdom of)\b")
_NUMBER = re.compile(r"\s?((?:X{0,3})(?:IX|IV|V?I{0,3}))(?=[\s,.;:'’)]|\Z)")


def out_of_office(
    document: Document, mentions: Sequence[Mention], clusters: Sequence[MentionCluster], besides: Sequence[Beside]
) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) who cannot bear the office or the number that the story gives the name."""
    found: set[tuple[int, int]] = set()
    here = _places(clusters)
    for s, (cluster, beside) in enumerate(zip(clusters, besides, strict=True)):
        number = _number(document, [mentions[index] for index in islice(cluster.mentions, _MOST)])
        persons = [(c, each.entity) for c, each in enumerate(cluster.candidates) if each.entity.kind == "person"]
        fits = {c: office_fit(beside.description, person, beside.day) for c, person in persons}
        held = "holds" in fits.values()
        for c, person in persons:
            misnumbered = number is not None and number not in person.label.split()
            if misnumbered or _cannot_hold(fits[c], held) or _elsewhere(beside, fits[c], person, here):
                found.add((s, c))
    return found


def _cannot_hold(fit: Fit | None, held: bool) -> bool:
    """Whether an office came later, or is another candidate's. `held`: a candidate holds it."""
    return fit == "later" or (held and fit in ("never", "held"))


def _places(clusters: Sequence[MentionCluster]) -> list[Entity]:
    """The towns and regions that the story surely names."""
    return [
        each.entity
        for cluster in clusters
        for each in cluster.candidates
        if each.prior >= _SURE and each.entity.kind == "place" and not _COUNTRY.search(each.entity.description or "")
    ]


def _elsewhere(beside: Beside, fit: Fit | None, person: Entity, here: Sequence[Entity]) -> bool:
    """Whether the story speaks of a governor or a mayor, and of places that are all outside their own."""
    if fit != "holds" or not here:
        return False
    if {title.head for title in beside.description.titles}.isdisjoint(lexicon.words("local_offices")):
        return False
    of = [place for office in person.offices for place in [terms(office.title.partition(" of ")[2])] if place]
    said = [terms(f"{place.label} {place.description or ''}") | place.terms.keys() for place in here]
    return bool(of) and not any(place <= each for place in of for each in said)


def _number(document: Document, mentions: Sequence[Mention]) -> str | None:
    """The number of a king or pope in the name or right after it: "Charles I"."""
    for mention in mentions:
        words = mention.surface.split()
        if len(words) > 1 and _NUMBER.fullmatch(words[-1]):
            return words[-1]
        match = _NUMBER.match(document.text, mention.end)
        if match and match[1] and document.text[mention.end] == " ":
            return match[1]
    return None
