"""What a language's file adds to the words that tell names from prose."""

from __future__ import annotations

from typing import Any

import pytest

from backstory.lang import Language, language
from backstory.mentions import words


@pytest.fixture
def file_of(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The words of a text in a language whose file says so and no more."""

    def of(**sections: Any) -> words.NameWords:
        own = Language("qq", sections)
        monkeypatch.setattr(words, "language", lambda code: own if code == "qq" else language(code))
        made: words.NameWords = words.name_words.__wrapped__("qq")
        return made

    return of


def test_titles_alone_stand_beside_the_english_words(file_of: Any) -> None:
    found = file_of(names={"titles": "Statsminister"})
    assert {"statsminister", "minister"} <= found.titles
    assert found.openers == words.name_words("en").openers


def test_with_openers_prose_is_told_from_names_by_the_language_alone(file_of: Any) -> None:
    found = file_of(names={"openers": "imidlertid", "titles": "Statsminister"})
    assert found.openers == {"imidlertid"}
    assert found.opening_verbs == frozenset()
    assert {"statsminister", "minister"} <= found.titles


def test_months_of_a_language_without_names_name_nothing(file_of: Any) -> None:
    assert "tammikuu" in file_of(page={"months": ["tammikuuta tammikuu"]}).calendar
    assert "tammikuu" in words.name_words("fi-FI").calendar


def test_a_language_without_openers_is_read_with_the_english_words_for_names_on_record_alone() -> None:
    unread, english = words.name_words("qx"), words.name_words("en")
    assert (unread.openers, unread.titles) == (english.openers, english.titles)
    assert unread.known_only
    assert not english.known_only
