"""A pack's rows, decoded and typed: what is not as `build` writes it is refused before anything is made of it."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple

from backstory.model import DatedText

SENSE = struct.Struct("<IfB")
NAMELESS = 2  # of an entity whose source has no label for it: it takes its share of a name, and is never shown
CHECK_BYTES = 4
_MAX_SENSES = 20  # of one surface form; rarer ones gain nothing on the development texts, and cost
_decoded = json.JSONDecoder().raw_decode  # json.loads spends half its time on what may stand around a value

_FACT = frozenset(
    "property value pid entity start end source rank reference as_of disputed told_from told_until".split()
)
_SOURCE = frozenset({"name", "url", "licence", "retrieved"})
_IMAGE = frozenset({"url", "author", "licence", "source"})
_TEXTS = ("wikipedia", "website", "language")
_PROSE = ("summary", "descriptions", "earlier_labels")
_BODY = frozenset({*_TEXTS, *_PROSE, "facts", "image", "source"})


class Head(NamedTuple):
    """What choosing a sense reads of an entity, in the order of the row's list."""

    label: str
    kind: str | None
    description: str | None
    popularity: float
    began: str | None
    ended: str | None
    links: list[str]
    forms: int
    offices: list[tuple[str, str | None, str | None]]
    terms: Mapping[str, float]


def check_of(*parts: object) -> int:
    """The checksum that a row carries of its parts. One flipped bit never leaves it as it was."""
    return zlib.crc32("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"))


def sealed_senses(form: int, senses: bytes) -> bytes:
    """A form's senses with the checksum behind them, which also says whose they are."""
    return senses + zlib.crc32(senses, zlib.crc32(form.to_bytes(8, "big", signed=True))).to_bytes(CHECK_BYTES, "little")


def senses_of(form: object, blob: object) -> bytes:
    """The senses without their checksum. Raises: ValueError, where they are not what was built."""
    if not isinstance(form, int) or not isinstance(blob, bytes):
        raise ValueError("a row of another type")
    senses = blob[:-CHECK_BYTES]
    if len(senses) % SENSE.size or blob != sealed_senses(form, senses):
        raise ValueError("a row of names does not fit its checksum")
    return senses


def named_senses(blob: bytes) -> Iterable[tuple[int, float, int]]:
    """The most frequent senses of a form that have a label."""
    named = (sense for sense in SENSE.iter_unpack(blob) if sense[2] != NAMELESS)
    return islice(named, _MAX_SENSES)


def checked(text: object, check: object, *parts: object) -> str:
    """The text of a row, which has to fit its checksum. Raises: ValueError."""
    if not isinstance(text, str) or check != check_of(*parts, text):
        raise ValueError("a row of an entity does not fit its checksum")
    return text


def head_of(text: str) -> Head:
    """The head of an entity. Raises: ValueError."""
    head = Head(*_list(_decoded(text)[0], len(Head._fields)))
    if not isinstance(head.label, str) or not all(map(_text_or_none, (*head[1:3], head.began, head.ended))):
        raise ValueError("a head of other types")
    if not _number(head.popularity) or type(head.forms) is not int:
        raise ValueError("a head with other numbers")
    if not isinstance(head.links, list) or not all(type(each) is str for each in head.links):
        raise ValueError("a head with other links")
    if not all(isinstance(office[0], str) and all(map(_text_or_none, office)) for office in _lists(head.offices, 3)):
        raise ValueError("a head with other offices")
    if not isinstance(head.terms, dict) or not all(map(_number, head.terms.values())):
        raise ValueError("a head with other words")
    return head


def body_of(text: str, sources: int) -> dict[str, Any]:
    """The body of an entity; `sources`: how many the manifest lists. Raises: ValueError."""
    body = _object(_decoded(text)[0], _BODY)
    if not all(_text_or_none(body.get(name)) for name in _TEXTS):
        raise ValueError("a body of other types")
    for row in (row for name in _PROSE for row in _list(body.get(name, []))):
        if not isinstance(row, str) and not all(map(_text_or_none, _list(row, 3))):
            raise ValueError("prose of another type")
    _check_source(body.get("source"), sources)
    if (image := body.get("image")) is not None and not _texts(_object(image, _IMAGE)):
        raise ValueError("an image of another type")
    for fact in _list(body.get("facts", [])):
        _check_fact(_object(fact, _FACT), sources)
    return body


def prose_of(rows: Iterable[str | list[str | None]], *, timeless: bool) -> tuple[DatedText, ...]:
    """The texts of a body; `timeless`: those without days hold on every day."""
    return tuple(
        DatedText(row, timeless=timeless) if isinstance(row, str) else DatedText(row[0] or "", row[1], row[2])
        for row in rows
    )


def _check_fact(fact: dict[str, Any], sources: int) -> None:
    _check_source(fact.get("source"), sources)
    rest = {name: value for name, value in fact.items() if name not in ("source", "disputed")}
    if not _texts(rest) or not rest.keys() >= {"property", "value"}:
        raise ValueError("a fact of another type")


def _check_source(source: object, sources: int) -> None:
    if source is None or (type(source) is int and 0 <= source < sources):
        return
    if not _texts(named_source(source)):
        raise ValueError("a source of another type")


def named_source(source: object) -> dict[str, Any]:
    """A source that stands in full. Raises: ValueError."""
    named = _object(source, _SOURCE)
    if named.keys() != _SOURCE or not isinstance(named["name"], str):
        raise ValueError("a source without its fields")
    return named


def _object(value: object, names: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or not value.keys() <= names:
        raise ValueError("other fields than a pack's")
    return value


def _list(value: object, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ValueError("a list of another length")
    return value


def _lists(value: object, length: int) -> list[list[Any]]:
    return [_list(each, length) for each in _list(value)]


def _texts(values: dict[str, Any]) -> bool:
    return all(map(_text_or_none, values.values()))


def _text_or_none(value: object) -> bool:
    return value is None or type(value) is str


def _number(value: object) -> bool:
    return type(value) in (int, float) and isfinite(value)  # type: ignore[arg-type]
