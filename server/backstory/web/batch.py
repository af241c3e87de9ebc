"""Many stories in one request: JSON lines in and out, in order, an error a line."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request

from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service
from backstory.web import problems
from backstory.web.body import read_json, request_body
from backstory.web.problems import Refused

LINES = "application/x-ndjson"


def batch(web: Blueprint, service: Service) -> None:
    """The route, for one service."""

    @web.post("/enrich/batch", endpoint="batch")
    def tell_all() -> Response:
        if request.mimetype != LINES:
            raise Refused("wrong-type", f"The body came as {request.mimetype or 'nothing'}; send {LINES}.")
        lines = [line for line in request_body().split(b"\n") if line.strip()]
        if len(lines) > service.settings.max_batch:
            raise Refused("batch-too-large", f"The batch has {len(lines)} lines; at most {service.settings.max_batch}.")
        return Response(_answers(service, lines), content_type=LINES)


def _answers(service: Service, lines: list[bytes]) -> Iterator[bytes]:
    """An answer a line, each as soon as it is ready; or the problem that a request of its own would have."""
    for line in lines:
        try:
            body = service.enrich(read_json(EnrichRequest, line)).model_dump_json()
        except Exception as error:  # the others go on
            body = problems.answer_to(error).get_data(as_text=True)
        yield body.encode() + b"\n"
