"""Cluster features: what the story says for each candidate of a name, before the candidates are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.context import Context
from backstory.linking.features import Feature, names_of
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.topics import likeness

_MUCH = 30  # words said of a candidate, of which a story that means it mostly has one

Row = tuple[float, ...]  # in the order of FEATURES


@dataclass(slots=True)
class InStory:
    """One candidate as the story shows it."""

    scored: ScoredCandidate
    words: float  # how well it fits the words of the whole story, 0..1
    words_near: float  # and those around the name
    topics: Mapping[str, float]  # of the story
    named_elsewhere: bool  # the story gives its whole, unambiguous name elsewhere
    ruled_out: bool  # by a constraint


FEATURES: tuple[Feature[InStory], ...] = (
    Feature("words", "it shares words with the whole story", lambda v: v.words, because="words"),
    Feature("words_near", "it shares words with the dozen around the name", lambda v: v.words_near, because="words"),
    Feature(
        "silent",
        "much is known of it, and the story has not a word of that",
        lambda v: 0.0 if v.words else min(1.0, len(v.scored.entity.terms) / _MUCH),
        because="words",
    ),
    Feature(
        "topics",
        "likeness of its topics and the story's",
        lambda v: likeness(v.topics, v.scored.topics) if v.topics else 0.0,
        because="topics",
    ),
    Feature(
        "named_in_full",
        "the story gives its whole, unambiguous name elsewhere",
        lambda v: (0.5 if v.scored.rival else 1.0) if v.named_elsewhere else 0.0,
        because="named_in_full",
    ),
    Feature(
        "ruled_out",
        "a constraint says that it cannot be meant",
        lambda v: float(v.ruled_out),
        weight=-6.0,  # a rule of the world, which few marked texts show
    ),
)
NAMES = names_of(FEATURES)
NOTHING: Row = (0.0,) * len(FEATURES)


class ClusterView:
    """The story as the candidates of one cluster see it."""

    def __init__(
        self,
        number: int,
        cluster: MentionCluster,
        context: Context,
        full_names: Mapping[str, int],
        ruled_out: frozenset[tuple[int, int]],
    ) -> None:
        """`full_names`: as `named_in_full` gives; `ruled_out`: cluster and candidate."""
        self._number = number
        self._form = cluster.form
        self._context = context
        self._view = context.view(cluster)
        self._full_names = full_names
        self._ruled_out = ruled_out

    def features(self, c: int, scored: ScoredCandidate) -> Row:
        """What the story says for one candidate."""
        context, entity = self._context, scored.entity
        words, near = self._view.fit(entity)
        # a story that names a state and its capital in full calls neither by the other's name
        ruled_out = (self._number, c) in self._ruled_out
        elsewhere = not (scored.stranger or ruled_out) and (
            self._full_names.get(entity.id, self._number) != self._number
            or (scored.base != self._form and context.spells_out(scored.base))
        )
        seen = InStory(scored, words, near, context.topics, elsewhere, ruled_out)
        return tuple([feature.value(seen) for feature in FEATURES])


def named_in_full(clusters: Sequence[MentionCluster]) -> dict[str, int]:
    """Entities that the story names in full by several words that hardly mean anything else, and the cluster."""
    found: dict[str, int] = {}
    for number, cluster in enumerate(clusters):
        if " " in cluster.name:
            for candidate in cluster.candidates:
                if candidate.exact and candidate.prior >= 0.6:
                    found.setdefault(candidate.entity.id, number)
    return found
