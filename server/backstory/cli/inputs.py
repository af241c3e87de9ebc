"""Many inputs: read one at a time, answered in order, a bad one costs one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
from tqdm import tqdm

from backstory.errors import BackstoryError, InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One input: a name to call it by, and how to get at it (which may raise InputError)."""

    name: str
    read: Callable[[], Any]


def answer_all(items: Iterable[Item], answer: Callable[[Any], str], *, total: int | None) -> None:
    """Write each input's answer to stdout, in order. A failing one is a line on stderr; exit status 1 at the end."""
    failed = 0
    bar = tqdm(items, total=total, file=sys.stderr, disable=None if total != 1 else True, leave=False, unit="")
    for item in bar:
        try:
            click.echo(answer(item.read()))
        except BackstoryError as error:
            failed += 1
            bar.clear()
            click.echo(f"{item.name}: {error}", err=True)
    if failed:
        sys.exit(1)


def read_bytes(path: str) -> bytes:
    """A file's bytes; "-" is standard input. Raises: InputError."""
    if path == "-":
        return _standard_input().read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}); check the path") from error


def json_lines(paths: Iterable[str]) -> Iterator[Item]:
    """Each line of the files (or of standard input, for "-" or no path) as a JSON object."""
    for path in paths or ("-",):
        if path == "-":
            yield from _lines(_standard_input(), "standard input")
            continue
        try:
            with Path(path).open("rb") as lines:
                yield from _lines(lines, path)
        except OSError as error:
            yield Item(path, _raise(f"cannot be read ({error.strerror}); check the path"))


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file")
    return sys.stdin.buffer


def _lines(lines: Iterable[bytes], name: str) -> Iterator[Item]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield Item(f"{name}:{number}", lambda line=line: _object(line))  # type: ignore[misc]


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError('no JSON object; each line has to be one, such as {"id": …}')
    return value


def _raise(message: str) -> Callable[[], Any]:
    def read() -> Any:
        raise InputError(message)

    return read


def compact(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
