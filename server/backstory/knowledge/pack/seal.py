"""A pack's seal: digests of its sections, at the end of the file, behind what SQLite reads.

A flipped bit in the database's own structure makes rows vanish without an error; the seal names it. Small packs are
compared whole when they are opened (30 ms for the starter pack); of large ones the head is, and the rest by and by.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backstory.errors import PackError

SECTION = 1 << 20  # bytes
_DIGEST = 16  # bytes
_FOOTER = struct.Struct(f"<8sQ{_DIGEST}s")  # magic, bytes of the database, digest of the digests
_MAGIC = b"BSTRYPK1"


def seal(path: Path) -> None:
    """Add the seal to a finished database. Raises: OSError."""
    with path.open("r+b") as file:
        digests = b"".join(_digests(file))
        size = file.tell()
        file.write(digests + _FOOTER.pack(_MAGIC, size, _of_all(digests, size)))


class Seal:
    """The seal of an open file. Raises: PackError, where there is none or it does not fit the file."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        whole = file.seek(0, 2)
        file.seek(max(0, whole - _FOOTER.size))
        footer = file.read()
        magic, self.size, digest = _FOOTER.unpack(footer) if len(footer) == _FOOTER.size else (b"", 0, b"")
        if magic != _MAGIC:
            raise PackError(f"{name}: damaged, its seal is missing: the file was cut short or changed; build it again")
        sections = -(-self.size // SECTION)
        if whole != self.size + sections * _DIGEST + _FOOTER.size:
            raise PackError(f"{name}: damaged, {whole:,} bytes are not what its seal says; build it again")
        file.seek(self.size)
        digests = file.read(sections * _DIGEST)
        if _of_all(digests, self.size) != digest:
            raise PackError(f"{name}: damaged, its seal is broken; build it again")
        self._digests = [digests[i : i + _DIGEST] for i in range(0, len(digests), _DIGEST)]

    def __len__(self) -> int:
        return len(self._digests)

    def check(self, section: int) -> None:
        """Raises: PackError, where a section is not as it was when it was sealed."""
        start = section * SECTION
        self._file.seek(start)
        content = self._file.read(min(SECTION, self.size - start))
        if _digest(content) != self._digests[section]:
            raise PackError(f"{self._name}: damaged near byte {start:,}; build it again or fetch it anew")


def _digests(file: BinaryIO) -> Iterator[bytes]:
    while content := file.read(SECTION):
        yield _digest(content)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_DIGEST]


def _of_all(digests: bytes, size: int) -> bytes:
    return _digest(digests + size.to_bytes(8, "little"))
