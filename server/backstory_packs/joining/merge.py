"""What one description of an entity adds to another: only what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from backstory.knowledge.pack.source import AliasLine, EntityLine, FactLine
from backstory.ontology import PROPERTIES
from backstory.text.dates import before, parse_date
from backstory.text.normalise import normalise
from backstory.text.terms import terms
from backstory_packs.importers.factbook import EDITION

HEADS = frozenset({PROPERTIES["head_of_state"].id, PROPERTIES["head_of_government"].id})
_LIKE = 0.75
_FULL = 90.0  # the share of a state's full name that a bulk source brings


def merged(entity: EntityLine, others: Sequence[EntityLine]) -> EntityLine:
    """The entity with the website, names and facts of the others that it lacks; each fact keeps its source."""
    if not others:
        return entity
    website, aliases, facts = entity.website, list(entity.aliases), list(entity.facts)
    known = {normalise(entity.label)} | {normalise(text_of(alias)) for alias in aliases}
    for other in others:
        website = website or other.website
        for text in (other.label, *map(text_of, other.aliases)):
            if " " in normalise(text) and normalise(text) not in known:
                known.add(normalise(text))
                aliases.append(AliasLine(text=text, count=_FULL))
        new = [fact for fact in other.facts if is_missing(fact, facts)]
        facts += [fact.model_copy(update={"source": fact.source or other.source}) for fact in new]
    return entity.model_copy(update={"website": website, "aliases": tuple(aliases), "facts": tuple(facts)})


def is_missing(fact: FactLine, facts: Sequence[FactLine]) -> bool:
    """Whether nothing is said yet of what the fact says.

    Of heads: whether no one is said to have led in the month of the Factbook, or only someone who began earlier and is
    said to go on, and is another. Both stay then; `compare` reports it.
    """
    same = [known for known in facts if (known.pid or known.property) == (fact.pid or fact.property)]
    if fact.pid not in HEADS:
        return not same
    covering = [known for known in same if covers(known, EDITION)]
    return all(is_superseded(known, fact) for known in covering)


def covers(fact: FactLine, day: str) -> bool:
    """Whether a fact is said to hold on the day."""
    if fact.start is None and fact.end is None:
        return True
    return not (fact.start and before(day, fact.start)) and not (fact.end and before(fact.end, day))


def is_superseded(known: FactLine, fact: FactLine) -> bool:
    """Whether a fact that is said to go on names another holder than one that began later."""
    return (
        known.end is None
        and known.start is not None
        and fact.start is not None
        and before(known.start, fact.start)
        and not same_person(known.value, fact.value)
    )


def same_person(one: str, other: str) -> bool:
    """Whether two texts may name one person: they share a word of the name, or one that begins alike."""
    first, second = (terms(text.partition("(")[0]) - _TITLES for text in (one, other))
    if not first or not second:
        return True
    return any(_alike(a, b) for a in first for b in second)


_TITLES = terms(
    "president prime minister king queen emperor sultan pope prince duke chancellor premier general acting interim "
    "transitional governor chief"
)


def _alike(one: str, other: str) -> bool:
    """Whether two words may be one name in two spellings: Abdullah, Abdallah."""
    return one[:4] == other[:4] or SequenceMatcher(None, one, other).ratio() >= _LIKE


def is_open(fact: FactLine) -> bool:
    """Whether a fact has begun and is said to go on."""
    return fact.end is None and parse_date(fact.start) is not None


def text_of(alias: AliasLine | str) -> str:
    """The text of an alias, with or without a count."""
    return alias if isinstance(alias, str) else alias.text
