"""A story told by and by, as JSON lines: each line is an object with one key that says what it holds.

`page`, then `mentions`, `sources`, `card` and `read_more` as they are ready, and `end` at last. A later `mentions`
takes the place of the earlier; a later `card` or link that of the one with its id or address; `end.cards` names the
cards that stand, in order, so that one not named there is withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from backstory.formats.json_api.response import EnrichResponse

# What `end` says of the whole; everything else came in lines of its own.
_AT_THE_END = ("connections", "alternatives", "unknown", "gaps", "about")


def to_lines(answers: Iterable[EnrichResponse]) -> Iterator[bytes]:
    """The lines of an answer that gets fuller step by step: of each step what is new or changed."""
    told: dict[str, Any] = {"sources": {}, "cards": {}, "read_more": {}}
    answer: dict[str, Any] = {}
    for step in answers:
        answer = step.model_dump(mode="json")
        yield from _news(answer, told)
    cards = [card["id"] for card in answer["cards"]]
    yield _line("end", {"cards": cards} | {name: answer[name] for name in _AT_THE_END})


def problem_line(problem: dict[str, Any]) -> bytes:
    """The last line of a stream that cannot go on: problem JSON."""
    return _line("problem", problem)


def _news(answer: dict[str, Any], told: dict[str, Any]) -> Iterator[bytes]:
    for name in ("page", "mentions"):
        if told.get(name) != answer[name]:
            told[name] = answer[name]
            yield _line(name, answer[name])
    if sources := _changed(answer["sources"], told["sources"], "id"):
        yield _line("sources", sources)
    for card in _changed(answer["cards"], told["cards"], "id"):
        yield _line("card", card)
    if links := _changed(answer["read_more"], told["read_more"], "url"):
        yield _line("read_more", links)


def _changed(entries: list[dict[str, Any]], told: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The entries that were not told so; they are noted as told."""
    changed = [each for each in entries if told.get(each[key]) != each]
    told |= {each[key]: each for each in changed}
    return changed


def _line(name: str, value: object) -> bytes:
    return json.dumps({name: value}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
