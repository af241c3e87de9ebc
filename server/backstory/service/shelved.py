"""The packs that answer now: what is replaced, added or dropped on disk is taken up while the service runs.

Each question sees one set of packs from its beginning to its end; a set that nobody asks any more closes what the next
one does not use.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Protocol

from backstory.errors import PackError
from backstory.knowledge.base import Findings, KnowledgeBase, PackInfo
from backstory.knowledge.layered import Layered
from backstory.knowledge.pack import Pack
from backstory.model import Candidate, Profile

log = logging.getLogger(__name__)

EVERY_S = 1.0  # between two looks at the files; a look costs some microseconds a pack

Stamp = tuple[int, int, int, int] | None


class Probed(KnowledgeBase, Protocol):
    """A pack, or what stands for one."""

    def probe(self) -> None:
        """Ask a question as a story would. Raises: PackError."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


class Held:
    """A pack that is closed when the last set that holds it is gone."""

    def __init__(self, pack: Probed, stamp: Stamp = None) -> None:
        self.pack, self.stamp = pack, stamp
        self.close = weakref.finalize(self, pack.close)


class Missing:
    """Stands for a pack whose file changed and can no longer be opened: asked, it says why."""

    def __init__(self, error: PackError) -> None:
        self._why = str(error)

    def packs(self) -> tuple[PackInfo, ...]:
        """None."""
        return ()

    def candidates(
        self,
        surfaces: Collection[str],  # noqa: ARG002 - a KnowledgeBase's
        language: str | None = None,  # noqa: ARG002 - a KnowledgeBase's
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """Raises: PackError."""
        raise PackError(self._why)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:  # noqa: ARG002 - a KnowledgeBase's
        """Raises: PackError."""
        raise PackError(self._why)

    def probe(self) -> None:
        """Raises: PackError."""
        raise PackError(self._why)

    def close(self) -> None:
        """Nothing is open."""


class PackSet:
    """The packs of one moment, most trusted first. A KnowledgeBase."""

    def __init__(self, held: Sequence[tuple[Path | None, Held]]) -> None:
        self.held = tuple(held)
        bases: list[KnowledgeBase] = [each.pack for _, each in self.held]
        self._base = reduce(lambda after, first: Layered(first, after), reversed(bases))

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs that are open."""
        return self._base.packs()

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean."""
        return self._base.candidates(surfaces, language)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What is known of each entity."""
        return self._base.profiles(ids)

    def probe(self) -> None:
        """Ask each pack a question. Raises: PackError."""
        for _, each in self.held:
            each.pack.probe()


class ShelvedPacks:
    """The packs at the paths that `paths` names, opened again where they change. A KnowledgeBase; safe for threads.

    `first`: packs before them that stay. Raises: PackError, where one cannot be opened at the start.
    """

    def __init__(
        self,
        paths: Callable[[], Sequence[Path]],
        open_pack: Callable[[Path], Pack],
        *,
        first: Sequence[Probed] = (),
        every_s: float = EVERY_S,
    ) -> None:
        self._paths, self._open, self._every_s = paths, open_pack, every_s
        self._lock = threading.Lock()
        self._first: tuple[tuple[Path | None, Held], ...] = tuple((None, Held(each)) for each in first)
        opened: list[tuple[Path | None, Held]] = []
        try:
            for path in paths():
                stamp = _stamp(path)  # before it is opened: what is replaced meanwhile is seen at the next look
                opened.append((path, Held(open_pack(path), stamp)))
        except BaseException:
            for _, each in (*self._first, *opened):
                each.close()
            raise
        self._now = PackSet((*self._first, *opened))
        self._looked = time.monotonic()

    def now(self) -> PackSet:
        """The packs to ask, for one story from its beginning to its end."""
        if time.monotonic() - self._looked >= self._every_s and self._lock.acquire(blocking=False):
            try:  # the others go on with the packs they have while one looks
                self._look()
                self._looked = time.monotonic()
            finally:
                self._lock.release()
        return self._now

    def _look(self) -> None:
        try:
            paths = self._paths()
        except PackError as error:
            log.error("%s; the packs stay as they are", error)
            return
        before = {path: each for path, each in self._now.held if path is not None}
        stamps = [(path, _stamp(path)) for path in paths]
        if [*before] == [*paths] and all(before[path].stamp == stamp for path, stamp in stamps):
            return
        after = tuple((path, self._taken(path, stamp, before.get(path))) for path, stamp in stamps)
        self._now = PackSet((*self._first, *after))
        log.info("packs in use: %s", ", ".join(each.name for each in self._now.packs()))

    def _taken(self, path: Path, stamp: Stamp, before: Held | None) -> Held:
        """The pack at a path as it is now; the one before where nothing better is there."""
        if before is not None and before.stamp == stamp:
            return before
        try:
            return Held(self._open(path), stamp)
        except (PackError, OSError) as error:
            log.error("%s", error)
            if before is not None and isinstance(before.pack, Pack) and before.pack.intact():
                before.stamp = stamp  # its own file is still whole, under no name: it answers on
                return before
            return Held(Missing(PackError(str(error))), stamp)

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs in use."""
        return self.now().packs()

    def candidates(
        self, surfaces: Collection[str], language: str | None = None
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean, by the packs in use."""
        return self.now().candidates(surfaces, language)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What is known of each entity, by the packs in use."""
        return self.now().profiles(ids)

    def close(self) -> None:
        """Close all packs; nothing more is answered."""
        with self._lock:
            self._looked = float("inf")
            for _, each in self._now.held:
                each.close()


def _stamp(path: Path) -> Stamp:
    """What changes where a file is replaced or written to; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
