"""What a kind of pack source is, which kinds there are, and which file is of which kind.

A kind is added by adding a module to `registered/`: `backstory pack build` then reads its files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from backstory.errors import PackSourceError
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine
from backstory.knowledge.pack.sources.compressed import head_of

_FOLDER = Path(__file__).with_name("registered")


@dataclass(frozen=True, slots=True)
class PackSource:
    """A kind of file that packs are built of.

    `fits`: whether a file is of this kind, by its name and its first 64 kB, unpacked; no file may fit two. `read`: its
    entities one at a time, bad records as such, in the language asked for where the file has several. `describe`: what
    a pack made of it alone says of itself; None where the file does not tell. `own`: our own form, whose files need no
    joining; a file is of it only if it is of no other.
    """

    name: str
    fits: Callable[[Path, bytes], bool]
    read: Callable[[Path, str], Iterator[GoodLine | BadLine]]
    describe: Callable[[Path], PackMeta | None] = lambda _path: None
    own: bool = False


@cache
def sources() -> dict[str, PackSource]:
    """The kinds by the names of their modules, our own last."""
    names = [module.name for module in iter_modules([str(_FOLDER)])]
    found = {name: import_module(f"{__package__}.registered.{name}").SOURCE for name in sorted(names)}
    return dict(sorted(found.items(), key=lambda each: each[1].own))


def source_of(path: Path) -> PackSource:
    """The kind of a file, by what is in it. Raises: PackSourceError, where it is of none."""
    if not path.is_file():
        raise PackSourceError(f"{path}: no such file")
    head = head_of(path)
    found = next((kind for kind in sources().values() if kind.fits(path, head)), None)
    if found is None:
        names = ", ".join(kind.name for kind in sources().values())
        raise PackSourceError(f"{path}: is none of the sources that packs are built of ({names})")
    return found
