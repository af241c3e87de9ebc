"""Chosen entities + what is known of them -> Cards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from backstory.cards.choose import Chosen
from backstory.cards.timeline import age, timeline
from backstory.model import Card, Connection, Fact, Profile

_SENTENCES = re.compile(r"(?<=[.!?…][”\")])\s+|(?<=[.!?…])\s+(?=[^\W\d_a-z]|[“\"(])")
_YEAR = re.compile(r"(?<![\d,.])(1[5-9]\d\d|20\d\d)(?![\d,.]\d|\d)")
_MOST_FACTS = 12  # of each list on a card
_MOST_CONNECTIONS = 8

# A statement between two entities of the story, read from the other side.
_INVERSE = {
    "head of": "head",
    "head": "head of",
    "founder of": "founded by",
    "founded by": "founder of",
    "owner of": "owned by",
    "owned by": "owner of",
    "parent organisation": "subsidiary",
    "part of": "has part",
    "member of": "has member",
    "participant": "took part in",
    "employer": "employs",
    "head of state": "head of state of",
    "head of government": "head of government of",
    "capital": "capital of",
    "headquarters location": "seat of",
    "location": "site of",
    "creator": "creator of",
    "author": "author of",
}


def compose(chosen: Sequence[Chosen], profiles: Mapping[str, Profile], day: str) -> tuple[Card, ...]:
    """One card for each chosen entity that a source knows, as of `day`, in the order given."""
    shown = {choice.entity.id: choice.entity.label for choice in chosen if choice.entity.id in profiles}
    ties = _connections(shown, profiles)
    return tuple(
        _card(choice, profiles[choice.entity.id], day, ties[choice.entity.id])
        for choice in chosen
        if choice.entity.id in shown
    )


def _card(choice: Chosen, profile: Profile, day: str, connections: Sequence[Connection]) -> Card:
    line = timeline(profile.facts, day)
    years = age(profile.facts, day) if profile.entity.kind == "person" else None
    then = (*line.then[:1], years, *line.then[1:]) if years else line.then
    year = int(day[:4])
    entity = choice.entity
    if entity.description and later_year(entity.description, year):
        entity = replace(entity, description=None)
    return Card(
        entity=entity,
        summary=as_of(profile.summary, year) if profile.summary else None,
        source=profile.source,
        then=then[:_MOST_FACTS],
        since=line.since[:_MOST_FACTS],
        facts=line.facts[:_MOST_FACTS],
        connections=tuple(connections[:_MOST_CONNECTIONS]),
        reasons=choice.best.reasons,
        runner_up=choice.best.runner_up,
        confidence=choice.best.confidence,
        salience=choice.salience,
        image=profile.image,
        links=_links(profile),
        mentions=choice.mentions,
    )


def as_of(text: str, year: int) -> str | None:
    """The sentences of a text that name no later year; what came later stands under since. None where none is left."""
    kept = [sentence for sentence in _SENTENCES.split(text) if not later_year(sentence, year)]
    return " ".join(kept) or None


def later_year(text: str, year: int) -> bool:
    """Whether a text names a year after this one."""
    return any(int(match) > year for match in _YEAR.findall(text))


def _links(profile: Profile) -> dict[str, str]:
    links = {}
    if profile.wikipedia:
        title = quote(profile.wikipedia.replace(" ", "_"), safe="/:(),'!*")
        links["wikipedia"] = f"https://{profile.wiki_language}.wikipedia.org/wiki/{title}"
    if profile.entity.id[:1] == "Q" and profile.entity.id[1:].isdigit():
        links["wikidata"] = f"https://www.wikidata.org/wiki/{profile.entity.id}"
    if profile.website:
        links["website"] = profile.website
    return links


def _connections(shown: Mapping[str, str], profiles: Mapping[str, Profile]) -> dict[str, list[Connection]]:
    """Statements between the entities shown, on both cards, each once."""
    found: dict[str, dict[tuple[str, str], Connection]] = {id: {} for id in shown}
    for id in shown:
        for fact in profiles[id].facts:
            other = fact.entity
            if other is not None and other in shown and other != id:
                _tie(found[id], fact, to=other, label=shown[other], property=fact.property)
                inverse = _INVERSE.get(fact.property)
                if inverse:
                    _tie(found[other], fact, to=id, label=shown[id], property=inverse)
    return {id: list(ties.values()) for id, ties in found.items()}


def _tie(ties: dict[tuple[str, str], Connection], fact: Fact, *, to: str, label: str, property: str) -> None:
    named = property if fact.property != "significant event" else fact.value
    # the same tie stated from both sides is one; the statement with dates wins
    earlier = ties.get((to, named))
    if earlier is None or (earlier.start is None and fact.start is not None):
        ties[(to, named)] = Connection(to, label, named, fact.start, fact.end, fact.source)
