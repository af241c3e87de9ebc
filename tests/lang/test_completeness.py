"""What a language's file has to hold so that its texts are read as well as English ones."""

from __future__ import annotations

import re

import pytest

from backstory.lang import LANGUAGES, language
from tests.conftest import ROOT

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

# Languages whose own words tell names from prose; in the others the English ones do, with what their files add.
READ = [code for code in LANGUAGES if language(code).words("names", "openers")]
GUIDE = (ROOT / "server" / "backstory" / "lang" / "README.md").read_text(encoding="utf-8")


def described() -> set[tuple[str, str]]:
    """Section and name of all that the guide describes."""
    found = set()
    for part in re.split(r"^## ", GUIDE, flags=re.MULTILINE):
        if heading := re.match(r"\[(\w+)\]", part):
            cells = re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE)
            found |= {(heading[1], name) for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    return found


def entries(code: str) -> set[tuple[str, str]]:
    return {(section, name) for section, names in language(code).sections.items() for name in names}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_stands_in_a_file_is_described(code: str) -> None:
    lacking = entries(code) - described()
    assert not lacking, f"lang/README.md says nothing of {sorted(lacking)} of {code}.toml"


def test_what_is_described_stands_in_some_file() -> None:
    gone = described() - set().union(*map(entries, LANGUAGES))
    assert not gone, f"lang/README.md describes {sorted(gone)}, which no file has"


def test_the_guide_says_what_a_language_with_openers_needs() -> None:
    step = GUIDE.partition("With `openers`")[2].partition("Copy `nl.toml`")[0]
    assert all(f"`{name}`" in step for names in NEEDED.values() for name in names)


@pytest.mark.parametrize("code", READ)
def test_a_file_has_all_that_its_language_needs(code: str) -> None:
    sections = language(code).sections
    lacking = {
        f"[{section}] {name}" for section, names in NEEDED.items() for name in names - sections.get(section, {}).keys()
    }
    assert not lacking, f"{code}.toml lacks {', '.join(sorted(lacking))}"


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
        for name, value in language(code).sections.get(section, {}).items():
            if isinstance(value, str):
                odd = [word for word in value.split() if not re.fullmatch(r"[\w'’.-]+\*?", word)]
                assert not odd, f"[{section}] {name} of {code}.toml"


def test_patterns_can_be_read() -> None:
    english = language("en")
    for pattern in [*english.table("text", "first_written"), *english.table("names", "spellings")]:
        assert re.compile(pattern)
