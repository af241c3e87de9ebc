"""What differs between two packs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backstory.cli.commands.pack import command
from backstory.knowledge.pack import Pack, build_pack, walk
from backstory.knowledge.pack.diff import Difference, NameCounts, entity_differences, name_differences
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source

ADA = {"id": "Q1", "label": "Ada Quill", "kind": "person", "description": "poet", "source": {"name": "Almanac"}}
PENS = {"id": "Q2", "label": "Quill Pens", "kind": "company", "links": ["Q1"], "source": {"name": "Register"}}
TOWN = {"id": "Q3", "label": "Quillham", "kind": "place"}


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Callable[..., Pack]]:
    packs: list[Pack] = []

    def build(*lines: dict[str, Any]) -> Pack:
        source = tmp_path / f"{len(packs)}.jsonl"
        source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        out = source.with_suffix(".pack")
        build_pack(read_source(source), out, PackMeta(name="quill"), built=f"2026-01-0{len(packs) + 1}")
        packs.append(Pack(out))
        return packs[-1]

    yield build
    for pack in packs:
        pack.close()


def test_packs_of_the_same_entities_in_another_order_do_not_differ(built: Callable[..., Pack]) -> None:
    one, other = built(ADA, PENS, TOWN), built(TOWN, PENS, ADA)
    assert list(entity_differences(one, other)) == []
    assert name_differences(one, other) == NameCounts(0, 0, 0)


def test_what_came_went_and_says_something_else_is_told(built: Callable[..., Pack]) -> None:
    one = built(ADA, PENS)
    other = built({**ADA, "description": "novelist", "summary": "Ada Quill wrote novels."}, TOWN)
    assert list(entity_differences(one, other)) == [
        Difference("Q1", "changed", "Ada Quill", ("description", "summary")),
        Difference("Q2", "removed", "Quill Pens"),
        Difference("Q3", "added", "Quillham"),
    ]
    assert name_differences(one, other) == NameCounts(added=1, removed=1, changed=0)


def test_a_source_is_compared_by_what_it_is_and_not_by_its_number(built: Callable[..., Pack]) -> None:
    one, other = built(ADA, PENS), built(ADA, {**PENS, "source": {"name": "Almanac"}})
    assert list(entity_differences(one, other)) == [Difference("Q2", "changed", "Quill Pens", ("source",))]


def test_a_name_that_means_another_is_counted(built: Callable[..., Pack]) -> None:
    one = built({**ADA, "aliases": [{"text": "Quill", "count": 3}]}, PENS)
    other = built(ADA, {**PENS, "aliases": [{"text": "Quill", "count": 3}]})
    assert name_differences(one, other) == NameCounts(0, 0, 1)


def test_packs_are_walked_piece_by_piece(built: Callable[..., Pack], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "_ROWS", 2)
    many = [{"id": f"Q{i}", "label": f"Quill {i}"} for i in range(1, 12)]
    one, other = built(*many), built(*many[:-1])
    assert [(each.id, each.what) for each in entity_differences(one, other)] == [("Q11", "removed")]
    assert name_differences(one, other) == NameCounts(0, 1, 0)


def test_the_command_tells_it_and_its_exit_status_says_whether_there_is_any(built: Callable[..., Pack]) -> None:
    one, other, same = built(ADA, PENS), built(ADA, TOWN), built(PENS, ADA)
    told = CliRunner().invoke(command, ["diff", str(one.path), str(other.path), "--limit", "1"])
    assert told.exit_code == 1
    assert "- Quill Pens  [Q2]" in told.output
    assert "[Q3]" not in told.output  # beyond the limit
    assert "entities: 1 added, 1 removed, 0 changed" in told.output
    alike = CliRunner().invoke(command, ["diff", str(one.path), str(same.path)])
    assert alike.exit_code == 0
    assert "built: 2026-01-01 → 2026-01-03" in alike.output
