"""Entities of several sources as one source: what has the same id, or the same article, is one entity.

The first source that says something wins; facts and names are added up. Sorted on disk, so memory stays small.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine, FactLine, GoodLine
from backstory.text.normalise import normalise

_MOST_FACTS = 60


def joined(sources: Sequence[Iterable[GoodLine | BadLine]]) -> Iterator[GoodLine | BadLine]:
    """The entities of all sources, each once, in the order of first mention; bad lines as they are met.

    A Wikidata id wins over wiki language and title, and ties follow. Raises: PackSourceError, where the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="backstory-") as folder:
        try:
            with closing(sqlite3.connect(Path(folder) / "joined.sqlite", isolation_level=None)) as db:
                db.executescript(
                    """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
                    CREATE TABLE line (number INTEGER PRIMARY KEY, whose TEXT, file TEXT, at INTEGER, body TEXT);
                    CREATE TABLE same (id TEXT PRIMARY KEY, final TEXT) WITHOUT ROWID;
                    """
                )
                yield from _keep(db, sources)
                db.execute("CREATE INDEX line_whose ON line (whose)")
                yield from _merged(db)
        except sqlite3.OperationalError as error:
            raise PackSourceError(f"the sources could not be joined on disk: {error}") from error


def _keep(db: sqlite3.Connection, sources: Sequence[Iterable[GoodLine | BadLine]]) -> Iterator[BadLine]:
    for source in sources:
        for line in source:
            if isinstance(line, BadLine):
                yield line
                continue
            entity = line.entity
            names = {entity.id, _article(entity)} - {None}
            known = [db.execute("SELECT final FROM same WHERE id = ?", (name,)).fetchone() for name in names]
            finals = {row[0] for row in known if row} | {entity.id}
            final = min(finals, key=lambda each: (not each.startswith("Q"), each))
            for name in names | finals:
                db.execute("INSERT OR REPLACE INTO same VALUES (?, ?)", (name, final))
            for other in finals - {final}:
                db.execute("UPDATE line SET whose = ? WHERE whose = ?", (final, other))
                db.execute("UPDATE same SET final = ? WHERE final = ?", (final, other))
            db.execute(
                "INSERT INTO line (whose, file, at, body) VALUES (?, ?, ?, ?)",
                (final, line.file, line.line, entity.model_dump_json(exclude_defaults=True)),
            )


def _article(entity: EntityLine) -> str | None:
    """The id that an entity has by its article: wiki language and title."""
    return f"{entity.language or 'en'}:{entity.wikipedia}" if entity.wikipedia else None


def _merged(db: sqlite3.Connection) -> Iterator[GoodLine]:
    groups = db.execute("SELECT whose, min(number) FROM line GROUP BY whose ORDER BY min(number)").fetchall()
    for whose, _ in groups:
        rows = db.execute("SELECT file, at, body FROM line WHERE whose = ? ORDER BY number", (whose,)).fetchall()
        entities = [EntityLine.model_validate_json(body) for _, _, body in rows]
        whole = entities[0]
        for other in entities[1:]:
            whole = _with(whole, other)
        links = dict.fromkeys(_final(db, id) for id in whole.links)
        yield GoodLine(rows[0][0], rows[0][1], whole.model_copy(update={"id": whose, "links": tuple(links)}))


def _final(db: sqlite3.Connection, id: str) -> str:
    found = db.execute("SELECT final FROM same WHERE id = ?", (id,)).fetchone()
    return str(found[0]) if found else id


def _with(one: EntityLine, other: EntityLine) -> EntityLine:
    """An entity with what another source adds to it."""
    added = {
        name: getattr(other, name)
        for name in ("kind", "description", "summary", "language", "wikipedia", "website", "image")
        if getattr(one, name) is None
    }
    if one.source is None or (added.get("summary")):
        added["source"] = other.source  # who is quoted is credited; the facts keep their own
    return one.model_copy(
        update={
            **added,
            "popularity": max(one.popularity, other.popularity),
            "aliases": _names(one, other),
            "facts": tuple(_facts(one, other)),
            "links": tuple(dict.fromkeys((*one.links, *other.links))),
        }
    )


def _names(one: EntityLine, other: EntityLine) -> tuple[AliasLine, ...]:
    """All names with the greater of their counts; one that no count is known of counts once."""
    found: dict[str, AliasLine] = {}
    for alias in (*one.aliases, *other.aliases):
        line = alias if isinstance(alias, AliasLine) else AliasLine(text=alias)
        form = normalise(line.text)
        before = found.get(form)
        if before is None or (line.count or 0) > (before.count or 0):
            found[form] = line
    return tuple(found.values())


def _facts(one: EntityLine, other: EntityLine) -> Iterator[FactLine]:
    """The facts of both, each with its own source; what both say of one property stands as the fuller one says it."""
    told = {fact.pid or fact.property for fact in one.facts}
    fuller = {fact.pid or fact.property for fact in other.facts if fact.entity or len(fact.start or "") == 10}
    for entity, skip in ((one, fuller), (other, told - fuller)):
        for fact in entity.facts[:_MOST_FACTS]:
            if (fact.pid or fact.property) not in skip:
                yield fact if fact.source else fact.model_copy(update={"source": entity.source})
