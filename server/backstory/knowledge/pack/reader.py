"""Opens a pack and answers from it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from math import log1p
from pathlib import Path
from typing import Any
from urllib.parse import quote

from backstory.errors import PackError
from backstory.knowledge.base import Findings, PackInfo
from backstory.knowledge.pack.build import NAMELESS, SENSE
from backstory.knowledge.pack.manifest import FORMAT
from backstory.model import Candidate, DatedText, Entity, Fact, Image, Profile, Source
from backstory.text.normalise import hashed, normalise

_BATCH = 900  # variables in one SQL statement; SQLite builds may allow no more than 999
_MMAP_BYTES = 1 << 31
_MAX_SENSES = 20  # of one surface form; rarer ones gain nothing on the development texts, and cost
_ENTITIES_KEPT = 20_000  # entities kept decoded, some 2 kB each
_decoded = json.JSONDecoder().raw_decode  # json.loads spends half its time on what may stand around a value
_NO_LINKS: frozenset[str] = frozenset()
_NAMES_KEPT = 50_000  # names kept with their candidates; most are unknown and cost a hundred bytes


class Pack:
    """A pack, open for reading; safe to ask from several threads. A KnowledgeBase.

    Raises: PackError, where the file is missing, no pack or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        try:
            manifest = self._read_manifest()
        except PackError:
            self.close()
            raise
        self.manifest: Mapping[str, str] = manifest
        self._share_of = float(manifest.get("share_of", 0))
        self._most_popular = float(manifest.get("most_popular", 1))
        self._language = manifest.get("language", "en")
        self._sources: list[dict[str, Any]] = json.loads(manifest.get("sources", "[]"))
        self.source = Source(
            id=f"pack:{manifest['name']}",
            name=manifest.get("title") or manifest["name"],
            url=manifest.get("url"),
            licence=manifest.get("licence"),
            revision=manifest["hash"],
            retrieved=manifest.get("retrieved") or manifest["built"],
        )
        self._kept: dict[str, tuple[Candidate, ...]] = {}  # by normalised form, empty where it is unknown
        self._entity = lru_cache(maxsize=_ENTITIES_KEPT)(self._decode)

    def close(self) -> None:
        """Close the file; the pack answers no more."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()
            self._closed = True

    def info(self) -> PackInfo:
        """The pack's name, day, hash, licence and size."""
        m = self.manifest
        return PackInfo(m["name"], m["built"], m["hash"], m.get("licence"), int(m["entities"]), int(m["surfaces"]))

    def packs(self) -> tuple[PackInfo, ...]:
        """This pack alone."""
        return (self.info(),)

    def candidates(self, surfaces: Collection[str]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean, most common first; unknown forms are left out.

        The same form gives the very same tuple as long as it is kept, so that what is derived from it can be kept too.
        """
        forms = {surface: normalise(surface) for surface in surfaces}
        kept = self._kept
        new = [form for form in dict.fromkeys(forms.values()) if form not in kept]
        if new:
            if len(kept) + len(new) > _NAMES_KEPT:
                self._kept = kept = {form: kept[form] for form in dict.fromkeys(forms.values()) if form in kept}
            kept.update(self._look_up(new))
        found = {}
        for surface, form in forms.items():
            if candidates := kept.get(form):
                found[surface] = candidates
        return Findings(found)

    def _look_up(self, forms: Collection[str]) -> dict[str, tuple[Candidate, ...]]:
        """The candidates of normalised forms, none for those that are unknown."""
        rows: dict[str, tuple[int, ...]] = {}
        for form in forms:
            # an acronym may be an ordinary name in capitals: "KYIV" in a headline
            rows[form] = (hashed(form), hashed(form.casefold())) if form.isupper() else (hashed(form),)
        senses = dict(
            self._rows("SELECT hash, senses FROM surface WHERE hash IN ", list(chain.from_iterable(rows.values())))
        )
        heads = self._heads({row for blob in senses.values() for row, _, _ in _named(blob)})
        found: dict[str, tuple[Candidate, ...]] = {}
        for form, hashes in rows.items():
            blob = next((senses[hash] for hash in hashes if hash in senses), None)
            found[form] = self._candidates(blob, heads) if blob is not None else ()
        return found

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What the pack holds of each entity."""
        rows = self._rows("SELECT id, row, head, body FROM entity WHERE id IN ", list(ids))
        return Findings({id: self._profile(self._entity(id, head), json.loads(body)) for id, _, head, body in rows})

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All senses of one name."""
        return self.candidates([name]).found.get(name, ())

    def _candidates(self, blob: bytes, heads: Mapping[int, Entity]) -> tuple[Candidate, ...]:
        total = max(sum(count for _, count, _ in SENSE.iter_unpack(blob)), self._share_of)
        share = self._share_of > 0
        return tuple(
            Candidate(entity=heads[row], prior=count / total, exact=bool(full), share=share)
            for row, count, full in _named(blob)
        )

    def _heads(self, rows: set[int]) -> dict[int, Entity]:
        found = self._rows("SELECT row, id, head FROM entity WHERE row IN ", list(rows))
        return {row: self._entity(id, head) for row, id, head in found}

    def _decode(self, id: str, head: str) -> Entity:
        label, kind, description, popularity, began, ended, links, forms, terms = _decoded(head)[0]
        if self._most_popular > 1:
            popularity = log1p(popularity) / log1p(self._most_popular)
        return Entity(
            id=id,
            label=label,
            kind=kind,
            description=description,
            popularity=popularity,
            terms=terms,
            links=frozenset(links) if links else _NO_LINKS,
            forms=forms,
            began=began,
            ended=ended,
        )

    def _profile(self, entity: Entity, body: dict[str, Any]) -> Profile:
        source = self._source(body.get("source"), self.source)
        image = body.get("image")
        return Profile(
            entity=entity,
            summary=_prose(body.get("summary", ())),
            source=source,
            facts=tuple(
                Fact(**{**fact, "source": self._source(fact.get("source"), source)}) for fact in body.get("facts", ())
            ),
            wikipedia=body.get("wikipedia"),
            wiki_language=body.get("language") or self._language,
            website=body.get("website"),
            image=Image(**image) if image else None,
            descriptions=_prose(body.get("descriptions", ())),
        )

    def _source(self, named: int | dict[str, Any] | None, otherwise: Source) -> Source:
        if named is None:
            return otherwise
        own = self._sources[named] if isinstance(named, int) else named
        return Source(
            id=f"{self.source.id}:{own['name']}",
            name=own["name"],
            url=own["url"],
            licence=own["licence"],
            retrieved=own["retrieved"] or self.source.retrieved,
        )

    def _read_manifest(self) -> dict[str, str]:
        try:
            values = dict(self._connection().execute("SELECT name, value FROM manifest"))
        except sqlite3.Error as error:
            if not self.path.is_file():
                raise PackError(f"{self.path}: no such file; build one with `backstory pack build`") from error
            raise PackError(f"{self.path}: not a Backstory pack ({error})") from error
        if values.get("format") != str(FORMAT):
            raise PackError(f"{self.path}: pack format {values.get('format')}, this version reads {FORMAT}; rebuild it")
        return values

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise PackError(f"{self.path}: closed")
        if connection is None:
            address = f"file:{quote(str(self.path.resolve()))}?mode=ro&immutable=1"
            # Each thread has its own connection; only close() reaches across, when no one asks any more.
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.execute(f"PRAGMA mmap_size = {_MMAP_BYTES}")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _rows(self, select: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        connection = self._connection()
        for start in range(0, len(values), _BATCH):
            batch = values[start : start + _BATCH]
            try:
                yield from connection.execute(f"{select}({','.join('?' * len(batch))})", batch)
            except sqlite3.Error as error:
                raise PackError(f"{self.path}: damaged or closed ({error})") from error


def _prose(rows: Iterable[str | list[str | None]]) -> tuple[DatedText, ...]:
    return tuple(DatedText(row) if isinstance(row, str) else DatedText(row[0] or "", *row[1:]) for row in rows)


def _named(blob: bytes) -> Iterable[tuple[int, float, int]]:
    """The most frequent senses of a form that have a label."""
    named = (sense for sense in SENSE.iter_unpack(blob) if sense[2] != NAMELESS)
    return islice(named, _MAX_SENSES)
