"""What the service answers, route by route."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from backstory.errors import BackstoryError
from backstory.formats import CARD_STYLE, by_media_type
from backstory.formats.json_api import EnrichRequest, EnrichResponse, PreviewRequest
from backstory.formats.ndjson import problem_line
from backstory.service.assembly import Service
from backstory.web import openapi, problems
from backstory.web.batch import batch
from backstory.web.body import read_json, request_body
from backstory.web.docs import chapters
from backstory.web.exchange import exchange, once_each
from backstory.web.guard import Guard
from backstory.web.handbook import guides
from backstory.web.meters import CONTENT_TYPE as METRICS_TYPE
from backstory.web.meters import Meters
from backstory.web.problems import Refused
from backstory.web.reader import reader_routes
from backstory.web.samples import Sample

ALIVE = "web.healthz"
_TELLING = ("enrich", "batch", "nif", "annotate", "spot", "candidates", "preview")
WORKING = frozenset(f"web.{name}" for name in _TELLING)  # those that take a turn
PROVING = frozenset({"web.proof"})  # asked before the token is handed over
ACTING = frozenset({"web.preview"})  # what is asked with GET and yet sends requests of our own
_JSON = "application/json"


def routes(service: Service, guard: Guard, meters: Meters) -> Blueprint:
    """All routes, for one service."""
    web = Blueprint("web", __name__)
    _answers(web, service)
    batch(web, service)
    exchange(web, service)
    reader_routes(web, service, guard)
    _pages(web, service, guard)
    _states(web, service, guard, meters)
    return web


def _answers(web: Blueprint, service: Service) -> None:
    @web.post("/enrich")
    def enrich() -> Response:
        if request.mimetype != _JSON:
            raise Refused("not-json", f"The body came as {request.mimetype or 'nothing'}; send application/json.")
        asked = read_json(EnrichRequest, request_body())
        formats = by_media_type()
        wanted = formats[request.accept_mimetypes.best_match(formats, _JSON)]
        body = _stream(service, asked, wanted.stream) if wanted.stream else wanted.write(service.told(asked))
        answer = Response(body, content_type=wanted.content_type)
        answer.vary.add("Accept")
        return answer

    @web.get("/preview")
    def preview() -> Response:
        asked = PreviewRequest.model_validate(once_each([*request.args.items(multi=True)]))
        return Response(service.preview(asked.url).model_dump_json(), content_type=_JSON)

    @web.get("/openapi.json")
    def describe() -> Response:
        return _json(openapi.describe(service.version))


def _stream(
    service: Service, asked: EnrichRequest, to_lines: Callable[[Iterable[EnrichResponse]], Iterator[bytes]]
) -> Iterator[bytes]:
    """The answer as lines, each sent as soon as it is ready; what fails later than the first step is its last line."""
    steps = service.steps(asked)
    first = next(steps)

    def lines() -> Iterator[bytes]:
        try:
            yield from to_lines(chain((first,), steps))
        except BackstoryError as error:
            yield problem_line(problems.body_of(error))
        except Exception as error:  # the status is sent already; the server would log what the exception says
            problems.log_failure(error)
            yield problem_line(problems.problem_body("internal", "The service failed; its log says where."))

    return lines()


def _pages(web: Blueprint, service: Service, guard: Guard) -> None:
    sample = Sample(service)

    @web.get("/")
    def start() -> str:
        return render_template(
            "start.html",
            sample=sample.told(),
            address=request.host_url.rstrip("/"),
            version=service.version,
            public=guard.public,
        )

    @web.get("/docs")
    def docs() -> str:
        document = openapi.describe(service.version)
        return render_template(
            "docs.html",
            document=document,
            chapters=chapters(document),
            kinds=problems.KINDS,
            address=request.host_url,
            guides=guides(),
        )

    @web.get("/docs/<name>")
    def guide(name: str) -> str:
        if name not in guides():
            raise NotFound("There is no such guide.")
        return render_template("guide.html", guide=guides()[name], guides=guides())

    @web.get("/cards.css")
    def card_style() -> Response:
        return Response(CARD_STYLE, content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-cache"})

    @web.get("/problems/<name>")
    def explain(name: str) -> BaseResponse:
        if name not in {kind.name for kind in problems.KINDS}:
            raise NotFound("There is no such kind of problem.")
        return redirect(f"/docs#problem-{name}")


def _states(web: Blueprint, service: Service, guard: Guard, meters: Meters) -> None:
    @web.get("/healthz")
    def healthz() -> Response:
        return _json({"status": "alive"})

    @web.get("/readyz")
    def readyz() -> Response:
        service.probe()
        return _json({"status": "ready", "packs": _packs(service)})

    @web.get("/version")
    def version() -> Response:
        paired = guard.knows(request.headers.get("Authorization"))
        return _json({"name": "backstory", "version": service.version, "packs": _packs(service), "paired": paired})

    @web.get("/metrics")
    def metrics() -> Response:
        return Response(meters.exposition(), content_type=METRICS_TYPE)


def _packs(service: Service) -> list[dict[str, str]]:
    return [{"name": pack.name, "built": pack.built, "hash": pack.hash} for pack in service.ready()]


def _json(body: dict[str, Any], content_type: str = _JSON) -> Response:
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), content_type=content_type)
