"""Pages of our own make in the markup of widely used systems and large publishers: what each is read as.

What must not be in the text says GONE. `patterns/expected.json` holds the rest: how many blocks the story has, how it
begins and ends, the links to other stories, the metadata.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backstory.extract import read_page
from backstory.model import Page

PATTERNS = Path(__file__).parent / "patterns"
EXPECTED = json.loads((PATTERNS / "expected.json").read_text("utf-8"))

patterns = pytest.mark.parametrize("name", sorted(EXPECTED))


def read(name: str) -> tuple[Page, dict[str, Any]]:
    expected = EXPECTED[name]
    return read_page((PATTERNS / f"{name}.html").read_text("utf-8"), expected["url"]), expected


@patterns
def test_the_text_is_the_story_and_nothing_else(name: str) -> None:
    page, expected = read(name)
    text = page.document.body.split("\n\n")
    assert "GONE" not in page.document.text, page.document.text
    assert (len(text), text[0][:40], text[-1][-40:]) == (expected["blocks"], expected["first"], expected["last"])


@patterns
def test_the_links_to_other_stories_are_found(name: str) -> None:
    page, expected = read(name)
    assert [link.url for link in page.read_more] == expected["read_more"]
    assert not any(link.text in page.document.text for link in page.read_more)


@patterns
def test_the_page_says_who_wrote_it_and_when(name: str) -> None:
    page, expected = read(name)
    metadata = page.metadata
    said = (metadata.title, metadata.byline, (metadata.published or "")[:10], page.document.language[:2])
    assert said == (expected["title"], expected["byline"], expected["published"], expected["language"])


def test_every_page_is_expected() -> None:
    assert {path.stem for path in PATTERNS.glob("*.html")} == set(EXPECTED)
