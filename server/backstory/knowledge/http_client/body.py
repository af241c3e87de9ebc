"""The body of an answer: JSON, or a reason why not. Pure; nothing in it is trusted to be there or of its type."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from backstory.errors import SourceUnavailable
from backstory.text.prose import clean


class Refused(SourceUnavailable):
    """The host answers, but not this question; `code` is its own word for why."""

    def __init__(self, code: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(f"It refused the question ({code}).", retry_after_s=retry_after_s)
        self.code = code


def read_body(body: bytes) -> Mapping[str, object]:
    """The answer as JSON.

    Raises: SourceUnavailable, when it is none; Refused, when it says that the question was refused.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        kind = "an HTML page" if body.lstrip()[:1] == b"<" else "something else"
        raise SourceUnavailable(f"It sent {kind} where JSON was due.") from error
    if not isinstance(data, dict):
        raise SourceUnavailable("Its answer does not have the form of an API answer.")
    if "error" in data:
        raise Refused(clean(text(mapping(data["error"]).get("code")), limit=60) or "no code")
    return data


def text(value: object) -> str:
    """The value where it is text, else none."""
    return value if isinstance(value, str) else ""


def mapping(value: object) -> Mapping[str, object]:
    """The value where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> Iterator[Mapping[str, object]]:
    """The JSON objects in a list; nothing where it is none."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
