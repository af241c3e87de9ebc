"""Why this sense, in plain words: the signals that weighed most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstory.linking.coherence import Beliefs, Ties
from backstory.linking.context import Context
from backstory.linking.features import Features
from backstory.linking.slots import Slot
from backstory.linking.weights import WEIGHTS
from backstory.model import Reason

_MOST = 3
_TELLING = 0.4  # a word less telling than this is no reason to show
_BELIEVED = 0.5  # a tied sense less believed than this is no reason to show


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was weighed in a story."""

    slots: Sequence[Slot]
    context: Context
    ties: Ties
    beliefs: Beliefs
    features: Sequence[Sequence[Features]]


def reasons_for(s: int, best: int, evidence: Evidence) -> tuple[Reason, ...]:
    """The two or three signals that decided for a slot's best sense, heaviest first."""
    slot, features = evidence.slots[s], evidence.features[s][best]
    candidate = slot.candidates[best]
    found: list[Reason] = []
    if features.named_in_full:
        found.append(
            Reason(f"the story names {candidate.entity.label} in full", WEIGHTS.named_in_full * features.named_in_full)
        )
    ties = evidence.ties.supporters(s, best, evidence.beliefs)
    tied = [label for weight, label in ties if weight >= _BELIEVED]
    if tied:
        weight = WEIGHTS.coherence * evidence.ties.support(s, best, evidence.beliefs)
        found.append(Reason(f"tied to {_listed(tied[:3])}, also in this story", weight))
    words = _words(slot, best, evidence.context)
    if words:
        weight = WEIGHTS.story * features.story + WEIGHTS.local * features.local
        found.append(Reason(f"the story's words fit: {_listed(words[:3])}", weight))
    if len(slot.candidates) == 1:
        found.append(Reason(f"no other sense of “{slot.name}” is on record here", candidate.prior))
    elif candidate.prior >= 0.5:
        found.append(Reason(f"what “{slot.name}” mostly means in the news", candidate.prior))
    found.sort(key=lambda reason: -reason.weight)
    return tuple(found[:_MOST])


def _words(slot: Slot, best: int, context: Context) -> list[str]:
    """Telling words that story and sense share, as the story writes them; names are ties, not words."""
    entity = slot.candidates[best].entity
    shared = [context.word(term) for term in context.view(slot).shared_terms(entity) if entity.terms[term] >= _TELLING]
    return [f"“{word}”" for word in dict.fromkeys(shared) if word.islower()]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
