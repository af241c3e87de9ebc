"""Wikidata's JSON dumps: items with an article in the language asked for, their statements as dated facts.

Read twice: what the statements speak of is an item too, and its name may stand anywhere in the dump.
Source: https://www.wikidata.org/wiki/Wikidata:Database_download#JSON_dumps_(recommended)
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from backstory.errors import PackSourceError
from backstory.knowledge.http_client.body import mapping, mappings, text
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine, FactLine, GoodLine, SourceLine, undated
from backstory.knowledge.pack.sources.compressed import lines_of
from backstory.knowledge.pack.sources.encyclopedia import label_of
from backstory.knowledge.pack.sources.registry import PackSource
from backstory.knowledge.wikidata.facts import facts_of, kind_of, telling, website_of
from backstory.knowledge.wikidata.items import LICENCE, Item, item_of
from backstory.text.prose import clean

_LONGEST_LINE_BYTES = 30_000_000  # the longest item of 2025 has 5 MB
_ID = re.compile(rb'"id":\s*"(Q[1-9]\d{0,11})"')
_MOST_ALIASES = 40
_MOST_SITELINKS = 300.0  # of the best known things
# Classes of items that no news story names: https://www.wikidata.org/wiki/Wikidata:WikiProject_Ontology
_LEFT_OUT = frozenset(
    {
        "Q13442814",  # scholarly article
        "Q11266439",  # template
        "Q4167836",  # category
        "Q4167410",  # disambiguation page
        "Q13406463",  # list article
        "Q17633526",  # Wikinews article
        "Q15184295",  # module
    }
)


def _fits(_path: Path, head: bytes) -> bool:
    start = head.lstrip()[:4_000]
    return start[:1] in (b"[", b"{") and b'"type":"item"' in start.replace(b" ", b"") and _ID.search(start) is not None


def _read(path: Path, language: str) -> Iterator[GoodLine | BadLine]:
    """The dump's items as entities. Raises: PackSourceError, where it breaks off."""
    with tempfile.TemporaryDirectory(prefix="backstory-") as folder:
        try:
            with closing(sqlite3.connect(Path(folder) / "items.sqlite", isolation_level=None)) as db:
                db.executescript(
                    """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
                    CREATE TABLE item (line INTEGER PRIMARY KEY, json TEXT);
                    CREATE TABLE name (id TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
                    """
                )
                yield from _keep_items(db, path, language)
                _keep_names(db, path, language)
                yield from _lines(db, path, language)
        except sqlite3.OperationalError as error:
            raise PackSourceError(f"{path}: the items could not be sorted on disk: {error}") from error


def _keep_items(db: sqlite3.Connection, path: Path, language: str) -> Iterator[BadLine]:
    """Put aside every item with an article, and the ids that its statements speak of."""
    wiki = f"{language}wiki"
    marked = f'"{wiki}"'.encode()
    for number, line in lines_of(path, longest_bytes=_LONGEST_LINE_BYTES):
        if line is None:
            yield BadLine(str(path), number, f"is longer than {_LONGEST_LINE_BYTES:,} bytes")
            continue
        if marked not in line:  # seen as bytes: five times as fast as reading the JSON of every item
            continue
        try:
            entity = _entity(line)
        except (ValueError, RecursionError) as error:
            yield BadLine(str(path), number, f"is no JSON: {error}")
            continue
        item = item_of(text(entity.get("id")), entity, (language, "mul", "en"), None)
        if wiki not in item.titles or _LEFT_OUT & {each.entity for each in item.statements if each.pid == "P31"}:
            continue
        kept = {name: entity[name] for name in _KEPT if name in entity}
        db.execute("INSERT INTO item VALUES (?, ?)", (number, json.dumps(_slimmed(kept, language))))
        named = ((id,) for each in telling(item) for id in each.to_name)
        db.executemany("INSERT OR IGNORE INTO name VALUES (?, NULL)", named)


_KEPT = ("id", "labels", "descriptions", "aliases", "claims", "sitelinks", "lastrevid", "modified")


def _slimmed(entity: dict[str, Any], language: str) -> dict[str, Any]:
    """The item in the languages that are read; a well-known one has names in three hundred."""
    for name in ("labels", "descriptions", "aliases"):
        entity[name] = {
            code: value for code, value in mapping(entity.get(name)).items() if code in (language, "mul", "en")
        }
    return entity


def _keep_names(db: sqlite3.Connection, path: Path, language: str) -> None:
    wanted = {id for (id,) in db.execute("SELECT id FROM name")}
    for _, line in lines_of(path, longest_bytes=_LONGEST_LINE_BYTES):
        found = _ID.search(line, 0, 400) if line else None
        if line is None or found is None or found[1].decode() not in wanted:
            continue
        try:
            label = item_of("", _entity(line), (language, "mul", "en"), None).label
        except (ValueError, RecursionError):
            continue  # named in the first reading
        db.execute("UPDATE name SET label = ? WHERE id = ?", (label, found[1].decode()))


def _entity(line: bytes) -> Mapping[str, object]:
    found = json.loads(line.strip().rstrip(b","))
    if not isinstance(found, dict):
        raise ValueError("an item is an object")
    return found


def _lines(db: sqlite3.Connection, path: Path, language: str) -> Iterator[GoodLine | BadLine]:
    for number, stored in db.execute("SELECT line, json FROM item ORDER BY line"):
        entity = json.loads(stored)
        item = item_of(entity["id"], entity, (language, "mul", "en"), None)
        ids = [id for each in telling(item) for id in each.to_name]
        marks = ",".join("?" * len(ids))
        names = dict(db.execute(f"SELECT id, label FROM name WHERE label IS NOT NULL AND id IN ({marks})", ids))  # noqa: S608 (marks alone)
        try:
            yield GoodLine(str(path), number, _line(item, entity, names, language))
        except ValidationError as error:
            reason = error.errors(include_url=False, include_input=False)[0]
            yield BadLine(str(path), number, f"{item.id}: {reason['loc'][0] if reason['loc'] else ''}: {reason['msg']}")


def _line(item: Item, entity: Mapping[str, object], names: Mapping[str, str], language: str) -> EntityLine:
    title = item.titles[f"{language}wiki"]
    others = [
        clean(text(each.get("value")), limit=200) for each in mappings(mapping(entity.get("aliases")).get(language))
    ]
    spelled = dict.fromkeys(filter(None, [label_of(title), *others]))
    return EntityLine(
        id=item.id,
        label=item.label or label_of(title),
        kind=kind_of(item),
        descriptions=undated(item.description),
        language=language,
        aliases=tuple(AliasLine(text=name) for name in list(spelled)[:_MOST_ALIASES]),
        popularity=round(min(1.0, len(item.titles) / _MOST_SITELINKS), 3),
        facts=tuple(
            FactLine(
                property=fact.property, pid=fact.pid, value=fact.value, entity=fact.entity, start=fact.start,
                end=fact.end, rank=fact.rank,
            )
            for fact in facts_of(item, names, language=language)
        ),
        links=tuple(dict.fromkeys(each.entity for each in telling(item) if each.entity)),
        wikipedia=title,
        website=website_of(item),
        source=SourceLine(name="Wikidata", url=item.source.url, licence=LICENCE, retrieved=item.revised),
    )  # fmt: skip


def _describe(_path: Path) -> PackMeta:
    return PackMeta(
        title="Items of Wikidata",
        licence="CC0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        url="https://www.wikidata.org/",
    )


SOURCE = PackSource("Wikidata JSON dump", _fits, _read, _describe)
