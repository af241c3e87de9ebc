"""What the story says for each sense of a name by itself, before the senses are weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, log1p

from backstory.lang import english
from backstory.linking.candidate_features import SIGNALS as SENSE_SIGNALS
from backstory.linking.candidate_features import Sense
from backstory.linking.context import Context
from backstory.linking.context_features import CUES
from backstory.linking.mention_clusters import Slot
from backstory.linking.topics import likeness
from backstory.model import Document, Mention

SIGNALS = (
    "words",  # it shares with the whole story
    "words_near",  # it shares with the dozen words around the name
    "silent",  # much is known of it, and the story has not a word of that
    "topics",  # likeness of its topics and the story's
    "named_in_full",  # the story gives its whole, unambiguous name elsewhere
    "ruled_out",  # a neighbouring name says that it is another country's or region's
)
NIL = (
    "always",
    "log_unlisted",  # natural logarithm of the share of uses that belongs to senses nobody wrote down
    "part_of_name",  # the name is but a part of its senses' names, such as a surname
    "first_name_of_unknown",  # the story has someone unknown with this first name
    "no_sense",
    "one_sense",
    "senses",  # how many, logarithm
    "times",  # how often the story names it, logarithm
    "opens",  # only ever at the start of sentences
    "borne_one_word",  # some sense has the name as its label
    "borne_several_words",
    "ordinary",  # an ordinary word
    "person_shaped",  # several words, a given name first
    *(f"cue_{cue}" for cue in CUES),
)
# The least share of uses that belongs to senses nobody wrote down.
_UNLISTED_PART = 0.10
_UNLISTED = 0.02
_OPENED_BY = (".", "!", "?", "\n", "“", '"', "*")

_MUCH = 30  # words said of a sense, of which a story that means it mostly has one
_EQUAL_ONE = SENSE_SIGNALS.index("equal_one_word")
_EQUAL_SEVERAL = SENSE_SIGNALS.index("equal_several_words")

Features = tuple[float, ...]  # in the order of SIGNALS
NOTHING: Features = (0.0,) * len(SIGNALS)


class Seen:
    """What one name's senses look like from the story."""

    def __init__(
        self,
        s: int,
        slot: Slot,
        context: Context,
        full_names: Mapping[str, int],
        ruled_out: frozenset[tuple[int, int]],
    ) -> None:
        """`full_names`: as `named_in_full` gives."""
        self._s = s
        self._form = slot.form
        self._context = context
        self._view = context.view(slot)
        self._full_names = full_names
        self._ruled_out = ruled_out

    def features(self, c: int, sense: Sense) -> Features:
        """The story's signals for one sense."""
        context, entity = self._context, sense.entity
        words, near = self._view.fit(entity)
        # a story that names a state and its capital in full calls neither by the other's name
        ruled_out = (self._s, c) in self._ruled_out
        elsewhere = not (sense.stranger or ruled_out) and (
            self._full_names.get(entity.id, self._s) != self._s
            or (sense.base != self._form and context.spells_out(sense.base))
        )
        return (
            words,
            near,
            0.0 if words else min(1.0, len(entity.terms) / _MUCH),
            likeness(context.topics, sense.topics) if context.topics else 0.0,
            (0.5 if sense.rival else 1.0) if elsewhere else 0.0,
            float(ruled_out),
        )


def nil_features(
    document: Document, mentions: Sequence[Mention], slot: Slot, senses: Sequence[Sense], cues: Sequence[float]
) -> list[float]:
    """What speaks for it that none of the senses on record is meant, in the order of NIL."""
    text = document.text
    part = part_of_name(slot)
    listed = sum(candidate.prior for candidate in slot.candidates)
    words = slot.form.casefold().split()
    opens = all(
        text[max(0, start - 2) : start].strip(" ")[-1:] in _OPENED_BY or start == 0
        for start in (mentions[index].start for index in slot.mentions)
    )
    return [
        1.0,
        log(max(1 - listed, _UNLISTED_PART if part else _UNLISTED)),
        float(part),
        float(slot.perhaps_unknown),
        float(not senses),
        float(len(senses) == 1),
        log1p(len(senses)) / 4,
        log1p(len(slot.mentions)),
        float(opens),
        float(any(sense.signals[_EQUAL_ONE] for sense in senses)),
        float(any(sense.signals[_EQUAL_SEVERAL] for sense in senses)),
        float(len(words) == 1 and english().is_ordinary(words[0])),
        float(len(words) > 1 and words[0] in english().given_names),
        *cues,
    ]


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
