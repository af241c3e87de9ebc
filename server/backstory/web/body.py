"""The body of a request -> what it asks."""

from __future__ import annotations

import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

# Half an emoji, which JSON.stringify writes where a text was cut within one. Escapes are taken one by one, pairs whole.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.S
)


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
