"""The service as an OpenAPI 3.1 document, made from the models that it validates with."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from backstory.formats import Format, by_media_type
from backstory.formats.json_api import EnrichRequest, EnrichResponse, PreviewResponse
from backstory.formats.spotlight import AnnotateRequest
from backstory.web import problems
from backstory.web.exchange import FORM, TURTLE
from backstory.web.reader import ProofRequest, ProofResponse, SensesRequest, SensesResponse

_REF = "#/components/schemas/{model}"
_STATUSES = sorted({kind.status for kind in problems.KINDS})


class FieldError(BaseModel):
    """One field of a request, and what is wrong with it."""

    field: str = Field(description="path of the field; empty for the request as a whole")
    message: str


class Problem(BaseModel):
    """What went wrong. Source: RFC 9457."""

    type: str = Field(description="a path of this service that explains the kind of problem, or about:blank")
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = Field(None, description="with an invalid request only")


class Pack(BaseModel):
    """A pack by name, day of building and the hash of what it holds."""

    name: str
    built: str
    hash: str


class Version(BaseModel):
    """Who answers."""

    name: str
    version: str
    packs: list[Pack]
    paired: bool = Field(description="whether the pairing token that came with the request is right")


class Ready(BaseModel):
    """The packs are open."""

    status: str
    packs: list[Pack]


class Alive(BaseModel):
    """The process answers."""

    status: str


def describe(version: str) -> dict[str, Any]:
    """The OpenAPI document; the same for every request."""
    _, schemas = models_json_schema(
        [
            (EnrichRequest, "validation"),
            (EnrichResponse, "serialization"),
            (AnnotateRequest, "validation"),
            (PreviewResponse, "serialization"),
            (SensesRequest, "validation"),
            (SensesResponse, "serialization"),
            (ProofRequest, "validation"),
            (ProofResponse, "serialization"),
            *((model, "serialization") for model in (Problem, Version, Ready, Alive)),
        ],
        ref_template=_REF,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backstory",
            "version": version,
            "summary": "Who and what a news story speaks of: in the sense it means, as of the day it was written.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": _paths(),
        "components": {
            "schemas": dict(sorted(schemas["$defs"].items())),
            "securitySchemes": {
                "pairing": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "the token that `backstory serve` prints",
                }
            },
        },
        # Programs on the same machine need no token; extensions, sites and other machines do.
        "security": [{}, {"pairing": []}],
    }


def _paths() -> dict[str, Any]:
    return {
        "/enrich": {"post": _enrich()},
        "/preview": {"get": _preview()},
        "/enrich/batch": {"post": _batch()},
        "/nif": {"post": _nif()},
        "/senses": {"post": _post("senses", "All that a name may mean", SensesRequest, SensesResponse)},
        "/proof": {"post": _post("proof", "Whether this service holds the token", ProofRequest, ProofResponse)},
        **{
            f"/{name}": {"get": _spotlight(name, says, form=False), "post": _spotlight(name, says, form=True)}
            for name, says in _SPOTLIGHT.items()
        },
        "/version": {"get": _get("version", "Version, packs, and whether the caller is paired", _json(Version), 503)},
        "/healthz": {"get": _get("healthz", "Whether the process is alive", _json(Alive))},
        "/readyz": {"get": _get("readyz", "Whether the packs are open", _json(Ready), 503)},
        "/metrics": {
            "get": _get("metrics", "Counters, for Prometheus", {"text/plain": {"schema": {"type": "string"}}})
        },
        "/openapi.json": {
            "get": _get("describe", "This document", {"application/json": {"schema": {"type": "object"}}})
        },
    }


def _enrich() -> dict[str, Any]:
    content = {media: {"schema": _schema(each)} for media, each in by_media_type().items()}
    return {
        "operationId": "enrich",
        "summary": "Tell the backstory of a page or a text",
        "description": "Answers JSON, or the format that the Accept header prefers: "
        + "; ".join(f"{media} ({each.description})" for media, each in by_media_type().items())
        + ". The same request to the same packs without live sources gives the same "
        "bytes, but for timings_ms.",
        "requestBody": {"required": True, "content": _json(EnrichRequest)},
        "responses": {
            "200": {"description": "The backstory", "content": content},
            **_problems(*_STATUSES),
        },
    }


def _schema(format: Format) -> dict[str, Any]:
    if format.model is not None:
        return {"$ref": _REF.format(model=format.model.__name__)}
    kind = "object" if (format.media_type or "").endswith("json") and format.stream is None else "string"
    return {"type": kind, "description": format.description}


def _preview() -> dict[str, Any]:
    url = {
        "name": "url",
        "in": "query",
        "required": True,
        "description": "the address to look behind",
        "schema": {"type": "string", "maxLength": 8_000},
    }
    told = _get(
        "preview",
        "What is behind an address, as far as its operator lets the service fetch",
        _json(PreviewResponse),
        422,
    )
    return told | {"parameters": [url]}


def _nif() -> dict[str, Any]:
    turtle = {kind: {"schema": {"type": "string"}} for kind in TURTLE}
    return {
        "operationId": "nif",
        "summary": "Link the names of a text, in NIF 2.0",
        "description": "Takes one nif:Context with its nif:isString, as GERBIL sends it. Phrases that refer to it are "
        "linked as they stand; where there are none, the names are found. Offsets are code points.",
        "requestBody": {"required": True, "content": turtle},
        "responses": {
            "200": {"description": "The context with its phrases", "content": turtle},
            **_problems(*_STATUSES),
        },
    }


def _batch() -> dict[str, Any]:
    lines = {"application/x-ndjson": {"schema": {"type": "string"}}}
    return {
        "operationId": "batch",
        "summary": "Tell the backstory of many pages or texts",
        "description": "Each line of the body is a request as /enrich takes it; each line of the answer is, in "
        "the same order, what /enrich would answer as JSON, or its problem.",
        "requestBody": {"required": True, "content": lines},
        "responses": {"200": {"description": "A line for each", "content": lines}, **_problems(*_STATUSES)},
    }


_SPOTLIGHT = {
    "annotate": "Link the names of a text, as DBpedia Spotlight answers",
    "spot": "Find the names of a text, as DBpedia Spotlight answers",
    "candidates": "Say what the names of a text may mean, as DBpedia Spotlight answers",
}


def _spotlight(name: str, summary: str, *, form: bool) -> dict[str, Any]:
    schema = AnnotateRequest.model_json_schema()
    parameters = [
        {
            "name": each,
            "in": "query",
            "required": each in schema["required"],
            "description": field.get("description", ""),
            "schema": {key: value for key, value in field.items() if key not in ("title", "description")},
        }
        for each, field in schema["properties"].items()
    ]
    body = {"requestBody": {"content": {FORM: {"schema": {"$ref": _REF.format(model="AnnotateRequest")}}}}}
    return {
        "operationId": name if form else f"{name}_by_address",
        "summary": summary,
        "description": "Takes Spotlight's parameters in a form or in the address, and gives its JSON. `@URI` is "
        "DBpedia's where the entity has an article, else Wikidata's. Offsets are code points.",
        **(body if form else {"parameters": parameters}),
        "responses": {
            "200": {
                "description": "The text's resources",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **_problems(*_STATUSES),
        },
    }


def _post(operation: str, summary: str, asked: type[BaseModel], told: type[BaseModel]) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "requestBody": {"required": True, "content": _json(asked)},
        "responses": {"200": {"description": summary, "content": _json(told)}, **_problems(*_STATUSES)},
    }


def _get(operation: str, summary: str, content: dict[str, Any], *failures: int) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}, **_problems(*failures)},
    }


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}


def _problems(*statuses: int) -> dict[str, Any]:
    content = {problems.CONTENT_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}
    return {
        str(status): {
            "description": "; ".join(kind.title for kind in problems.KINDS if kind.status == status),
            "content": content,
        }
        for status in statuses
    }
