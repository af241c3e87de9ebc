from __future__ import annotations

import pytest

from backstory.knowledge.pack.source import BadLine, EntityLine, GoodLine
from backstory_packs.bulk_check import check_bulk, check_shares, ordinary_names


def line(number: int = 1, **values: object) -> GoodLine:
    base = {
        "id": "Q1",
        "label": "Quill",
        "kind": "company",
        "description": "chain of pen shops",
        "source": {"name": "index", "licence": "CC0-1.0"},
    }
    return GoodLine("f", number, EntityLine.model_validate({**base, **values}))


def test_a_well_formed_line_has_no_error() -> None:
    assert check_bulk([line(), line(2, id="Q2")]) == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": "en:Quill"}, "no Wikidata id"),
        ({"description": "x" * 91}, "longer than 90"),
        ({"description": "chain of <b>shops</b>"}, "markup"),
        ({"kind": None}, "no kind"),
        ({"summary": "Words."}, "has a summary"),
        ({"source": None}, "no source"),
        ({"source": {"name": "index"}}, "no source with a licence"),
        ({"aliases": [{"text": "Q", "count": 3}]}, "alias with a count"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(values: dict[str, object], reason: str) -> None:
    assert reason in check_bulk([line(**values)])[0]


def test_lines_go_by_number_each_once() -> None:
    assert "behind Q2" in check_bulk([line(id="Q2"), line(2, id="Q1")])[0]
    assert "behind Q1" in check_bulk([line(), line(2)])[0]


def test_a_bad_line_is_an_error() -> None:
    assert check_bulk([BadLine("f", 1, "is no JSON")]) == ["f:1: is no JSON"]


def test_shares_over_a_hundred_are_told_once() -> None:
    one = line().entity
    other = line(id="Q2").entity
    assert len(check_shares([one, other], [one])) == 1
    assert check_shares([one, other], [one, other]) == []  # the written ones' own fault, told elsewhere


def test_an_ordinary_word_with_a_large_share_is_noted() -> None:
    aliases = ["Gap", {"text": "Shell", "count": 8}, "The Times", "GAP Group"]
    notes = ordinary_names([line(label="Nordhavn Quill", aliases=aliases).entity])
    assert notes == ["“gap” is an ordinary English word; Q1 has 100 of it"]
