"""`backstory evaluate`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstory.cli.commands.evaluate import command
from backstory.errors import InputError
from backstory.service.settings import Settings
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


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One marked text of our own."""
    text = "Yevgeny Prigozhin sent Wagner to Bakhmut. Bo Plover stayed."
    names = [("Yevgeny Prigozhin", "en:Yevgeny Prigozhin"), ("Wagner", "en:Wagner Group"), ("Bo Plover", None)]
    mentions = [
        {"mid": n, "start": text.index(name), "end": text.index(name) + len(name), "qid": id, "name": name}
        for n, (name, id) in enumerate(names)
    ]
    row = {"id": "1", "text": text, "mentions": mentions, "evaluation_span": [0, text.index("Bakhmut")]}
    (tmp_path / "ours.jsonl").write_text(json.dumps(row))
    return tmp_path


def linking(gold: Path, starter_file: Path, *options: str) -> Result:
    return CliRunner().invoke(command, ["linking", str(gold), "--pack", str(starter_file), *options])


def test_linking_is_measured_with_the_products_own_linker(gold: Path, starter_file: Path) -> None:
    done = linking(gold, starter_file, "--json")
    told = json.loads(done.stdout)
    assert list(told["benchmarks"]) == ["ours"]
    assert told["benchmarks"]["ours"]["named"]["linking"]["f1"] == 1.0
    assert told["given"]["ours"]["named"]["accuracy"] == 1.0
    assert Settings.model_fields["min_confidence"].default in [at["threshold"] for at in told["pooled"]["shown"]]
    assert told["timings"]["words"] == 9
    assert set(told["timings"]["stages_ms"]) == {"propose", "candidates", "mentions", "linking"}


def test_linking_is_told_in_lines_with_the_worst_errors(gold: Path, starter_file: Path) -> None:
    done = linking(gold, starter_file, "--worst", "2", "--no-given")
    assert done.exit_code == 0, done.output
    assert "words a second" in done.output
    assert "gold.n" not in done.output
    assert "wrong links: 0" in done.output


def test_gold_that_is_none_is_refused_before_anything_is_linked(tmp_path: Path, starter_file: Path) -> None:
    done = linking(tmp_path, starter_file)
    assert isinstance(done.exception, InputError)
    assert "holds no *.jsonl" in str(done.exception)
