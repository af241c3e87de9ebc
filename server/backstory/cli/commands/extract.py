"""Read pages: title, date, text, read-more links (JSON lines)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from backstory.cli.inputs import Item, answer_all, compact, json_lines, read_bytes
from backstory.errors import InputError
from backstory.model import Page


@click.command("extract")
@click.argument("inputs", nargs=-1, metavar="[FILE|-]...")
def command(inputs: tuple[str, ...]) -> None:
    """Read pages; one JSON line out for each.

    FILE is a page as it was saved, or (named .jsonl, or standard input) lines {"id","html","url"?}.
    """
    from backstory.extract import decode, read_page

    def answer(value: dict[str, Any]) -> str:
        html = value["html"]
        page = read_page(decode(html) if isinstance(html, bytes) else html, value.get("url"))
        return compact(_told(value["id"], page))

    lines_only = all(path == "-" or path.endswith(".jsonl") for path in inputs)
    answer_all(_items(inputs), answer, total=None if lines_only else len(inputs))


def _items(inputs: tuple[str, ...]) -> Iterator[Item]:
    for path in inputs or ("-",):
        if path == "-" or path.endswith(".jsonl"):
            for item in json_lines([path]):
                yield Item(item.name, lambda item=item: _checked(item.read()))  # type: ignore[misc]
        else:
            yield Item(path, lambda path=path: {"id": path, "html": read_bytes(path)})  # type: ignore[misc]


def _checked(value: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(value.get("html"), str):
        raise InputError('has no "html" text; a line is {"id","html","url"?}')
    if not isinstance(value.get("url"), str | None):
        raise InputError('"url" is no text')
    return {"id": value.get("id"), "html": value["html"], "url": value.get("url")}


def _told(id: object, page: Page) -> dict[str, Any]:
    meta = page.metadata
    return {
        "id": id,
        "title": meta.title,
        "byline": meta.byline,
        "site": meta.site,
        "published": meta.published,
        "modified": meta.modified,
        "canonical_url": meta.canonical_url,
        "language": meta.language,
        "origins": dict(meta.origins),
        "text": page.document.body,
        "read_more": [
            {"url": link.url, "text": link.text, "confidence": link.confidence, "quote": asdict(link.quote)}
            for link in page.read_more
        ],
    }
