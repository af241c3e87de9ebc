"""Errors -> problem JSON: one shape for whatever goes wrong.

Source: RFC 9457. `type` is a path on this service, where the documentation explains it.
"""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from backstory.errors import (
    BackstoryError,
    InputError,
    NotAnArticle,
    NotFetched,
    OutOfTime,
    PackError,
    PageTooLarge,
    TooManyNames,
    TooManyWords,
)

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
_LONGEST_NAME = 100  # characters of a field's name that are repeated to the asker

# Seconds after which asking again makes sense: a busy machine has calmed down, a pack has been put in its place.
_RETRY_BUSY_S, _RETRY_PACK_S = 5, 30


_AN_OBJECT, _A_LIST, _WHOLE, _NUMBER, _YES_OR_NO = (
    "has to be an object with fields",
    "has to be a list",
    "has to be a whole number",
    "has to be a number",
    "has to be true or false",
)
# By pydantic's names for what does not fit; the braces are what it says of the limits.
_SAID = {
    "extra_forbidden": "is not a field of this request",
    "missing": "is missing",
    "too_long": "has {actual_length} entries; {max_length} is the most",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "is written otherwise than it has to be",
    "string_type": "has to be a text",
    "greater_than_equal": "is less than {ge}",
    "less_than_equal": "is more than {le}",
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), _AN_OBJECT),
    **dict.fromkeys(("tuple_type", "list_type"), _A_LIST),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _YES_OR_NO),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the end of its type, its status, its title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str


KINDS = (
    Kind("invalid-json", 400, "The body is not JSON", "Send one JSON object in UTF-8."),
    Kind("malformed-request", 400, "This is no HTTP request", "Look at what sends it."),
    Kind("invalid-gzip", 400, "The body is not gzip", "Send it as it is, or whole."),
    Kind("not-paired", 401, "The pairing token is missing or wrong", "Give the token that `backstory serve` prints."),
    Kind("origin-refused", 403, "This origin may not ask", "Name the site or extension in `allowed_origins`."),
    Kind("body-too-large", 413, "The body is too large", "Send less, or raise `max_body_bytes`."),
    Kind("batch-too-large", 413, "The batch has too many lines", "Send it in parts, or raise `max_batch`."),
    Kind("page-too-large", 413, "The page is too large", "Send the part that holds the story."),
    Kind("too-many-words", 413, "The story has too many words", "Send it in parts, or raise `max_words`."),
    Kind("too-many-names", 413, "Too many names are given", "Send the text in parts."),
    Kind("not-json", 415, "The body has to be JSON", "Set `Content-Type: application/json`."),
    Kind("wrong-type", 415, "The body is of another type", "`detail` names the types that this address takes."),
    Kind("host-refused", 403, "The service is not asked under this name", "Name the host in `allowed_hosts`."),
    Kind("invalid-request", 422, "The request does not fit", "`errors` names each field and what is wrong with it."),
    Kind("not-an-article", 422, "The page is not an article", "Send a page with running text, or the text itself."),
    Kind("not-fetched", 422, "The page could not be fetched", "`detail` says why; send the page's `html` instead."),
    Kind("unusable-input", 422, "This cannot be used", "`detail` says what, where and what to do."),
    Kind("too-many-requests", 429, "Too many requests", "Ask again after the seconds of `Retry-After`."),
    Kind("headers-too-large", 431, "The request's head is too large", "Send fewer or shorter headers."),
    Kind("internal", 500, "Something went wrong here", "Look at the service's log; report what is not explained."),
    Kind("busy", 503, "Too much is asked at once", "Ask again after the seconds of `Retry-After`."),
    Kind("out-of-time", 503, "The answer was not ready in time", "Ask again, or raise `time_limit_s`."),
    Kind("pack-unavailable", 503, "A pack cannot be opened", "Run `backstory doctor`."),
)
_KIND_BY_NAME = {kind.name: kind for kind in KINDS}

# The most particular class first; the first that fits is taken.
_NAME_BY_ERROR: tuple[tuple[type[BackstoryError], str, int | None], ...] = (
    (NotAnArticle, "not-an-article", None),
    (NotFetched, "not-fetched", None),
    (TooManyWords, "too-many-words", None),
    (TooManyNames, "too-many-names", None),
    (PageTooLarge, "page-too-large", None),
    (InputError, "unusable-input", None),
    (OutOfTime, "out-of-time", _RETRY_BUSY_S),
    (PackError, "pack-unavailable", _RETRY_PACK_S),
)


@dataclass(frozen=True)
class Refused(Exception):  # noqa: N818 - what happened, like its neighbours in errors.py
    """A request that the web itself refuses."""

    kind: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)


def register(app: Flask) -> None:
    """Answer every exception of the app as a problem."""
    app.register_error_handler(Exception, answer_to)


def answer_to(error: Exception) -> Response:
    """The problem that an exception is."""
    if isinstance(error, Refused):
        return problem(error.kind, error.detail, headers=error.headers)
    if isinstance(error, ValidationError):
        return _invalid(error)
    if isinstance(error, RequestEntityTooLarge):
        most = current_app.config["MAX_CONTENT_LENGTH"]
        return problem("body-too-large", f"The body has more than {most} bytes.")
    if isinstance(error, HTTPException):
        return _http(error)
    for cls, name, retry_s in _NAME_BY_ERROR:
        if isinstance(error, cls):
            return problem(name, str(error), headers={"Retry-After": str(retry_s)} if retry_s else None)
    log_failure(error)
    return problem("internal", "The service failed; its log says where.")


def body_of(error: BackstoryError) -> dict[str, Any]:
    """The problem that an error is, for an answer that has begun already."""
    named = next((name for cls, name, _ in _NAME_BY_ERROR if isinstance(error, cls)), "internal")
    return _body(_KIND_BY_NAME[named], str(error))


def problem_body(name: str, detail: str) -> dict[str, Any]:
    """The problem of that name, for an answer that is not Flask's or has begun already."""
    return _body(_KIND_BY_NAME[name], detail)


def problem(
    name: str, detail: str, *, headers: dict[str, str] | None = None, errors: list[dict[str, str]] | None = None
) -> Response:
    """A response of one of `KINDS`."""
    kind = _KIND_BY_NAME[name]
    body = _body(kind, detail)
    if errors is not None:
        body["errors"] = errors
    return _response(body, kind.status, headers or {})


def _body(kind: Kind, detail: str) -> dict[str, Any]:
    return {"type": f"/problems/{kind.name}", "title": kind.title, "status": kind.status, "detail": detail}


def _http(error: HTTPException) -> Response:
    """What HTTP itself names, with the headers that belong to it: 405 needs Allow."""
    if error.response is not None and isinstance(error.response, Response):
        return error.response
    status = error.code or 500
    headers = {
        name: value for name, value in error.get_headers() if name.lower() not in ("content-type", "content-length")
    }
    body = {"type": "about:blank", "title": error.name, "status": status, "detail": error.description or error.name}
    return _response(body, status, headers)


def _invalid(error: ValidationError) -> Response:
    """What does not fit, field by field; never the input itself, which is somebody's reading."""
    found = error.errors(include_url=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in found):
        return problem("invalid-json", found[0]["msg"])
    errors = [{"field": _field(one["loc"]), "message": _message(one)} for one in found]
    detail = "; ".join(f"{one['field']}: {one['message']}" if one["field"] else one["message"] for one in errors)
    return problem("invalid-request", detail, errors=errors)


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)[:_LONGEST_NAME]


def _message(one: ErrorDetails) -> str:
    """What does not fit, in our words: pydantic's own speak of Python."""
    said = _SAID.get(one["type"])
    return said.format(**one.get("ctx", {})) if said else one["msg"].removeprefix("Value error, ")


def log_failure(error: Exception) -> None:
    """Say where it failed and as what; the message stays out, it may quote the page."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "unknown"
    log.error("failed: %s in %s", type(error).__name__, where)


def _response(body: dict[str, Any], status: int, headers: dict[str, str]) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, content_type=CONTENT_TYPE)
