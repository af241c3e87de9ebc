"""The fixture pages: what each says of itself, where its story begins and ends, what it leads to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import NotAnArticle
from backstory.extract import read_page
from backstory.extract.read_more import clean_address

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[2] / "fixtures" / "pages").glob("*/expected.json"))
CASES = [(json.loads((folder / "expected.json").read_text("utf-8")), folder) for folder in FOLDERS]


def cases(*, article: bool) -> list[Any]:
    return [
        pytest.param(expected, folder, id=folder.name) for expected, folder in CASES if expected["article"] is article
    ]


@pytest.mark.parametrize(("expected", "folder"), cases(article=True))
def test_a_fixture_story_is_read_as_a_reader_would(expected: dict[str, Any], folder: Path) -> None:
    page = read_page((folder / "source.html").read_text("utf-8"), expected["url"])
    metadata = page.metadata
    for name in ("title", "byline", "site", "published_from"):
        assert getattr(metadata, name) == expected[name], name
    assert page.document.language.split("-")[0] == expected["language"]
    assert (metadata.published or "")[:10] == (expected["published"] or "")
    wanted = [(clean_address(link["url"], None), link["text"]) for link in expected["read_more"]]
    assert [(link.url, link.text) for link in page.read_more] == wanted


@pytest.mark.parametrize(("expected", "folder"), cases(article=True))
def test_a_fixture_story_begins_and_ends_where_it_should(expected: dict[str, Any], folder: Path) -> None:
    document = read_page((folder / "source.html").read_text("utf-8"), expected["url"]).document
    text = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind not in {"headline", "standfirst"}
    ]
    assert text[0].startswith(expected["first_words"])
    assert text[-1].endswith(expected["last_words"])
    assert [words for words in expected["absent"] if words in document.text] == []


@pytest.mark.parametrize(("expected", "folder"), cases(article=False))
def test_a_fixture_that_is_no_story_is_refused(expected: dict[str, Any], folder: Path) -> None:
    with pytest.raises(NotAnArticle):
        read_page((folder / "source.html").read_text("utf-8"), expected["url"])
