"""`backstory evaluate`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backstory.cli.evaluate import command
from tests.conftest import FIXTURES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One fixture page, marked."""
    page = FIXTURES / "pages" / "wagner-arms"
    expected = json.loads((page / "expected.json").read_text("utf-8"))
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress((page / "source.html").read_bytes()))
    (tmp_path / "html" / "two.html.gz").write_bytes(gzip.compress(b"<p>nothing"))
    rows = {"one": {"url": expected["url"], "articleBody": "a b c d"}, "two": {"articleBody": "a b c d"}}
    (tmp_path / "truth.json").write_text(json.dumps(rows))
    (tmp_path / "meta.jsonl").write_text(json.dumps({"id": "one", "headline": expected["title"]}))
    return tmp_path


def test_the_figures_are_printed(folder: Path) -> None:
    done = CliRunner().invoke(command, ["extraction", str(folder), "--worst", "1"])
    assert done.exit_code == 0, done.output
    assert "2 pages, 1 without text" in done.output
    assert "headline        1.000" in done.output
    assert "time a page     median" in done.output


def test_the_figures_are_given_as_json(folder: Path) -> None:
    done = CliRunner().invoke(command, ["extraction", str(folder), "--json", "--rounds", "0"])
    assert json.loads(done.stdout)["f1_by_page"] == {"one": 0.0, "two": 0.0}
