"""Mentions grouped into slots: in one story a name means one thing, and a short form what its full form does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backstory.dates import before
from backstory.model import Candidate, Mention
from backstory.surface import key

_FIRST_NAME_PRIOR = 0.2  # how often a name that is also the first name of someone in the story means that person


@dataclass(frozen=True, slots=True)
class Slot:
    """All mentions of one name, with the senses it may have on the day of the story."""

    name: str  # as it stands in the text; of a short form its full form
    mentions: tuple[int, ...]  # indices into the story's mentions
    candidates: tuple[Candidate, ...]
    perhaps_unknown: bool = False  # it may be the first name of someone unknown whom the story speaks of


def slots_of(
    mentions: Sequence[Mention], candidates_by_surface: Mapping[str, tuple[Candidate, ...]], published: str | None
) -> list[Slot]:
    """The slots of a story, in the order of their first mentions. What began after the story is no sense."""
    grouped: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        name = mention.full or mention.surface
        form = key(name)
        grouped.setdefault(form, []).append(index)
        names.setdefault(form, name)
    slots = []
    for form, indices in grouped.items():
        name = names[form]
        candidates = candidates_by_surface.get(name, ())
        alive = tuple(c for c in candidates if not _not_yet(c, published))
        perhaps = next((m.perhaps for m in map(mentions.__getitem__, indices) if m.perhaps), None)
        whole = candidates_by_surface.get(perhaps, ()) if perhaps else ()
        # of a known person's first name, that person is one more sense
        persons = tuple(replace(c, prior=_FIRST_NAME_PRIOR, exact=False) for c in whole)
        alive = tuple(c for c in alive if c.entity.id not in {person.entity.id for person in persons}) + persons
        slots.append(Slot(name, tuple(indices), alive, bool(perhaps and not whole)))
    return slots


def _not_yet(candidate: Candidate, published: str | None) -> bool:
    began = candidate.entity.began
    return bool(published and began and before(published, began))
