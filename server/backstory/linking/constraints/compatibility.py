"""Misfits: senses that the words right beside a name rule out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from backstory.linking.candidate_features import Sense
from backstory.linking.context_features import CUES
from backstory.linking.mention_clusters import Slot
from backstory.linking.semantic_types import SORTS
from backstory.model import Document, Mention
from backstory.text.dates import parse_date

_AGE = re.compile(r",? (?:aged )?(\d{2})(?=[,.;)])|,? \((\d{2})\)")
_THING = re.compile(r"\b(?:the|USS|HMS|MS|SS|HMCS|HMAS|INS|RV)\s\Z")
_NO_NOUN_AFTER = re.compile(
    r"(?:[,.;:!?)]|\s(?:and|is|was|were|has|had|will|sails?|sailed|sank|arrived|left|or|to|in|at)\b)"
)
_SLACK_YEARS = 1
_MOST = 8  # mentions of a name that are looked at
_PLACE = SORTS.index("place")
_SPORT, _SIDE, _IN = (CUES.index(cue) for cue in ("sport", "side_near", "place_before"))


def misfits_of(
    document: Document,
    mentions: Sequence[Mention],
    slots: Sequence[Slot],
    senses: Sequence[Sequence[Sense]],
    cues: Sequence[Sequence[float]],
    published: str | None,
) -> set[tuple[int, int]]:
    """The senses (slot, candidate) that do not fit: people of another age, people where a ship is meant, towns where
    their club is.
    """
    day = parse_date(published)
    found: set[tuple[int, int]] = set()
    for s, (slot, own, around) in enumerate(zip(slots, senses, cues, strict=True)):
        if not own:
            continue
        plays = around[_SPORT] >= 0.5 and around[_SIDE] >= 0.5 and around[_IN] < 0.2
        here = [mentions[index] for index in islice(slot.mentions, _MOST)]
        age = _age(document, here) if day else None
        thing = " " in slot.name and any(_is_thing(document, mention) for mention in here)
        for c, sense in enumerate(own):
            if sense.entity.kind == "person":
                misfit = thing or (day is not None and age is not None and _is_another_age(sense, age, day.first.year))
            else:
                misfit = plays and sense.sort == _PLACE
            if misfit:
                found.add((s, c))
    return found


def _age(document: Document, mentions: Sequence[Mention]) -> int | None:
    """The age that the story gives right after the name: "Elizabeth Taylor, 34,"."""
    for mention in mentions:
        if match := _AGE.match(document.text, mention.end):
            return int(match[1] or match[2])
    return None


def _is_another_age(sense: Sense, age: int, year: int) -> bool:
    born = parse_date(sense.entity.began)
    return born is not None and abs(year - born.first.year - age) > _SLACK_YEARS


def _is_thing(document: Document, mention: Mention) -> bool:
    """Whether the name is a ship's or a thing's: "the USS Abraham Lincoln", "the Ronald Reagan left port"."""
    before = document.text[max(0, mention.start - 6) : mention.start]
    match = _THING.search(before)
    return bool(match) and (not before.endswith("the ") or _NO_NOUN_AFTER.match(document.text, mention.end) is not None)
