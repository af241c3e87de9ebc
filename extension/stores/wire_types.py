"""Writes `wire.d.ts`: what the service answers, as types of TypeScript, made of its OpenAPI document.

    python extension/stores/wire_types.py

The extension's modules name these types where they read an answer, so that `tsc` notices when the two drift apart.
Browsers never load the file, and the zips leave it out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backstory.web.openapi import describe

TARGET = Path(__file__).parents[1] / "wire.d.ts"

HEAD = "// Made by stores/wire_types.py of the service's OpenAPI document. Not written by hand.\n"

#: What the extension reads; what these refer to comes along.
ROOTS = ("EnrichResponse", "EnrichRequest", "SensesResponse", "ProofResponse", "Version", "Problem")

_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def type_of(schema: dict[str, Any]) -> str:
    """A JSON schema as a type."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(one) for one in schema.get("enum", [schema.get("const")]))
    for joined in ("anyOf", "oneOf"):
        if joined in schema:
            return " | ".join(dict.fromkeys(type_of(one) for one in schema[joined]))
    kind = schema.get("type")
    if kind == "array":
        inner = type_of(schema.get("items", {}))
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if kind == "object":
        more = schema.get("additionalProperties")
        return f"Record<string, {type_of(more) if isinstance(more, dict) else 'unknown'}>"
    return _PLAIN.get(str(kind), "unknown")


def interface(name: str, schema: dict[str, Any]) -> str:
    """One model. A field that the service may leave out is optional."""
    required = set(schema.get("required", ()))
    lines = [f"/** {schema['description'].splitlines()[0]} */"] if "description" in schema else []
    lines.append(f"export interface {name} {{")
    for field, value in schema.get("properties", {}).items():
        if "description" in value:
            lines.append(f"  /** {value['description']} */")
        lines.append(f"  {field}{'' if field in required else '?'}: {type_of(value)};")
    return "\n".join([*lines, "}"])


def wire_types() -> str:
    """The whole file."""
    schemas = describe("")["components"]["schemas"]
    wanted: list[str] = []
    waiting = [name for name in ROOTS if name in schemas]
    while waiting:
        name = waiting.pop(0)
        if name in wanted:
            continue
        wanted.append(name)
        found = json.dumps(schemas[name]).split('"#/components/schemas/')[1:]
        waiting += [one.partition('"')[0] for one in found]
    return HEAD + "\n" + "\n\n".join(interface(name, schemas[name]) for name in sorted(wanted)) + "\n"


if __name__ == "__main__":
    TARGET.write_text(wire_types(), encoding="utf-8")
