"""Pages that are built in other ways: paywalls, live blogs, shadow roots, AMP, several articles, text in JSON-LD."""

from __future__ import annotations

import json

import pytest

from backstory.errors import NotAnArticle
from backstory.extract import decode, read_page
from tests.extract.stories import BOARD, FERRY, ISLANDERS, MAYOR, PARAGRAPHS, page, paragraphs, with_inside

WHOLE = "\n\n".join(PARAGRAPHS)
URL = "https://www.echo.example/harbour/ferry-stops-for-winter"
LONGER = tuple(f"{text} {other}" for text in PARAGRAPHS for other in PARAGRAPHS if other != text)


def given(body: str, **more: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Ferry to the islands stops for winter", "articleBody": body, **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_a_teaser_before_a_paywall_is_read_on_in_the_json_ld() -> None:
    html = page(paragraphs(FERRY), head=given("\n".join(PARAGRAPHS)))
    assert read_page(html).document.body == WHOLE


def test_an_empty_shell_is_read_in_the_json_ld() -> None:
    markup = "<p>" + "</p><p>".join([*PARAGRAPHS, "Read more: How the Auk was built"]) + "</p>"
    html = f"<html><head>{given(markup)}</head><body><div id='root'></div></body></html>"
    assert read_page(html).document.body == WHOLE


def test_a_body_in_the_json_ld_that_shares_nothing_with_the_page_is_another_storys() -> None:
    others = [f"Our reader number {n} wrote to us about the lighthouse and what should become of it." for n in range(9)]
    html = page(paragraphs(), head=given("\n\n".join(others)))
    assert read_page(html).document.body == WHOLE


@pytest.mark.parametrize("body", [FERRY, "", "A summary of the story in a few words, which is no story."])
def test_a_summary_in_the_json_ld_does_not_replace_the_text(body: str) -> None:
    assert read_page(page(paragraphs(), head=given(body))).document.body == WHOLE


def test_text_behind_a_paywall_is_text_where_the_page_holds_it() -> None:
    html = page(paragraphs(*LONGER[:6]) + f'<div class="paywall">{paragraphs(*LONGER[6:])}</div>')
    assert len(read_page(html).document.body.split("\n\n")) == len(LONGER)


def test_the_page_says_what_its_paywall_is_called() -> None:
    parts = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".subscribe-content"}
    body = paragraphs(FERRY, BOARD, ISLANDERS) + f'<div class="subscribe-content">{paragraphs(MAYOR)}</div>'
    assert read_page(page(body, head=given("", hasPart=[parts]))).document.body == WHOLE


def test_the_offer_in_front_of_a_paywall_is_no_text() -> None:
    offer = '<div class="paywall"><p>To continue reading GONE, become a subscriber of the Echo today.</p></div>'
    assert read_page(page(paragraphs() + offer)).document.body == WHOLE


def test_a_live_blog_of_short_posts_is_read_whole() -> None:
    posts = "".join(
        f"<article class=post><time>1{n}.00 GMT</time><h2><a href='#p-{n}'>At hour {n}</a></h2><p>{text}</p></article>"
        for n, text in enumerate(PARAGRAPHS)
    )
    title = "Ferry to the islands stops for winter"
    html = (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><div>{posts}</div></main></body></html>"
    )
    body = read_page(html, URL).document.body.split("\n\n")
    assert body == [line for n, text in enumerate(PARAGRAPHS) for line in (f"At hour {n}", text)][1:]


@pytest.mark.parametrize("attribute", ["shadowrootmode", "shadowroot"])
def test_a_declarative_shadow_root_is_read_as_it_is_shown(attribute: str) -> None:
    slots = '<slot></slot><slot name="end">-</slot>'
    shadow = f'<template {attribute}="open"><style>p{{}}</style><h2>Inside</h2>{slots}</template>'
    light = (
        f'<p slot="end">{MAYOR}</p>{paragraphs(FERRY, BOARD, ISLANDERS)}<p slot="none">GONE: no slot takes this.</p>'
    )
    html = page(f"<p>{BOARD} Before.</p><echo-text>{shadow}{light}</echo-text>")
    told = read_page(html).document.body.split("\n\n")
    assert told == [f"{BOARD} Before.", "Inside", FERRY, BOARD, ISLANDERS, MAYOR]


def test_shadow_roots_in_shadow_roots_are_opened() -> None:
    inner = f'<in-ner><template shadowrootmode="open">{paragraphs()}</template></in-ner>'
    html = f'<html><body><ou-ter><template shadowrootmode="open"><div>{inner}</div></template></ou-ter></body></html>'
    assert read_page(html).document.body == WHOLE


def test_a_template_that_is_no_shadow_root_is_not_shown() -> None:
    with pytest.raises(NotAnArticle):
        read_page(f"<html><body><template>{paragraphs()}</template></body></html>")


def test_of_several_articles_the_one_under_the_headline_is_the_story() -> None:
    title = "Ferry to the islands stops for winter"
    others = paragraphs(*(f"{text} So it went on in the cup final." for text in LONGER))
    html = (
        f"<html><head><title>{title} - Echo</title></head><body><main>"
        f"<article><h1>{title}</h1>{paragraphs()}</article><article><h1>Cup final is off</h1>{others}</article>"
        "</main></body></html>"
    )
    assert read_page(html).document.body == WHOLE


def test_text_far_down_in_the_tree_is_read() -> None:
    html = "<html><body><article>" + "<div>" * 400 + paragraphs() + "</div>" * 400 + "</article></body></html>"
    assert read_page(html).document.body == WHOLE


def test_a_table_in_a_figure_is_text_and_its_caption_is_none() -> None:
    table = "<table><tr><td>Auk</td><td>1962</td></tr><tr><td>Tern</td><td>1971</td></tr></table>"
    text = read_page(with_inside(f"<figure>{table}<figcaption>GONE</figcaption></figure>")).document.text
    assert "Auk 1962\n\nTern 1971" in text
    assert "GONE" not in text


@pytest.mark.parametrize(
    "box",
    [
        '<div class="card"><a href="/harbour/auk-built"><h3>How the Auk was built in summer</h3><p>GONE</p></a></div>',
        '<a href="/harbour/auk-built"><div>GONE photo</div><div>How the Auk was built in summer</div></a>',
        '<figure data-component="rich-link"><a href="/harbour/auk-built">How the Auk was built in summer</a></figure>',
        '<section aria-labelledby="related-heading"><a href="/harbour/auk-built">How the Auk was built</a></section>',
        "<p>ADVERTISEMENT</p><p><a href='/harbour/auk-built?itid=x'>How the Auk was built in summer</a></p>",
    ],
)
def test_cards_and_boxes_of_programs_are_cross_references(box: str) -> None:
    told = read_page(with_inside(box), URL)
    assert [link.url for link in told.read_more] == ["https://www.echo.example/harbour/auk-built"]
    assert told.document.body == WHOLE


def test_a_card_of_another_site_is_neither_text_nor_cross_reference() -> None:
    card = "<a href='https://shop.other.example/a-b'><h3>GONE Model kits of boats</h3><p>GONE From 9 crowns.</p></a>"
    told = read_page(with_inside(card), URL)
    assert (told.read_more, told.document.body) == ((), WHOLE)


def test_an_unclosed_link_does_not_take_the_story_away() -> None:
    html = page(f"<p>{FERRY}</p><a href='/x-y'>" + paragraphs(*PARAGRAPHS[1:]))
    assert BOARD in read_page(html, URL).document.body


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("windows-1252", ""),
        ("windows-1251", '<meta charset="windows-1251">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("shift_jis", "<meta charset=Shift_JIS>"),
        ("euc_kr", '<meta charset="euc-kr">'),
    ],
)
def test_pages_are_read_as_bytes_in_their_encoding(encoding: str, declared: str) -> None:
    word = {"windows-1251": "Паром", "gb18030": "渡轮", "shift_jis": "連絡船", "euc_kr": "여객선"}.get(
        encoding, "Fähre"
    )
    data = page(paragraphs(*(f"{text} {word}." for text in PARAGRAPHS)), head=declared).encode(encoding)
    assert read_page(decode(data)).document.body.count(word) == len(PARAGRAPHS)
