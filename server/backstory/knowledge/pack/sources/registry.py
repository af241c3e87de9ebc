"""What a kind of pack source is, and which file is of which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backstory.errors import PackSourceError
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.compressed import head_of


@dataclass(frozen=True, slots=True)
class PackSource:
    """A kind of file that packs are built of.

    `fits`: whether a file is of this kind, by its name and its first 64 kB, unpacked. `read`: its entities one at a
    time, bad records as such, in the language asked for where the file has several. `describe`: what a pack made of it
    alone says of itself; None where the file does not tell.
    """

    name: str
    fits: Callable[[Path, bytes], bool]
    read: Callable[[Path, str], Iterator[GoodLine | BadLine]]
    describe: Callable[[Path], PackMeta | None] = lambda _path: None


def source_of(path: Path, kinds: Sequence[PackSource]) -> PackSource:
    """The kind of a file, by what is in it. Raises: PackSourceError, where it is of none."""
    if not path.is_file():
        raise PackSourceError(f"{path}: no such file")
    head = head_of(path)
    found = next((kind for kind in kinds if kind.fits(path, head)), None)
    if found is None:
        names = ", ".join(kind.name for kind in kinds)
        raise PackSourceError(f"{path}: is none of the sources that packs are built of ({names})")
    return found
