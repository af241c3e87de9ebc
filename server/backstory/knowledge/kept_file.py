"""A SQLite file that keeps earlier answers: its owner's alone, tried before it is written, emptied for good."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from backstory.errors import InputError

BUSY_TIMEOUT_MS = 1_000


def make_private(path: Path) -> None:
    """The file and its folder, for their owner only: it tells what somebody has read about. Raises: OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)


def try_writing(path: Path, timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
    """Nothing; requests-cache itself waits for a locked file without end.

    Raises: sqlite3.Error, when the file is no database or cannot be written within the busy timeout.
    """
    with closing(sqlite3.connect(path, timeout=timeout_ms / 1000, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def forget(path: Path, *, before: float | None = None) -> int:
    """Empty a file of answers, beside a service that has it open too, so that nothing of them stays in it.

    `before`: only answers that expired before this time. Gives how many there were. A damaged file is deleted.

    Raises: InputError, where another process holds the file; OSError.
    """
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            where, values = ("", ()) if before is None else (" WHERE expires < ?", (before,))
            gone = connection.execute(f"DELETE FROM responses{where}", values).rowcount  # noqa: S608 - a constant
            if before is None:
                with suppress(sqlite3.OperationalError):  # there may be no such table
                    connection.execute("DELETE FROM redirects")
            if gone:
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return gone
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return 0
        raise InputError(f"{path.name} is held by another process ({error}); ask again") from error
    except sqlite3.DatabaseError:
        for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            each.unlink(missing_ok=True)
        return 0
