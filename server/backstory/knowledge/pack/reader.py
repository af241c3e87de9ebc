"""Opens a pack and answers from it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from math import isfinite, log1p
from pathlib import Path
from typing import Any

from backstory.errors import PackError
from backstory.knowledge.base import Findings, PackInfo
from backstory.knowledge.pack.connections import Connections
from backstory.knowledge.pack.manifest import FORMAT
from backstory.knowledge.pack.rows import (
    SENSE,
    body_of,
    check_of,
    checked,
    head_of,
    named_senses,
    named_source,
    prose_of,
    senses_of,
)
from backstory.knowledge.pack.seal import Seal
from backstory.knowledge.pack.walk import entities_in_order, names_in_order, readable
from backstory.model import Candidate, Entity, Fact, Image, Office, Profile, Source
from backstory.text.normalise import MUL, SEPARATOR, hashed, normalise, of_language

_SECTIONS_AT_OPEN = 64  # of a megabyte each, compared with the seal before the first answer: 0.2 s
_ENTITIES_KEPT = 20_000  # entities kept decoded, some 2 kB each
_NO_LINKS: frozenset[str] = frozenset()
_NAMES_KEPT = 50_000  # names kept with their candidates; most are unknown and cost a hundred bytes


class Pack:
    """A pack, open for reading; safe to ask from several threads. A KnowledgeBase.

    Raises: PackError, where the file is missing, no pack or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise PackError(f"{path}: no such file; build one with `backstory pack build`")
        self._failed: PackError | None = None
        self._connections = Connections(path)
        try:
            self.manifest: Mapping[str, str] = self._open()
            self._understand(self.manifest)
        except (PackError, ValueError, KeyError, TypeError, OSError) as error:
            self.close()
            if isinstance(error, PackError):
                raise
            raise PackError(f"{path}: damaged, its manifest does not fit ({error}); build it again") from error
        self._kept: dict[str, tuple[Candidate, ...]] = {}  # by normalised form, empty where it is unknown
        self._entity = lru_cache(maxsize=_ENTITIES_KEPT)(self._decode)

    def _open(self) -> dict[str, str]:
        """The manifest, once the file's seal, tables and manifest are as they were built."""
        try:
            manifest = dict(self._connections.rows("SELECT name, value FROM manifest"))
        except PackError as error:
            raise PackError(f"{self.path}: not a Backstory pack ({error.__cause__})") from error
        if not all(type(each) is str for row in manifest.items() for each in row):
            raise PackError(f"{self.path}: damaged, its manifest holds other things than texts")
        if manifest.get("format") != str(FORMAT):
            found = str(manifest.get("format"))[:20]
            raise PackError(f"{self.path}: pack format {found}, this version reads {FORMAT}; rebuild it")
        with self.path.open("rb") as file:
            seal = Seal(file, str(self.path))
            self.unread = range(min(len(seal), _SECTIONS_AT_OPEN), len(seal))
            for section in range(self.unread.start):
                seal.check(section)
        self._connections.check_schema()
        if manifest.pop("check", None) != str(check_of(*sorted(manifest.items()))):
            raise PackError(f"{self.path}: damaged, its manifest does not fit its checksum; build it again")
        return manifest

    def check_rest(self) -> None:
        """Compare what of a large pack was not compared at its opening; a pack that is found damaged answers no more.

        Raises: PackError; OSError.
        """
        with self.path.open("rb") as file:
            seal = Seal(file, str(self.path))
            for section in self.unread:
                try:
                    seal.check(section)
                except PackError as error:
                    self._failed = error
                    raise

    def _understand(self, manifest: Mapping[str, str]) -> None:
        self._share_of = float(manifest.get("share_of", 0))
        self._most_popular = float(manifest.get("most_popular", 1))
        self._language = manifest.get("language", "en")
        self._dated_prose = manifest.get("dated_prose") == "True"
        self._sources = [named_source(each) for each in json.loads(manifest.get("sources", "[]"))]
        self.source = Source(
            id=f"pack:{manifest['name']}",
            name=manifest.get("title") or manifest["name"],
            url=manifest.get("url"),
            licence=manifest.get("licence"),
            revision=manifest["hash"],
            retrieved=manifest.get("retrieved") or manifest["built"],
        )
        self.info()

    def intact(self) -> bool:
        """Whether the file was not written to since it was opened, whatever became of its name."""
        return self._connections.intact()

    def close(self) -> None:
        """Close the file; the pack answers no more."""
        self._connections.close()

    def probe(self) -> None:
        """Ask for the first entity as a story would, past everything that is kept. Raises: PackError."""
        ((id, _),) = self._rows("SELECT id, row FROM entity WHERE row IN ", [1]) or ((None, None),)
        profile = self.profiles([id]).found.get(id) if id else None
        if profile is None or not self._look_up([normalise(profile.entity.label)]):
            raise PackError(f"{self.path}: damaged, it does not know its own first entity; build it again")

    def info(self) -> PackInfo:
        """The pack's name, day, hash, licence and size."""
        m = self.manifest
        return PackInfo(m["name"], m["built"], m["hash"], m.get("licence"), int(m["entities"]), int(m["surfaces"]))

    def packs(self) -> tuple[PackInfo, ...]:
        """This pack alone."""
        return (self.info(),)

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean, most common first; unknown forms are left out.

        In a text of another language than the pack's, a form means what it is on record for in that language; names
        of several words, which are seldom anything else, mean what they do in the pack's own.

        The same form gives the very same tuple as long as it is kept, so that what is derived from it can be kept too.
        """
        foreign = f"{language}{SEPARATOR}" if language and language != self._language else ""
        forms = {surface: foreign + normalise(surface) for surface in surfaces}
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
        rows = {form: tuple(map(hashed, _stored_as(form))) for form in forms}
        asked = list(chain.from_iterable(rows.values()))
        try:
            senses = {
                hash: senses_of(hash, blob)
                for hash, blob in self._rows("SELECT hash, senses FROM surface WHERE hash IN ", asked)
            }
            heads = self._heads({row for blob in senses.values() for row, _, _ in named_senses(blob)})
            found: dict[str, tuple[Candidate, ...]] = {}
            for form, hashes in rows.items():
                blob = next((senses[hash] for hash in hashes if hash in senses), None)
                found[form] = self._candidates(blob, heads) if blob is not None else ()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._damaged(error) from error
        return found

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What the pack holds of each entity. Raises: PackError."""
        rows = self._rows("SELECT id, row, head, head_check, body, body_check FROM entity WHERE id IN ", list(ids))
        try:
            return Findings(
                {
                    id: self._profile(
                        self._entity(row, id, head, head_check),
                        body_of(checked(body, body_check, row, id), len(self._sources)),
                    )
                    for id, row, head, head_check, body, body_check in rows
                }
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._damaged(error) from error

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All senses of one name."""
        return self.candidates([name]).found.get(name, ())

    def stored_entities(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each entity's id and all that is said of it, in the order of ids. Raises: PackError."""
        return readable(entities_in_order(self._connections, self._sources), self._damaged)

    def stored_names(self) -> Iterator[tuple[int, frozenset[tuple[str, float, int]]]]:
        """Each name's number and its senses, in the order of numbers. Raises: PackError."""
        return readable(names_in_order(self._connections), self._damaged)

    def _candidates(self, blob: bytes, heads: Mapping[int, Entity]) -> tuple[Candidate, ...]:
        total = max(sum(count for _, count, _ in SENSE.iter_unpack(blob)), self._share_of)
        if not isfinite(total):
            raise ValueError("a row of names without counts")
        share = self._share_of > 0
        return tuple(
            Candidate(entity=heads[row], prior=count / total, exact=bool(full), share=share)
            for row, count, full in named_senses(blob)
        )

    def _heads(self, rows: set[int]) -> dict[int, Entity]:
        found = self._rows("SELECT row, id, head, head_check FROM entity WHERE row IN ", list(rows))
        return {row: self._entity(row, id, head, head_check) for row, id, head, head_check in found}

    def _decode(self, row: int, id: str, head: str, check: int) -> Entity:
        """An entity of its row. Raises: ValueError, where the row is not what was built."""
        label, kind, description, popularity, began, ended, links, forms, held, terms = head_of(
            checked(head, check, row, id)
        )
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
            offices=tuple([Office(*each) for each in held]) if held else (),
        )

    def _profile(self, entity: Entity, body: dict[str, Any]) -> Profile:
        source = self._source(body.get("source"), self.source)
        image = body.get("image")
        written = self._dated_prose and "summary" in body
        descriptions = body.get("descriptions") or ([entity.description] if written and entity.description else ())
        return Profile(
            entity=entity,
            summary=prose_of(body.get("summary", ()), timeless=written),
            source=source,
            facts=tuple(
                Fact(**{**fact, "source": self._source(fact.get("source"), source)}) for fact in body.get("facts", ())
            ),
            wikipedia=body.get("wikipedia"),
            wiki_language=body.get("language") or self._language,
            website=body.get("website"),
            image=Image(**image) if image else None,
            descriptions=prose_of(descriptions, timeless=written),
            earlier_labels=prose_of(body.get("earlier_labels", ()), timeless=False),
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

    def _rows(self, select: str, values: list[Any]) -> list[tuple[Any, ...]]:
        """Raises: PackError."""
        if self._failed is not None:
            raise self._failed
        return self._connections.rows_in(select, values)

    def _damaged(self, error: Exception) -> PackError:
        return PackError(f"{self.path}: damaged ({error}); build it again or fetch it anew")


_LAST_LATIN = "\u024f"


def _stored_as(form: str) -> tuple[str, ...]:
    """Under what a form may stand, the likeliest first. An acronym may be a name in capitals: "KYIV" in a headline."""
    language, separator, own = form.rpartition(SEPARATOR)
    spelled = (own, own.casefold()) if own.isupper() else (own,)
    if not separator:
        return spelled
    if own[0] > _LAST_LATIN:  # what holds in every language is written in Latin script
        return tuple(of_language(each, language) for each in spelled)
    tagged = tuple(of_language(each, code) for code in (language, MUL) for each in spelled)
    return (*tagged, own) if " " in own else tagged
