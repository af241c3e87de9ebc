"""Tiny stories: a text, what its names may mean, and both as the linker sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from backstory.linking.candidate_features import CandidateCache
from backstory.linking.collective import CollectiveModel
from backstory.linking.mention_clusters import MentionCluster, mention_clusters
from backstory.model import Candidate, Document, Entity, Mention
from backstory.text.terms import terms

Known = Mapping[str, tuple[Candidate, ...]]


def entity(label: str, kind: str | None = None, said: str = "", *links: str, telling: float = 0.8) -> Entity:
    """An entity whose id is made of its label. `telling`: how telling each word said of it is."""
    return Entity(
        f"en:{label}", label, kind=kind, description=said or None, terms=dict.fromkeys(terms(said), telling),
        links=frozenset(f"en:{link}" for link in links),
    )  # fmt: skip


def senses(*entities: Entity) -> tuple[Candidate, ...]:
    """Candidates that are equally common."""
    return tuple(Candidate(each, 1 / len(entities)) for each in entities)


def mentions_of(text: str, names: Iterable[str]) -> list[Mention]:
    """Every place of these names, the longer name first where two begin together."""
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [Mention(match.start(), match.end(), match[0]) for match in re.finditer(rf"\b(?:{either})\b", text)]


def clusters(text: str, known: Known) -> tuple[Document, list[Mention], list[MentionCluster]]:
    mentions = mentions_of(text, known)
    return Document.from_text(text), mentions, mention_clusters(mentions, known, None)


def model_of(text: str, known: Known, *, title: str | None = None) -> CollectiveModel:
    document, mentions, found = clusters(text, known)
    return CollectiveModel(document, mentions, found, title, CandidateCache())
