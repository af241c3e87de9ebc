"""Why this sense, in plain words: the signals that weighed most."""

from __future__ import annotations

from collections.abc import Mapping

from backstory.linking.coherence import Beliefs, Ties
from backstory.linking.context import Context
from backstory.linking.slots import Slot
from backstory.model import Reason

_MOST = 3
_TELLING = 0.4  # a word less telling than this is no reason to show
_BELIEVED = 0.5  # a tied sense less believed than this is no reason to show


def reasons_for(
    s: int,
    slot: Slot,
    best: int,
    beliefs: Beliefs,
    context: Context,
    ties: Ties,
    full_names: Mapping[str, int],
) -> tuple[Reason, ...]:
    """The two or three signals that decided, heaviest first."""
    candidate = slot.candidates[best]
    found: list[Reason] = []
    if full_names.get(candidate.entity.id, s) != s:
        found.append(Reason(f"the story names {candidate.entity.label} in full", 3.0))
    tied = [label for weight, label in ties.supporters(s, best, beliefs) if weight >= _BELIEVED]
    if tied:
        found.append(Reason(f"tied to {_listed(tied[:3])}, also in this story", 2.6 * ties.support(s, best, beliefs)))
    shared = [
        context.word(term) for term in context.shared_terms(slot, candidate) if candidate.entity.terms[term] >= _TELLING
    ]
    plain = [word for word in dict.fromkeys(shared) if word.islower()]  # names are ties, not words
    if plain:
        words = _listed([f"“{word}”" for word in plain[:3]])
        found.append(Reason(f"the story's words fit: {words}", 2.2 * context.story_fit(slot, candidate)))
    rivals = len(slot.candidates) - 1
    if not rivals:
        found.append(Reason(f"no other sense of “{slot.name}” is on record here", candidate.prior))
    elif candidate.prior >= 0.5:
        found.append(Reason(f"what “{slot.name}” mostly means in the news", candidate.prior))
    found.sort(key=lambda reason: -reason.weight)
    return tuple(found[:_MOST])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
