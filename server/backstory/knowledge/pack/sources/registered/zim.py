"""Kiwix's ZIM files of a wiki: whole articles, leads only, with or without pictures, in both namespace schemes.

Source: https://wiki.openzim.org/wiki/ZIM_file_format and https://openzim.org/wiki/Metadata
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from backstory.errors import PackSourceError
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.article_html import read_article
from backstory.knowledge.pack.sources.encyclopedia import Article, Redirect, Wiki, entity_lines
from backstory.knowledge.pack.sources.registry import PackSource
from backstory.lang.iso_639 import two_letters

if TYPE_CHECKING:
    from libzim.reader import Archive

_MAGIC = b"ZIM\x04"
_LONGEST_BYTES = 20_000_000  # of an article; the longest of Wikipedia have 3 MB
_LICENCES = {"wikipedia": "CC BY-SA 4.0", "wikibooks": "CC BY-SA 4.0", "wikivoyage": "CC BY-SA 4.0"}


def _fits(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC) or path.suffix in {".zim", ".zimaa"}


def _read(path: Path, _language: str) -> Iterator[GoodLine | BadLine]:
    """Its articles as entities. Raises: PackSourceError, where it is no ZIM file that can be read."""
    archive = _open(path)
    yield from entity_lines(_records(archive, path), _wiki(archive), str(path))


def _describe(path: Path) -> PackMeta:
    archive = _open(path)
    wiki = _wiki(archive)
    title, flavour = _told(archive, "Title") or wiki.name, _told(archive, "Flavour").strip("_") or "whole"
    return PackMeta(
        title=f"{title}, {flavour} ({wiki.name}, {wiki.retrieved or 'undated'})",
        licence=wiki.licence,
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        retrieved=wiki.retrieved,
        language=wiki.language,
    )


def _open(path: Path) -> Archive:
    try:
        from libzim.reader import Archive
    except ImportError as error:
        raise PackSourceError(f"{path}: ZIM files need the package libzim: pip install 'backstory[zim]'") from error
    try:
        # the parts of a split file are opened by the name that the whole would have
        archive = Archive(path.with_suffix(".zim") if path.suffix == ".zimaa" else path)
        sound = archive.check()  # reads it once through, which costs less than finding a fault half way
    except RuntimeError as error:
        raise PackSourceError(f"{path}: is no ZIM file that can be read: {' '.join(str(error).split())}") from error
    if not sound:
        raise PackSourceError(f"{path}: is damaged: its checksum or its tables are wrong; fetch it anew")
    return archive


def _records(archive: Archive, path: Path) -> Iterator[Article | Redirect | BadLine]:
    language = _wiki(archive).language
    for number in range(archive.all_entry_count):
        try:
            record = _record(archive, number, language)
        except (RuntimeError, IndexError, KeyError, ValueError) as error:
            record = BadLine(str(path), number, f"cannot be read: {error}")
        if record is not None:
            yield record


def _record(archive: Archive, number: int, language: str) -> Article | Redirect | BadLine | None:
    entry = archive._get_entry_by_id(number)  # the one way to see every entry, redirects included
    if not archive.has_new_namespace_scheme and not entry.path.startswith("A/"):
        return None
    if entry.is_redirect:
        target = entry.get_redirect_entry()
        return Redirect(_title(entry.title), _title(target.title))
    item = entry.get_item()
    if not item.mimetype.startswith("text/html"):
        return None
    if item.size > _LONGEST_BYTES:
        return BadLine(entry.path, number, f"is longer than {_LONGEST_BYTES:,} bytes")
    return read_article(_title(entry.title), bytes(item.content), language=language)


def _title(title: str) -> str:
    return title.replace("_", " ").strip()


def _told(archive: Archive, name: str) -> str:
    if name not in archive.metadata_keys:
        return ""
    return bytes(archive.get_metadata(name)).decode("utf-8", "replace").strip()


def _wiki(archive: Archive) -> Wiki:
    code = _told(archive, "Language").split(",")[0]
    language = two_letters(code) or "en"
    creator = _told(archive, "Creator") or "Wikipedia"
    project = creator.lower() if creator.isalpha() else "wikipedia"
    return Wiki(
        language=language,
        name=creator,
        licence=_told(archive, "License") or _LICENCES.get(project, "CC BY-SA 4.0"),
        retrieved=_told(archive, "Date")[:10] or None,
        url=f"https://{language}.{project}.org/wiki/{{title}}" if project in _LICENCES else None,
    )


SOURCE = PackSource("Kiwix ZIM file", _fits, _read, _describe)
