"""The words that linking knows of a language: the section `[linking]` of its file; in English, as packs are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from backstory.lang import language

_LANGUAGE = "en"


def reads(language_tag: str) -> bool:
    """Whether the words are of this language, so that not to find one says something."""
    return language_tag.split("-")[0].lower() == _LANGUAGE


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a block."""
    return language(_LANGUAGE).words("linking", name)


@cache
def either(name: str) -> str:
    """A pattern for any word of a block or any phrase of a list, the longest first."""
    listed = language(_LANGUAGE).sections["linking"][name]
    listed = listed.split() if isinstance(listed, str) else listed
    longest_first = sorted(listed, key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace(r"\ ", r"\s") for text in longest_first)


@cache
def table(name: str) -> Mapping[str, str]:
    """The rows of a table."""
    return language(_LANGUAGE).table("linking", name)


@cache
def listed(name: str) -> tuple[str, ...]:
    """The texts of a list, in order."""
    return language(_LANGUAGE).phrases("linking", name)
