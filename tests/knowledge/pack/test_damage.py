"""A pack proves itself: whatever happens to its file, it answers the same or says that it is damaged."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import PackError
from backstory.knowledge.pack import Pack, build_pack, reader
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.rows import check_of, sealed_senses
from backstory.knowledge.pack.seal import SECTION, Seal, seal
from backstory.knowledge.pack.source import read_source
from backstory.text.normalise import hashed, normalise

NAMES = [
    f"{first} {last}" for first in ("Ada", "Bo", "Cy", "Di") for last in ("Moor", "Quill", "Reed", "Stone", "Vane")
]


def _build(folder: Path, number: int) -> Path:
    lines = [
        {
            "id": f"Q{i + 1}",
            "label": name,
            "kind": "person",
            "summary": f"{name} keeps lighthouse {number}. " * (i % 7 + 1),
            "description": f"keeper {i}",
            "aliases": [{"text": name.split()[1], "count": 10 + i}],
            "facts": [{"property": "position held", "pid": "P39", "value": "keeper", "start": f"19{10 + i}"}],
            "links": [f"Q{(i + 1) % len(NAMES) + 1}"],
            "source": {"name": f"Almanac {i}", "licence": "CC0-1.0"},
        }
        for i, name in enumerate(NAMES)
    ]
    source = folder / f"{number}.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    out = folder / f"{number}.pack"
    build_pack(read_source(source), out, PackMeta(name=f"lights-{number}"), built="2026-01-01")
    return out


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("lights")
    return [_build(folder, number) for number in range(25)]


@pytest.fixture
def pack(packs: list[Path], tmp_path: Path) -> Path:
    """A copy of its own."""
    copy = tmp_path / "lights.pack"
    copy.write_bytes(packs[0].read_bytes())
    return copy


def _all(path: Path) -> list[Any]:
    """All that a pack can be asked, name by name."""
    with closing(Pack(path)) as pack:
        found: list[Any] = [pack.info(), pack.source]
        for name in (*NAMES, "Moor", "Quill", "Reed", "Stone", "Vane", "Nobody"):
            found.append(pack.find(name))
        for i in range(len(NAMES)):
            found.append(pack.profiles([f"Q{i + 1}"]).found.get(f"Q{i + 1}"))
        pack.probe()
        return found


def _flips(packs: list[Path], each: int) -> Iterator[tuple[Path, int, int]]:
    chance = random.Random(20261201)
    for path in packs:
        size = path.stat().st_size
        for _ in range(each):
            yield path, chance.randrange(size), 1 << chance.randrange(8)


def test_of_three_hundred_flipped_bits_none_changes_an_answer_in_silence(packs: list[Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pack"
    for path, at, bit in _flips(packs, 12):
        content = bytearray(path.read_bytes())
        content[at] ^= bit
        damaged.write_bytes(content)
        with pytest.raises(PackError):
            _all(damaged)


def test_in_what_of_a_large_pack_is_not_compared_yet_a_flipped_bit_makes_no_answer_another(
    packs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_SECTIONS_AT_OPEN", 0)
    damaged = tmp_path / "damaged.pack"
    as_built = {path: _all(path) for path in packs}
    for path, at, bit in _flips(packs, 6):
        content = bytearray(path.read_bytes())
        content[at] ^= bit
        damaged.write_bytes(content)
        try:
            told = _all(damaged)
        except PackError:
            continue
        # what the file's own structure lost is missing; nothing is another
        assert all(one in (other, None, ()) for one, other in zip(told, as_built[path], strict=True))
        with closing(Pack(damaged)) as opened:
            with pytest.raises(PackError, match="damaged near byte"):
                opened.check_rest()
            with pytest.raises(PackError, match="damaged near byte"):
                opened.profiles(["Q1"])


@pytest.mark.parametrize("left", [0, 1, 100, 8192, 20_000, -1, -40, -41])
def test_a_file_cut_short_is_refused(pack: Path, left: int) -> None:
    content = pack.read_bytes()
    pack.write_bytes(content[:left])
    with pytest.raises(PackError):
        Pack(pack)


def test_a_file_that_goes_on_is_refused(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes() + b"\0")
    with pytest.raises(PackError, match="seal"):
        Pack(pack)


def _changed(pack: Path, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """Change the database as somebody would who seals it anew, and mends the manifest's checksum."""
    with pack.open("rb") as file:
        size = Seal(file, "").size
    with pack.open("r+b") as file:
        file.truncate(size)
    with closing(sqlite3.connect(pack)) as db:
        for each in statements:
            db.execute(*([each] if isinstance(each, str) else each))
        manifest = dict(db.execute("SELECT name, value FROM manifest WHERE name != 'check'"))
        check = check_of(*sorted(manifest.items()))
        db.execute("UPDATE manifest SET value = ? WHERE name = 'check'", (str(check),))
        db.commit()
    seal(pack)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON surface BEGIN SELECT 1; END",
        "CREATE TABLE more (a)",
        "CREATE INDEX more ON surface (senses)",
        "ALTER TABLE entity ADD COLUMN more",
        "DROP TABLE surface",
    ],
)
def test_tables_views_and_triggers_other_than_a_packs_are_refused(pack: Path, statement: str) -> None:
    _changed(pack, statement)
    with pytest.raises(PackError, match="other tables"):
        Pack(pack)


def test_a_view_in_place_of_a_table_is_refused(pack: Path) -> None:
    forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS hash, x'' AS senses FROM n"
    _changed(pack, "DROP TABLE surface", f"CREATE VIEW surface AS {forever}")
    with pytest.raises(PackError, match="other tables"):
        Pack(pack)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sources", "{}x"),
        ("sources", '[{"name": 7}]'),
        ("sources", '["x"]'),
        ("share_of", "much"),
        ("entities", "many"),
        ("most_popular", ""),
        ("format", "99"),
        ("name", b"\xff"),
        ("built", b"x"),
    ],
)
def test_a_manifest_of_other_types_is_refused(pack: Path, name: str, value: object) -> None:
    _changed(pack, ("UPDATE manifest SET value = ? WHERE name = ?", (value, name)))
    with pytest.raises(PackError):
        Pack(pack)


HEAD = ["Ada", "person", None, 0, None, None, [], 1, {}]


@pytest.mark.parametrize(
    "head",
    [
        {},
        [],
        HEAD[:-1],
        [7, *HEAD[1:]],
        [*HEAD[:3], "much", *HEAD[4:]],
        [*HEAD[:3], float("nan"), *HEAD[4:]],
        [*HEAD[:6], [7], 1, {}],
        [*HEAD[:6], "Q1", 1, {}],
        [*HEAD[:8], {"a": "b"}],
        [*HEAD[:7], True, {}],
    ],
)
def test_a_head_of_other_types_is_refused_though_its_checksum_fits(pack: Path, head: object) -> None:
    _row(pack, "head", json.dumps(head))
    with closing(Pack(pack)) as opened, pytest.raises(PackError, match="damaged"):
        opened.profiles(["Q1"])


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"more": 1},
        {"summary": "x"},
        {"summary": [7]},
        {"summary": [["x"]]},
        {"facts": [{"property": "x"}]},
        {"facts": [{"property": "x", "value": 7}]},
        {"facts": [{"property": "x", "value": "y", "text": "z"}]},
        {"facts": [{"property": "x", "value": "y", "source": 9_999}]},
        {"facts": {"property": "x", "value": "y"}},
        {"image": "x"},
        {"image": {"url": 7}},
        {"source": -1},
        {"source": True},
        {"source": {"name": "x"}},
        {"wikipedia": {}},
    ],
)
def test_a_body_of_other_types_is_refused_though_its_checksum_fits(pack: Path, body: object) -> None:
    _row(pack, "body", json.dumps(body))
    with closing(Pack(pack)) as opened, pytest.raises(PackError, match="damaged"):
        opened.profiles(["Q1"])


@pytest.mark.parametrize("text", ["", "nul", "[" * 100_000])
def test_a_body_that_is_no_json_is_refused(pack: Path, text: str) -> None:
    _row(pack, "body", text)
    with closing(Pack(pack)) as opened, pytest.raises(PackError, match="damaged"):
        opened.profiles(["Q1"])


def _row(pack: Path, column: str, text: str) -> None:
    check = check_of(1, "Q1", text)
    _changed(pack, (f"UPDATE entity SET {column} = ?, {column}_check = ? WHERE row = 1", (text, check)))


@pytest.mark.parametrize("senses", [b"\0", (2**31).to_bytes(4, "little") + b"\0" * 5, b"\xff" * 4 + b"\0\0\xc0\x7f\1"])
def test_senses_that_lead_nowhere_are_refused(pack: Path, senses: bytes) -> None:
    form = hashed(normalise("Ada Moor"))
    _changed(pack, ("UPDATE surface SET senses = ? WHERE hash = ?", (sealed_senses(form, senses), form)))
    with closing(Pack(pack)) as opened, pytest.raises(PackError, match="damaged"):
        opened.find("Ada Moor")


def test_rows_that_changed_places_are_noticed(pack: Path) -> None:
    (other,) = _query(pack, "SELECT senses FROM surface WHERE hash = ?", hashed(normalise("Bo Moor")))
    _changed(pack, ("UPDATE surface SET senses = ? WHERE hash = ?", (other, hashed(normalise("Ada Moor")))))
    with closing(Pack(pack)) as opened, pytest.raises(PackError, match="checksum"):
        opened.find("Ada Moor")


def _query(pack: Path, sql: str, *values: object) -> tuple[Any, ...]:
    with closing(sqlite3.connect(pack)) as db:
        found: tuple[Any, ...] = db.execute(sql, values).fetchone()
        return found


@pytest.mark.parametrize("lost", ["deleted", "renamed", "replaced"])
def test_a_pack_whose_file_goes_away_answers_on_in_new_threads_too(pack: Path, packs: list[Path], lost: str) -> None:
    with closing(Pack(pack)) as opened:
        before = opened.find("Ada Moor")
        if lost == "deleted":
            pack.unlink()
        elif lost == "renamed":
            pack.rename(pack.with_suffix(".old"))
        else:
            other = pack.with_suffix(".new")
            other.write_bytes(packs[1].read_bytes())
            other.replace(pack)
        found: list[Any] = []
        asking = [threading.Thread(target=lambda: found.append(opened.profiles(["Q1", "Q7"]).found)) for _ in range(9)]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert before
        assert len(found) == 9
        assert all(each == found[0] and "lighthouse 0" in str(each["Q1"].summary) for each in found)


def test_after_closing_it_says_so(pack: Path) -> None:
    opened = Pack(pack)
    opened.close()
    for _ in range(3):
        with pytest.raises(PackError, match="closed"):
            opened.profiles(["Q1"])


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def small(*given: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*given, **named)
        db.execute("PRAGMA max_page_count = 2")
        return db

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(PackError, match="space left on the disk"):
        _build(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["1.jsonl"]


def test_a_section_is_a_megabyte_and_each_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(bytes(3 * SECTION + 5))
    seal(file)
    with file.open("r+b") as opened:
        opened.seek(3 * SECTION + 4)
        opened.write(b"x")
    with file.open("rb") as opened:
        found = Seal(opened, "large")
        assert len(found) == 4
        checks: list[Callable[[], None]] = [lambda i=i: found.check(i) for i in range(4)]  # type: ignore[misc]
        for check in checks[:3]:
            check()
        with pytest.raises(PackError, match="near byte 3,145,728"):
            checks[3]()
