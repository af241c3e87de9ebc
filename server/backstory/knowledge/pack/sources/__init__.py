"""The sources that packs are built of, each kind in a module of its own; a new one is a module and its line here.

`read_sources` gives the entities of files of any kinds, `describe` says what a pack made of one says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.cirrus_search import CIRRUS_SEARCH
from backstory.knowledge.pack.sources.joining import joined
from backstory.knowledge.pack.sources.json_lines import JSON_LINES
from backstory.knowledge.pack.sources.mediawiki_xml import MEDIAWIKI_XML
from backstory.knowledge.pack.sources.registry import PackSource, source_of
from backstory.knowledge.pack.sources.structured_contents import STRUCTURED_CONTENTS
from backstory.knowledge.pack.sources.wikidata_dump import WIKIDATA_DUMP
from backstory.knowledge.pack.sources.zim import ZIM

SOURCES: tuple[PackSource, ...] = (
    ZIM,
    MEDIAWIKI_XML,
    WIKIDATA_DUMP,
    CIRRUS_SEARCH,
    STRUCTURED_CONTENTS,
    JSON_LINES,
)
"""The kinds, the most telling first: a file is of the first kind that it fits."""


def read_sources(paths: Sequence[Path], *, language: str = "en") -> Iterator[GoodLine | BadLine]:
    """The entities of all files; those of several kinds are joined by Wikidata id and by article.

    `language`: of what is read where a file has several. Raises: PackSourceError, before anything is read, for a file
    of no kind.
    """
    kinds = [(path, source_of(path, SOURCES)) for path in paths]
    read = [kind.read(path, language) for path, kind in kinds]
    if all(kind is JSON_LINES for _, kind in kinds):
        for lines in read:
            yield from lines
    else:
        yield from joined(read) if len(read) > 1 else read[0]


def describe(path: Path) -> PackMeta | None:
    """What a pack made of a file alone says of itself; None where the file does not tell. Raises: PackSourceError."""
    return source_of(path, SOURCES).describe(path)
