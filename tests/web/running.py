"""The real server on a free port of the loopback address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from backstory.service.settings import Settings
from backstory.web.server import Server


@contextmanager
def serving(app: Flask, **settings: object) -> Iterator[int]:
    """The port on which the app answers meanwhile, as `backstory serve` would have it."""
    server = Server(app, Settings(**{"port": 0, "threads": 4, "queue": 4, **settings}))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        yield server.port
    finally:
        server.stop()
        running.join()
