"""Published prose and a census -> the lists of words that are names too."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.source import EntityLine
from backstory_packs.importers.archives import archive, text, texts
from backstory_packs.importers.factbook import PATTERN as FACTBOOK
from backstory_packs.importers.officeholders import plain_text

NAMES = "names-*.tar.gz"
_WORD = re.compile(r"(?<![\w'’.-])[a-z]{3,}(?![\w'’-])")
_LEAST_SEEN = 3  # times; rarer words are slips and foreign words
_GIVEN = {"dist.male.first": 1219, "dist.female.first": 1500}
_SURNAMES = 3000


def words_seen(folder: Path, entities: Iterable[EntityLine]) -> list[str]:
    """Words that the World Factbook and the descriptions write in small letters. Raises: PackSourceError."""
    seen: Counter[str] = Counter()
    for _, chapter in texts(archive(folder, FACTBOOK), ".json"):
        for prose in _strings(json.loads(chapter)):
            seen.update(_WORD.findall(plain_text(prose)))
    for entity in entities:
        seen.update(_WORD.findall(entity.description or ""))
    return sorted(word for word, times in seen.items() if times >= _LEAST_SEEN)


def given_names(folder: Path) -> list[str]:
    """The most frequent given names of the United States census of 1990. Raises: PackSourceError."""
    return sorted({name for member, most in _GIVEN.items() for name in _census(folder, member, most)})


def surnames(folder: Path) -> list[str]:
    """The most frequent surnames of the same census. Raises: PackSourceError."""
    return sorted(_census(folder, "dist.all.last", _SURNAMES))


def _census(folder: Path, member: str, most: int) -> list[str]:
    lines = text(archive(folder, NAMES), member).splitlines()
    return [line.split()[0].lower() for line in lines[:most]]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
