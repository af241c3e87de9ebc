"""Signals -> one sense for each name, or NIL, with how sure it is and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, log

from backstory.linking.coherence import Beliefs, Ties
from backstory.linking.context import Context
from backstory.linking.reasons import reasons_for
from backstory.linking.slots import Slot, slots_of
from backstory.linking.weights import WEIGHTS, Weights
from backstory.model import Candidate, Document, LinkedMention, Mention, RunnerUp
from backstory.surface import key

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
    full_names = _named_in_full(slots)
    fixed = [
        [_evidence_apart(slot, candidate, s, context, full_names, weights) for candidate in slot.candidates]
        for s, slot in enumerate(slots)
    ]
    beliefs = [_softmax(scores, _nil_score(slot, weights))[0] for slot, scores in zip(slots, fixed, strict=True)]
    for _ in range(_ROUNDS):
        beliefs = [
            _softmax(
                [score + weights.coherence * ties.support(s, c, beliefs) for c, score in enumerate(scores)],
                _nil_score(slots[s], weights),
            )[0]
            for s, scores in enumerate(fixed)
        ]
    linked: dict[int, LinkedMention] = {}
    for s, slot in enumerate(slots):
        sense = _chosen(s, slot, beliefs, context, ties, full_names)
        for index in slot.mentions:
            linked[index] = replace(sense, mention=mentions[index])
    return tuple(linked[index] for index in range(len(mentions)))


def _evidence_apart(
    slot: Slot, candidate: Candidate, s: int, context: Context, full_names: Mapping[str, int], weights: Weights
) -> float:
    """The log odds of a sense by everything but the other senses."""
    elsewhere = full_names.get(candidate.entity.id, s) != s
    rival = _rival_of_that_name(slot, candidate)
    metonym = rival and not set(key(slot.name).split()) & set(key(candidate.entity.label).split())
    return (
        weights.prior * log(max(candidate.prior, 1e-4))
        + weights.topic * context.topic_fit(candidate)
        + weights.metonym * metonym
        + weights.context * context.story_fit(slot, candidate)
        + weights.local * context.local_fit(slot, candidate)
        # a story that names a state and its capital calls neither by the other's name
        + weights.named_in_full * (elsewhere and not metonym) * (0.5 if rival else 1)
    )


def _nil_score(slot: Slot, weights: Weights) -> float:
    """The log odds that none of the senses on record is meant."""
    listed = sum(candidate.prior for candidate in slot.candidates)
    part = part_of_name(slot)
    unlisted = max(1 - listed, weights.unlisted_part_of_name if part else weights.unlisted)
    if part:
        gain = weights.nil_part_of_name
    else:
        gain = weights.nil_several_words if " " in slot.name else weights.nil_single_word
    if slot.perhaps_unknown:
        gain += weights.nil_perhaps_first_name
    return weights.prior * log(unlisted) + gain + weights.nil_topic


def _rival_of_that_name(slot: Slot, candidate: Candidate) -> bool:
    """Whether another sense bears just this name, and this one does not: the city in "Moscow" for Russia."""
    name = key(slot.name)
    return key(candidate.entity.label.partition(",")[0]) != name and any(
        key(other.entity.label.partition(",")[0]) == name for other in slot.candidates
    )


def part_of_name(slot: Slot) -> bool:
    """Whether the name is but a part of its senses' names, such as a surname, and often means something else."""
    return not any(candidate.exact or candidate.prior >= 0.9 for candidate in slot.candidates)


def _named_in_full(slots: Sequence[Slot]) -> dict[str, int]:
    """Entities that the story names by a whole name of several words that hardly means anything else, and the slot."""
    found: dict[str, int] = {}
    for s, slot in enumerate(slots):
        if " " in slot.name:
            for candidate in slot.candidates:
                if candidate.exact and candidate.prior >= 0.6:
                    found.setdefault(candidate.entity.id, s)
    return found


def _softmax(scores: Sequence[float], nil: float) -> tuple[list[float], float]:
    top = max([*scores, nil])
    powers = [exp(score - top) for score in scores]
    nil_power = exp(nil - top)
    total = sum(powers) + nil_power
    return [power / total for power in powers], nil_power / total


def _chosen(
    s: int, slot: Slot, beliefs: Beliefs, context: Context, ties: Ties, full_names: Mapping[str, int]
) -> LinkedMention:
    """The sense of a slot, with its name for a mention."""
    own = beliefs[s]
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
        reasons_for(s, slot, best, beliefs, context, ties, full_names),
        _runner_up(slot, own, order[1:2]),
    )


def _runner_up(slot: Slot, own: Sequence[float], order: Sequence[int]) -> RunnerUp | None:
    if not order or own[order[0]] < _LEAST_RUNNER_UP:
        return None
    return RunnerUp(slot.candidates[order[0]].entity, own[order[0]])
