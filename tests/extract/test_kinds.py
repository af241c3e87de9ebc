"""Small pages of our own make, several for each kind of page that readers have been seen to get wrong.

`kinds/KIND_NAME.html` is the page, `[[N x TEXT]]` in it means a text so many times; `kinds/expected.json` says what a
reader needs of it. In the text below the headline `has` must stand, `once` once, `hasnot` and GONE not at all; what is
not named is not judged. `encoding`: the page is sent in it, whatever it says of itself; @BAD@ is the byte `bad`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import NotAnArticle
from backstory.extract import read_page
from backstory.extract.decode import decode
from backstory.model import Page

KINDS = Path(__file__).parent / "kinds"
EXPECTED: dict[str, dict[str, Any]] = json.loads((KINDS / "expected.json").read_text("utf-8"))
REPEATED = re.compile(r"\[\[(\d+) x (.*?)\]\]", re.DOTALL)


def html_of(name: str, expected: dict[str, Any]) -> str:
    html = (KINDS / f"{name}.html").read_text("utf-8")
    html = REPEATED.sub(lambda found: found[2] * int(found[1]), html)
    if "encoding" not in expected:
        return html
    data = html.encode(expected["encoding"], "xmlcharrefreplace")
    return decode(data.replace(b"@BAD@", bytes.fromhex(expected.get("bad", ""))))


def text_of(page: Page) -> str:
    """The text below the headline, its standfirst with it."""
    document = page.document
    return "\n\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind != "headline")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_page_is_read_as_a_reader_needs_it(name: str) -> None:
    expected = EXPECTED[name]
    html = html_of(name, expected)
    if expected.get("refused"):
        with pytest.raises(NotAnArticle):
            read_page(html, expected["url"])
        return
    page = read_page(html, expected["url"])
    text, metadata = text_of(page), page.metadata
    assert [each for each in expected.get("has", []) if each not in text] == [], text
    assert [each for each in expected.get("once", []) if text.count(each) != 1] == [], text
    assert [each for each in [*expected.get("hasnot", []), "GONE"] if each in text] == [], text
    if "standfirst" in expected:
        assert text.startswith(expected["standfirst"])
    said = {
        "title": metadata.title,
        "byline": metadata.byline,
        "published": metadata.published and metadata.published[:10],
        "modified": metadata.modified and metadata.modified[:10],
        "canonical": metadata.canonical_url,
        "links": [link.url for link in page.read_more],
    }
    assert {key: said[key] for key in said if key in expected} == {
        key: expected[key] for key in said if key in expected
    }


def test_every_page_is_expected() -> None:
    assert {path.stem for path in KINDS.glob("*.html")} == set(EXPECTED)
