"""The HTTP server under the app: waitress. Another server is put in its place here, behind the same three names.

Bodies stay in memory: waitress would spill those over 512 kB, and answers over 1 MB, to files. Told to stop, it takes
no more connections and finishes what runs.
"""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask

from backstory.errors import InputError
from backstory.service.settings import Settings
from backstory.web.admission import SPARE_THREADS
from backstory.web.problems import CONTENT_TYPE, problem_body

_NEVER = 1 << 40  # bytes from which something would go to a file
_LOOK_S = 0.2  # seconds between looks at whether to stop
_GRACE_S = 5.0  # seconds beyond a request's own limit that one may take to end and be sent
_CONNECTIONS = 200
_HEADER_BYTES = 32_768

# By the status of what cannot even be read as a request.
_PROBLEMS = {413: "body-too-large", 431: "headers-too-large"}


class Server:
    """An app that listens. `port`: where. Raises: InputError, when it cannot listen there."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it repeats addresses and what exceptions say
        self._map: dict[int, Any] = {}
        self._stopping = False
        self._grace_s = settings.time_limit_s + _GRACE_S
        try:
            self._server = create_server(
                app,
                map=self._map,
                host=settings.host,
                port=settings.port,
                threads=settings.threads + settings.queue + SPARE_THREADS,
                # the app answers what is too large, in its own words; this only bounds what is read of it
                max_request_header_size=_HEADER_BYTES,
                max_request_body_size=2 * settings.max_body_bytes,
                inbuf_overflow=_NEVER,
                outbuf_overflow=_NEVER,
                connection_limit=_CONNECTIONS,
                channel_timeout=30,
                asyncore_use_poll=True,
                ident=None,
                clear_untrusted_proxy_headers=True,
            )
        except (OSError, ValueError) as error:
            raise InputError(
                f"cannot listen on {settings.host} port {settings.port}: {getattr(error, 'strerror', None) or error}; "
                "another Backstory may be running, or choose another --port"
            ) from error
        # A line of a stream leaves when it is ready, not when 18 kB have gathered; the option is deprecated.
        self._server.adj.send_bytes = 1
        for listening in self._listening():
            listening.channel_class = _Channel
        self.port: int = int(self._listening()[0].effective_port)

    def run(self) -> None:
        """Answer until told to stop, and then what runs already."""
        while not self._stopping:
            self._turn(_LOOK_S)
        for listening in self._listening():
            listening.accepting = False
            wasyncore.dispatcher.close(listening)  # the socket alone: answers still wake the loop
        last = time.monotonic() + self._grace_s
        self._turn(0)
        while self._at_work() and time.monotonic() < last:
            self._turn(_LOOK_S / 4)
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)

    def stop(self) -> None:
        """Take no more requests and let `run` end. May be called from a signal handler or another thread."""
        self._stopping = True

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _listening(self) -> list[Any]:
        return [each for each in self._map.values() if isinstance(each, BaseWSGIServer)]

    def _at_work(self) -> bool:
        channels = [each for each in self._map.values() if isinstance(each, HTTPChannel)]
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


class _Problem(ErrorTask):
    """What is no request that could be read, answered as everything else that goes wrong."""

    def execute(self) -> None:
        error: Any = getattr(self.request, "error")  # noqa: B009 - unknown to waitress's types
        kind = _PROBLEMS.get(error.code, "internal" if error.code >= 500 else "malformed-request")
        body = problem_body(kind, "What came is no HTTP request that can be read here.")
        body["status"] = error.code
        text = json.dumps(body).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers = [
            ("Content-Type", CONTENT_TYPE),
            ("Content-Length", str(len(text))),
            ("Cache-Control", "no-store"),
        ]
        self.set_close_on_finish()
        self.content_length = len(text)
        self.write(text)


class _Channel(HTTPChannel):
    error_task_class = _Problem
