"""Locality: a body whose name any country may have is that of a country within reach, or not meant at all.

The "Supreme Court" of a sentence about Nairobi is not that of the United States, nor is the "House" that votes in a
statehouse. Within reach is what the same sentence names, failing that the one before, and so on back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from backstory.lang import english
from backstory.linking import lexicon
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Candidate, Document, Entity, Mention
from backstory.text.sentences import sentence_ends

_BODIES = frozenset({"organisation", "law"})
_PLACES = frozenset({"place", "people"})
_ONE_OF_ITS_KIND = 0.95  # a prior from which no other country is known to have one of this name
_MOSTLY = 0.7  # prior of what is taken for meant where the story names no place at all
_SURE = 0.4  # prior of what counts as named by the story
_MOST = 4  # mentions of a name that are looked at
_OFFICE = re.compile(r"\b(?:minister|secretary|head of|offices?|officials?)\b")
_COUNTRY = re.compile(r"\b(?:country|sovereign state|island nation|kingdom of)\b")
_REGION = re.compile(r"\b(?:state|province|county|region|capital of)\b")
_WORD = re.compile(r"[^\W\d_]+")


def out_of_reach(
    document: Document, mentions: Sequence[Mention], clusters: Sequence[MentionCluster], title: str | None = None
) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) of names that many countries have, of which the country is not within reach.

    `title`: what the page says of itself; what a candidate is called may stand there.
    """
    shared = [s for s, cluster in enumerate(clusters) if _shared_name(cluster)]
    if not shared:
        return set()
    reach = _Reach(document, mentions, clusters)
    about = f" {(title or '').casefold()} "
    return {
        (s, c)
        for s in shared
        for c, candidate in enumerate(clusters[s].candidates)
        if _judged(candidate)
        and candidate.entity.label.casefold() not in about
        and not any(reach.holds(candidate, mentions[index], s) for index in clusters[s].mentions[:_MOST])
    }


class _Reach:
    """What a story names, by sentence."""

    def __init__(self, document: Document, mentions: Sequence[Mention], clusters: Sequence[MentionCluster]) -> None:
        self._document = document
        self._ends = sentence_ends(document.text, document.language)
        self._named: dict[int, list[tuple[int, Entity]]] = {}  # by sentence: cluster and what it may well mean
        self._is_chamber = [_is_chamber(cluster) for cluster in clusters]
        for s, cluster in enumerate(clusters):
            if not self._is_chamber[s]:
                entities = [each.entity for each in cluster.candidates if each.prior >= _SURE]
                for index in cluster.mentions:
                    sentence = bisect_right(self._ends, mentions[index].start)
                    self._named.setdefault(sentence, []).extend((s, entity) for entity in entities)

    def holds(self, candidate: Candidate, mention: Mention, own: int) -> bool:
        """Whether the country of a body is within reach of a mention: the nearest sentence with a place decides."""
        here = bisect_right(self._ends, mention.start)
        body = candidate.entity
        if self._is_chamber[own] and self._is_of_a_state(here, own):
            return False
        for number in range(here, -1, -1):
            named = self._others(number, own)
            if any(entity.kind in _PLACES for entity in named):
                return any(_is_home(entity, body) for entity in [*named, *self._others(number - 1, own)])
        everything = [entity for number in self._named for entity in self._others(number, own)]
        if any(_is_home(entity, body) for entity in everything):
            return True
        return candidate.prior >= _MOSTLY and not any(entity.kind in _PLACES for entity in everything)

    def _others(self, sentence: int, own: int) -> list[Entity]:
        return [entity for s, entity in self._named.get(sentence, ()) if s != own]

    def _is_of_a_state(self, here: int, own: int) -> bool:
        """Whether a state is named hereabouts, with a word that speaks of its own bodies."""
        if not any(_is_of_region(entity) for n in (here, here - 1) for entity in self._others(n, own)):
            return False
        first = self._ends[here - 2] if here > 1 else 0
        last = self._ends[here] if here < len(self._ends) else len(self._document.text)
        words = set(_WORD.findall(self._document.text[first:last].casefold()))
        return not words.isdisjoint(lexicon.words("state_words"))


def _is_home(entity: Entity, body: Entity) -> bool:
    """Whether what the story names is tied to the body, or is what the body is called by.

    What is no country is at home too where it has a tie in common with the body: mostly their country.
    """
    if entity.id in body.links or body.id in entity.links or entity.id == body.id:
        return True
    if entity.kind == "place" and entity.label in f"{body.label} {body.description or ''}":
        return True
    return not _COUNTRY.search(entity.description or "") and not body.links.isdisjoint(entity.links)


def _is_of_region(entity: Entity) -> bool:
    """Whether a place is a state or province, or one's capital."""
    said = entity.description or ""
    return entity.kind == "place" and bool(_REGION.search(said)) and not _COUNTRY.search(said)


def _is_chamber(cluster: MentionCluster) -> bool:
    """Whether states and countries alike have bodies of that name, so that one says nothing of another's country."""
    words = cluster.form.casefold().split()
    return _shared_name(cluster) and not lexicon.words("chamber_words").isdisjoint(words)


def _judged(candidate: Candidate) -> bool:
    entity = candidate.entity
    if not entity.links or candidate.prior >= _ONE_OF_ITS_KIND:
        return False
    return entity.kind in _BODIES or bool(entity.kind == "concept" and _OFFICE.search(entity.description or ""))


def _shared_name(cluster: MentionCluster) -> bool:
    """Whether a name is made of words that any country's body may be called by."""
    if cluster.name.isupper():
        return False
    words = cluster.form.casefold().split()
    official, small = lexicon.words("official_words"), lexicon.words("small_words")
    return not official.isdisjoint(words) and all(
        word in official or word in small or english().is_ordinary(word) for word in words
    )
