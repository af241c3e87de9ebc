"""The words of a language that help to tell names from prose, as its file has them, folded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from backstory.lang import LANGUAGES, language
from backstory.text.normalise import plain

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class NameWords:
    """What a text's language says of words beside and within names; `lang/README.md` has each with examples."""

    openers: frozenset[str]  # begin sentences without naming anything
    articles: frozenset[str]
    connectors: frozenset[str]  # small words that may stand inside names
    titles: frozenset[str]  # say who someone is: "Minister"
    calendar: frozenset[str]  # months and weekdays
    directions: frozenset[str]  # sides of a place: "Eastern"
    body_words: frozenset[str]  # end the names of bodies and things: "University"
    place_endings: frozenset[str]  # end the names of venues: "Stadium"
    before_places: frozenset[str]  # "in", "near"
    elisions: frozenset[str]  # what an apostrophe ties to the word after it: the "d" of "d’Ukraine"
    nouns_in_capitals: bool  # a capital says nothing of a lone word

    @property
    def endings(self) -> frozenset[str]:
        """Words that end the names of bodies and venues."""
        return self.body_words | self.place_endings


def _everywhere(name: str) -> frozenset[str]:
    return frozenset().union(*(language(code).folded("names", name) for code in LANGUAGES))


# In any language: names keep their particles when they travel.
PARTICLES = _everywhere("particles")
# What cannot end a name, whatever joins it.
CONNECTORS = PARTICLES | _everywhere("connectors")


def _months(code: str) -> frozenset[str]:
    months = language(code).phrases("page", "months")
    return frozenset(plain(word).casefold() for month in months for word in month.split())


@cache
def name_words(tag: str) -> NameWords:
    """The words of a BCP 47 tag's language, those of English where its file has none.

    Titles and the words that end names are its own and the English ones: foreign news names English bodies as they are.
    """
    own = language(tag)
    if not own.words("names", "openers"):
        return name_words(_ENGLISH)
    if own.code != tag:
        return name_words(own.code)
    english = language(_ENGLISH)

    def also_english(name: str, section: str = "names") -> frozenset[str]:
        return own.folded(section, name) | english.folded(section, name)

    return NameWords(
        openers=own.folded("names", "openers"),
        articles=own.folded("names", "articles"),
        connectors=own.folded("names", "connectors") | (PARTICLES - own.folded("names", "particles_that_are_articles")),
        titles=also_english("titles"),
        calendar=also_english("weekdays", "text") | _months(own.code) | _months(_ENGLISH),
        directions=own.folded("names", "directions"),
        body_words=also_english("body_words"),
        place_endings=also_english("place_endings"),
        before_places=own.folded("names", "before_places"),
        elisions=own.folded("names", "elisions"),
        nouns_in_capitals=own.flag("names", "nouns_in_capitals"),
    )
