"""The extension's types: those of the service's answers are made of its OpenAPI document, and all of them hold."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.extension.test_node import find_node

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "extension" / "stores" / "wire_types.py"
OWN = ROOT / "build" / "node" / "node_modules" / "typescript" / "bin" / "tsc"  # where provide.sh puts it


@pytest.fixture(scope="module")
def wire_types() -> Any:
    spec = importlib.util.spec_from_file_location("wire_types", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_types_of_the_answer_are_those_that_the_service_describes(wire_types: Any) -> None:
    written = (ROOT / "extension" / "wire.d.ts").read_text(encoding="utf-8")
    assert written == wire_types.wire_types(), "run: python extension/stores/wire_types.py"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, "string"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "number | null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/CardOut"}}, "CardOut[]"),
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "(string | null)[]"),
        ({"enum": ["since", "background"]}, '"since" | "background"'),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "Record<string, number>"),
        ({}, "unknown"),
    ],
)
def test_a_schema_as_a_type(wire_types: Any, schema: dict[str, Any], expected: str) -> None:
    assert wire_types.type_of(schema) == expected


def test_a_field_that_may_be_left_out_is_optional(wire_types: Any) -> None:
    schema = {"properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}, "required": ["a"]}
    assert "  a: string;\n  b?: boolean;" in wire_types.interface("One", schema)


def test_every_type_in_the_extension_holds() -> None:
    """TypeScript reads the JSDoc of the modules; nothing is translated."""
    on_path = shutil.which("tsc")
    node = find_node()
    if on_path is None and (node is None or not OWN.exists()):
        pytest.skip("TypeScript is not here and could not be installed, so the extension's types were not checked.")
    command = [on_path] if on_path else [node, str(OWN)]
    done = subprocess.run(
        [*command, "-p", str(Path(__file__).parent / "tsconfig.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
