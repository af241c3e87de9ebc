"""Properties of entities, read from `properties.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

ValueIs = Literal["", "office", "event", "time"]
_STRENGTH = 4  # of a tie by a property that says nothing of it


@dataclass(frozen=True, slots=True)
class Reading:
    """How a statement reads in one language, as templates; README.md says what may stand in them."""

    phrases: Mapping[str, str]  # by kind of the entity; "any" for all others
    role: str | None = None  # what the value is to the entity: its "speaker"
    happened: str | None = None  # of what came about on one day, with a verb in the past
    as_role: str | None = None  # where the value itself names a role: "Pep Guardiola, as coach"
    under_way: str | None = None
    ended: str | None = None
    verb: bool = False  # the phrase has a verb already

    def phrase(self, kind: str | None) -> str:
        """The template for an entity of that kind."""
        if self.role is not None:
            return f"{self.role}{{when}}: {{value}}"
        return self.phrases.get(kind or "", self.phrases["any"])


@dataclass(frozen=True, slots=True)
class Property:
    """What may be said of an entity, and how statements of it behave. README.md explains each flag."""

    key: str
    name: str  # as packs have it
    ids: tuple[str, ...] = ()  # of Wikidata
    inverse: str | None = None  # key of the property that reads it from the value's side
    value_is: ValueIs = ""
    office: bool = False
    holder: bool = False
    headship: bool = False
    private: bool = False
    symmetric: bool = False
    measured: bool = False
    single: bool = False
    hidden: bool = False
    outcome: bool = False
    carries: bool = False
    begins: bool = False
    ends: bool = False
    list: bool = False
    live: bool = False
    best_only: bool = False
    is_class: bool = False
    changes: bool = False
    tie: bool = True
    strength: int = _STRENGTH
    readings: Mapping[str, Reading] = field(default_factory=dict, compare=False)  # by language

    @property
    def id(self) -> str | None:
        """Its Wikidata id."""
        return self.ids[0] if self.ids else None

    def reading(self, language: str) -> Reading | None:
        """How it reads in a language; None where nobody has written that."""
        return self.readings.get(language)


_LANGUAGES = ("en",)
_READING_FIELDS = {"role": "role", "happened": "happened", "as": "as_role", "under_way": "under_way", "ended": "ended"}


def _reading(row: Mapping[str, Any]) -> Reading:
    named = {name: row[key] for key, name in _READING_FIELDS.items() if key in row}
    phrases = {key: text for key, text in row.items() if key not in {*_READING_FIELDS, "verb"}}
    return Reading(phrases, verb=row.get("verb", False), **named)


def _property(key: str, row: Mapping[str, Any]) -> Property:
    plain = {name: value for name, value in row.items() if name not in {"id", "ids", "class", *_LANGUAGES}}
    return Property(
        key=key,
        ids=tuple(row.get("ids", [row["id"]] if "id" in row else [])),
        is_class=row.get("class", False),
        readings={code: _reading(row[code]) for code in _LANGUAGES if code in row},
        **plain,
    )


def _read() -> dict[str, Property]:
    rows = tomllib.loads(Path(__file__).with_name("properties.toml").read_text(encoding="utf-8"))
    return {key: _property(key, row) for key, row in rows.items()}


PROPERTIES: Mapping[str, Property] = _read()
"""All properties by key, in the order of the file."""

_BY_ID = {id: each for each in PROPERTIES.values() for id in each.ids}
_BY_NAME = {each.name: each for each in reversed([*PROPERTIES.values()])}


@cache
def property_of(id: str | None, name: str) -> Property:
    """The property of a statement, by its Wikidata id, else by its name; one that is on no record has but its name."""
    found = _BY_ID.get(id or "") or _BY_NAME.get(name)
    if found is not None:
        return found
    plain = Reading({"any": f"{_escaped(name)}{{when}}: {{value}}"})
    return Property(key=name.replace(" ", "_"), name=name, ids=(id,) if id else (), readings={"en": plain})


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
