"""How a page presents itself to those who link to it."""

from __future__ import annotations

import json

import pytest

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract import Linked, Promo, read_linked, read_page

URL = "https://courier.example/2023/bridge"
TEXT = (
    "<p>The bridge over the harbour was opened on Monday by the mayor, who walked across it before all others.</p>" * 5
)


def linked(head: str, body: str = f"<article><h1>The bridge</h1>{TEXT}</article>") -> Linked:
    return read_linked(f"<html><head>{head}</head><body>{body}</body></html>", URL)


def promo(head: str) -> Promo:
    return linked(head).promo


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def test_what_is_written_for_those_who_link_comes_first() -> None:
    head = (
        '<meta name="description" content="For search."><meta property="og:description" content="For &amp;amp; links.">'
    )
    assert promo(head + ld(description="For machines.")).description == "For & links."
    assert promo('<meta name="description" content="For search.">').description == "For search."
    assert promo(ld(description="For machines.")).description == "For machines."
    assert promo("").description is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:image" content="/a.jpg">',
        '<meta name="twitter:image" content="https://courier.example/a.jpg">',
        '<meta property="og:image" content="data:image/png;base64,AA"><meta name="twitter:image" content="../a.jpg">',
        ld(image="/a.jpg"),
        ld(image=["/a.jpg", "/b.jpg"]),
        ld(image={"@type": "ImageObject", "url": "/a.jpg"}),
        ld(image=[{"contentUrl": "//courier.example/a.jpg"}]),
        '<base href="https://courier.example/x/"><meta property="og:image" content="../a.jpg">',
    ],
)
def test_the_lead_picture_is_found_with_its_whole_address(head: str) -> None:
    assert promo(head).image == "https://courier.example/a.jpg"


@pytest.mark.parametrize("image", ["javascript:alert(1)", "data:image/gif;base64,AA", "", "http://", "/" + "a" * 2_001])
def test_what_is_no_address_of_the_web_is_no_picture(image: str) -> None:
    assert promo(f'<meta property="og:image" content="{image}">').image is None


def test_where_to_ask_for_oembed_is_found() -> None:
    head = '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">'
    assert promo(head).oembed == "https://courier.example/oembed?url=x"


@pytest.mark.parametrize(
    ("robots", "quotable"),
    [
        ("nosnippet", False),
        ("index, NoSnippet", False),
        ("max-snippet:0", False),
        ("max-snippet:50", True),
        ("all", True),
    ],
)
def test_a_page_may_ask_not_to_be_quoted(robots: str, quotable: bool) -> None:
    assert promo(f'<meta name="robots" content="{robots}">').quotable is quotable


def test_a_page_that_is_no_article_is_told_by_its_head() -> None:
    told = linked("<title>The launch</title>", "Play")
    assert told.page is None
    assert isinstance(told.refused, NotAnArticle)
    assert told.metadata.title == "The launch"


def test_a_page_with_too_many_words_is_told_by_its_head() -> None:
    told = read_linked(f"<title>Long</title><h1>Long</h1>{TEXT}", URL, max_words=20)
    assert isinstance(told.refused, PageTooLarge)
    assert told.metadata.title == "Long"


def test_the_page_itself_is_the_one_that_is_read_elsewhere() -> None:
    html = f"<title>The bridge</title><article><h1>The bridge</h1>{TEXT}</article>"
    assert read_linked(html, URL).page == read_page(html, URL)


def test_one_element_may_carry_several_properties_and_properties_win_over_names() -> None:
    head = '<meta name="og:title" content="A slip"><meta property="x:title og:title" content="The bridge opens">'
    assert linked(head, f"<article>{TEXT}</article>").metadata.title == "The bridge opens"
