"""Which entities get a card, in what order, and which of them are shown at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import log2

from backstory.cards.appositions import said_of
from backstory.model import Document, Entity, LinkedMention

MOST_SHOWN = 12  # cards at once; the rest waits behind "show all"
_COUNTRIES_SHOWN = 4  # a country's or continent's card is shown at once only where so few others come before it
_EXPLAINED = 0.75  # what is left where the story says who it is; since, and how it is tied, it does not say
_HOUSEHOLD = 0.9  # popularity from which a name needs no card to be understood
_FAMILIAR = 0.6  # how much of its salience the best known entity of all loses
# What the description calls it before it says where: "island country in East Asia", not "capital of the Republic".
_IS_COUNTRY = re.compile(
    r"(?:(?!of\b|in\b|on\b|ancient\b)[\w’'-]+\s){0,4}?"
    r"(?:country|sovereign state|city-state|kingdom|republic|emirates?|sultanate|monarchy|principality|duchy|"
    r"continent)\b",
    re.I,
)
_TIES_COUNTED = 4
_NEEDED, _HOUSEHOLD_NAME, _COUNTRY, _CONCEPT, _KNOWN = range(5)  # in this order; within each by salience


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entity that gets a card, with its mentions in text order."""

    entity: Entity
    mentions: tuple[int, ...]
    best: LinkedMention  # the surest of them
    salience: float  # 0..1: how much the story is about it, times how much it needs explaining
    shown: bool = True  # at once; else behind "show all"


def choose(
    document: Document,
    linked: Sequence[LinkedMention],
    *,
    max_cards: int,
    min_confidence: float,
    known: Collection[str] = (),
) -> tuple[Chosen, ...]:
    """The entities sure enough to be shown, at most `max_cards`: by salience, then household names, then countries.

    `known`: ids that the reader has marked as known; they come last and wait behind "show all".
    """
    by_id: dict[str, list[int]] = {}
    for index, link in enumerate(linked):
        if link.entity is not None and link.confidence >= min_confidence:
            by_id.setdefault(link.entity.id, []).append(index)
    ids = by_id.keys()
    tied_from = _tied_from([entity for indices in by_id.values() if (entity := linked[indices[0]].entity)])
    weighed: list[tuple[int, Chosen]] = []
    for id, indices in by_id.items():
        links = [linked[i] for i in indices]
        best = max(links, key=lambda link: link.confidence)
        assert best.entity is not None
        ties = len(((ids & best.entity.links) | tied_from.get(id, set())) - {id})
        need = _unfamiliarity(document, links, best.entity)
        salience = _salience(document, links, ties) * need
        rank = _KNOWN if id in known else _rank(best.entity)
        weighed.append((rank, Chosen(best.entity, tuple(indices), best, salience)))
    weighed.sort(key=lambda item: (item[0], -item[1].salience, item[1].mentions[0]))
    return tuple(
        replace(choice, shown=place < (MOST_SHOWN, MOST_SHOWN, _COUNTRIES_SHOWN, MOST_SHOWN, 0)[rank])
        for place, (rank, choice) in enumerate(weighed[:max_cards])
    )


def _rank(entity: Entity) -> int:
    if entity.label[:1].islower():
        return _CONCEPT
    if entity.kind == "place" and _IS_COUNTRY.match(entity.description or ""):
        return _COUNTRY
    return _HOUSEHOLD_NAME if entity.popularity >= _HOUSEHOLD else _NEEDED


def _salience(document: Document, links: Sequence[LinkedMention], ties: int) -> float:
    """Where it stands first, how often, whether in the headline, and how many others of the story it is tied to."""
    early = 1 - links[0].mention.start / max(1, len(document.text))
    often = min(1.0, log2(1 + len(links)) / 4)
    top = any(
        block.start <= link.mention.start < block.end
        for block in document.blocks
        if block.kind in ("headline", "standfirst")
        for link in links
    )
    return 0.25 * early + 0.35 * often + 0.2 * top + 0.2 * min(1.0, ties / _TIES_COUNTED)


def _unfamiliarity(document: Document, links: Sequence[LinkedMention], entity: Entity) -> float:
    """How far a reader needs a card for it, 0..1."""
    need = 1 - _FAMILIAR * entity.popularity**2
    return need * _EXPLAINED if said_of(document, links[0].mention) is not None else need


def _tied_from(entities: Sequence[Entity]) -> dict[str, set[str]]:
    """By id, the ids of those that have a link to it."""
    ids = {entity.id for entity in entities}
    found: dict[str, set[str]] = {}
    for entity in entities:
        for other in entity.links & ids:
            found.setdefault(other, set()).add(entity.id)
    return found
