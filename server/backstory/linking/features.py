"""What speaks for each sense of a name by itself, before the senses of a story are weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from backstory.linking.context import Context
from backstory.linking.slots import Slot
from backstory.linking.weights import Weights
from backstory.surface import key

_LEAST_PRIOR = 1e-4


@dataclass(frozen=True, slots=True)
class Features:
    """The signals for one sense. All run from 0 to 1 but for `log_prior`, which ends at 0."""

    log_prior: float  # natural logarithm of how often the name means it
    popularity: float  # how widely known it is
    story: float  # words it shares with the whole story
    local: float  # words it shares with the dozen words around the name
    topic: float  # likeness of its topics and the story's
    metonym: float  # 1 where the text has nothing of its name, but a rival's whole name: "Moscow" for Russia
    named_in_full: float  # 1 where the story gives its whole, unambiguous name elsewhere

    def score(self, weights: Weights) -> float:
        """The log odds of the sense, its ties left out."""
        return (
            weights.prior * self.log_prior
            + weights.popularity * self.popularity
            + weights.story * self.story
            + weights.local * self.local
            + weights.topic * self.topic
            + weights.metonym * self.metonym
            + weights.named_in_full * self.named_in_full
        )


def features_of(s: int, slot: Slot, context: Context, full_names: Mapping[str, int]) -> list[Features]:
    """The signals for each candidate of a slot. `full_names`: as `named_in_full` gives."""
    if not slot.candidates:
        return []
    view = context.view(slot)
    name = key(slot.name)
    words = set(name.split())
    labels = [key(candidate.entity.label.partition(",")[0]) for candidate in slot.candidates]
    someone_bears_it = name in labels
    found = []
    for candidate, label in zip(slot.candidates, labels, strict=True):
        entity = candidate.entity
        story, local = view.fit(entity)
        rival = someone_bears_it and label != name
        metonym = rival and words.isdisjoint(key(entity.label).split())
        # a story that names a state and its capital in full calls neither by the other's name
        elsewhere = not metonym and (
            full_names.get(entity.id, s) != s or (label != name and context.spells_out(key(entity.label)))
        )
        found.append(
            Features(
                log_prior=log(max(candidate.prior, _LEAST_PRIOR)),
                popularity=entity.popularity,
                story=story,
                local=local,
                topic=context.topic_fit(entity),
                metonym=float(metonym),
                named_in_full=elsewhere * (0.5 if rival else 1.0),
            )
        )
    return found


def nil_score(slot: Slot, weights: Weights) -> float:
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
    return weights.prior * log(unlisted) + gain


def part_of_name(slot: Slot) -> bool:
    """Whether the name is but a part of its senses' names, such as a surname, and often means something else."""
    return not any(candidate.exact or candidate.prior >= 0.9 for candidate in slot.candidates)


def named_in_full(slots: Sequence[Slot]) -> dict[str, int]:
    """Entities that the story names by a whole name of several words that hardly means anything else, and the slot."""
    found: dict[str, int] = {}
    for s, slot in enumerate(slots):
        if " " in slot.name:
            for candidate in slot.candidates:
                if candidate.exact and candidate.prior >= 0.6:
                    found.setdefault(candidate.entity.id, s)
    return found
