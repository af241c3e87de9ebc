"""The Flask app: limits, who may ask, headers, logs."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, g, request
from flask_cors import CORS

from backstory.errors import InputError
from backstory.formats import STYLE_HASH
from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory.service.token_store import TokenStore
from backstory.web import problems
from backstory.web.admission import Admission, admit
from backstory.web.conventions import REQUEST_ID, follow
from backstory.web.guard import FIREFOX_EXTENSION, LOOPBACK_HOSTS, Asker, Guard, Holder, is_loopback
from backstory.web.meters import Meters
from backstory.web.rates import Rates, keep_rates
from backstory.web.routes import ACTING, ALIVE, PROVING, WORKING, routes

log = logging.getLogger(__name__)

_PREFLIGHT_S = 600  # seconds that a browser may keep a preflight's answer

# The style of a told story by its hash: the start page shows one in a frame, which inherits this policy.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' '{STYLE_HASH}'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(service: Service, counts: Path | None = None) -> Flask:
    """A WSGI app that answers for one service. `counts`: folder in which several workers count what they did."""
    settings = service.settings
    app = Flask("backstory.web")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    follow(app)
    meters, guard = Meters(counts), _guard(service)
    service.observers.append(meters.count_story)
    app.register_blueprint(routes(service, guard, meters))
    problems.register(app)
    _allow_origins(app, settings)
    _keep_books(app, meters)  # before the watch: what it refuses counts too
    _keep_watch(app, guard)
    keep_rates(app, Rates(settings.per_minute, settings.limits_store, service.token()), guard, WORKING)
    admit(app, Admission(settings.threads, settings.queue, settings.time_limit_s), WORKING)
    return app


def _guard(service: Service) -> Guard:
    settings = service.settings
    named = {host.lower() for host in (*settings.allowed_hosts, settings.host)}
    return Guard(
        hosts=LOOPBACK_HOSTS | named,
        origins=frozenset(settings.allowed_origins),
        token=service.token(),
        public=not is_loopback(settings.host),
        named=_named(TokenStore(settings.config_dir)),
    )


def _named(store: TokenStore) -> Callable[[str], Holder | None]:
    def holder(given: str) -> Holder | None:
        try:
            token = store.holder(given)
        except (InputError, OSError) as error:
            log.error("named tokens are refused: %s", type(error).__name__)
            return None
        return Holder(token.name, token.per_minute) if token else None

    return holder


def _allow_origins(app: Flask, settings: Settings) -> None:
    # As patterns, since Flask-CORS takes any text that looks like one for one.
    exact = [re.compile(re.escape(origin) + r"\Z") for origin in settings.allowed_origins]
    CORS(
        app,
        origins=[*exact, FIREFOX_EXTENSION],
        methods=["GET", "POST"],
        allow_headers=["Content-Type", "Authorization", "Content-Encoding", REQUEST_ID],
        expose_headers=["Retry-After", REQUEST_ID],
        supports_credentials=False,
        always_send=False,
        allow_private_network=True,
        max_age=_PREFLIGHT_S,
    )


def _keep_watch(app: Flask, guard: Guard) -> None:
    @app.before_request
    def check() -> None:
        if request.endpoint == ALIVE:  # says nothing but that it lives; balancers ask it by bare address
            return
        guard.check(_asker())


def _asker() -> Asker:
    headers = request.headers
    return Asker(
        host=headers.get("Host"),
        own_origin=f"{request.scheme}://{headers.get('Host', '')}",
        origin=headers.get("Origin"),
        site=headers.get("Sec-Fetch-Site"),
        authorization=headers.get("Authorization"),
        is_preflight=request.method == "OPTIONS" and "Access-Control-Request-Method" in headers,
        is_navigation=request.method == "GET"
        and headers.get("Sec-Fetch-Mode") == "navigate"
        and headers.get("Sec-Fetch-Dest") == "document",
        acts=request.endpoint in ACTING,
        wants_proof=request.endpoint in PROVING,
    )


def _keep_books(app: Flask, meters: Meters) -> None:
    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        """Set the headers, count, and log: the route's name, never its address; sizes and times, never content."""
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        seconds = time.perf_counter() - g.started
        route = (request.endpoint or "none").removeprefix("web.")
        meters.count(route, response.status_code, seconds)
        log.info("%s %d %.1f ms %d bytes", route, response.status_code, seconds * 1000, response.content_length or 0)
        return response
