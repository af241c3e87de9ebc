from __future__ import annotations

import pytest

from backstory.lang import LANGUAGES, language


def test_a_language_without_a_file_is_empty() -> None:
    assert language("tlh").words("names", "titles") == frozenset()
    assert language("tlh").phrases("page", "read_more") == ()
    assert language("tlh").table("text", "months") == {}


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "en_US"])
def test_a_tag_means_its_primary_language(tag: str) -> None:
    assert language(tag) is language("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_can_be_read_and_has_none_but_the_known_sections(code: str) -> None:
    assert language(code).sections.keys() <= {"text", "page", "names", "linking", "cards", "sentences", "inflection"}
