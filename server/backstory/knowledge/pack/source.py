"""Pack source: JSON lines, one entity a line, read and checked one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    field_validator,
    model_validator,
)

from backstory import ontology
from backstory.model import Rank
from backstory.text.dates import parse_date
from backstory.text.normalise import plain

KINDS = tuple(ontology.KINDS)
MAX_LINE_BYTES = 4_000_000


def _checked_id(value: str) -> str:
    if not ontology.is_entity_id(value):
        raise ValueError("is neither a Wikidata id (Q42) nor wiki language and title (en:Douglas Adams)")
    return value


def _checked_date(value: str) -> str:
    if parse_date(value) is None or len(value) > 10:
        raise ValueError("is no date; give YYYY, YYYY-MM or YYYY-MM-DD")
    return value


EntityId = Annotated[str, AfterValidator(_checked_id)]
Date = Annotated[str, AfterValidator(_checked_date)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AliasLine(_Line):
    """Another text that means the entity, and how often it does."""

    text: str = Field(min_length=1, max_length=300)
    count: float | None = Field(None, ge=0)
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}$")  # whose texts it stands in; None: the pack's own


class SourceLine(_Line):
    """Where an entity's words and facts, or one fact, come from, where it is not the pack as a whole."""

    name: str
    url: str | None = None
    licence: str | None = None
    retrieved: str | None = None


class _Dated(BaseModel):
    """The days between which a story may be told a thing: on or after `from`, before `until`.

    Of a month or a year every day may be meant, so that what is told from 2014 is told from its last day on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    told_from: Date | None = Field(None, alias="from")
    told_until: Date | None = Field(None, alias="until")

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        first, last = parse_date(self.told_from), parse_date(self.told_until)
        if first and last and last.first <= first.last:
            raise ValueError(f"is told until {self.told_until}, which is not after {self.told_from}")
        return self


class DatedLine(_Dated):
    """A sentence or a description."""

    text: str = Field(min_length=1, max_length=4_000)


def _each_dated(value: object) -> object:
    """One text is a list of one; a text in a list has no days."""
    if value is None:
        return ()
    rows = value if isinstance(value, list | tuple) else [value]
    return [{"text": row} if isinstance(row, str) else row for row in rows]


def _as_written(prose: tuple[DatedLine, ...]) -> object:
    """The other way round."""
    rows = [each.model_dump(by_alias=True, exclude_none=True) for each in prose]
    written = [row["text"] if len(row) == 1 else row for row in rows]
    return written[0] if len(written) == 1 and isinstance(written[0], str) else written


Prose = Annotated[tuple[DatedLine, ...], BeforeValidator(_each_dated), PlainSerializer(_as_written)]


def undated(text: str | None) -> tuple[DatedLine, ...]:
    """One text without days as prose; none where there is none."""
    return (DatedLine(text=text),) if text else ()


class FactLine(_Dated):
    """A statement; held from start to end, or happened where both are equal.

    One without these that is true only for a time says from when and until when a story may be told it.
    """

    property: str = Field(min_length=1, max_length=100)
    pid: Annotated[str, Field(pattern=r"^P[1-9]\d*$")] | None = None
    value: str = Field(min_length=1, max_length=500)
    entity: EntityId | None = None
    start: Date | None = None
    end: Date | None = None
    source: SourceLine | None = None  # where it is not the entity's
    rank: Rank = "normal"
    reference: str | None = Field(None, max_length=500)  # what this one statement rests on

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end:
            first, last = parse_date(self.start), parse_date(self.end)
            if first and last and last.last < first.first:
                raise ValueError(f"ends ({self.end}) before it starts ({self.start})")
        if (self.start or self.end) and (self.told_from or self.told_until):
            raise ValueError("has start or end, and from or until as well; the first two say when it is told")
        return self


class ImageLine(_Line):
    """A picture by address."""

    url: str
    author: str | None = None
    licence: str | None = None
    source: str | None = None


def _visible(label: str) -> str:
    """Raises: ValueError, where there is nothing to see."""
    if not any(c.isprintable() and not c.isspace() for c in plain(label)):
        raise ValueError("has no visible character")
    return label


class EntityLine(_Line):
    """One line of pack source."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: EntityId
    label: Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_visible)]
    earlier_labels: Prose = ()  # what it was called until a day; the first that fits the day of the story is told
    kind: Literal[KINDS] | None = None  # type: ignore[valid-type]
    descriptions: Prose = Field((), alias="description")  # the first that fits the day of the story is told
    summary: Prose = ()
    language: str | None = None
    aliases: tuple[AliasLine | str, ...] = ()
    popularity: float = Field(0, ge=0)
    facts: tuple[FactLine, ...] = ()
    links: tuple[EntityId, ...] = ()
    wikipedia: str | None = None
    website: str | None = None
    image: ImageLine | None = None
    source: SourceLine | None = None

    @field_validator("earlier_labels")
    @classmethod
    def _each_with_its_end(cls, labels: tuple[DatedLine, ...]) -> tuple[DatedLine, ...]:
        for each in labels:
            if not each.told_until:
                raise ValueError(f"{each.text!r} needs the day until which it was so called")
        return labels

    @property
    def description(self) -> str | None:
        """The description of the latest day."""
        lasting = [each for each in self.descriptions if each.told_until is None] or self.descriptions[-1:]
        return lasting[0].text if lasting else None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: where it stands and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A line, read."""

    file: str
    line: int
    entity: EntityLine


def read_source(path: Path) -> Iterator[GoodLine | BadLine]:
    """Every line of a source file, as an entity or as what is wrong with it. Empty lines are passed over.

    Raises: OSError, where the file cannot be read.
    """
    with path.open("rb") as lines:
        for number, raw in enumerate(iter(lambda: lines.readline(MAX_LINE_BYTES), b""), start=1):
            if raw.strip():
                yield _read_line(raw, str(path), number)


def _read_line(raw: bytes, file: str, number: int) -> GoodLine | BadLine:
    if len(raw) >= MAX_LINE_BYTES:
        return BadLine(file, number, f"is longer than {MAX_LINE_BYTES:,} bytes")
    try:
        return GoodLine(file, number, EntityLine.model_validate_json(raw))
    except ValidationError:
        return _read_slowly(raw, file, number)


def _read_slowly(raw: bytes, file: str, number: int) -> GoodLine | BadLine:
    """The same, in two steps that know better why a line is bad."""
    try:
        value = json.loads(raw)
    except UnicodeDecodeError:
        return BadLine(file, number, "is not UTF-8")
    except (json.JSONDecodeError, RecursionError) as error:
        return BadLine(file, number, f"is no JSON: {error}")
    try:
        return GoodLine(file, number, EntityLine.model_validate(value))
    except ValidationError as error:
        return BadLine(file, number, _reason(error))


def _reason(error: ValidationError) -> str:
    said = []
    for item in error.errors(include_url=False, include_input=False, include_context=False)[:3]:
        where = ".".join(str(part) for part in item["loc"]) or "the line"
        said.append(f"{where}: {item['msg'].removeprefix('Value error, ')}")
    return "; ".join(said)
