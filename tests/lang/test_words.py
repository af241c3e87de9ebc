from __future__ import annotations

import pytest

from backstory.lang import english, word_lists
from backstory.text.normalise import normalise

LISTS = sorted(path.name for path in word_lists().glob("*.txt"))


def words_of(name: str) -> list[str]:
    """The words of a list as it is kept."""
    lines = (word_lists() / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@pytest.mark.parametrize("word", ["target", "shell", "Target", "shells", "next", "accessories"])
def test_ordinary_words_are_known_in_the_singular_and_the_plural(word: str) -> None:
    assert english().is_ordinary(normalise(word))


@pytest.mark.parametrize("word", ["prigozhin", "zorblax", "", "kyiv"])
def test_a_name_that_is_nothing_else_is_no_ordinary_word(word: str) -> None:
    assert not english().is_ordinary(word)


@pytest.mark.parametrize("word", ["ada", "Ada", "agnes", "abernathy", "abigails"])
def test_what_many_people_are_called_is_known(word: str) -> None:
    assert english().is_persons(word)


@pytest.mark.parametrize("word", ["zorblax", "inflation", ""])
def test_what_nobody_is_called_is_no_persons_name(word: str) -> None:
    assert not english().is_persons(word)


def test_given_names_are_told_from_surnames() -> None:
    words = english()
    assert "abigail" in words.given_names - words.surnames
    assert "abernathy" in words.surnames - words.given_names


def test_remarks_in_the_lists_are_no_words() -> None:
    words = english()
    assert [word for word in words.ordinary | words.given_names | words.surnames if not word.isalpha()] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_is_folded(name: str) -> None:
    assert [word for word in words_of(name) if word != word.casefold()] == []


def test_every_list_is_read() -> None:
    known = english().ordinary | english().given_names | english().surnames
    assert [name for name in LISTS if not known.issuperset(words_of(name))] == []
