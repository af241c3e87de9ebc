"""A pack's file, opened once and read by many threads, whatever becomes of its name meanwhile."""

from __future__ import annotations

import os
import queue
import sqlite3
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from backstory.errors import PackError
from backstory.knowledge.pack.manifest import FORMAT

_SIZE = 4  # connections; a question takes a hundredth of the time that a story does
_BATCH = 900  # variables in one SQL statement; SQLite builds may allow no more than 999
_MOST_BYTES = 64_000_000  # of one value


class Connections:
    """Connections to one file, all opened at once. Raises: PackError, where it is none of ours."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._free: queue.LifoQueue[sqlite3.Connection | None] = queue.LifoQueue()
        self._all: list[sqlite3.Connection] = []
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise PackError(f"{path}: cannot be read ({error.strerror})") from error
        self._as_opened = self._state()
        try:
            for _ in range(_SIZE):
                self._all.append(self._open())
        except sqlite3.Error as error:
            self.close()
            raise PackError(f"{path}: not a Backstory pack ({error})") from error
        for connection in self._all:
            self._free.put(connection)

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
        # no memory map: a file that is cut short while it is mapped ends the process (SIGBUS)
        for pragma in ("mmap_size = 0", "trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # opens the file
        return connection

    def _state(self) -> tuple[int, int]:
        found = os.fstat(self._file.fileno())
        return found.st_size, found.st_mtime_ns

    def intact(self) -> bool:
        """Whether the file, under whatever name or none, was not written to since it was opened."""
        return not self._file.closed and self._state() == self._as_opened

    def close(self) -> None:
        """Close the file; nothing more is answered."""
        self._free.put(None)
        self._file.close()
        for connection in self._all:
            connection.close()

    def check_schema(self) -> None:
        """Raises: PackError, where the file holds other tables than a pack's, views or triggers, or was replaced."""
        if not os.path.samestat(self._path.stat(), os.fstat(self._file.fileno())):
            raise PackError(f"{self._path}: was replaced while it was being opened; open it again")
        if self.rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name") != _schema():
            raise PackError(f"{self._path}: not a Backstory pack: it holds other tables than one of format {FORMAT}")

    def rows(self, sql: str, values: Collection[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer. Raises: PackError."""
        connection = self._free.get()
        if connection is None:
            self._free.put(None)
            raise PackError(f"{self._path}: closed")
        try:
            found = connection.execute(sql, tuple(values)).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise PackError(f"{self._path}: damaged or closed ({error})") from error
        finally:
            self._free.put(connection)
        if not self.intact():  # pages kept from before and pages read now need not belong together
            raise PackError(f"{self._path}: was written to while it was in use; replace packs as whole files")
        return found

    def rows_in(self, select: str, values: list[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement that ends in IN, for all values. Raises: PackError."""
        found = []
        for start in range(0, len(values), _BATCH):
            batch = values[start : start + _BATCH]
            found += self.rows(f"{select}({','.join('?' * len(batch))})", batch)
        return found


@cache
def _schema() -> list[tuple[Any, ...]]:
    db = sqlite3.connect(":memory:")
    try:
        db.executescript((files("backstory.knowledge.pack") / "schema.sql").read_text(encoding="utf-8"))
        return db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
    finally:
        db.close()
