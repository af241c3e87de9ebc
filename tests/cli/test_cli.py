"""The command line, run as people run it: in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backstory.cli.main import cli
from backstory.formats import format_named, format_names
from backstory.service.settings import Settings
from tests.conftest import FIXTURES

pytestmark = pytest.mark.whole

PAGE = FIXTURES / "pages" / "wagner-arms" / "source.html"


@pytest.fixture
def run(tmp_path: Path, starter_file: Path):  # type: ignore[no-untyped-def]
    """Run `backstory` with settings of the test's own."""

    def command(*words: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "BACKSTORY_CONFIG_DIR": str(tmp_path / "config"),
            "BACKSTORY_CACHE_DIR": str(tmp_path / "cache"),
            "BACKSTORY_PACKS": str(starter_file),
        }
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-c", "from backstory.cli.main import main; main()", *words],
            input=given, capture_output=True, timeout=60, env=environment, check=False,
        )  # fmt: skip
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


def test_enrich_tells_a_saved_page_as_text(run) -> None:  # type: ignore[no-untyped-def]
    done = run("enrich", str(PAGE))
    assert done.returncode == 0
    assert "Yevgeny Prigozhin" in done.stdout


def test_enrich_gives_one_line_of_json_an_input_in_order(run) -> None:  # type: ignore[no-untyped-def]
    opera = FIXTURES / "pages" / "opera" / "source.html"
    done = run("enrich", "--format", "json", str(PAGE), str(opera))
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert "en:Wagner Group" in {card["id"] for card in first["cards"]}
    assert "en:Richard Wagner" in {card["id"] for card in second["cards"]}


def test_enrich_gives_a_page_that_stands_alone(run) -> None:  # type: ignore[no-untyped-def]
    done = run("enrich", "--format", "html", "-", stdin=PAGE.read_bytes())
    assert done.stdout.lower().startswith("<!doctype html>")
    assert done.stdout.count("<script") == done.stdout.count('<script type="application/ld+json">') == 1


def test_enrich_gives_web_annotations(run) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(run("enrich", "--format", "jsonld", str(PAGE)).stdout)
    assert told["type"] == "AnnotationCollection"
    assert told["total"] > 5


def test_enrich_reads_plain_text_from_standard_input(run) -> None:  # type: ignore[no-untyped-def]
    done = run("enrich", "--format", "json", "--published", "2023-01-20", "-", stdin="It rained in Bakhmut.")
    answer = json.loads(done.stdout)
    assert [card["label"] for card in answer["cards"]] == ["Bakhmut"]
    assert answer["page"]["published"] == "2023-01-20"


def test_one_bad_input_costs_one_line_and_the_exit_status(run) -> None:  # type: ignore[no-untyped-def]
    shop = FIXTURES / "pages" / "shop" / "source.html"
    done = run("enrich", "--format", "json", "/no/such/file.html", str(shop), str(PAGE))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    errors = [line for line in done.stderr.splitlines() if line.strip()]
    assert errors[0].startswith("/no/such/file.html: cannot be read")
    assert str(shop) in errors[1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("published", ["yesterday", "2023-13-01"])
def test_a_wrong_date_is_named(run, published: str) -> None:  # type: ignore[no-untyped-def]
    done = run("enrich", "--published", published, str(PAGE))
    assert done.returncode == 1
    assert "published" in done.stderr
    assert "YYYY-MM-DD" in done.stderr


def test_extract_reads_lines_and_answers_in_order(run) -> None:  # type: ignore[no-untyped-def]
    html = PAGE.read_text(encoding="utf-8")
    lines = [json.dumps({"id": "a", "html": html, "url": "https://courier.example/x"}), "{", '{"id":"c"}']
    done = run("extract", stdin="\n".join(lines))
    assert done.returncode == 1
    (told,) = (json.loads(line) for line in done.stdout.splitlines())
    assert told["id"] == "a"
    assert told.keys() == {
        "id", "title", "byline", "site", "published", "modified", "canonical_url", "language", "origins", "text",
        "read_more",
    }  # fmt: skip
    assert len(told["read_more"]) == 2
    assert told["read_more"][0].keys() == {"url", "text", "confidence", "quote"}
    assert "standard input:2: no JSON" in done.stderr
    assert 'standard input:3: has no "html"' in done.stderr


def test_extract_takes_files_as_they_were_saved(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "saved.html"
    words = "<p>Ein schöner Satz über Kyjiw und die Brücke am Fluss, den jeder lesen kann.</p>" * 12
    page.write_bytes(f'<html><head><meta charset="iso-8859-1"></head><article>{words}</article>'.encode("latin-1"))
    done = run("extract", str(page))
    assert "schöner Satz über" in json.loads(done.stdout)["text"]


def test_link_finds_and_links_names(run) -> None:  # type: ignore[no-untyped-def]
    text = "😀 Yevgeny Prigozhin paid. Prigozhin left."
    done = run("link", stdin=json.dumps({"id": 7, "text": text}))
    told = json.loads(done.stdout)
    assert told["id"] == 7
    assert [(text[m["start"] : m["end"]], m["entity"]) for m in told["mentions"]] == [
        ("Yevgeny Prigozhin", "en:Yevgeny Prigozhin"),
        ("Prigozhin", "en:Yevgeny Prigozhin"),
    ]


def test_link_drops_no_given_mention(run) -> None:  # type: ignore[no-untyped-def]
    mentions = [{"start": 0, "end": 4}, {"start": 0, "end": 4}, {"start": 5, "end": 9}]
    done = run("link", stdin=json.dumps({"id": 1, "text": "Kyiv nope", "mentions": mentions}))
    assert [(m["start"], m["end"]) for m in json.loads(done.stdout)["mentions"]] == [(0, 4), (0, 4), (5, 9)]


@pytest.mark.parametrize("mentions", [[{"start": 0, "end": 99}], [{"start": 3, "end": 3}], [{"start": "0"}], {}, [7]])
def test_link_names_a_mention_that_does_not_lie_in_the_text(run, mentions: object) -> None:  # type: ignore[no-untyped-def]
    done = run("link", stdin=json.dumps({"id": 1, "text": "Kyiv", "mentions": mentions}))
    assert done.returncode == 1
    assert "mentions" in done.stderr


def test_pack_is_built_looked_at_and_checked(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "own.jsonl"
    source.write_text(
        '{"id":"Q1","label":"Ada Quill","kind":"person","description":"poet","summary":"A poet."}\n{"id":3}\n'
    )
    out = tmp_path / "own.pack"
    built = run("pack", "build", str(source), "-o", str(out))
    assert built.returncode == 1
    assert f"{source}:2: " in built.stderr
    assert "1 entities" in built.stdout
    assert "name: own" in run("pack", "info", str(out)).stdout
    assert "poet" in run("pack", "show", "--pack", str(out), "Ada Quill").stdout
    assert run("pack", "check", str(source)).returncode == 1
    assert "starter" in run("pack", "list").stdout


def test_pack_build_says_what_is_missing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "no source given" in run("pack", "build", "-o", str(tmp_path / "p")).stderr
    assert "no such file" in run("pack", "build", "nothing.jsonl", "-o", str(tmp_path / "p")).stderr


def test_doctor_says_what_works(run) -> None:  # type: ignore[no-untyped-def]
    done = run("doctor")
    assert done.returncode == 0
    assert "ok  pack starter" in done.stdout
    assert "nothing leaves this machine" in done.stdout


def test_doctor_names_what_does_not(run) -> None:  # type: ignore[no-untyped-def]
    done = run("doctor", "--pack", "/no/such.pack", "--live")
    assert done.returncode == 1
    assert "NO  packs: /no/such.pack: no such file" in done.stdout
    assert "NO  live sources" in done.stdout


def test_a_wrong_setting_is_named(run) -> None:  # type: ignore[no-untyped-def]
    for option, value in (("--port", "70000"), ("--max-words", "many"), ("--min-confidence", "2")):
        done = run("serve", option, value)
        assert done.returncode == 2
        assert option in done.stderr
        assert value in done.stderr


def test_all_but_secret_settings_are_options_of_serve(run) -> None:  # type: ignore[no-untyped-def]
    options = set(re.findall(r"^  --([\w-]+)", run("serve", "--help").stdout, re.MULTILINE))
    spelled = {name: name.replace("_", "-") for name in Settings.model_fields}
    lacking = {name for name, option in spelled.items() if not {option, option.removesuffix("s")} & options}
    assert lacking == {"token", "limits_store", "live_cache", "config_dir"}


def test_help_names_every_command_and_what_it_does(run) -> None:  # type: ignore[no-untyped-def]
    text = run("--help").stdout
    commands = cli.list_commands(None)  # type: ignore[arg-type]
    assert {"serve", "enrich", "pack"} <= set(commands)
    for command in commands:
        assert re.search(rf"^  {command} +[A-Z]", text, re.MULTILINE), command
        assert run(command, "--help").returncode == 0


def test_help_says_what_each_format_is(run) -> None:  # type: ignore[no-untyped-def]
    text = "".join(run("enrich", "--help").stdout.split())
    for name in format_names():
        assert "".join(f"{name}: {format_named(name).description}".split()) in text


def test_pack_show_by_id_names_the_namesakes(run) -> None:  # type: ignore[no-untyped-def]
    done = run("pack", "show", "en:Richard Wagner")
    assert done.stdout.startswith("Richard Wagner  [en:Richard Wagner]")
    assert "“Wagner” also means: Wagner Group" in done.stdout
