"""The words of a language that help to tell names from prose, as its file has them, folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from backstory.lang import LANGUAGES, language
from backstory.text.normalise import plain

_ENGLISH = "en"
UNSPACED = frozenset({"zh", "ja"})  # written without spaces between words
_LONGEST, _LONGEST_UNSPACED = 8, 12  # characters there; without a sign between its parts a name has 8 at most


@dataclass(frozen=True, slots=True)
class NameWords:
    """What a text's language says of words beside and within names; `lang/README.md` has each with examples."""

    openers: frozenset[str]  # begin sentences without naming anything
    articles: frozenset[str]
    connectors: frozenset[str]  # small words that may stand inside names
    titles: frozenset[str]  # say who someone is: "Minister"
    titles_in_names: frozenset[str]  # those that their bearers are called by: "Pope John"
    noble_titles: frozenset[str]  # with "of" and a place a name of their own: "Duke of Westminster"
    title_modifiers: frozenset[str]  # stand before those: the "Foreign" of "Foreign Minister"
    calendar: frozenset[str]  # months and weekdays
    directions: frozenset[str]  # sides of a place: "Eastern"
    body_words: frozenset[str]  # end the names of bodies and things: "University"
    place_endings: frozenset[str]  # end the names of venues: "Stadium"
    endings: frozenset[str]  # both
    before_places: frozenset[str]  # "in", "near"
    prefixes: frozenset[str]  # begin names in small letters before a hyphen: "al-Sadr"
    portfolios: frozenset[str]  # what they are in charge of: the "State" of "Secretary of State"
    compound_nouns: tuple[str, ...]  # how nouns end that a name may head: the "regierung" of "Trump-Regierung"
    compound_endings: frozenset[str]  # end words of two parts, and no given names: "New York-based"
    likeness_endings: frozenset[str]  # "Olympic-size"
    reporting_verbs: frozenset[str]  # "said", "announced"
    attributive_nouns: frozenset[str]  # class nouns right behind a name: "New York magazine"
    opening_verbs: frozenset[str]  # open a sentence before a name: "See Facebook"
    quantities: frozenset[str]  # open sentences before "of" and a name: "Footage of Kyiv"
    event_nouns: frozenset[str]  # make a date an event: "the September 11 attacks"
    dotted: frozenset[str]  # end names, and are written with a full stop: "Inc.", "Jr."
    suffixes: frozenset[str]  # tell generations apart: the "Jr." of "Kennedy Jr."
    short_for: Mapping[str, str]  # abbreviations of names: "Calif." of "California"
    class_nouns: frozenset[str]  # what no place or person is called: "Acme, the airline"
    expansions: frozenset[str]  # between an acronym and what it stands for
    degrees: Mapping[str, tuple[str, ...]]  # how academic degrees begin, by their first word
    menu_lines: tuple[str, ...]  # how lines of menus begin
    small_heads: re.Pattern[str]  # in small letters, may begin a name on record: the "accord" of "accord de Paris"
    elisions: frozenset[str]  # what an apostrophe ties to the word after it: the "d" of "d’Ukraine"
    nouns_in_capitals: bool  # a capital says nothing of a lone word
    foreign: bool = False  # not English, the language of what most packs know
    known_only: bool = False  # names cannot be told from other words, so that only those on record are found
    longest: int = _LONGEST  # tokens of a name; in scripts without spaces each character is one


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
    """The words of a BCP 47 tag's language; where its file has no openers, what it has beside the English words.

    Titles and the words that end names are its own and the English ones: foreign news names English bodies as they are.
    """
    own, english = language(tag), language(_ENGLISH)
    if own.code != tag:
        return name_words(own.code)
    # Prose is told from names by one language's words alone.
    prose = own if own.words("names", "openers") else english

    def also_english(name: str, section: str = "names") -> frozenset[str]:
        return own.folded(section, name) | english.folded(section, name)

    return NameWords(
        openers=prose.folded("names", "openers"),
        articles=prose.folded("names", "articles"),
        connectors=prose.folded("names", "connectors")
        | (PARTICLES - prose.folded("names", "particles_that_are_articles")),
        titles=also_english("titles"),
        titles_in_names=also_english("titles_in_names"),
        noble_titles=also_english("noble_titles"),
        title_modifiers=also_english("title_modifiers"),
        portfolios=also_english("title_modifiers") | also_english("portfolios"),
        compound_nouns=tuple(sorted(own.folded("names", "compound_nouns"))),
        compound_endings=also_english("compound_endings"),
        likeness_endings=also_english("likeness_endings"),
        reporting_verbs=prose.folded("names", "reporting_verbs"),
        attributive_nouns=prose.folded("names", "attributive_nouns"),
        opening_verbs=prose.folded("names", "opening_verbs"),
        quantities=prose.folded("names", "quantities"),
        event_nouns=prose.folded("names", "event_nouns"),
        dotted=also_english("dotted") | frozenset(english.table("names", "short_for")),
        suffixes=also_english("name_suffixes"),
        short_for=prose.table("names", "short_for"),
        class_nouns=prose.folded("names", "class_nouns"),
        expansions=frozenset(own.phrases("names", "expansions") + english.phrases("names", "expansions")),
        degrees={
            first: tuple(phrases)
            for first, phrases in groupby(sorted(prose.phrases("names", "degrees")), lambda phrase: phrase.split()[0])
        },
        menu_lines=own.phrases("names", "menu_lines") + english.phrases("names", "menu_lines"),
        calendar=also_english("weekdays", "text") | _months(own.code) | _months(_ENGLISH),
        directions=prose.folded("names", "directions"),
        body_words=also_english("body_words"),
        place_endings=also_english("place_endings"),
        endings=also_english("body_words") | also_english("place_endings"),
        before_places=prose.folded("names", "before_places"),
        prefixes=also_english("prefixes"),
        small_heads=own.pattern("names", "small_heads"),
        elisions=prose.folded("names", "elisions"),
        nouns_in_capitals=prose.flag("names", "nouns_in_capitals"),
        foreign=own.code != _ENGLISH,
        known_only=prose is not own,
        longest=_LONGEST_UNSPACED if own.code in UNSPACED else _LONGEST,
    )
