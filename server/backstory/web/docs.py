"""The OpenAPI document as chapters to read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_REF_PREFIX = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in words; `model` is the schema that it speaks of, if one of ours."""

    words: str
    model: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a schema."""

    name: str
    kind: Kind
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A schema: its name, what it is, its fields."""

    name: str
    description: str
    rows: tuple[Row, ...]


def chapters(document: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """The schemas of a document, what is sent first, then what is answered, then the parts in order of mention."""
    schemas = document["components"]["schemas"]
    return tuple(
        Chapter(name, schemas[name].get("description", ""), tuple(_rows(schemas[name]))) for name in _order(schemas)
    )


def _order(schemas: Mapping[str, Any]) -> Iterable[str]:
    waiting = ["EnrichRequest", "EnrichResponse", "Problem", *schemas]
    seen: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen[name] = None
        waiting = [row.kind.model for row in _rows(schemas[name]) if row.kind.model] + waiting
    return seen


def _rows(schema: Mapping[str, Any]) -> Iterable[Row]:
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield Row(name, _kind(field), name in required, _described(field))


def _described(field: Mapping[str, Any]) -> str:
    """The description, then the bounds and the default."""
    parts = [field.get("description", "")]
    for one in (field, *field.get("anyOf", ())):
        if "minimum" in one and "maximum" in one:
            parts.append(f"{one['minimum']} to {one['maximum']}")
        if "maxLength" in one:
            parts.append(f"at most {one['maxLength']} characters")
    if field.get("default") is not None:
        parts.append(f"default {str(field['default']).lower()}")
    return "; ".join(part for part in parts if part)


def _kind(field: Mapping[str, Any]) -> Kind:
    if "$ref" in field:
        name = field["$ref"].removeprefix(_REF_PREFIX)
        return Kind(name, name)
    if "anyOf" in field:
        kinds = [_kind(one) for one in field["anyOf"]]
        return Kind(" or ".join(kind.words for kind in kinds), next((k.model for k in kinds if k.model), None))
    if field.get("type") == "array":
        item = _kind(field.get("items", {}))
        return Kind(f"list of {item.words}", item.model)
    if field.get("type") == "object":
        return Kind("object", None)
    return Kind(field.get("type", "anything"), None)
