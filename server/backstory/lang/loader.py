"""One file a language: `<code>.toml`, read once, when the language is first met."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backstory.text.normalise import plain

_FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The languages that have a file, by their ISO 639 codes."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is on record of one language, by section and name as in its file.

    A name that the file lacks is empty: what is written for every language asks all of them alike.
    """

    code: str
    sections: Mapping[str, Mapping[str, Any]]

    def words(self, section: str, name: str) -> frozenset[str]:
        """The words of a block, as they stand there: `openers = "the a an"`."""
        return frozenset(str(self.sections.get(section, {}).get(name, "")).split())

    def folded(self, section: str, name: str) -> frozenset[str]:
        """The words of a block, folded: what a token's folded form is compared with."""
        return frozenset(plain(word).casefold() for word in self.words(section, name))

    def phrases(self, section: str, name: str) -> tuple[str, ...]:
        """The texts of a list, in order: `read_more = ["read more", "read also"]`."""
        return tuple(self.sections.get(section, {}).get(name, ()))

    def flag(self, section: str, name: str) -> bool:
        """Whether a name is set: `nouns_in_capitals = true`."""
        return bool(self.sections.get(section, {}).get(name, False))

    def table(self, section: str, name: str) -> Mapping[str, Any]:
        """The rows of a table, in order: `[names.offices]`."""
        found: Mapping[str, Any] = self.sections.get(section, {}).get(name, {})
        return found


@cache
def language(code: str) -> Language:
    """The language of a BCP 47 tag by its primary subtag; one without a file is empty."""
    primary = code.replace("_", "-").split("-")[0].lower()
    if primary != code:
        return language(primary)
    if code not in LANGUAGES:
        return Language(code, {})
    return Language(code, tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
