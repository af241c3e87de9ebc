"""Gold from a folder, and the report on what was read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from backstory.errors import InputError
from backstory.model import Document, Metadata, Page, Quote, ReadMoreLink
from backstory_research.evaluation.extraction import load, report
from backstory_research.evaluation.extraction.report import lines

URL = "https://echo.example/ferry"


def written(folder: Path) -> Path:
    """Two marked pages."""
    (folder / "html").mkdir()
    (folder / "html" / "a.html.gz").write_bytes(gzip.compress("<p>Fähre</p>".encode()))
    rows = {"a": {"url": URL, "articleBody": "one two three four five"}, "b": {"articleBody": "six seven eight nine"}}
    (folder / "truth.json").write_text(json.dumps(rows))
    link = {"id": "a", "label": "yes", "href": "/auk", "text": "How the Auk was built", "in_truth": False}
    (folder / "readmore.jsonl").write_text(json.dumps(link) + "\n\n")
    metas = [{"id": "a", "headline": "Ferry stops", "datePublished": "2023-01-20T05:12Z"}, {"id": "b", "headline": "B"}]
    (folder / "meta.jsonl").write_text("\n".join(map(json.dumps, metas)))
    return folder


PAGE = Page(
    Metadata(title="Ferry stops", published="2023-01-20"),
    Document.from_blocks([("headline", "Ferry stops"), ("paragraph", "one two three four five")]),
    (ReadMoreLink("https://www.echo.example/auk", "How the Auk was built", Quote("", "", "")),),
)


def test_a_report_counts_what_was_read_right(tmp_path: Path) -> None:
    gold = load(written(tmp_path))
    told = report(gold, {"a": PAGE, "b": None}, [2.0, 4.0], rounds=10)
    assert gold.pages["a"].html() == "<p>Fähre</p>"
    assert (told.pages, told.empty, told.text.precision, told.text.recall) == (2, 1, 1.0, 0.5)
    assert told.links is not None
    assert (told.links.found.right, told.links.left_in_body, told.links.could_be_left) == (1, 0, 1)
    assert told.meta is not None
    assert (told.meta.any_form, told.meta.date.recall) == (0.5, 1.0)
    assert told.as_data()["links"]["found"]["precision"] == 1.0
    assert json.loads(json.dumps(told.as_data()))["times_ms"] == {"median": 3.0, "p95": 4.0}


def test_a_report_names_the_worst_pages_and_the_errors(tmp_path: Path) -> None:
    gold = load(written(tmp_path))
    told = "\n".join(lines(report(gold, {"a": PAGE, "b": None}, rounds=0), gold, worst=1))
    assert "0.000  b" in told
    assert "b: headline None, not 'B'" in told
    assert "time" not in told
    lost = "\n".join(lines(report(gold, {"a": None, "b": None}, rounds=0), gold, worst=5))
    assert "lost   a: echo.example/auk" in lost


def test_what_was_not_marked_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"a": {"articleBody": "x"}}')
    told = report(load(tmp_path), {"a": None}, rounds=0)
    assert (told.links, told.meta, told.times_ms) == (None, None, None)
    assert len(list(lines(told, load(tmp_path)))) == 5


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("truth.json", "{", "no JSON"),
        ("truth.json", "{}", "at least one page"),
        ("truth.json", '{"a": {}}', 'a has no "articleBody"'),
        ("meta.jsonl", '{"headline": "x"}', r'meta\.jsonl:1: no JSON object with an "id"'),
        ("readmore.jsonl", "{", r"readmore\.jsonl:1"),
    ],
)
def test_gold_that_is_none_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (written(tmp_path) / name).write_text(content)
    with pytest.raises(InputError, match=message):
        load(tmp_path)


def test_a_folder_without_gold_and_a_page_that_is_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "none")
    with pytest.raises(InputError, match="cannot be read as gzip"):
        load(written(tmp_path)).pages["b"].html()
