"""CirrusSearch dumps of a wiki: two JSON lines a page, its number and what the search engine holds of it.

Source: https://dumps.wikimedia.org/other/cirrussearch/ and https://www.mediawiki.org/wiki/Help:CirrusSearch
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from backstory.knowledge.http_client.body import mappings, text
from backstory.knowledge.mediawiki.traits import traits
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.compressed import head_of, lines_of
from backstory.knowledge.pack.sources.encyclopedia import Article, Wiki, entity_lines, first_clause, label_of
from backstory.knowledge.pack.sources.registry import PackSource
from backstory.ontology.entity_ids import wikidata_id
from backstory.text.prose import clean, tidy

_LONGEST_LINE_BYTES = 30_000_000
_MOST_LINKS = 3_000
_LICENCE = "CC BY-SA 4.0"


def _fits(_path: Path, head: bytes) -> bool:
    first, _, rest = head.lstrip().partition(b"\n")
    return first.startswith(b'{"index"') and b'"title"' in rest


def _read(path: Path, _language: str) -> Iterator[GoodLine | BadLine]:
    yield from entity_lines(_articles(path), _wiki(path), str(path))


def _articles(path: Path) -> Iterator[Article | BadLine]:
    for number, line in lines_of(path, longest_bytes=_LONGEST_LINE_BYTES):
        if line is None:
            yield BadLine(str(path), number, f"is longer than {_LONGEST_LINE_BYTES:,} bytes")
            continue
        if not line.strip() or line.startswith(b'{"index"'):
            continue
        try:
            page = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadLine(str(path), number, f"is no JSON: {error}")
            continue
        if isinstance(page, dict) and page.get("namespace", 0) == 0 and (article := _article(page)):
            yield article


def _article(page: Mapping[str, object]) -> Article | None:
    title, lead = clean(text(page.get("title")), limit=255), tidy(text(page.get("opening_text")))
    templates = page.get("template")
    is_list = isinstance(templates, list) and any("isambig" in str(each) for each in templates)
    if not title or not (lead or is_list):
        return None
    qid = text(page.get("wikibase_item"))
    descriptions = page.get("descriptions")
    description = clean(text(page.get("description")), limit=200) or (
        clean(text(next(iter(descriptions.values()), "")), limit=200) if isinstance(descriptions, dict) else ""
    )
    description = (
        description or (first_clause(lead, label_of(title)) if text(page.get("language")) == "en" else None) or ""
    )
    kind, born, died = traits(description or None, lead)
    outgoing = page.get("outgoing_link")
    targets = [str(each).replace("_", " ") for each in outgoing] if isinstance(outgoing, list) else []
    return Article(
        title=title,
        lead=lead,
        description=description or None,
        kind=kind,
        born=born,
        died=died,
        qid=wikidata_id(qid),
        is_list=is_list,
        links=tuple((target, target) for target in targets[:_MOST_LINKS] if ":" not in target),
        redirects=tuple(text(each.get("title")) for each in mappings(page.get("redirect"))),
    )


def _wiki(path: Path) -> Wiki:
    """The wiki as its pages name it ("enwiki", language "en")."""
    for line in head_of(path).splitlines()[1:2]:
        try:
            page = json.loads(line)
        except ValueError:
            break
        if isinstance(page, dict):
            language = text(page.get("language")) or "en"
            day = text(page.get("timestamp"))[:10] or None
            return Wiki(language, "Wikipedia", _LICENCE, day, f"https://{language}.wikipedia.org/wiki/{{title}}")
    return Wiki("en", "Wikipedia", _LICENCE, None, "https://en.wikipedia.org/wiki/{title}")


def _describe(path: Path) -> PackMeta:
    wiki = _wiki(path)
    return PackMeta(
        title=f"Wikipedia ({wiki.language}), search index",
        licence=_LICENCE,
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        language=wiki.language,
        retrieved=wiki.retrieved,
    )


SOURCE = PackSource("CirrusSearch dump", _fits, _read, _describe)
