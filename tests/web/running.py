"""A real waitress on a free port of the loopback address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """The port on which the app answers meanwhile.

    The loop runs in a thread of its own and everything is closed after it: waitress may not be closed while it loops.
    """
    sockets: dict[int, object] = {}
    server = create_server(app, host="127.0.0.1", port=0, threads=4, map=sockets)
    server.adj.send_bytes = 1  # as `backstory serve` has it
    stop = threading.Event()

    def loop() -> None:
        while not stop.is_set():
            wasyncore.loop(timeout=0.05, map=sockets, count=1)

    running = threading.Thread(target=loop)
    running.start()
    try:
        yield server.effective_port
    finally:
        stop.set()
        running.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets, ignore_all=True)
