"""Pages with what people marked in them.

A folder holds html/ID.html.gz, truth.json ({ID: {"url", "articleBody"}}), and, where they were marked, readmore.jsonl
and meta.jsonl (one object a line, with the page's "id").
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from backstory.errors import InputError


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link in or about a story's text, and whether it is a cross-reference; "optional" ones count neither way."""

    href: str
    label: Literal["yes", "no", "optional"]
    text: str
    in_body: bool = False  # its text is a part of the marked body


@dataclass(frozen=True, slots=True)
class GoldMeta:
    """A page's headline and day of publication, each in the forms that are right."""

    headlines: tuple[str, ...] = ()  # the displayed one first
    days: tuple[str, ...] = ()  # YYYY-MM-DD
    undated: bool = False  # the page is known to have no date


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page: its markup's file, and what is to be found in it."""

    id: str
    path: Path
    url: str | None
    body: str
    links: tuple[GoldLink, ...] = ()
    meta: GoldMeta | None = None

    def html(self) -> str:
        """The page's markup. Raises: InputError."""
        try:
            return gzip.decompress(self.path.read_bytes()).decode("utf-8", "replace")
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{self.path}: cannot be read as gzip ({error})") from error


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of pages, in the order of its truth.json."""

    pages: Mapping[str, GoldPage] = field(default_factory=dict)
    with_links: bool = False
    with_meta: bool = False


def load(folder: Path) -> Gold:
    """The gold of a folder. Raises: InputError, when a file is missing or is not what it should be."""
    truth = _json(folder / "truth.json")
    if not isinstance(truth, dict) or not truth:
        raise InputError(f'{folder / "truth.json"}: has to be {{ID: {{"url", "articleBody"}}}} with at least one page')
    links = _by_page(folder / "readmore.jsonl")
    metas = _by_page(folder / "meta.jsonl")
    pages = {id: _page(folder, id, row, links or {}, metas or {}) for id, row in truth.items()}
    return Gold(pages, with_links=links is not None, with_meta=metas is not None)


def _page(folder: Path, id: str, row: Any, links: dict[str, list[Any]], metas: dict[str, list[Any]]) -> GoldPage:
    if not isinstance(row, dict) or not isinstance(row.get("articleBody"), str):
        raise InputError(f'{folder / "truth.json"}: {id} has no "articleBody" text')
    return GoldPage(
        id=id,
        path=folder / "html" / f"{id}.html.gz",
        url=row.get("url") or None,
        body=row["articleBody"],
        links=tuple(_link(link) for link in links.get(id, ())),
        meta=next((_meta(meta) for meta in metas.get(id, ())), None),
    )


def _link(row: Any) -> GoldLink:
    return GoldLink(
        href=row.get("href") or "",
        label=row.get("label", "no"),
        text=row.get("text") or "",
        in_body=bool(row.get("in_truth")),
    )


def _meta(row: Any) -> GoldMeta:
    headlines = [row["headline"], *row.get("headline_also", ())] if row.get("headline") else []
    dates = [row["datePublished"], *row.get("date_also", ())] if row.get("datePublished") else []
    return GoldMeta(
        headlines=tuple(headlines),
        days=tuple(date[:10] for date in dates),
        undated=bool(row.get("date_known_absent")) and not dates,
    )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give a folder with html/ and truth.json"
        ) from error
    except ValueError as error:
        raise InputError(f"{path}: no JSON: {error}") from error


def _by_page(path: Path) -> dict[str, list[Any]] | None:
    """The rows of a file of JSON lines, by their page; None where there is no such file."""
    if not path.exists():
        return None
    rows: dict[str, list[Any]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.setdefault(row["id"], []).append(row)
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f'{path}:{number}: no JSON object with an "id": {error}') from error
    return rows
