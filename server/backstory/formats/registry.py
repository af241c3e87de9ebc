"""What an output format is, and which there are: each module of `registered/` is one, under its own name.

A format is added by adding a module there: the service then gives it for its media type, `backstory enrich --format`
for its name, and the OpenAPI document lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pydantic import BaseModel

from backstory.formats.json_api import EnrichResponse, Options, encode
from backstory.knowledge.base import PackInfo
from backstory.model import Answer

_FIRST = "json"  # what is given to those who take anything
_FOLDER = Path(__file__).with_name("registered")


@dataclass(frozen=True, slots=True)
class Told:
    """A told story, and what the service says of itself in the answer."""

    story: Answer
    packs: tuple[PackInfo, ...]
    version: str
    options: Options

    def response(self) -> EnrichResponse:
        """The answer as it goes over the wire."""
        return encode(self.story, packs=self.packs, version=self.version, options=self.options)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a told story."""

    name: str
    ending: str  # of a file, with its dot
    description: str
    write: Callable[[Told], str]
    media_type: str | None = None  # what Accept names it by; None: by its name alone
    with_text: bool = False  # its JSON holds offsets, so that the story's text belongs to it (`page.text`)
    alone: bool = False  # one story a file: `backstory enrich` takes one input; else many follow each other
    model: type[BaseModel] | None = None  # what its JSON is described by
    stream: Callable[[Iterable[EnrichResponse]], Iterator[bytes]] | None = None  # of an answer that gets fuller

    @property
    def content_type(self) -> str:
        """The media type, of text with its encoding."""
        kind = self.media_type or "text/plain"
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def format_names() -> tuple[str, ...]:
    """The names of all formats, without reading one."""
    return tuple(sorted(module.name for module in iter_modules([str(_FOLDER)])))


@cache
def format_named(name: str) -> Format:
    """The format of that name."""
    module = import_module(f"backstory.formats.registered.{name}")
    made: Format = module.FORMAT
    assert made.name == name, f"the module {name} registers {made.name}"
    return made


@cache
def by_media_type() -> dict[str, Format]:
    """The formats that an Accept header may name; JSON first, which is given where anything is taken."""
    formats = sorted(map(format_named, format_names()), key=lambda each: (each.name != _FIRST, each.name))
    return {each.media_type: each for each in formats if each.media_type}
