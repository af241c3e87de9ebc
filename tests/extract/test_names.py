"""Names of classes are weak evidence: no sentence goes for its name alone, and furniture goes for what it is."""
# ruff: noqa: E501 - markup reads better unbroken

from __future__ import annotations

import pytest

from backstory.extract import read_page
from tests.extract.stories import BOARD, FERRY, ISLANDERS, MAYOR, PARAGRAPHS, page, paragraphs, with_inside

WHOLE = "\n\n".join(PARAGRAPHS)
URL = "https://www.echo.example/harbour/ferry-stops-for-winter"

DRAWN = (
    "overflow-hidden",
    "lg:hidden",
    "max-md:hidden",
    "print:hidden",
    "hidden-xs",
    "no-print",
    "d-print-none",
    "is-hidden",
)
ABOUT = (
    "tag-politics",
    "category-world",
    "topic-elections",
    "section-comment",
    "post type-post hentry tag-poll",
    "format-video",
)
LACKING = ("no-ads", "has-social-links", "without-sidebar", "no-comments", "is-sponsored", "has-newsletter")
SOUNDING = (
    "poll-result", "subscriber-content", "newsletter-ok", "published", "credits-roll", "rating-3", "story-tools", "donor",
    "share-price", "social-policy", "advertising-ban", "author-quote", "promo-text", "tools", "audio-name", "quiz-answer",
    "caption-free", "widget", "banner-headline", "copyright-case", "disclaimer-row", "popular-vote", "latest", "menu-item",
    "gallery-owner", "slider-text", "podcast-episode-text", "video-text", "feedback", "consent-decree", "nav-text",
)  # fmt: skip


@pytest.mark.parametrize("name", [*DRAWN, *ABOUT, *LACKING, *SOUNDING])
@pytest.mark.parametrize("tag", ["p", "div", "section"])
def test_a_sentence_stays_whatever_its_class(name: str, tag: str) -> None:
    inner = BOARD if tag == "p" else f"<p>{BOARD}</p>"
    body = f'<p>{FERRY}</p><{tag} class="{name}">{inner}</{tag}><p>{ISLANDERS}</p><p class="{name}">{MAYOR}</p>'
    assert read_page(page(body), URL).document.body == WHOLE


@pytest.mark.parametrize(
    "slug", ["the-poll", "the-social-cost", "comments-from-owners", "who-are-the-sponsors", "newsletter"]
)
def test_a_section_stays_whatever_its_heading_is_called(slug: str) -> None:
    body = f'<p>{FERRY}</p><section id="{slug}"><h2>On it</h2><p>{BOARD}</p><p>{ISLANDERS}</p></section><p>{MAYOR}</p>'
    text = read_page(page(body), URL).document.body
    assert all(each in text for each in PARAGRAPHS)


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="share-bar"><a href="/s">GONE Share</a> <a href="/t">GONE Tweet</a></div>',
        '<div class="tags"><a href="/t/1">GONE Harbour</a>, <a href="/t/2">GONE Winter</a>, <a href="/t/3">GONE Ships</a></div>',
        '<div class="newsletter"><p>GONE All the news of the harbour to your desk.</p><form><input><button>Go</button></form></div>',
        '<div class="media"><img src="a.jpg"><p class="image-caption">GONE The two boats at the pier in March, before the yard closed.</p></div>',
        '<section class="video-player"><video></video><p>GONE The boats leave the pier for the last time this year.</p></section>',
        '<div class="sr-only">GONE Skip past the picture</div>',
        "<aside><h3>GONE Our podcast</h3><p>GONE Hear Ada Holm and Rolf Lind talk every Friday about the boats and the sea.</p></aside>",
        '<div class="poll"><p>GONE Should the boats be mended? Tell us what you think.</p><button>GONE Yes</button></div>',
        '<div class="ad-slot">GONE Advertisement</div>',
        '<div class="popular"><ul><li><a href="/a-b-c-d">GONE Storm closes the harbour</a></li><li><a href="/e-f-g-h">GONE Bread runs out on Norrey</a></li></ul></div>',
    ],
)
def test_furniture_goes_for_what_it_holds(furniture: str) -> None:
    assert read_page(with_inside(furniture), URL).document.body == WHOLE


@pytest.mark.parametrize(
    "tag", ["button", "dialog", "label", "x-term", "glossary-entry", "math", "output", "data", "bdi"]
)
@pytest.mark.parametrize("name", ["", "glossary", "tooltip", "share-name", "hidden-print"])
def test_what_stands_within_a_sentence_stays_in_it(tag: str, name: str) -> None:
    sentence = (
        f'Papers name <{tag} class="{name}">Marta Lind</{tag}>, keeper of the shop on Norrey, as the buyer of the boat.'
    )
    assert "name Marta Lind, keeper" in read_page(with_inside(f"<p>{sentence}</p>")).document.body


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ove Lind&shy;qvist left", "Ove Lindqvist left"),
        ("Ove Lind&#8203;qvist left", "Ove Lindqvist left"),
        ("Ove Lind<wbr>qvist left", "Ove Lindqvist left"),
        ("Ove Lindqvist<sup>1</sup> left", "Ove Lindqvist left"),
        ("Ove Lindqvist<sup><a href='#n1'>1</a></sup> left", "Ove Lindqvist left"),
        ("Ove Lindqvist<a class='footnote-anchor' href='#fn2'>2</a> left", "Ove Lindqvist left"),
        ("Ove Lindqvist<sup>[12]</sup> left", "Ove Lindqvist left"),
        ("<ruby>Lindqvist<rp>(</rp><rt>GONE</rt><rp>)</rp></ruby> left", "Lindqvist left"),
        ("a deck of 40 m<sup>2</sup> and more", "a deck of 40 m2 and more"),
        ("on the 5<sup>th</sup> of May", "on the 5th of May"),
        ("Ove Lindqvist<span style='position:absolute;clip:rect(0 0 0 0)'> GONE</span> left", "Ove Lindqvist left"),
        ("Ove Lindqvist<span class='visually-hidden'>, GONE opens in a new tab</span> left", "Ove Lindqvist left"),
        ("the IRA<span popover id=t>GONE Irish Republican Army, which fought</span> left", "the IRA left"),
        ("Ove <x-a>Lind</x-a>qvist left", "Ove Lindqvist left"),
        ("the load <math><mi>F</mi><mo>=</mo><mi>m</mi></math> is too much", "the load F=m is too much"),
    ],
)
def test_names_stay_whole_within_sentences(written: str, read: str) -> None:
    text = read_page(
        with_inside(f"<p>In the spring of that year {written}, as the harbour's papers say.</p>")
    ).document.text
    assert read in text
    assert "GONE" not in text


@pytest.mark.parametrize(
    "wrapped",
    [
        "<div>" + "".join(f"<div><div><div><p>{text}</p></div></div></div>" for text in PARAGRAPHS) + "</div>",
        "".join(
            f'<div class="sidebar-grid"><div class="grid__c article__content"><p>{text}</p></div></div>'
            for text in PARAGRAPHS
        ),
        "".join(f'<section><div class="row"><div class="col">{text}</div></div></section>' for text in PARAGRAPHS),
        "".join(f"<x-block><x-text><p>{text}</p></x-text></x-block>" for text in PARAGRAPHS),
    ],
)
@pytest.mark.parametrize("around", ["<article>{}</article>", "<main>{}</main>", '<div id="c">{}</div>'])
def test_paragraphs_in_wrappers_of_their_own_are_read_whole(wrapped: str, around: str) -> None:
    title = "Ferry to the islands stops for winter"
    html = f"<html><head><title>{title}</title></head><body>{around.format(f'<h1>{title}</h1>{wrapped}')}</body></html>"
    assert read_page(html).document.body == WHOLE


@pytest.mark.parametrize(
    "copies",
    [
        '<div class="hidden lg:block">{0}</div><div class="lg:hidden">{0}</div>',
        '<div class="desktop"><div>{0}</div></div><div class="mobile"><div>{0}</div></div>',
        "{0}<section>{0}</section>",
    ],
)
def test_a_second_copy_for_other_screens_is_left_out(copies: str) -> None:
    assert read_page(page(copies.format(paragraphs()))).document.body == WHOLE


def test_a_refrain_is_no_copy() -> None:
    body = paragraphs(FERRY, "And so they rowed on through the night, all nine of them.", BOARD)
    refrain = paragraphs("And so they rowed on through the night, all nine of them.", MAYOR)
    assert read_page(page(body + refrain)).document.body.count("And so they rowed on") == 2
