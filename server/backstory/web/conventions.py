"""What every answer follows: a number for the request, gzip where it is taken, tags for what seldom changes."""

from __future__ import annotations

import gzip
import re
import uuid

from flask import Flask, Response, g, request

REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LEAST_PACKED = 1_000  # bytes; less is not worth it
_LEVEL = 5
_PACKED = ("text/", "application/json", "application/ld+json", "application/problem+json", "application/x-turtle")
# What is the same until the service is another one.
_TAGGED = frozenset({"web.describe", "web.docs", "web.card_style", "web.guide"})


def follow(app: Flask) -> None:
    """Follow them."""

    @app.before_request
    def number() -> None:
        """The request's own number, where it has one that may stand in a log, else a new one."""
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers[REQUEST_ID] = g.get("request_id", "")
        if response.is_streamed or response.direct_passthrough:
            return response
        if response.status_code == 200 and request.endpoint in _TAGGED:
            response.headers["Cache-Control"] = "no-cache"
            response.add_etag(weak=True)
            response.make_conditional(request)
        return _packed(response)


def _packed(response: Response) -> Response:
    """The response in gzip where the asker takes it and it is worth it."""
    if not (response.mimetype or "").startswith(_PACKED) or response.status_code in (204, 304):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    body = response.get_data()
    if len(body) >= _LEAST_PACKED:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
