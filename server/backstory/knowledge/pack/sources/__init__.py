"""The sources that packs are built of: each module of `registered/` is a kind of them.

`read_sources` gives the entities of files of any kinds, `describe` says what a pack made of one says of itself. How it
is read: `compressed.py` unpacks, `encyclopedia.py` makes entities of articles (`article_html.py`, `wikitext.py`),
`joining.py` makes one of several sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.joining import joined
from backstory.knowledge.pack.sources.registry import PackSource, source_of

__all__ = ["PackSource", "describe", "read_sources", "source_of"]


def read_sources(paths: Sequence[Path], *, language: str = "en") -> Iterator[GoodLine | BadLine]:
    """The entities of all files; those of several kinds are joined by Wikidata id and by article.

    `language`: of what is read where a file has several. Raises: PackSourceError, before anything is read, for a file
    of no kind.
    """
    kinds = [(path, source_of(path)) for path in paths]
    read = [kind.read(path, language) for path, kind in kinds]
    if all(kind.own for _, kind in kinds):
        for lines in read:
            yield from lines
    else:
        yield from joined(read) if len(read) > 1 else read[0]


def describe(path: Path) -> PackMeta | None:
    """What a pack made of a file alone says of itself; None where the file does not tell. Raises: PackSourceError."""
    return source_of(path).describe(path)
