"""How many stories are told at a time, and how many wait: what comes beyond is refused at once.

Requests that ask for no story (is it alive, its pages, its metrics) pass beside: the server has threads left for them.
"""

from __future__ import annotations

import threading

from flask import Flask, Response, g, request

from backstory.web.problems import Refused

SPARE_THREADS = 4  # of the server, beyond those that tell and those that wait
_RETRY_S = 2  # a story takes a tenth of that as a rule


class Admission:
    """Turns for `side_by_side` requests and `queue` that wait for theirs, each at most `patience_s` seconds."""

    def __init__(self, side_by_side: int, queue: int, patience_s: float) -> None:
        self._turns = threading.BoundedSemaphore(side_by_side)
        self._places = threading.BoundedSemaphore(side_by_side + queue)
        self._patience_s = patience_s

    def enter(self) -> None:
        """Take a turn, or wait for one. Raises: Refused, where too many wait already or none came."""
        if not self._places.acquire(blocking=False):
            raise _busy("Too many requests wait for their turn.")
        if not self._turns.acquire(timeout=self._patience_s):
            self._places.release()
            raise _busy(f"No turn came within {self._patience_s:g} s.")

    def leave(self) -> None:
        """Give the turn back."""
        self._turns.release()
        self._places.release()


def _busy(detail: str) -> Refused:
    return Refused("busy", detail, {"Retry-After": str(_RETRY_S)})


def admit(app: Flask, admission: Admission, working: frozenset[str]) -> None:
    """Let the routes named in `working` in only when it is their turn."""

    @app.before_request
    def enter() -> None:
        if request.endpoint in working and request.method != "OPTIONS":
            admission.enter()
            g.has_turn = True

    @app.after_request
    def keep(response: Response) -> Response:
        """An answer that is sent as it is made keeps its turn until its end."""
        if g.get("has_turn") and response.is_streamed:
            g.has_turn = False
            response.call_on_close(admission.leave)
        return response

    @app.teardown_request
    def leave(_: BaseException | None) -> None:
        if g.pop("has_turn", False):
            admission.leave()
