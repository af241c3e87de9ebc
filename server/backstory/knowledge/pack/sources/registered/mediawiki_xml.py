"""MediaWiki's XML exports and dumps: pages with their wikitext.

Source: https://www.mediawiki.org/wiki/Help:Export#Export_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from backstory.errors import PackSourceError
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.compressed import head_of, open_unpacked
from backstory.knowledge.pack.sources.encyclopedia import Article, Redirect, Wiki, entity_lines
from backstory.knowledge.pack.sources.registry import PackSource
from backstory.knowledge.pack.sources.wikitext import read_wikitext
from backstory.text.prose import clean

_LONGEST_TEXT = 5_000_000  # characters; MediaWiki itself takes no more than 2 MB
_LICENCE = "CC BY-SA 4.0"
_BASE = re.compile(rb"<base>\s*([^<\s]+)")
_LANGUAGE = re.compile(rb"xml:lang=[\"']([A-Za-z-]{2,12})[\"']")
_SITE = re.compile(rb"<sitename>([^<]{1,80})</sitename>")
_DAY = re.compile(rb"<timestamp>(\d{4}-\d{2}-\d{2})T")


def _fits(_path: Path, head: bytes) -> bool:
    return b"<mediawiki" in head[:2_000]


def _read(path: Path, _language: str) -> Iterator[GoodLine | BadLine]:
    """Its articles as entities. Raises: PackSourceError, where the XML breaks off."""
    yield from entity_lines(_records(path), _wiki(path), str(path))


def _records(path: Path) -> Iterator[Article | Redirect | BadLine]:
    language = _wiki(path).language
    with open_unpacked(path) as file:
        # no entities are resolved and nothing is loaded: an export has no document type
        pages = etree.iterparse(
            file, tag="{*}page", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        number = 0
        while True:
            try:
                _, page = next(pages)
            except StopIteration:
                return
            except (etree.XMLSyntaxError, EOFError, OSError) as error:
                raise PackSourceError(f"{path}: breaks off after page {number:,}: {error}; fetch it anew") from error
            number += 1
            record = _record(page, str(path), number, language)
            page.clear()
            before = page.getprevious()
            while before is not None:  # what was read is let go, or the tree would grow to the whole dump
                before, gone = before.getprevious(), before
                gone.getparent().remove(gone)  # type: ignore[union-attr,arg-type] # both are there
            if record is not None:
                yield record


def _record(page: etree._Element, file: str, number: int, language: str) -> Article | Redirect | BadLine | None:
    if _text(page, "ns") not in {"", "0"}:
        return None
    title = clean(_text(page, "title"), limit=255)
    redirect = page.find("{*}redirect")
    if not title:
        return BadLine(file, number, "a page without a title")
    if redirect is not None:
        target = clean(redirect.get("title") or "", limit=255)
        return Redirect(title, target) if target else BadLine(file, number, f"{title}: a redirect that leads nowhere")
    text = _text(page, "revision/{*}text")
    if len(text) > _LONGEST_TEXT:
        return BadLine(file, number, f"{title}: is longer than {_LONGEST_TEXT:,} characters")
    return read_wikitext(title, text, language=language)


def _text(page: etree._Element, name: str) -> str:
    found = page.findtext(f"{{*}}{name}")
    return found.strip() if found else ""


def _wiki(path: Path) -> Wiki:
    head = head_of(path)
    base, language, site, day = (pattern.search(head) for pattern in (_BASE, _LANGUAGE, _SITE, _DAY))
    address = base[1].decode("utf-8", "replace") if base else ""
    return Wiki(
        language=language[1].decode().split("-")[0].lower() if language else "en",
        name=clean(site[1].decode("utf-8", "replace")) if site else "Wikipedia",
        licence=_LICENCE,
        retrieved=day[1].decode() if day else None,
        url=address.rpartition("/")[0] + "/{title}" if address.startswith("https://") and "{" not in address else None,
    )


def _describe(path: Path) -> PackMeta:
    wiki = _wiki(path)
    return PackMeta(
        title=f"{wiki.name} ({wiki.language}), pages",
        licence=wiki.licence,
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        language=wiki.language,
        retrieved=wiki.retrieved,
    )


SOURCE = PackSource("MediaWiki XML dump", _fits, _read, _describe)
