"""Semantic types: what an entity is, as far as its kind, its description and its very label tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from backstory.lang import english
from backstory.linking import lexicon
from backstory.ontology import is_common_noun
from backstory.text.normalise import plain

SemanticType = Literal[
    "person",
    "namelike",  # two to four capitals and nothing else known: most often a person
    "team",
    "country",
    "place",
    "people",
    "language",
    "organisation",
    "work",
    "product",
    "event",
    "dated",  # a year in its label: a season, an edition, an election
    "concept",  # written in small letters
    "lone",  # a lone word of which nothing else is known: a given name, a surname, a page of meanings
    "other",
]
SEMANTIC_TYPES: tuple[SemanticType, ...] = get_args(SemanticType)

_TEAM = re.compile(
    r"\b(?:A?\.?F\.?C\.?|S\.?C\.?|C\.?F\.?|R\.?F\.?C\.?|C\.?C\.?|B\.?C\.?|FK|SK|BK|IF|[Cc]lub|Calcio|Wanderers|Rovers"
    r"|Wildcats|Bulldogs)(?:\b|$)|\b(?:football|cricket|rugby|hockey|basketball|baseball|tennis) (?:team|club)\b"
    r"|\bteam$"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_COUNTRY = re.compile(r"\b(?:country|sovereign state|republic|kingdom|nation|member state|state of the)\b")
_LANGUAGE = re.compile(r"\blanguages?\b")
_PEOPLE = re.compile(r"(?:ans|ese|ish|ards|\bpeople|\bdiaspora)\Z|\bpeople of\b")
_IS_PEOPLE = re.compile(r"\b(?:people|nationality|nation|inhabitants|(?:ethnic|indigenous|human) \w*)\b")
_NO_NAMES = re.compile(r"\b(?:of|the|and|for|in)\b|[\d:&(]")


@lru_cache(maxsize=100_000)  # a pack's entities come back in story after story
def semantic_type_of(label: str, kind: str | None, description: str | None) -> SemanticType:
    """The semantic type of an entity."""
    said = description or ""
    if _TEAM.search(label) or said.endswith((" team", " club")):
        return "team"
    if kind == "person":
        return "person"
    if kind == "place":
        return "country" if _COUNTRY.search(said) else "place"
    if _LANGUAGE.search(said) or label.endswith(" language"):
        return "language"
    if kind == "people" or _IS_PEOPLE.match(said):
        return "people"
    if _YEAR.search(label):
        return "dated"
    if kind in ("organisation", "company"):
        return "organisation"
    if kind in ("law", "concept"):
        return "other"
    if kind in ("work", "product", "event"):
        return kind  # type: ignore[return-value]
    if is_common_noun(label):
        return "concept"
    return _by_label(label)


def _by_label(label: str) -> SemanticType:
    words = [word.strip(".,") for word in plain(label).casefold().split()]
    if _PEOPLE.search(label) and len(words) == 1:
        return "people"
    if len(words) < 2:
        return "lone"
    if words[-1] in lexicon.words("place_nouns") or words[0] in ("lake", "mount"):
        return "place"
    if not lexicon.words("body_nouns").isdisjoint(words):
        return "organisation"
    if len(words) <= 4 and not _NO_NAMES.search(label):
        return "person" if words[0] in english().given_names else "namelike"
    return "other"
