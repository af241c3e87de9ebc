"""Signals -> one sense for each name, or NIL, with how sure it is and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from backstory.linking import cluster_features
from backstory.linking.candidate_features import SIGNALS, Senses
from backstory.linking.collective import COMPANY, Story, weigh
from backstory.linking.context_features import CUES
from backstory.linking.explanation import reasons_for
from backstory.linking.mention_clusters import Slot, slots_of
from backstory.linking.semantic_types import SORTS
from backstory.linking.weights import Sets, learned, read
from backstory.model import Candidate, Document, LinkedMention, Mention, Reason, RunnerUp

# The signals of each group of weights, in order.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "sense": SIGNALS,
    "sort": SORTS,
    "cue": CUES,
    "story": cluster_features.SIGNALS,
    "company": COMPANY,
    "nil": cluster_features.NIL,
}
_LEAST = 0.25  # a sense less likely than one in four is not named at all
_LEAST_RUNNER_UP = 0.01  # a second sense less likely than this is not worth a reader's time
_CERTAIN = 0.99  # no sense is ever surer: the pack itself may be wrong


def disambiguate(
    document: Document,
    mentions: Sequence[Mention],
    candidates_by_surface: Mapping[str, tuple[Candidate, ...]],
    *,
    published: str | None = None,
    title: str | None = None,
    explain: bool = True,
) -> tuple[LinkedMention, ...]:
    """One LinkedMention per mention, in the same order; `entity` None is NIL.

    `published`: the day of the story; senses that did not exist yet are left out. `explain`: give reasons.
    """
    sets, senses = _linker()
    story = Story(document, mentions, slots_of(mentions, candidates_by_surface, published), title, senses, published)
    weights = sets.of(story.slots)
    beliefs, company = weigh(story, weights)
    linked: dict[int, LinkedMention] = {}
    for s, slot in enumerate(story.slots):
        own = beliefs[s]
        best = _likeliest(slot, own)
        reasons: tuple[Reason, ...] = ()
        if best is None or own[best] < _LEAST:
            sense = None
            confidence, second = max(0.0, 1 - sum(own)), best
        else:
            sense = slot.candidates[best].entity
            confidence, second = own[best], _likeliest(slot, own, besides=best)
            if explain:
                reasons = reasons_for(s, best, second, story, beliefs, company[s], weights[s])
        runner_up = _runner_up(slot, own, second)
        for index in slot.mentions:
            linked[index] = LinkedMention(mentions[index], sense, min(_CERTAIN, confidence), reasons, runner_up)
    return tuple(linked[index] for index in range(len(mentions)))


@cache
def _linker() -> tuple[Sets, Senses]:
    found = learned()
    return Sets(counts=read(found["counts"], GROUPS), shares=read(found["shares"], GROUPS)), Senses()


def _likeliest(slot: Slot, own: Sequence[float], besides: int | None = None) -> int | None:
    """The most believed candidate, of equals the one whose id comes first; None where there is none."""
    found = None
    for c, belief in enumerate(own):
        if c != besides and (
            found is None
            or belief > own[found]
            or (belief == own[found] and slot.candidates[c].entity.id < slot.candidates[found].entity.id)
        ):
            found = c
    return found


def _runner_up(slot: Slot, own: Sequence[float], second: int | None) -> RunnerUp | None:
    if second is None or own[second] < _LEAST_RUNNER_UP:
        return None
    return RunnerUp(slot.candidates[second].entity, own[second])
