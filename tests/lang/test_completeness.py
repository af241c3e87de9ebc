"""What a language's file has to hold so that its texts are read as well as English ones."""

from __future__ import annotations

import re

import pytest

from backstory.lang import LANGUAGES, language

NEEDED = {
    "text": {"abbreviations", "abbreviations_that_end", "weekdays"},
    "names": {
        "openers",
        "articles",
        "connectors",
        "particles",
        "titles",
        "directions",
        "body_words",
        "place_endings",
        "before_places",
    },
}

# Files of languages whose names are looked for; in the others they are found with the English words.
READ = [code for code in LANGUAGES if "names" in language(code).sections]


@pytest.mark.parametrize("code", READ)
def test_a_file_has_all_that_its_language_needs(code: str) -> None:
    sections = language(code).sections
    lacking = {f"[{section}] {name}" for section, names in NEEDED.items() for name in names - sections[section].keys()}
    assert not lacking, f"{code}.toml lacks {', '.join(sorted(lacking))}"


@pytest.mark.parametrize("code", READ)
def test_a_file_has_no_name_that_english_lacks_but_what_is_of_its_own_grammar(code: str) -> None:
    own = {"particles_that_are_articles", "elisions", "nouns_in_capitals", "streets_end_words"}
    unknown = {
        f"[{section}] {name}"
        for section in NEEDED
        for name in language(code).sections[section].keys() - language("en").sections[section].keys() - own
    }
    assert not unknown, f"nobody reads {', '.join(sorted(unknown))} of {code}.toml"


@pytest.mark.parametrize("code", READ)
def test_months_and_weekdays_are_all_there(code: str) -> None:
    assert len(language(code).words("text", "weekdays")) >= 7
    assert len(language(code).phrases("page", "months")) == 12


@pytest.mark.parametrize("code", READ)
def test_what_opens_sentences_says_nobodys_office(code: str) -> None:
    words = language(code)
    assert not words.folded("names", "openers") & words.folded("names", "titles") - {"first"}


@pytest.mark.parametrize("code", READ)
def test_blocks_of_words_hold_words(code: str) -> None:
    for section in ("text", "names"):
        for name, value in language(code).sections[section].items():
            if isinstance(value, str):
                odd = [word for word in value.split() if not re.fullmatch(r"[\w'’.-]+", word)]
                assert not odd, f"[{section}] {name} of {code}.toml"


def test_patterns_can_be_read() -> None:
    english = language("en")
    for pattern in [*english.table("text", "first_written"), *english.table("names", "spellings")]:
        assert re.compile(pattern)
