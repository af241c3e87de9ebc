"""Other services' ways to ask: NIF as the GERBIL platform sends it, and DBpedia Spotlight's parameters."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request

from backstory.errors import InputError
from backstory.formats.named_text import NamedText
from backstory.formats.spotlight import AnnotateRequest, write_candidates, write_spotlight, write_spots
from backstory.service.assembly import Service
from backstory.web.body import request_body
from backstory.web.problems import Refused

FORM = "application/x-www-form-urlencoded"
TURTLE = ("application/x-turtle", "text/turtle")
_MOST_PARAMETERS = 20


def exchange(web: Blueprint, service: Service) -> None:
    """The routes, for one service."""

    @web.post("/nif")
    def nif() -> Response:
        # rdflib costs 0.1 s to import; a service that is never asked for NIF should not pay it at its start.
        from backstory.formats.nif import read_nif, write_nif

        if request.mimetype not in TURTLE:
            came = request.mimetype or "nothing"
            raise Refused("wrong-type", f"The body came as {came}; send {' or '.join(TURTLE)}.")
        watch = service.watch()
        sent = read_nif(request_body(), watch.check)
        named = service.name(sent.text, sent.given or None, watch=watch)
        return Response(write_nif(sent, named), content_type=f"{request.mimetype}; charset=utf-8")

    def named(asked: AnnotateRequest) -> NamedText:
        return service.name(asked.text) if asked.text.strip() else NamedText(asked.text, (), {})

    # GET too: it is how spacy-dbpedia-spotlight asks. What it asks stands in no log: only the route's name does.
    @web.route("/annotate", methods=["GET", "POST"])
    def annotate() -> Response:
        asked = AnnotateRequest.model_validate(_parameters())
        return _json(write_spotlight(asked, named(asked)))

    @web.route("/spot", methods=["GET", "POST"])
    def spot() -> Response:
        return _json(write_spots(named(AnnotateRequest.model_validate(_parameters()))))

    @web.route("/candidates", methods=["GET", "POST"])
    def candidates() -> Response:
        asked = AnnotateRequest.model_validate(_parameters())
        return _json(write_candidates(asked, named(asked)))


def _json(body: dict[str, Any]) -> Response:
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), content_type="application/json")


def _parameters() -> dict[str, str]:
    """The form's fields, and those of the address. Raises: Refused; InputError, where one comes twice."""
    if request.mimetype not in (FORM, ""):
        raise Refused("wrong-type", f"The body came as {request.mimetype}; send {FORM}.")
    try:
        body = request_body().decode()
        form = parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise InputError(f"the form cannot be read: it is not UTF-8, or has over {_MOST_PARAMETERS} fields") from error
    return once_each([*form, *request.args.items(multi=True)])


def once_each(fields: list[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name. Raises: InputError, where one comes twice."""
    names = [name for name, _ in fields]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"the parameter {twice[0][:40]} comes more than once; give it once")
    return dict(fields)
