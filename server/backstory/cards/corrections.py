"""The reader's word over ours: names whose sense was chosen by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from backstory.model import Candidate, Correction, Entity, Gap, LinkedMention, Reason, RunnerUp
from backstory.text.normalise import normalise

_CHOSEN = Reason("you chose this sense", 1.0)


@dataclass(frozen=True, slots=True)
class Corrected:
    """Linked mentions with the reader's choices, and what of them could not be followed."""

    linked: tuple[LinkedMention, ...]
    chosen: frozenset[str]  # ids of the entities that the reader chose
    gaps: tuple[Gap, ...] = ()


def correct(
    linked: Sequence[LinkedMention],
    corrections: Collection[Correction],
    *,
    candidates: Mapping[str, Sequence[Candidate]],
    entities: Mapping[str, Entity],
) -> Corrected:
    """Every mention of a corrected name means what the reader chose, for certain; ours becomes the runner-up.

    A name stands for all its mentions in the story, short and full. The entity is one of the name's `candidates` or
    one of `entities`; a correction to one that is neither, or of a name that the story lacks, changes nothing and is
    a gap. Of two for the same name that differ the last is taken, and the first is a gap.
    """
    on_record = {c.entity.id: c.entity for senses in candidates.values() for c in senses} | dict(entities)
    now = list(linked)
    decided: dict[int, Correction] = {}
    gaps: list[Gap] = []
    for correction in corrections:
        what = f"the correction of “{correction.surface}”"
        indices = _named(linked, correction.surface)
        if correction.entity is not None and correction.entity not in on_record:
            gaps.append(Gap(what, f"no source here knows the entity {correction.entity}"))
        elif not indices:
            gaps.append(Gap(what, "the story has no such name"))
        else:
            overruled = {decided[index].surface for index in indices if _differ(decided.get(index), correction)}
            choice = correction.entity or "none of the senses"
            why = f"a later one chooses {choice} for the same name, and that is taken"
            gaps += [Gap(f"the correction of “{surface}”", why) for surface in sorted(overruled)]
            entity = on_record[correction.entity] if correction.entity else None
            for index in indices:
                decided[index] = correction
                now[index] = _choose(linked[index], entity)
    chosen = frozenset(correction.entity for correction in decided.values() if correction.entity)
    return Corrected(tuple(now), chosen, tuple(gaps))


def _differ(earlier: Correction | None, later: Correction) -> bool:
    return earlier is not None and earlier.entity != later.entity


def _named(linked: Sequence[LinkedMention], surface: str) -> list[int]:
    """The mentions that a name stands for: those written so, and those that share a full form with them."""
    wanted = normalise(surface)
    forms = [
        {normalise(link.mention.surface), normalise(link.mention.long_form or link.mention.surface)} for link in linked
    ]
    full = {
        normalise(linked[i].mention.long_form or linked[i].mention.surface)
        for i, own in enumerate(forms)
        if wanted in own
    }
    return [i for i, own in enumerate(forms) if wanted in own or own & full]


def _choose(link: LinkedMention, entity: Entity | None) -> LinkedMention:
    before = link.runner_up
    if link.entity is not None and (entity is None or link.entity.id != entity.id):
        before = RunnerUp(link.entity, link.confidence)
    elif before is not None and entity is not None and before.entity.id == entity.id:
        before = None
    reasons = (_CHOSEN,) if entity else (Reason("you chose none of the senses on record", 1.0),)
    return LinkedMention(link.mention, entity, 1.0, reasons, before)
