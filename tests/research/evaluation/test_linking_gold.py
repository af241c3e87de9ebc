"""Marked texts from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import InputError
from backstory_research.evaluation.linking import load, types_beside

MENTION = {"mid": 0, "start": 0, "end": 3, "qid": "Q1"}
DOCUMENT = {"id": "one", "text": "Auk flew.", "mentions": [MENTION]}


def written(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    written(tmp_path / "b.jsonl", DOCUMENT, "")
    written(tmp_path / "a.jsonl", DOCUMENT | {"evaluation_span": [4, 8], "mentions": []})
    gold = load(tmp_path)
    assert list(gold) == ["a", "b"]
    assert [(each.id, each.span, len(each.mentions)) for texts in gold.values() for each in texts] == [
        ("one", (4, 8), 0),
        ("one", (0, 9), 1),
    ]


def test_what_is_not_said_of_a_mention_has_a_default(tmp_path: Path) -> None:
    mention = load(written(tmp_path / "a.jsonl", DOCUMENT))["a"][0].mentions[0]
    assert (mention.name, mention.types, mention.optional, mention.parent) == ("", ("OTHER",), False, None)
    assert (mention.coreference, mention.tags, mention.measure) == (None, (), None)


def test_what_is_said_is_kept(tmp_path: Path) -> None:
    said = MENTION | {"type": "Event|DATETIME", "optional": True, "parent": 0, "coref": False, "tags": ["rare"]}
    mention = load(written(tmp_path / "a.jsonl", DOCUMENT | {"mentions": [said | {"mid": 1, "qid": None}]}))["a"][0]
    told = mention.mentions[0]
    assert (told.entity, told.types, told.optional, told.parent) == (None, ("Event", "DATETIME"), True, 0)
    assert (told.coreference, told.tags, told.measure) == (False, ("rare",), "DATETIME")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([], r"a\.jsonl: holds no document"),
        (["", " "], "holds no document"),
        ([DOCUMENT, "{"], r"a\.jsonl:2: no JSON"),
        (["[]"], 'an object with "id" and "text"'),
        ([{"id": "one", "mentions": []}], 'an object with "id" and "text"'),
        ([{"id": "one", "text": "Auk"}], 'one has no list of "mentions"'),
        ([DOCUMENT, DOCUMENT], r":2: the document one stands there twice"),
        ([DOCUMENT | {"mentions": [MENTION, MENTION]}], 'have the same "mid"'),
        ([DOCUMENT | {"mentions": ["Auk"]}], r"mentions\[0\]: has to be an object"),
        ([DOCUMENT | {"mentions": [{"mid": 0, "start": 0, "end": 3}]}], r'mentions\[0\]: .*"qid"'),
        ([DOCUMENT | {"mentions": [MENTION | {"end": 10}]}], r"mentions\[0\]: start and end .* lie in the text"),
        ([DOCUMENT | {"mentions": [MENTION | {"start": True}]}], "whole numbers"),
        ([DOCUMENT | {"evaluation_span": [0]}], "evaluation_span"),
        ([DOCUMENT | {"evaluation_span": "all"}], "evaluation_span"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, rows: list[Any], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        load(written(tmp_path / "a.jsonl", *rows))


def test_a_folder_without_gold_and_a_file_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \*\.jsonl"):
        load(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "a.jsonl")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(InputError, match="is not UTF-8"):
        load(tmp_path)


def test_types_come_from_beside_the_gold_or_a_folder_up(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    file = written(tmp_path / "dev" / "a.jsonl", DOCUMENT)
    assert types_beside(tmp_path / "dev") == {}
    written(tmp_path / "names.tsv", "qid\tname\ttypes", "Q1\tAuk\tTaxon|Animal", "Q2\t\t\tmore")
    assert types_beside(tmp_path / "dev")["Q1"] == {"Taxon", "Animal"}
    assert types_beside(file)["Q2"] == {""}


def test_a_table_of_types_with_a_short_row_is_named(tmp_path: Path) -> None:
    written(tmp_path / "names.tsv", "qid\tname\ttypes", "Q1\tAuk")
    with pytest.raises(InputError, match=r"names\.tsv:2"):
        types_beside(tmp_path)
