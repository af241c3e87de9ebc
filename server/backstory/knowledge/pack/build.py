"""Pack source -> a pack."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import struct
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from math import log
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.manifest import FORMAT, PackMeta
from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine, FactLine, GoodLine
from backstory.surface import hashed, key, terms

SENSE = struct.Struct("<IfB")
_BIRTH = frozenset({"P569", "P571"})
_DEATH = frozenset({"P570", "P576"})
_TOOK_PLACE = "took place"
_MOST_TERMS = 60  # of an entity: the most telling


@dataclass(slots=True)
class BuildReport:
    """What was built and what was left out."""

    entities: int = 0
    surfaces: int = 0
    bad: list[BadLine] = field(default_factory=list)
    hash: str = ""


def build_pack(lines: Iterable[GoodLine | BadLine], out: Path, meta: PackMeta, *, built: str) -> BuildReport:
    """Write a pack of all usable lines to `out`, whole or not at all; the report names each line left out.

    The hash is of what the pack holds, not of when it was built.

    Raises: PackSourceError, when no line is usable; OSError.
    """
    report = BuildReport()
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            _fill(db, lines, meta, built, report)
        if not report.entities:
            raise PackSourceError("no usable line in the source" + (f"; first: {report.bad[0]}" if report.bad else ""))
        temporary.chmod(0o644)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
    return report


def _fill(
    db: sqlite3.Connection, lines: Iterable[GoodLine | BadLine], meta: PackMeta, built: str, report: BuildReport
) -> None:
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    db.executescript((files("backstory.knowledge.pack") / "schema.sql").read_text(encoding="utf-8"))
    db.execute("CREATE TEMP TABLE sense (hash INTEGER, row INTEGER, count REAL, full INTEGER)")
    digest = hashlib.sha256(f"{FORMAT}\n{meta.model_dump_json()}\n".encode())
    most_popular = 0.0
    spread: Counter[str] = Counter()
    db.execute("BEGIN")
    for entity in _usable(lines, report):
        said = _said(entity)
        spread.update(said)
        head, body = _head(entity, said), _body(entity)
        cursor = db.execute("INSERT OR IGNORE INTO entity (id, head, body) VALUES (?, ?, ?)", (entity.id, head, body))
        digest.update(entity.model_dump_json().encode())
        most_popular = max(most_popular, entity.popularity)
        row = cursor.lastrowid
        db.executemany(
            "INSERT INTO sense VALUES (?, ?, ?, ?)",
            [(hashed(form), row, count, full) for form, count, full in _surfaces(entity, meta.share_of)],
        )
        report.entities += 1
    _weigh_terms(db, spread, report.entities)
    report.surfaces = _write_surfaces(db)
    report.hash = digest.hexdigest()[:16]
    manifest = {
        **{name: str(value) for name, value in meta.model_dump().items() if value is not None},
        "format": str(FORMAT),
        "built": built,
        "hash": report.hash,
        "entities": str(report.entities),
        "surfaces": str(report.surfaces),
        "most_popular": str(most_popular),
    }
    db.executemany("INSERT INTO manifest VALUES (?, ?)", manifest.items())
    db.execute("COMMIT")
    db.execute("VACUUM")


def _usable(lines: Iterable[GoodLine | BadLine], report: BuildReport) -> Iterator[EntityLine]:
    seen: dict[str, str] = {}
    for line in lines:
        if isinstance(line, BadLine):
            report.bad.append(line)
            continue
        here = f"{line.file}:{line.line}"
        first = seen.setdefault(line.entity.id, here)
        if first != here:
            report.bad.append(BadLine(line.file, line.line, f"{line.entity.id} stands at {first} already"))
            continue
        yield line.entity


def _surfaces(entity: EntityLine, share_of: float) -> list[tuple[str, float, int]]:
    """Every form of the entity with its count, and 1 where it is a full name: not just a part of a person's."""
    whole = share_of or 1.0
    counts: dict[str, float] = {}
    for alias in entity.aliases:
        line = alias if isinstance(alias, AliasLine) else AliasLine(text=alias)
        form = key(line.text)
        if form:
            counts[form] = max(counts.get(form, 0.0), whole if line.count is None else line.count)
    label = key(entity.label)
    counts.setdefault(label, whole)
    many_words = " " in label
    return [
        (form, count, int(not (entity.kind == "person" and many_words and " " not in form)))
        for form, count in counts.items()
        if form and count > 0
    ]


def _write_surfaces(db: sqlite3.Connection) -> int:
    """Gather each form's senses into its one row, most frequent first. SQLite sorts, so memory stays small."""
    written = 0
    current, senses = None, bytearray()
    for form, row, count, full in db.execute(
        "SELECT hash, row, sum(count), max(full) FROM sense GROUP BY hash, row ORDER BY hash, sum(count) DESC, row"
    ):
        if form != current:
            if current is not None:
                db.execute("INSERT INTO surface VALUES (?, ?)", (current, bytes(senses)))
                written += 1
            current, senses = form, bytearray()
        senses += SENSE.pack(row, count, full)
    if current is not None:
        db.execute("INSERT INTO surface VALUES (?, ?)", (current, bytes(senses)))
        written += 1
    return written


def _said(entity: EntityLine) -> frozenset[str]:
    """The words that the source says of the entity."""
    values = (fact.value for fact in entity.facts)
    return terms(" ".join([entity.label, entity.description or "", entity.summary or "", *values]))


def _head(entity: EntityLine, said: frozenset[str]) -> str:
    links = dict.fromkeys([*entity.links, *(fact.entity for fact in entity.facts if fact.entity)])
    links.pop(entity.id, None)
    return _json(
        {
            "label": entity.label,
            "kind": entity.kind,
            "description": entity.description,
            "popularity": entity.popularity,
            "terms": sorted(said),
            "links": list(links),
            "began": _first(entity.facts, _BIRTH),
            "ended": _first(entity.facts, _DEATH, last=True),
        }
    )


def _weigh_terms(db: sqlite3.Connection, spread: Counter[str], entities: int) -> None:
    """Give each entity's words their weight: 1 for a word of this entity alone, 0 for one that all have."""
    whole = log(entities + 1)
    for row, head in _rows(db):
        value = json.loads(head)
        weighed = sorted((round(1 - log(spread[term]) / whole, 2), term) for term in value["terms"])
        value["terms"] = {term: weight for weight, term in weighed[-_MOST_TERMS:] if weight > 0}
        db.execute("UPDATE entity SET head = ? WHERE row = ?", (_json(value), row))


def _rows(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """All entities, a thousand at a time, so that they may be changed on the way."""
    last = 0
    while batch := db.execute("SELECT row, head FROM entity WHERE row > ? ORDER BY row LIMIT 1000", (last,)).fetchall():
        yield from batch
        last = batch[-1][0]


def _first(facts: tuple[FactLine, ...], pids: frozenset[str], *, last: bool = False) -> str | None:
    for fact in facts:
        if fact.pid in pids:
            return fact.end if last else fact.start
        if fact.property == _TOOK_PLACE:
            return fact.end if last else fact.start
    return None


def _body(entity: EntityLine) -> str:
    values = entity.model_dump(include={"summary", "facts", "wikipedia", "website", "image", "source", "language"})
    return _json({name: value for name, value in values.items() if value})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
