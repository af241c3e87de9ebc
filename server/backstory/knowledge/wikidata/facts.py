"""Statements -> Facts in words, once the values have names. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from urllib.parse import urlsplit

from backstory.knowledge.wikidata.items import Item
from backstory.knowledge.wikidata.properties import CLASS, IMPORTANCE, KIND_BY_CLASS, NAMES, ONLY_BEST, WEBSITE
from backstory.knowledge.wikidata.statements import Statement
from backstory.model import Fact
from backstory.text.dates import in_words

MAX_OF_ONE = 12  # facts of one property
MAX_FACTS = 40  # of one item


def facts_of(
    item: Item, names: Mapping[str, str], *, language: str, properties: Mapping[str, str] = NAMES
) -> tuple[Fact, ...]:
    """What the item's statements say, most telling first; what lacks a name is left out.

    `names`: of items, by id. `properties`: what they are called in `language`, by id.
    """
    source = item.source
    found: list[Fact] = []
    for statement in telling(item):
        value = statement.words(names)
        if value is None:
            continue
        if statement.date is not None and language == "en":
            value = in_words(value)
        found.append(
            Fact(
                property=properties.get(statement.pid, NAMES[statement.pid]),
                value=value,
                pid=statement.pid,
                entity=statement.entity,
                start=statement.start,
                end=statement.end,
                source=source,
                rank="preferred" if statement.preferred else "normal",
            )
        )
    return tuple(found)


def telling(item: Item) -> list[Statement]:
    """The statements that a card may tell: preferred first, then the latest; of each property a few."""
    # states are said to lie in themselves
    known = [each for each in item.statements if each.pid in IMPORTANCE and each.entity != item.id]
    known.sort(key=lambda each: each.start or "", reverse=True)
    known.sort(key=lambda each: (IMPORTANCE[each.pid], not each.preferred))
    count: Counter[str] = Counter()
    told: list[Statement] = []
    for statement in known:
        count[statement.pid] += 1
        if count[statement.pid] <= (1 if statement.pid in ONLY_BEST else MAX_OF_ONE):
            told.append(statement)
    return told[:MAX_FACTS]


def unnamed(items: Iterable[Item], names: Mapping[str, str]) -> list[str]:
    """The ids of values and units that have no name yet: of every item the most telling one, then the next."""
    wanted = [
        [id for each in telling(item) if each.pid != CLASS for id in each.to_name if id not in names] for item in items
    ]
    return list(dict.fromkeys(id for row in zip_longest(*wanted) for id in row if id))


def website_of(item: Item) -> str | None:
    """Its official website, the preferred one before others."""
    sites = sorted((each for each in item.statements if each.pid == WEBSITE), key=lambda each: not each.preferred)
    for each in sites:
        if each.value and each.end is None and urlsplit(each.value).scheme in {"http", "https"}:
            return each.value
    return None


def kind_of(item: Item) -> str | None:
    """What kind of thing it is; None where its classes do not tell."""
    classes = (each.entity for each in item.statements if each.pid == CLASS)
    return next((KIND_BY_CLASS[each] for each in classes if each in KIND_BY_CLASS), None)
