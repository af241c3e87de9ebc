"""The body of a request -> what it asks: unpacked within the limit, read into the model."""

from __future__ import annotations

import re
import zlib
from typing import TypeVar

from flask import current_app, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from backstory.web.problems import Refused

T = TypeVar("T", bound=BaseModel)

# Half an emoji, which JSON.stringify writes where a text was cut within one. Escapes are taken one by one, pairs whole.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.S
)


def request_body() -> bytes:
    """The body of this request; of one that is packed what is in it. Raises: Refused; RequestEntityTooLarge."""
    body = request.get_data(cache=False)
    packed = request.headers.get("Content-Encoding", "identity").strip().lower()
    if packed == "identity":
        return body
    if packed != "gzip":
        raise Refused("wrong-type", f"The body came packed as {packed[:40]}; send it as it is, or in gzip.")
    most: int = current_app.config["MAX_CONTENT_LENGTH"]
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(body, most + 1)
    except zlib.error as error:
        raise Refused("invalid-gzip", "The body is said to be gzip, and is not.") from error
    if len(unpacked) > most:
        raise RequestEntityTooLarge
    if not unpacking.eof:
        raise Refused("invalid-gzip", "The body's gzip ends too early.")
    return unpacked


def read_json(model: type[T], body: bytes) -> T:
    """The model that a body holds; a lone surrogate costs one character, U+FFFD. Raises: ValidationError."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        if not any(one["type"] == "json_invalid" for one in error.errors(include_url=False, include_input=False)):
            raise
        whole = _ESCAPE.sub(lambda found: rb"\ufffd" if found["half"] else found[0], body)
        if whole == body:
            raise
        return model.model_validate_json(whole)
