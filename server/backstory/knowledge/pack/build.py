"""Pack source -> a pack."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from math import log
from pathlib import Path

from backstory.errors import PackError, PackSourceError
from backstory.knowledge.pack.manifest import FORMAT, PackMeta
from backstory.knowledge.pack.rows import NAMELESS, SENSE, check_of, sealed_senses
from backstory.knowledge.pack.seal import seal
from backstory.knowledge.pack.source import AliasLine, BadLine, DatedLine, EntityLine, FactLine, GoodLine, SourceLine
from backstory.ontology import PROPERTIES, property_of
from backstory.text.normalise import SEPARATOR, hashed, normalise, of_language
from backstory.text.terms import terms

_BIRTH = frozenset(id for each in PROPERTIES.values() if each.begins for id in each.ids)
_DEATH = frozenset(id for each in PROPERTIES.values() if each.ends for id in each.ids)
_TOOK_PLACE = "took place"
_MOST_TERMS = 60  # of an entity: the most telling
# made once: json.dumps would make one for each value
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_BATCH = 1000  # entities written in one go
_MOST_SOURCES = 250  # in the manifest, which is read whole; a source for each entity stands with the entity


@dataclass(slots=True)
class BuildReport:
    """What was built and what was left out."""

    entities: int = 0
    surfaces: int = 0
    nameless: int = 0  # have no label but their id
    bad: list[BadLine] = field(default_factory=list)
    hash: str = ""


def build_pack(lines: Iterable[GoodLine | BadLine], out: Path, meta: PackMeta, *, built: str) -> BuildReport:
    """Write a pack of all usable lines to `out`, whole or not at all; the report names each line left out.

    The hash is of what the pack holds, not of when it was built.

    Raises: PackSourceError, when no line is usable; PackError, when it cannot be written; OSError.
    """
    report = BuildReport()
    out = out.resolve()  # a link stays one
    if out.exists() and not out.is_file():
        raise PackSourceError(f"{out} is no ordinary file; give another name for the pack")
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            _fill(db, lines, meta, built, report)
        if not report.entities:
            raise PackSourceError("no usable line in the source" + (f"; first: {report.bad[0]}" if report.bad else ""))
        seal(temporary)
        temporary.chmod(0o644)
        temporary.replace(out)
    except sqlite3.Error as error:  # a full disk, as a rule
        raise PackError(f"{out}: cannot be written ({error}); is there space left on the disk?") from error
    finally:
        temporary.unlink(missing_ok=True)
    return report


def _fill(
    db: sqlite3.Connection, lines: Iterable[GoodLine | BadLine], meta: PackMeta, built: str, report: BuildReport
) -> None:
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    db.executescript((files("backstory.knowledge.pack") / "schema.sql").read_text(encoding="utf-8"))
    db.execute("CREATE TEMP TABLE sense (hash INTEGER, row INTEGER, count REAL, full INTEGER)")
    db.execute("CREATE TEMP TABLE draft (row INTEGER PRIMARY KEY, id TEXT, head TEXT, body TEXT, said TEXT)")
    digest = hashlib.sha256(f"{FORMAT}\n{meta.model_dump_json()}\n".encode())
    sources = _Sources()
    drafts: list[tuple[int, str, str, str, str]] = []
    senses: list[tuple[int, int, float, int]] = []
    most_popular = 0.0
    spread: Counter[str] = Counter()
    db.execute("BEGIN")
    for row, entity in enumerate(_usable(lines, report), start=1):
        said = _said(entity)
        spread.update(said)
        surfaces = _surfaces(entity, meta.share_of)
        drafts.append(
            (
                row,
                entity.id,
                _head(entity, sum(SEPARATOR not in form for form, _, _ in surfaces)),
                _body(entity, sources),
                " ".join(sorted(said)),
            )
        )
        senses += [(hashed(form), row, count, full) for form, count, full in surfaces]
        digest.update(f"{drafts[-1]}{surfaces}\n".encode())
        most_popular = max(most_popular, entity.popularity)
        report.entities = row
        report.nameless += entity.label == entity.id
        if row % _BATCH == 0:
            _flush(db, drafts, senses)
    _flush(db, drafts, senses)
    db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", _weighed(db, spread, report.entities))
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
        "sources": _json(sources.known),
    }
    manifest["check"] = str(check_of(*sorted(manifest.items())))
    db.executemany("INSERT INTO manifest VALUES (?, ?)", manifest.items())
    db.execute("COMMIT")


def _flush(
    db: sqlite3.Connection, drafts: list[tuple[int, str, str, str, str]], senses: list[tuple[int, int, float, int]]
) -> None:
    """Hand what was gathered to SQLite, which sorts it on disk where memory does not do."""
    db.executemany("INSERT INTO draft VALUES (?, ?, ?, ?, ?)", drafts)
    db.executemany("INSERT INTO sense VALUES (?, ?, ?, ?)", senses)
    drafts.clear()
    senses.clear()


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
        form = normalise(line.text)
        if form and line.language:
            form = of_language(form, line.language)
        if form:
            counts[form] = max(counts.get(form, 0.0), whole if line.count is None else line.count)
    for earlier in entity.earlier_labels:
        counts.setdefault(normalise(earlier.text), whole)
    label = normalise(entity.label)
    counts.setdefault(label, whole)
    many_words = " " in label
    nameless = entity.label == entity.id
    return [
        (form, count, NAMELESS if nameless else int(not (entity.kind == "person" and many_words and " " not in form)))
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
                db.execute("INSERT INTO surface VALUES (?, ?)", (current, sealed_senses(current, bytes(senses))))
                written += 1
            current, senses = form, bytearray()
        senses += SENSE.pack(row, count, full)
    if current is not None:
        db.execute("INSERT INTO surface VALUES (?, ?)", (current, sealed_senses(current, bytes(senses))))
        written += 1
    return written


def _said(entity: EntityLine) -> frozenset[str]:
    """The words that the source says of the entity."""
    prose = (each.text for each in (*entity.descriptions, *entity.summary))
    return terms(" ".join([entity.label, *prose, *(fact.value for fact in entity.facts)]))


def _head(entity: EntityLine, forms: int) -> str:
    links = dict.fromkeys([*entity.links, *(fact.entity for fact in entity.facts if fact.entity)])
    links.pop(entity.id, None)
    began, ended = _first(entity.facts, _BIRTH), _first(entity.facts, _DEATH, last=True)
    said = [entity.label, entity.kind, entity.description, entity.popularity, began, ended]
    return _json([*said, list(links), forms, _offices(entity)])


def _offices(entity: EntityLine) -> list[tuple[str, str | None, str | None]]:
    """The offices that a person held: title, first and last day."""
    if entity.kind != "person":
        return []
    held = (fact for fact in entity.facts if property_of(fact.pid, fact.property).office)
    return [(fact.value, fact.start, fact.end) for fact in held]


def _weighed(
    db: sqlite3.Connection, spread: Counter[str], entities: int
) -> Iterator[tuple[int, str, str, int, str, int]]:
    """The entities with the weights of their words: 1 for a word of this entity alone, 0 for one that all have."""
    whole = log(entities + 1)
    weights = {term: round(100 * (1 - log(count) / whole)) for term, count in spread.items()}
    for row, id, head, body, said in db.execute("SELECT row, id, head, body, said FROM draft ORDER BY row"):
        weighed = sorted((weights[term], term) for term in said.split())
        told = {term: weight / 100 for weight, term in weighed[-_MOST_TERMS:] if weight > 0}
        whole_head = f"{head[:-1]},{_json(told)}]"
        yield row, id, whole_head, check_of(row, id, whole_head), body, check_of(row, id, body)


def _first(facts: tuple[FactLine, ...], pids: frozenset[str], *, last: bool = False) -> str | None:
    for fact in facts:
        if fact.pid in pids:
            return fact.end if last else fact.start
        if fact.property == _TOOK_PLACE:
            return fact.end if last else fact.start
    return None


class _Sources:
    """The sources named so far, each by its number."""

    def __init__(self) -> None:
        self.known: list[dict[str, str | None]] = []
        self._numbers: dict[SourceLine, int] = {}

    def name(self, source: SourceLine) -> int | dict[str, str | None]:
        """The source's number, or the source itself where the list is full."""
        if source not in self._numbers:
            if len(self.known) == _MOST_SOURCES:
                return source.model_dump()
            self._numbers[source] = len(self.known)
            self.known.append(source.model_dump())
        return self._numbers[source]


def _body(entity: EntityLine, sources: _Sources) -> str:
    values: dict[str, object] = entity.model_dump(
        include={"wikipedia", "website", "image", "language"}, exclude_none=True
    )
    if entity.earlier_labels:
        values["earlier_labels"] = [_dated(each) for each in entity.earlier_labels]
    if entity.summary:
        values["summary"] = [_dated(each) for each in entity.summary]
    if any(each.told_from or each.told_until for each in entity.descriptions):
        values["descriptions"] = [_dated(each) for each in entity.descriptions]
    if entity.facts:
        values["facts"] = [_fact(fact, sources) for fact in entity.facts]
    if entity.source:
        values["source"] = sources.name(entity.source)
    return _json(values)


def _dated(line: DatedLine) -> str | list[str | None]:
    return [line.text, line.told_from, line.told_until] if line.told_from or line.told_until else line.text


def _fact(fact: FactLine, sources: _Sources) -> dict[str, object]:
    value: dict[str, object] = fact.model_dump(exclude={"source"}, exclude_none=True)
    if fact.source:
        value["source"] = sources.name(fact.source)
    return value


def _json(value: object) -> str:
    return _ENCODE(value)
