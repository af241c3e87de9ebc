"""The standfirst: found by place and by the page's own description, whatever the markup calls it."""
# ruff: noqa: E501 - markup reads better unbroken

from __future__ import annotations

import pytest

from backstory.extract import read_page
from backstory.model import Document
from tests.extract.stories import MAYOR, page, paragraphs

LEAD = "The islands lose their boats, and Marta Lind of Norrey, who once rowed to Westing, may have to row again."
TITLE = "Ferry to the islands stops for winter"
BODY = f'<div class="article-body">{paragraphs()}</div>'
META = (
    '<p class="meta">By <a rel="author" href="/p/a">Ada Holm</a> <time datetime="2023-01-20">20 January 2023</time></p>'
)
FIGURE = '<figure><img src="a.jpg" alt=""><figcaption>GONE The pier at dusk, seen from the hill above it.</figcaption></figure>'


def document_of(inner: str, *, head: str = "") -> Document:
    html = f'<html lang="en"><head><title>{TITLE} | Oldhaven Echo</title>{head}</head><body>{inner}</body></html>'
    return read_page(html).document


@pytest.mark.parametrize(
    "inner",
    [
        f"<main><article><header><h1>{TITLE}</h1><p class='css-1x'>{LEAD}</p>{META}</header>{BODY}</article></main>",
        f"<main><article><header><h1>{TITLE}</h1><div class='a__preamble rich'><p>{LEAD}</p></div>{META}</header>{BODY}</article></main>",
        f"<main><article><header><p class='lead'>{LEAD}</p><h1>{TITLE}</h1>{META}</header>{BODY}</article></main>",
        f"<main><h1>{TITLE}</h1><h2 class='t-2'>{LEAD}</h2>{META}<article>{BODY}</article></main>",
        f"<main><article><h1>{TITLE}</h1>{META}{FIGURE}<p class='zz'>{LEAD}</p>{BODY}</article></main>",
        f"<main><article><h1>{TITLE}</h1><p class='zz'><strong>{LEAD}</strong></p>{FIGURE}{META}{BODY}</article></main>",
        f"<div class=top><h1>{TITLE}</h1><div><span>{LEAD}</span></div></div><div class=mid>{META}{BODY}</div>",
        f"<main><article><h1>{TITLE}</h1><div class='teaser'>{LEAD}</div>{META}{BODY}</article></main>",
        f"<main><article><h1>{TITLE}</h1><div class='article-body'><h2>{LEAD}</h2>{META}{paragraphs()}</div></article></main>",
        f"<main><article><h1>{TITLE}</h1><ul><li>Harbour</li></ul><section><div><p>{LEAD}</p></div></section>{BODY}</article></main>",
    ],
)
def test_the_only_prose_between_headline_and_body_is_kept(inner: str) -> None:
    document = document_of(inner)
    assert document.text.count(LEAD) == 1
    assert "GONE" not in document.text
    assert document.text.index(LEAD) < document.text.index(MAYOR)


@pytest.mark.parametrize("name", ["promo", "summary-share", "related-teaser", "social-description", "x1"])
@pytest.mark.parametrize("cut", [len(LEAD), 60])
def test_what_the_description_says_is_the_standfirst_whatever_its_class(name: str, cut: int) -> None:
    head = (
        f'<meta property="og:description" content="{LEAD[:cut]}…">'
        if cut < len(LEAD)
        else f'<meta name="description" content="{LEAD}">'
    )
    other = "<p>GONE Stay with us for the weather.</p><p>GONE We shall come back to it after the harbour news.</p>"
    inner = (
        f"<main><article><h1>{TITLE}</h1><p class='{name}'>{LEAD}</p><nav>{other}</nav>{META}{BODY}</article></main>"
    )
    assert document_of(inner, head=head).text.count(LEAD) == 1


@pytest.mark.parametrize(
    "between",
    [
        "<p>Photo: GONE Rolf Lind, the pier in March, when the last boat had left for the winter.</p>",
        "<figure><img src=a.jpg><figcaption>GONE The pier, where the boats lay all winter, from the hill.</figcaption></figure>",
        "<div class='share'>GONE Share this story with those who may want to read it, too.</div>",
        "<p class='byline'>GONE By Ada Holm and Rolf Lind, with reports from our desk in Westing.</p>",
        "<nav><a href='/a'>GONE Harbour news and all that is said about it every single day</a></nav>",
        "<p>Sign up for our GONE newsletter to get the harbour's news to your desk each morning.</p>",
    ],
)
def test_furniture_between_headline_and_body_is_no_standfirst(between: str) -> None:
    inner = f"<main><article><h1>{TITLE}</h1>{between}{BODY}</article></main>"
    assert "GONE" not in document_of(inner).text


def test_a_headline_in_a_sections_header_is_one_though_the_page_is_titled_in_short() -> None:
    inner = f"<section><header><h1>{TITLE}</h1></header><p>{LEAD}</p></section><section>{BODY}</section>"
    document = read_page(
        f'<html lang="en"><head><title>Ferry | Echo</title></head><body>{inner}</body></html>'
    ).document
    assert document.text.startswith(f"{TITLE}\n\n{LEAD}")


def test_a_first_paragraph_is_not_doubled() -> None:
    head = f'<meta name="description" content="{LEAD}">'
    assert read_page(page(paragraphs(LEAD) + paragraphs(), head=head)).document.text.count(LEAD) == 1
