"""What a service keeps of what was read, and when it goes: by the hour, and when `backstory forget` is asked."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from backstory.errors import InputError
from backstory.knowledge.kept_file import forget
from backstory.service.settings import Settings

log = logging.getLogger(__name__)

EVERY_S = 3600.0
PAGES_KEPT_S = 24 * 3600.0  # beyond their expiry: to ask a site whether a page is still the same
ANSWERS_KEPT_S = 30 * 24 * 3600.0  # beyond their expiry: live answers stand in while their source is down


def fetched_pages(settings: Settings) -> Path:
    """The file of pages that were fetched."""
    return settings.cache_dir / "linked.sqlite"


def live_answers(settings: Settings) -> Path:
    """The file of answers of live sources, where no Redis keeps them."""
    return settings.cache_dir / "live.sqlite"


def forget_all(settings: Settings) -> dict[str, int]:
    """Empty all that is kept, and say how many of what there were. Raises: InputError; OSError."""
    return {"fetched pages": forget(fetched_pages(settings)), "live answers": forget(live_answers(settings))}


class Upkeep:
    """Purges what is too old, at once and every hour, until it is closed."""

    def __init__(self, settings: Settings, *, every_s: float = EVERY_S) -> None:
        self._settings, self._every_s = settings, every_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            purge(self._settings, time.time())
            if self._ended.wait(self._every_s):
                return


def purge(settings: Settings, now: float) -> None:
    """Take out what is too old. A file that is held by another process is left to the next time."""
    for path, kept_s in ((fetched_pages(settings), PAGES_KEPT_S), (live_answers(settings), ANSWERS_KEPT_S)):
        try:
            forget(path, before=now - kept_s)
        except (InputError, OSError) as error:
            log.warning("%s could not be purged: %s", path.name, error)
