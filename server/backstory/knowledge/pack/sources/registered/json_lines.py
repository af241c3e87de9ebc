"""Entities as JSON lines, one a line: our own form."""

from __future__ import annotations

from pathlib import Path

from backstory.knowledge.pack.source import read_source
from backstory.knowledge.pack.sources.registry import PackSource


def _fits(path: Path, head: bytes) -> bool:
    """A file of JSON lines by name, or one whose first line is an object with an id and a label, or is empty."""
    first = head.lstrip().split(b"\n", 1)[0]
    return path.suffix in {".jsonl", ".json", ".ndjson"} or (first.startswith(b"{") and b'"label"' in first)


SOURCE = PackSource("JSON lines", _fits, lambda path, _language: read_source(path), own=True)
