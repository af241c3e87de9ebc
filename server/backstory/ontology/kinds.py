"""Kinds of entities, read from `kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backstory.ontology.properties import Property

_REST = "rest"
_ANY = "organisation"  # the order of what has no kind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity, what it is called elsewhere, and the order of a card's statements."""

    name: str
    plural: str
    colour: str
    schema_org: str  # type of schema.org
    dbpedia: str  # types as DBpedia Spotlight names them, joined by commas
    wikidata: frozenset[str]  # ids of the classes whose instances are of this kind
    order: tuple[str, ...]  # keys of properties; "rest" stands for all that are not named

    def place_of(self, property: Property) -> int:
        """The place of a property on a card of this kind: 0 comes first."""
        return self.order.index(property.key if property.key in self.order else _REST)


def _read() -> dict[str, Kind]:
    rows: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))

    def order(name: str) -> tuple[str, ...]:
        words = str(rows[name]["order"]).split()
        return order(words[0]) if words[0] in rows else tuple(words)

    return {
        name: Kind(
            name=name,
            plural=row["plural"],
            colour=row["colour"],
            schema_org=row.get("schema_org", "Thing"),
            dbpedia=row.get("dbpedia", ""),
            wikidata=frozenset(row.get("wikidata", "").split()),
            order=order(name),
        )
        for name, row in rows.items()
    }


KINDS: Mapping[str, Kind] = _read()
"""All kinds by name, in the order of the file."""


def is_common_noun(label: str) -> bool:
    """Whether a label has no capital: "troll farm" is a concept, "al-Shabaab" and "eBay" are names."""
    return label.islower()


_PLAIN = Kind("", "", "", "Thing", "", frozenset(), KINDS[_ANY].order)


def kind_named(name: str | None) -> Kind:
    """The kind of that name; one that is not on record behaves like any thing."""
    return KINDS.get(name or "", _PLAIN)
