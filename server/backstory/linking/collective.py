"""A story as the linker sees it: its slots, their senses, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

from backstory.linking.candidate_features import Sense, Senses
from backstory.linking.cluster_features import NOTHING, Features, Seen, named_in_full, nil_features
from backstory.linking.coherence import Beliefs, Company, Ties
from backstory.linking.constraints.compatibility import misfits_of
from backstory.linking.constraints.containment import conflicts_of, everywhere
from backstory.linking.constraints.locality import far_from_home
from backstory.linking.context import Context
from backstory.linking.context_features import cues_of
from backstory.linking.lists import Lists
from backstory.linking.mention_clusters import Slot
from backstory.linking.weights import Weights
from backstory.model import Document, Mention

COMPANY = (
    "ties",  # links of the knowledge base to other senses of the story
    "shared_words",  # what is known of it shares words with what is known of the others
    "shared_name",  # a rare word: a family's, a club's, a contest's
    "beside",  # those that stand side by side with it are of its sort
)
_ROUNDS = 2  # of weighing the senses against each other; a third moves the scores by less than their error
_UNSETTLED = (0.05, 0.95)  # belief in the best sense of a slot, beyond which another round changes nothing
_HOPELESS = 5.0  # log odds behind the best of its slot at which a sense is not looked at any further

Row = tuple[float, ...]  # in the order of COMPANY
_NOTHING: Row = (0.0,) * len(COMPANY)


class Story:
    """All that is weighed in a story."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        slots: Sequence[Slot],
        title: str | None,
        senses: Senses,
        published: str | None = None,
    ) -> None:
        self.slots = slots
        self.context = Context(document, title, mentions)
        self.senses: list[tuple[Sense, ...]] = [senses.of(slot.name, slot.form, slot.candidates) for slot in slots]
        self.ties = Ties(self.senses)
        self._company = Company([slot.name for slot in slots], self.senses)
        self._lists = Lists(document, mentions, slots)
        sport = self.context.topics.get("sport", 0.0)
        self.cues = [cues_of(document, mentions, slot, sport) for slot in slots]
        full_names = named_in_full(slots)
        ruled_out = everywhere(
            conflicts_of(document, mentions, slots)
            | far_from_home(slots)
            | misfits_of(document, mentions, slots, self.senses, self.cues, published),
            slots,
        )
        self._seen = [Seen(s, slot, self.context, full_names, ruled_out) for s, slot in enumerate(slots)]
        self.features: list[list[Features]] = [[NOTHING] * len(own) for own in self.senses]
        self.nil = [
            nil_features(document, mentions, slot, own, cues)
            for slot, own, cues in zip(slots, self.senses, self.cues, strict=True)
        ]

    def look(self, s: int, c: int) -> Features:
        """Note what the story says for one sense by itself."""
        self.features[s][c] = found = self._seen[s].features(c, self.senses[s][c])
        return found

    def apart(self, weights: Sequence[Weights]) -> tuple[list[list[float]], list[float]]:
        """The log odds of each sense by itself, and those of NIL, by slot. `weights`: for each slot.

        What the story says is looked at for those senses alone that may win.
        """
        found: list[list[float]] = []
        for s, (w, own, cues) in enumerate(zip(weights, self.senses, self.cues, strict=True)):
            sorts = list(w.sort)
            for cue, by_sort in zip(cues, w.cue, strict=True):
                if cue:
                    sorts = [score + cue * weight for score, weight in zip(sorts, by_sort, strict=True)]
            scores = [sense.score(w.sense) + sorts[sense.sort] for sense in own]
            hopeless = max(scores, default=0.0) - _HOPELESS
            found.append(
                [
                    score + sum(map(mul, w.story, self.look(s, c))) if score > hopeless else score
                    for c, score in enumerate(scores)
                ]
            )
        return found, [sum(map(mul, w.nil, none)) for w, none in zip(weights, self.nil, strict=True)]

    def company(
        self, apart: Sequence[Sequence[float]], beliefs: Beliefs, before: Sequence[Sequence[Row]] | None = None
    ) -> list[list[Row]]:
        """How far the story's other senses speak for each sense that may win, by slot.

        `before`: what was found in the round before; it stays for slots that are as good as settled.
        """
        shared = self._company.weigh(beliefs)
        found: list[list[Row]] = []
        for s, (own, scores) in enumerate(zip(self.senses, apart, strict=True)):
            if not own:
                found.append([])
                continue
            if before is not None and not _UNSETTLED[0] < max(beliefs[s]) < _UNSETTLED[1]:
                found.append(list(before[s]))
                continue
            hopeless = max(scores) - _HOPELESS
            agreement = self._lists.agreement(s, self.senses, beliefs) if s in self._lists else None
            rows = []
            for c, sense in enumerate(own):
                if scores[c] < hopeless:
                    rows.append(_NOTHING)
                    continue
                ties = self.ties.support(s, c, beliefs) if self.ties.any_for(sense.entity.id) else 0.0
                words, name = shared.signals(s, c)
                rows.append((ties, words, name, agreement[sense.sort] if agreement else 0.0))
            found.append(rows)
        return found


def weigh(story: Story, weights: Sequence[Weights]) -> tuple[Beliefs, list[list[Row]]]:
    """How far each sense of each slot is believed once all are weighed against each other, 0..1; the rest is NIL's.

    And what the story's senses said for each other. `weights`: for each slot.
    """
    apart, nil = story.apart(weights)
    beliefs = [softmax(scores, none) for scores, none in zip(apart, nil, strict=True)]
    company: list[list[Row]] = []
    for _ in range(_ROUNDS):
        company = story.company(apart, beliefs, company or None)
        beliefs = [
            softmax([score + sum(map(mul, w.company, row)) for score, row in zip(scores, rows, strict=True)], none)
            for w, scores, rows, none in zip(weights, apart, company, nil, strict=True)
        ]
    return beliefs, company


def softmax(scores: Sequence[float], nil: float) -> list[float]:
    """The probability of each score beside that of NIL."""
    top = max([*scores, nil])
    powers = [exp(score - top) for score in scores]
    total = sum(powers) + exp(nil - top)
    return [power / total for power in powers]
