"""Why this candidate, in plain words: the features by which it came before the second, heaviest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul

from backstory.linking import candidate_features, cluster_features, coherence
from backstory.linking.coherence import Beliefs
from backstory.linking.collective import CollectiveModel, Row
from backstory.linking.features import Because
from backstory.linking.semantic_types import SEMANTIC_TYPES, SemanticType
from backstory.linking.weights import Weights
from backstory.model import Reason

_MOST = 3
_DECIDED = 0.25  # log odds by which a part has to speak for the candidate rather than for the second
_TELLING = 0.4  # a word less telling than this is no reason to show
_BELIEVED = 0.5  # a tied candidate less believed than this is no reason to show
_CALLED: Mapping[SemanticType, str] = {
    "person": "a person",
    "namelike": "a person",
    "team": "a club or team",
    "country": "a country",
    "place": "a place",
    "people": "a people",
    "language": "a language",
    "organisation": "a body",
    "work": "a work",
    "product": "a product",
    "event": "an event",
}
# Which part of an explanation each feature counts towards, in the order of `_rows`.
_BECAUSE: tuple[Because | None, ...] = (
    *(feature.because for feature in candidate_features.FEATURES),
    *(feature.because for feature in cluster_features.FEATURES),
    *(feature.because for feature in coherence.FEATURES),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one cluster, and by which numbers."""

    model: CollectiveModel
    cluster: int
    beliefs: Beliefs
    coherence: Sequence[Row]  # of the cluster's candidates
    weights: Weights


def reasons_for(decision: Decision, best: int, second: int | None) -> tuple[Reason, ...]:
    """The two or three parts that decided for a cluster's best candidate. `second`: the one that came next, if any."""
    model, s = decision.model, decision.cluster
    chosen = model.candidates[s][best]
    ahead = _parts(decision, best)
    if second is not None:
        behind = _parts(decision, second)
        ahead = {part: value - behind[part] for part, value in ahead.items()}
    said: dict[Because, str | None] = {
        "named_in_full": f"the story names {chosen.entity.label} in full",
        "ties": _tied(decision, best),
        "words": _words(decision, best),
        "topics": "its field is what the story is about",
        "commonness": f"what “{model.clusters[s].name}” mostly means",
        "semantic_type": _around(SEMANTIC_TYPES[chosen.type]),
        "neighbours": "the names beside it are of the same sort",
    }
    found = [Reason(text, ahead[part]) for part, text in said.items() if text and ahead[part] >= _DECIDED]
    found.sort(key=lambda reason: -reason.weight)
    if len(model.candidates[s]) == 1:
        alone = f"no other sense of “{model.clusters[s].name}” is on record here"
        found.insert(min(len(found), _MOST - 1), Reason(alone, 0.0))
    return tuple(found[:_MOST])


def _parts(decision: Decision, c: int) -> dict[Because, float]:
    """What each part adds to the log odds of a candidate."""
    model, s, weights = decision.model, decision.cluster, decision.weights
    candidate = model.candidates[s][c]
    added = chain(
        map(mul, weights.candidate, candidate.features),
        map(mul, weights.cluster, model.cluster_rows[s][c]),
        map(mul, weights.coherence, decision.coherence[c]),
    )
    parts: dict[Because, float] = {
        "named_in_full": 0.0, "ties": 0.0, "words": 0.0, "topics": 0.0, "commonness": 0.0, "neighbours": 0.0,
        "office": 0.0,
    }  # fmt: skip
    for part, value in zip(_BECAUSE, added, strict=True):
        if part is not None:
            parts[part] += value
    by_type = (row[candidate.type] for row in weights.context)
    parts["semantic_type"] = sum(map(mul, model.context_rows[s], by_type))
    return parts


def _tied(decision: Decision, best: int) -> str | None:
    model, s = decision.model, decision.cluster
    if not model.relatedness.any_for(model.candidates[s][best].entity.id):
        return None
    supporters = model.relatedness.supporters(s, best, decision.beliefs)
    tied = [label for weight, label in supporters if weight >= _BELIEVED]
    return f"tied to {_listed(tied[:3])}, also in this story" if tied else None


def _words(decision: Decision, best: int) -> str | None:
    """Telling words that story and entity share, as the story writes them; names are ties, not words."""
    model, s = decision.model, decision.cluster
    entity = model.candidates[s][best].entity
    terms = model.context.view(model.clusters[s]).shared_terms(entity)
    shared = [model.context.word(term) for term in terms if entity.terms[term] >= _TELLING]
    words = [f"“{word}”" for word in dict.fromkeys(shared) if word.islower()]
    return f"the story's words fit: {_listed(words[:3])}" if words else None


def _around(type: SemanticType) -> str | None:
    called = _CALLED.get(type)
    return f"the words around it speak of {called}" if called else None


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
