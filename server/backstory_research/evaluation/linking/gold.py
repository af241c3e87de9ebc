"""Texts with the entities that people marked in them.

Files of JSON lines, one document a line: {"id", "text", "evaluation_span": [a, b], "mentions": [...]}, which may have
"language" and "published". A mention has "mid", "start", "end", "qid" and may have "name", "type", "optional",
"parent", "coref" and "tags". Beside the files, or a folder up, names.tsv may give the types of entities: qid, name,
types, a header first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backstory.errors import InputError
from backstory_research.evaluation.linking.spans import Span

_MEASURES = ("DATETIME", "QUANTITY")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked mention. `entity` None: what it means is no known entity."""

    id: int | str
    start: int
    end: int
    entity: str | None
    name: str = ""  # of the entity
    types: tuple[str, ...] = ("OTHER",)
    optional: bool = False  # nobody loses who leaves it out
    parent: int | str | None = None  # the wider reading that this one is nested in
    coreference: bool | None = None  # None: it is not said
    tags: tuple[str, ...] = ()  # demonym, metonym, partial_name, rare

    @property
    def measure(self) -> str | None:
        """The kind of measure, where it is a date or quantity and no entity."""
        return next((type for type in _MEASURES if type in self.types), None)


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text and its mentions. Only `span` of it was marked, so that nothing outside counts."""

    id: str
    text: str
    span: Span
    mentions: tuple[GoldMention, ...]
    language: str = "en"
    published: str | None = None  # the story's day, where it is told


GoldSet = Mapping[str, tuple[GoldDocument, ...]]  # by benchmark: the file's name without .jsonl


def load(path: Path) -> GoldSet:
    """The documents of a file, or of each *.jsonl of a folder.

    Raises: InputError, when there is none or one is not what it should be.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no *.jsonl; give a file or folder of documents with marked mentions")
    return {file.name.removesuffix(".jsonl"): _documents(file) for file in files}


def entities_of(gold: GoldSet) -> frozenset[str]:
    """Every entity that is marked."""
    marks = (mark for documents in gold.values() for document in documents for mark in document.mentions)
    return frozenset(mark.entity for mark in marks if mark.entity)


def load_types(path: Path) -> Mapping[str, frozenset[str]]:
    """The types of the entities of a names.tsv, by entity. Raises: InputError."""
    rows = [line.split("\t") for line in _text(path).split("\n")[1:] if line]
    short = next((number for number, row in enumerate(rows, start=2) if len(row) < 3), None)
    if short:
        raise InputError(f"{path}:{short}: has to hold qid, name and types, with tabs between")
    return {row[0]: frozenset(row[2].split("|")) for row in rows}


def types_beside(path: Path) -> Mapping[str, frozenset[str]]:
    """The types from the names.tsv beside the gold or a folder up; empty where there is none. Raises: InputError."""
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    for file in (folder / "names.tsv", folder.parent / "names.tsv"):
        if file.is_file():
            return load_types(file)
    return {}


def _documents(file: Path) -> tuple[GoldDocument, ...]:
    found: dict[str, GoldDocument] = {}
    for number, line in enumerate(_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        document = _document(line, where)
        if document.id in found:
            raise InputError(f"{where}: the document {document.id} stands there twice")
        found[document.id] = document
    if not found:
        raise InputError(f"{file}: holds no document")
    return tuple(found.values())


def _document(line: str, where: str) -> GoldDocument:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        raise InputError(f'{where}: has to be an object with "id" and "text"')
    if not isinstance(row.get("mentions"), list):
        raise InputError(f'{where}: {row["id"]} has no list of "mentions"')
    text = row["text"]
    mentions = tuple(_mention(mention, text, f"{where}: mentions[{i}]") for i, mention in enumerate(row["mentions"]))
    if len({mention.id for mention in mentions}) < len(mentions):
        raise InputError(f'{where}: two mentions of {row["id"]} have the same "mid"')
    language, published = row.get("language") or "en", row.get("published")
    if not isinstance(language, str) or not isinstance(published, str | None):
        raise InputError(f'{where}: "language" and "published" have to be texts')
    return GoldDocument(row["id"], text, _span(row.get("evaluation_span"), text, where), mentions, language, published)


def _span(value: Any, text: str, where: str) -> Span:
    """The marked part of a text: all of it where it is not said."""
    if value is None:
        return 0, len(text)
    if not isinstance(value, list) or [type(each) for each in value] != [int, int]:
        raise InputError(f'{where}: "evaluation_span" has to be [start, end], two whole numbers')
    return value[0], value[1]


def _mention(row: Any, text: str, where: str) -> GoldMention:
    if not isinstance(row, dict) or not isinstance(row.get("mid"), int | str) or "qid" not in row:
        raise InputError(f'{where}: has to be an object with "mid", "start", "end" and "qid"')
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(f"{where}: start and end have to be whole numbers that lie in the text")
    return GoldMention(
        id=row["mid"],
        start=start,
        end=end,
        entity=row["qid"],
        name=row.get("name") or "",
        types=tuple((row.get("type") or "OTHER").split("|")),
        optional=bool(row.get("optional")),
        parent=row.get("parent"),
        coreference=row.get("coref"),
        tags=tuple(row.get("tags") or ()),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is not UTF-8 ({error.reason} at byte {error.start})") from error
