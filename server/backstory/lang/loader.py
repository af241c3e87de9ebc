"""One file a language: `<code>.toml`, read once, when the language is first met."""

from __future__ import annotations

import re
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

    def pattern(self, section: str, *names: str, ignore_case: bool = True) -> re.Pattern[str]:
        """Any word of these blocks or text of these lists, whole; a star stands for any ending: `"indict* in office"`.

        A language that has none of them gives a pattern that finds nothing.
        """
        found: list[str] = []
        for name in names:
            given = self.sections.get(section, {}).get(name, ())
            found += given.split() if isinstance(given, str) else given
        either = "|".join(re.escape(each).replace(r"\*", r"\w*") for each in found)
        return re.compile(rf"\b(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE if ignore_case else 0)

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
