"""Cross-references: found, told from the prose, and out of the text."""

from __future__ import annotations

import pytest

from backstory.extract import read_page
from backstory.extract.read_more import clean_address
from backstory.lang import LANGUAGES, language
from tests.extract.stories import page, paragraphs, with_inside

URL = "https://www.echo.example/harbour/ferry-stops-for-winter"
LINK = '<a href="/harbour/how-the-auk-was-built">How the Auk was built in one summer</a>'
TARGET = "https://www.echo.example/harbour/how-the-auk-was-built"


def links_of(middle: str) -> list[str]:
    return [link.url for link in read_page(with_inside(middle), URL).read_more]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Read more: {LINK}</p>",
        f"<p><strong>READ MORE: {LINK}</strong></p>",
        f"<p><em>See also {LINK}</em></p>",
        f"<p>Related</p><ul><li>{LINK}</li></ul>",
        f"<h3>Related stories</h3><p>{LINK}</p>",
        f"<p><strong>{LINK}</strong></p>",
        f"<div class='related-box'><h4>More</h4>{LINK}</div>",
        f"<aside class='inset'><span>Related</span>{LINK}</aside>",
        f"<div class='promo'><div>READ ALSO</div><div>{LINK}</div></div>",
        f"<p>Also on echo.example: {LINK}</p>",
        f"<figure><div class='related'><ul><li>{LINK}</li></ul></div><figcaption>A pier</figcaption></figure>",
        "<div class='related'><a href='/harbour/how-the-auk-was-built'><h6>How the Auk was built</h6></a></div>",
    ],
)
def test_a_cross_reference_is_found_and_out_of_the_text(markup: str) -> None:
    page_read = read_page(with_inside(markup), URL)
    assert [link.url for link in page_read.read_more] == [TARGET]
    assert "Auk" not in page_read.document.text


@pytest.mark.parametrize("code", sorted(code for code in LANGUAGES if language(code).phrases("page", "read_more")))
def test_cues_are_known_in_many_languages(code: str) -> None:
    assert links_of(f"<p>{language(code).phrases('page', 'read_more')[0].capitalize()}: {LINK}</p>") == [TARGET]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>The board had read {LINK} in the Echo and was not amused by what it said of the old boats.</p>",
        "<p><a href='/newsletters/morning-post'>Sign up for the morning newsletter here</a></p>",
        "<p>Read more: <a href='javascript:open()'>How the Auk was built in one summer</a></p>",
        "<p>Read more: <a href='data:text/html,x'>How the Auk was built in one summer</a></p>",
        "<p>Read more: <a href='mailto:desk@echo.example'>How the Auk was built in one summer</a></p>",
        "<p>Read more: <a href='#top'>Back to the top of this page</a></p>",
        "<h3>Most read</h3><ul><li><a href='/sport/the-cup-final-is-off'>The cup final is off again</a></li></ul>",
        "<p><a href='https://shop.other.example/auk-model-kit'>Build your own Auk at home</a></p>",
        "<ul class='tags'><li><a href='/tag/auk-and-others'>Auk and the other boats</a></li></ul>",
    ],
)
def test_what_only_looks_like_one_is_none(markup: str) -> None:
    assert links_of(markup) == []


def test_a_link_is_reported_once() -> None:
    assert links_of(f"<p>Read more: {LINK}</p><p>See also: {LINK}</p>") == [TARGET]


def test_a_box_right_before_the_story_counts() -> None:
    box = f"<div class='related-inline'><h4>More on</h4>{LINK}</div>"
    html = f"<html><body><article>{box}<div class='article-body'>{paragraphs()}</div></article></body></html>"
    assert [link.url for link in read_page(html, URL).read_more] == [TARGET]


def test_links_are_relative_to_the_base_element() -> None:
    html = page(paragraphs() + f"<p>Read more: {LINK}</p>" + paragraphs(), head='<base href="https://cdn.example/x/">')
    assert [link.url for link in read_page(html, URL).read_more] == [
        "https://cdn.example/harbour/how-the-auk-was-built"
    ]


def test_the_quote_tells_where_the_link_stands() -> None:
    quote = read_page(with_inside(f"<p>Read more: {LINK}</p>"), URL).read_more[0].quote
    assert quote.exact == "How the Auk was built in one summer"
    assert quote.prefix.endswith("Read more: ")
    assert quote.suffix.startswith("Islanders heard of it")
    assert max(len(quote.prefix), len(quote.suffix)) <= 32


@pytest.mark.parametrize(
    ("href", "cleaned"),
    [
        ("/a-b?utm_source=x&id=7&fbclid=abc#part", "https://www.echo.example/a-b?id=7"),
        ("../a-b", "https://www.echo.example/a-b"),
        ("//echo.example/a-b", "https://echo.example/a-b"),
        (" https://echo.example/a-b ", "https://echo.example/a-b"),
        ("javascript:void(0)", None),
        ("ftp://echo.example/a", None),
        ("https://[broken", None),
        ("#part", None),
        ("", None),
    ],
)
def test_addresses_are_absolute_and_without_tracking(href: str, cleaned: str | None) -> None:
    assert clean_address(href, URL) == cleaned
