"""Collective disambiguation: the clusters of a story with their candidates, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh
from operator import mul

from backstory.deadline import Check, checked, unlimited
from backstory.linking import cluster_features, coherence
from backstory.linking.candidate_features import CandidateCache, ScoredCandidate
from backstory.linking.cluster_features import Beside, ClusterView, named_in_full
from backstory.linking.coherence import Beliefs, Relatedness, SharedTerms, Support
from backstory.linking.constraints.compatibility import incompatible
from backstory.linking.constraints.containment import in_all_forms, outside_their_container
from backstory.linking.constraints.homonyms import homonyms
from backstory.linking.constraints.locality import out_of_reach
from backstory.linking.constraints.other_sport import other_sport
from backstory.linking.constraints.sides import sides
from backstory.linking.constraints.tenure import out_of_office
from backstory.linking.context import Context
from backstory.linking.context_features import context_features
from backstory.linking.coordination import Coordination
from backstory.linking.descriptions import NOTHING as NO_DESCRIPTION
from backstory.linking.descriptions import describe
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.nil_features import NO_SIGNS, StrangerSigns, nil_features
from backstory.linking.semantic_types import semantic_type_of
from backstory.linking.weights import Weights
from backstory.model import Document, Entity, Mention
from backstory.text.dates import parse_date

_REACH = 2.5  # one widely known person or country is nearly reach enough
_TOWN = 0.3  # what a town counts of that: local news has towns as well
_ROUNDS = 2  # of weighing the candidates against each other; a third moves the scores by less than their error
_UNSETTLED = (0.05, 0.95)  # belief in the best of a cluster, beyond which another round changes nothing
_HOPELESS = 5.0  # log odds behind the best of its cluster at which a candidate is not looked at any further

Row = tuple[float, ...]
_NOTHING: Row = (0.0,) * len(coherence.FEATURES)


class CollectiveModel:
    """All that is weighed in a story."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        clusters: Sequence[MentionCluster],
        title: str | None,
        cache: CandidateCache,
        published: str | None = None,
        check: Check = unlimited,
    ) -> None:
        self.clusters = clusters
        self._check = check
        self.context = Context(document, title, mentions)
        self.candidates: list[tuple[ScoredCandidate, ...]] = [
            cache.of(cluster.name, cluster.form, cluster.candidates) for cluster in checked(clusters, check)
        ]
        self.relatedness = Relatedness(self.candidates)
        self._shared_terms = SharedTerms([cluster.name for cluster in clusters], self.candidates)
        self._coordination = Coordination(document, mentions, clusters)
        sport = self.context.topics.get("sport", 0.0)
        self.context_rows = [context_features(document, mentions, each, sport) for each in checked(clusters, check)]
        full_names = named_in_full(clusters)
        self._fame = [_fame(cluster) for cluster in clusters]
        besides = self._besides(document, mentions, published)
        ruled_out = in_all_forms(
            outside_their_container(document, mentions, clusters)
            | out_of_reach(document, mentions, clusters, title)
            | homonyms(document, mentions, clusters, self.candidates, self.context)
            | other_sport(self.context.terms, self.candidates)
            | sides(document, mentions, clusters, self.candidates, self.context)
            | out_of_office(document, mentions, clusters, besides)
            | incompatible(document, mentions, clusters, self.candidates, self.context_rows, published),
            clusters,
        )
        self._views = [
            ClusterView(s, each, self.context, full_names, ruled_out, beside)
            for s, (each, beside) in enumerate(zip(clusters, besides, strict=True))
        ]
        self.cluster_rows: list[list[Row]] = [[cluster_features.NOTHING] * len(own) for own in self.candidates]
        self.nil_rows = [
            nil_features(document, mentions, cluster, own, row, self._stranger_signs(s, besides[s]))
            for s, (cluster, own, row) in enumerate(zip(clusters, self.candidates, self.context_rows, strict=True))
        ]

    def _besides(self, document: Document, mentions: Sequence[Mention], published: str | None) -> list[Beside]:
        """What stands right beside each cluster."""
        period = parse_date(published)
        day = period.first if period else None
        return [
            Beside(describe(document, mentions, cluster) if _may_be_a_person(cluster) else NO_DESCRIPTION, day)
            for cluster in self.clusters
        ]

    def _stranger_signs(self, s: int, beside: Beside) -> StrangerSigns:
        """What the story says for it that a person's name is a stranger's."""
        own = self.clusters[s].candidates
        if not _may_be_a_person(self.clusters[s]):
            return NO_SIGNS
        ids = {each.entity.id for each in own}
        known = sum(fame for each, fame in self._fame if ids.isdisjoint(each))
        return StrangerSigns(beside.description, self._views[s].everyday, tanh(_REACH * known))

    def note_cluster_features(self, s: int, c: int) -> Row:
        """Note what the story says for one candidate by itself."""
        self.cluster_rows[s][c] = found = self._views[s].features(c, self.candidates[s][c])
        return found

    def local_scores(self, weights: Sequence[Weights]) -> tuple[list[list[float]], list[float]]:
        """The log odds of each candidate by itself, and those of NIL, by cluster. `weights`: for each cluster.

        What the story says is looked at for those candidates alone that may win.
        """
        found: list[list[float]] = []
        for s, (w, own, row) in enumerate(
            checked(zip(weights, self.candidates, self.context_rows, strict=True), self._check)
        ):
            by_type = list(w.type)
            for value, weight_by_type in zip(row, w.context, strict=True):
                if value:
                    by_type = [score + value * weight for score, weight in zip(by_type, weight_by_type, strict=True)]
            scores = [candidate.score(w.candidate) + by_type[candidate.type] for candidate in own]
            hopeless = max(scores, default=0.0) - _HOPELESS
            found.append(
                [
                    score + sum(map(mul, w.cluster, self.note_cluster_features(s, c))) if score > hopeless else score
                    for c, score in enumerate(scores)
                ]
            )
        return found, [sum(map(mul, w.nil, row)) for w, row in zip(weights, self.nil_rows, strict=True)]

    def coherence(
        self, scores: Sequence[Sequence[float]], beliefs: Beliefs, before: Sequence[Sequence[Row]] | None = None
    ) -> list[list[Row]]:
        """How far the story's other candidates speak for each that may win, by cluster.

        `scores`: of each by itself. `before`: what was found in the round before; it stays for clusters that are as
        good as settled.
        """
        terms = self._shared_terms.weigh(beliefs)
        found: list[list[Row]] = []
        for s, (own, local) in enumerate(checked(zip(self.candidates, scores, strict=True), self._check)):
            if not own:
                found.append([])
                continue
            if before is not None and not _UNSETTLED[0] < max(beliefs[s]) < _UNSETTLED[1]:
                found.append(list(before[s]))
                continue
            hopeless = max(local) - _HOPELESS
            agreement = self._coordination.agreement(s, self.candidates, beliefs) if s in self._coordination else None
            rows = []
            for c, candidate in enumerate(own):
                if local[c] < hopeless:
                    rows.append(_NOTHING)
                    continue
                related = self.relatedness.any_for(candidate.entity.id)
                words, name = terms.of(s, c)
                support = Support(
                    ties=self.relatedness.support(s, c, beliefs) if related else 0.0,
                    shared_words=words,
                    shared_name=name,
                    neighbours=agreement[candidate.type] if agreement else 0.0,
                )
                rows.append(tuple([feature.value(support) for feature in coherence.FEATURES]))
            found.append(rows)
        return found


def disambiguate_collectively(model: CollectiveModel, weights: Sequence[Weights]) -> tuple[Beliefs, list[list[Row]]]:
    """How far each candidate of each cluster is believed once all are weighed together, 0..1; the rest is NIL's.

    And the coherence features by which they speak for each other. `weights`: for each cluster.
    """
    scores, nil = model.local_scores(weights)
    beliefs = [softmax(local, none) for local, none in zip(scores, nil, strict=True)]
    rows: list[list[Row]] = []
    for _ in range(_ROUNDS):
        rows = model.coherence(scores, beliefs, rows or None)
        beliefs = [
            softmax([score + sum(map(mul, w.coherence, row)) for score, row in zip(local, own, strict=True)], none)
            for w, local, own, none in zip(weights, scores, rows, nil, strict=True)
        ]
    return beliefs, rows


def softmax(scores: Sequence[float], nil: float) -> list[float]:
    """The probability of each score beside that of NIL."""
    top = max([*scores, nil])
    powers = [exp(score - top) for score in scores]
    total = sum(powers) + exp(nil - top)
    return [power / total for power in powers]


def _is_town(entity: Entity) -> bool:
    return semantic_type_of(entity.label, entity.kind, entity.description) == "place"


def _may_be_a_person(cluster: MentionCluster) -> bool:
    return any(each.entity.kind == "person" for each in cluster.candidates)


def _fame(cluster: MentionCluster) -> tuple[frozenset[str], float]:
    """The entities that a name may mean, and how widely known is what it mostly means; persons' parts do not count."""
    known = [
        each.entity.popularity * each.prior * (_TOWN if _is_town(each.entity) else 1.0)
        for each in cluster.candidates
        if each.exact
    ]
    return frozenset(each.entity.id for each in cluster.candidates), max(known, default=0.0)
