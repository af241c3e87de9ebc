"""Which entities get a card, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from backstory.model import Document, Entity, LinkedMention

_FAMILIAR = 0.4  # how much of its salience the best known entity of all loses: nobody asks who the United States are


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entity that gets a card, with its mentions in text order."""

    entity: Entity
    mentions: tuple[int, ...]
    best: LinkedMention  # the surest of them
    salience: float  # 0..1


def choose(
    document: Document, linked: Sequence[LinkedMention], *, max_cards: int, min_confidence: float
) -> tuple[Chosen, ...]:
    """The entities sure enough to be shown, most salient first, at most `max_cards`."""
    by_id: dict[str, list[int]] = {}
    for index, link in enumerate(linked):
        if link.entity is not None and link.confidence >= min_confidence:
            by_id.setdefault(link.entity.id, []).append(index)
    chosen = []
    for indices in by_id.values():
        best = max((linked[i] for i in indices), key=lambda link: link.confidence)
        assert best.entity is not None
        salience = _salience(document, [linked[i] for i in indices], best.entity)
        chosen.append(Chosen(best.entity, tuple(indices), best, salience))
    chosen.sort(key=lambda c: (-c.salience, c.mentions[0]))
    return tuple(chosen[:max_cards])


def _salience(document: Document, links: Sequence[LinkedMention], entity: Entity) -> float:
    """Where it stands first, how often, whether in the headline; less for what everyone knows."""
    start = links[0].mention.start
    early = 1 - start / max(1, len(document.text))
    often = min(1.0, log2(1 + len(links)) / 4)
    top = any(
        block.start <= link.mention.start < block.end
        for block in document.blocks
        if block.kind in ("headline", "standfirst")
        for link in links
    )
    return (0.35 * early + 0.4 * often + 0.25 * top) * (1 - _FAMILIAR * entity.popularity)
