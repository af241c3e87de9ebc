"""Why this sense, in plain words: the signals that weighed most."""

from __future__ import annotations

from collections.abc import Sequence

from backstory.linking.coherence import Beliefs
from backstory.linking.features import SIGNALS
from backstory.linking.story import Story
from backstory.linking.weights import Weights
from backstory.model import Reason

_MOST = 3
_TELLING = 0.4  # a word less telling than this is no reason to show
_BELIEVED = 0.5  # a tied sense less believed than this is no reason to show
_MOSTLY = 0.5


def reasons_for(s: int, best: int, story: Story, beliefs: Beliefs, weights: Weights) -> tuple[Reason, ...]:
    """The two or three signals that decided for a slot's best sense, heaviest first."""
    slot, sense = story.slots[s], story.senses[s][best]
    signal = dict(zip(SIGNALS, story.features[s][best], strict=True))
    counts = {name: weight * signal[name] for name, weight in zip(SIGNALS, weights.story, strict=True)}
    found: list[Reason] = []
    if signal["named_in_full"]:
        found.append(Reason(f"the story names {sense.entity.label} in full", counts["named_in_full"]))
    if story.ties.any_for(sense.entity.id):
        tied = [label for weight, label in story.ties.supporters(s, best, beliefs) if weight >= _BELIEVED]
        if tied:
            weight = weights.company[0] * story.ties.support(s, best, beliefs)
            found.append(Reason(f"tied to {_listed(tied[:3])}, also in this story", weight))
    words = _words(s, best, story) if signal["words"] else []
    if words:
        weight = sum(count for name, count in counts.items() if name.startswith("words"))
        found.append(Reason(f"the story's words fit: {_listed(words[:3])}", weight))
    if len(slot.candidates) == 1:
        found.append(Reason(f"no other sense of “{slot.name}” is on record here", sense.candidate.prior))
    elif sense.candidate.prior >= _MOSTLY:
        found.append(Reason(f"what “{slot.name}” mostly means in the news", sense.candidate.prior))
    found.sort(key=lambda reason: -reason.weight)
    return tuple(found[:_MOST])


def _words(s: int, best: int, story: Story) -> list[str]:
    """Telling words that story and sense share, as the story writes them; names are ties, not words."""
    entity = story.senses[s][best].entity
    terms = story.context.view(story.slots[s]).shared_terms(entity)
    shared = [story.context.word(term) for term in terms if entity.terms[term] >= _TELLING]
    return [f"“{word}”" for word in dict.fromkeys(shared) if word.islower()]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
