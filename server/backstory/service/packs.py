"""The packs of a service: opened, looked over in the background where they are large, the starter pack built again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from backstory.errors import PackError
from backstory.knowledge.base import Findings, PackInfo
from backstory.knowledge.pack import Pack
from backstory.model import Candidate, Profile
from backstory_packs.starter import starter_pack

T = TypeVar("T")

log = logging.getLogger(__name__)


def open_pack(path: Path) -> Pack:
    """A pack, compared with its seal: its head now, what is left of a large one meanwhile. Raises: PackError."""
    pack = Pack(path)
    if pack.unread:
        threading.Thread(target=_check_rest, args=(pack,), name="pack-check", daemon=True).start()
    return pack


def _check_rest(pack: Pack) -> None:
    try:
        pack.check_rest()
    except (PackError, OSError) as error:
        log.error("%s", error)


def open_starter(folder: Path) -> Pack:
    """The starter pack in a folder; built where it is not there yet or is damaged. Raises: PackError; OSError."""
    built = date.today().isoformat()
    path = starter_pack(folder, built=built)
    try:
        return Pack(path)
    except PackError:
        with suppress(FileNotFoundError):
            path.unlink()
        return Pack(starter_pack(folder, built=built))


class RepairedPack:
    """A KnowledgeBase over a pack that is opened again, once for each failure, where it fails. Safe for threads."""

    def __init__(self, open_again: Callable[[], Pack]) -> None:
        self._open_again = open_again
        self._lock = threading.Lock()
        self._pack = open_again()

    def close(self) -> None:
        """Close the file."""
        self._pack.close()

    def packs(self) -> tuple[PackInfo, ...]:
        """The pack alone."""
        return self._pack.packs()

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean. Raises: PackError."""
        return self._ask(lambda pack: pack.candidates(surfaces, language))

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What is known of each entity. Raises: PackError."""
        return self._ask(lambda pack: pack.profiles(ids))

    def probe(self) -> None:
        """Ask a question as a story would. Raises: PackError."""
        self._ask(lambda pack: pack.probe())

    def _ask(self, question: Callable[[Pack], T]) -> T:
        pack = self._pack
        try:
            return question(pack)
        except PackError as error:
            with self._lock:
                if self._pack is pack:
                    log.warning("the starter pack is opened again: %s", error)
                    self._pack = self._open_again()
                    pack.close()
            return question(self._pack)
