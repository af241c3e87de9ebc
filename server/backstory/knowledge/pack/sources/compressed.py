"""Files as they come: plain, gzip, bzip2 or xz, told apart by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from backstory.errors import PackSourceError

_HEAD_BYTES = 65_536
_HEAD_STEP_BYTES = 512  # small, so that little is lost where a file breaks off
_OPENERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)


def open_unpacked(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked as they are read. Raises: OSError."""
    with path.open("rb") as file:
        magic = file.read(6)
    for begins, opener in _OPENERS:
        if magic.startswith(begins):
            return cast(IO[bytes], opener(path, "rb"))
    return path.open("rb")


def head_of(path: Path) -> bytes:
    """The first 64 kB, unpacked; what can be read of them where the rest is broken. Raises: OSError."""
    head = b""
    try:
        with open_unpacked(path) as file:
            while len(head) < _HEAD_BYTES and (more := file.read(_HEAD_STEP_BYTES)):
                head += more
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
    return head


def lines_of(path: Path, *, longest_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """The file's lines by number, from 1; None for one that is longer than may be.

    Raises: PackSourceError, where the packed file breaks off or is damaged; OSError.
    """
    number = 0
    with closing(open_unpacked(path)) as file:
        while True:
            try:
                line = file.readline(longest_bytes + 1)
                whole = len(line) <= longest_bytes
                while line and not line.endswith(b"\n") and len(line) > longest_bytes:
                    line = file.readline(longest_bytes + 1)  # the rest of it is passed over
            except (*_BROKEN, OSError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                raise PackSourceError(f"{path}: breaks off after line {number:,}: {error}; fetch it anew") from error
            if not line and whole:
                return
            number += 1
            yield number, line if whole else None
