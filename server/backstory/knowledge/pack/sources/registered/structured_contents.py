"""Wikimedia Enterprise's structured contents: one JSON object a line, an article with its abstract, item and redirects.

Source: https://enterprise.wikimedia.com/docs/data-dictionary/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from backstory.knowledge.http_client.body import mapping, mappings, text
from backstory.knowledge.mediawiki.traits import traits
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.compressed import head_of, lines_of
from backstory.knowledge.pack.sources.encyclopedia import Article, Wiki, entity_lines
from backstory.knowledge.pack.sources.registry import PackSource
from backstory.ontology.entity_ids import wikidata_id
from backstory.text.prose import clean, tidy

_LONGEST_LINE_BYTES = 30_000_000
_LICENCE = "CC BY-SA 4.0"


def _fits(_path: Path, head: bytes) -> bool:
    first = head.lstrip().partition(b"\n")[0]
    return first.startswith(b"{") and b'"main_entity"' in head and b'"name"' in first


def _read(path: Path, _language: str) -> Iterator[GoodLine | BadLine]:
    yield from entity_lines(_articles(path), _wiki(path), str(path))


def _articles(path: Path) -> Iterator[Article | BadLine]:
    for number, line in lines_of(path, longest_bytes=_LONGEST_LINE_BYTES):
        if line is None:
            yield BadLine(str(path), number, f"is longer than {_LONGEST_LINE_BYTES:,} bytes")
            continue
        if not line.strip():
            continue
        try:
            page = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadLine(str(path), number, f"is no JSON: {error}")
            continue
        article = _article(page) if isinstance(page, dict) else None
        if article is not None:
            yield article


def _article(page: Mapping[str, object]) -> Article | None:
    title, lead = clean(text(page.get("name")), limit=255), tidy(text(page.get("abstract")))
    if not title or not lead:
        return None
    qid = text(mapping(page.get("main_entity")).get("identifier"))
    description = clean(text(page.get("description")), limit=200) or None
    kind, born, died = traits(description, lead)
    return Article(
        title=title,
        lead=lead,
        description=description,
        kind=kind,
        born=born,
        died=died,
        qid=wikidata_id(qid),
        links=tuple(_links(page)),
        redirects=tuple(clean(text(each.get("name")), limit=255) for each in mappings(page.get("redirects"))),
        revised=text(page.get("date_modified"))[:10] or None,
    )


def _links(page: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The links of its sections' paragraphs, wherever they stand in the tree of parts."""
    waiting = [*mappings(page.get("sections")), *mappings(page.get("infoboxes"))]
    while waiting:
        part = waiting.pop()
        for link in mappings(part.get("links")):
            target = text(link.get("url")).partition("/wiki/")[2].split("#")[0].replace("_", " ")
            words = clean(text(link.get("text")), limit=300)
            if target and words:
                yield target, words
        waiting += mappings(part.get("has_parts"))


def _wiki(path: Path) -> Wiki:
    for line in head_of(path).splitlines()[:1]:
        try:
            page = json.loads(line)
        except ValueError:
            break
        if isinstance(page, dict):
            language = text(mapping(page.get("in_language")).get("identifier")) or "en"
            day = text(page.get("date_modified"))[:10] or None
            return Wiki(language, "Wikipedia", _LICENCE, day, f"https://{language}.wikipedia.org/wiki/{{title}}")
    return Wiki("en", "Wikipedia", _LICENCE, None, "https://en.wikipedia.org/wiki/{title}")


def _describe(path: Path) -> PackMeta:
    wiki = _wiki(path)
    return PackMeta(
        title=f"Wikipedia ({wiki.language}), structured contents",
        licence=_LICENCE,
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        language=wiki.language,
        retrieved=wiki.retrieved,
    )


SOURCE = PackSource("structured contents (Wikimedia Enterprise)", _fits, _read, _describe)
