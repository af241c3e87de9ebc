"""The JSON of an item -> its statements. Pure; nothing in it is trusted to be there or of its type.

Source: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backstory.knowledge.http_client.body import mapping, mappings, text
from backstory.knowledge.wikidata.dates import iso_date
from backstory.knowledge.wikidata.properties import COORDINATES, END, KEPT, POINT, START
from backstory.text.prose import clean

MAX_VALUE = 300  # characters
_ENTITY = re.compile(r"[PQ][1-9][0-9]{0,11}\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an item says: of one property one value, from `start` to `end`; an event where both are equal."""

    pid: str
    value: str | None  # in words; None where it is an item without a name so far
    entity: str | None = None  # the item that the value is
    date: str | None = None  # the date that the value is
    start: str | None = None
    end: str | None = None
    preferred: bool = False
    unit: str | None = None  # the item that the value is an amount of: a currency, a measure

    @property
    def to_name(self) -> tuple[str, ...]:
        """The items whose names its words need."""
        return tuple(id for id in (self.entity, self.unit) if id)

    def words(self, names: Mapping[str, str]) -> str | None:
        """The value in words, by the names of items; None where one is lacking: an amount needs its unit."""
        if any(id not in names for id in self.to_name):
            return None
        if self.entity:
            return names[self.entity]
        return f"{self.value} {names[self.unit]}" if self.unit else self.value


def statements_of(claims: object) -> tuple[Statement, ...]:
    """The statements of an item that a card may tell; deprecated ones and those without a value are left out.

    So is what has ended on an unknown day: told without its end, it would seem to hold still.
    """
    found: list[Statement] = []
    for pid, listed in mapping(claims).items():
        if pid in KEPT:
            found += [statement for each in mappings(listed) if (statement := _statement(pid, each)) is not None]
    return tuple(found)


def _statement(pid: str, claim: Mapping[str, object]) -> Statement | None:
    rank = claim.get("rank")
    value = _value(claim.get("mainsnak"))
    if rank == "deprecated" or value is None:
        return None
    words, entity, date = value
    qualifiers = mapping(claim.get("qualifiers"))
    start, end, point = (_dates(qualifiers.get(each)) for each in (START, END, POINT))
    if None in end or None in start:
        return None
    first: str | None
    last: str | None
    if date is not None:
        first = last = date
    elif point and point[0]:
        first = last = point[0]
    else:
        first, last = (start[0] if start else None), (end[-1] if end else None)
    return Statement(pid, words, entity, date, first, last, rank == "preferred", _unit(claim.get("mainsnak")))


def _value(snak: object) -> tuple[str | None, str | None, str | None] | None:
    """A snak's value in words, its item, its date; None where it has none that can be told."""
    given = mapping(snak)
    data = mapping(given.get("datavalue"))
    value = data.get("value")
    if given.get("snaktype") != "value":
        return None
    match data.get("type"):
        case "wikibase-entityid":
            entity = _entity(mapping(value))
            return (None, entity, None) if entity else None
        case "time":
            date = iso_date(mapping(value))
            return (date, None, date) if date else None
        case "quantity":
            return _told(_number(text(mapping(value).get("amount"))))
        case "globecoordinate":
            return _told(_place(mapping(value)) if given.get("property") in (COORDINATES, None) else "")
        case "monolingualtext":
            return _told(text(mapping(value).get("text")))
        case "string":
            return _told(text(value))
        case _:
            return None


def _unit(snak: object) -> str | None:
    """The item that a snak's amount is of: the end of its address; None for a mere number ("1")."""
    value = mapping(mapping(mapping(snak).get("datavalue")).get("value"))
    found = text(value.get("unit")).rpartition("/")[2]
    return found if _ENTITY.match(found) else None


def _told(words: str) -> tuple[str | None, str | None, str | None] | None:
    cleaned = clean(words, limit=MAX_VALUE)
    return (cleaned, None, None) if cleaned else None


def _entity(value: Mapping[str, object]) -> str | None:
    given = text(value.get("id"))
    if not given and isinstance(value.get("numeric-id"), int):  # as answers were until 2016
        given = f"Q{value['numeric-id']}"
    return given if _ENTITY.match(given) else None


def _number(amount: str) -> str:
    try:
        number = float(amount)
    except ValueError:
        return ""
    if not abs(number) < 1e15:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def _place(value: Mapping[str, object]) -> str:
    latitude, longitude = value.get("latitude"), value.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    return f"{latitude:.4f}, {longitude:.4f}" if abs(latitude) <= 90 and abs(longitude) <= 360 else ""


def _dates(snaks: object) -> list[str | None]:
    """The dates of a qualifier, earliest first; None for one that is unknown. "No value" counts as not given."""
    return sorted(_qualified(snaks), key=lambda date: date or "")


def _qualified(snaks: object) -> Iterator[str | None]:
    for snak in mappings(snaks):
        if snak.get("snaktype") == "value":
            yield iso_date(mapping(mapping(snak.get("datavalue")).get("value")))
        elif snak.get("snaktype") == "somevalue":
            yield None
