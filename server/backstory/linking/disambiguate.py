"""Signals -> one sense for each name, or NIL, with how sure it is and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

from backstory.linking.coherence import Beliefs, Ties
from backstory.linking.context import Context
from backstory.linking.features import features_of, named_in_full, nil_score
from backstory.linking.governors import conflicts_of
from backstory.linking.reasons import Evidence, reasons_for
from backstory.linking.slots import Slot, slots_of
from backstory.linking.weights import WEIGHTS, Weights
from backstory.model import Candidate, Document, LinkedMention, Mention, RunnerUp

_ROUNDS = 3  # of weighing the senses against each other; beliefs move by less than 0.01 after the third
_LEAST_RUNNER_UP = 0.01  # a second sense less likely than this is not worth a reader's time
_CERTAIN = 0.99  # no sense is ever surer: the pack itself may be wrong


def disambiguate(
    document: Document,
    mentions: Sequence[Mention],
    candidates_by_surface: Mapping[str, tuple[Candidate, ...]],
    *,
    published: str | None = None,
    title: str | None = None,
    weights: Weights = WEIGHTS,
) -> tuple[LinkedMention, ...]:
    """One LinkedMention per mention, in the same order; `entity` None is NIL.

    `published`: the day of the story; senses that did not exist yet are left out.
    """
    slots = slots_of(mentions, candidates_by_surface, published)
    context = Context(document, title, mentions)
    ties = Ties(slots)
    full_names = named_in_full(slots)
    features = [features_of(s, slot, context, full_names) for s, slot in enumerate(slots)]
    ruled_out = conflicts_of(document, mentions, slots)
    apart = [
        [each.score(weights) + weights.ruled_out * ((s, c) in ruled_out) for c, each in enumerate(own)]
        for s, own in enumerate(features)
    ]
    nils = [nil_score(slot, weights) for slot in slots]
    beliefs = weigh(apart, nils, ties, weights)
    evidence = Evidence(slots, context, ties, beliefs, features)
    linked: dict[int, LinkedMention] = {}
    for s, slot in enumerate(slots):
        sense = _chosen(s, slot, beliefs[s], evidence)
        for index in slot.mentions:
            linked[index] = replace(sense, mention=mentions[index])
    return tuple(linked[index] for index in range(len(mentions)))


def weigh(apart: Sequence[Sequence[float]], nils: Sequence[float], ties: Ties, weights: Weights) -> Beliefs:
    """How far each sense of each slot is believed once all are weighed against each other, 0..1.

    `apart`: the log odds of each sense by itself; `nils`: those of none.
    """
    beliefs = [_softmax(scores, nil) for scores, nil in zip(apart, nils, strict=True)]
    for _ in range(_ROUNDS):
        beliefs = [
            _softmax(
                [score + weights.coherence * ties.support(s, c, beliefs) for c, score in enumerate(scores)], nils[s]
            )
            if ties.any_for(s)
            else beliefs[s]
            for s, scores in enumerate(apart)
        ]
    return beliefs


def _softmax(scores: Sequence[float], nil: float) -> list[float]:
    top = max([*scores, nil])
    powers = [exp(score - top) for score in scores]
    total = sum(powers) + exp(nil - top)
    return [power / total for power in powers]


def _chosen(s: int, slot: Slot, own: Sequence[float], evidence: Evidence) -> LinkedMention:
    """The sense of a slot, with its name for a mention."""
    nil = max(0.0, 1 - sum(own))
    order = sorted(range(len(own)), key=lambda c: (-own[c], slot.candidates[c].entity.id))
    mention = Mention(0, 0, slot.name)
    if not order or nil > own[order[0]]:
        return LinkedMention(mention, None, min(_CERTAIN, nil), (), _runner_up(slot, own, order[:1]))
    best = order[0]
    return LinkedMention(
        mention,
        slot.candidates[best].entity,
        min(_CERTAIN, own[best]),
        reasons_for(s, best, evidence),
        _runner_up(slot, own, order[1:2]),
    )


def _runner_up(slot: Slot, own: Sequence[float], order: Sequence[int]) -> RunnerUp | None:
    if not order or own[order[0]] < _LEAST_RUNNER_UP:
        return None
    return RunnerUp(slot.candidates[order[0]].entity, own[order[0]])
