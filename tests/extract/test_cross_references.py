"""Cross-references in any markup, and lists that only pass readers around the site."""
# ruff: noqa: E501 - markup reads better unbroken

from __future__ import annotations

import pytest

from backstory.extract import read_page
from tests.extract.stories import BOARD, FERRY, ISLANDERS, MAYOR, PARAGRAPHS, page, paragraphs, with_inside

URL = "https://www.echo.example/harbour/ferry-stops-for-winter"
AUK = "https://www.echo.example/harbour/2019/how-the-auk-was-built"
YARD = "https://www.echo.example/harbour/2009/yard-in-westing-closes"
WHOLE = "\n\n".join(PARAGRAPHS)
A = f'<a href="{AUK}">How the ferry Auk was built in one summer</a>'
Y = f'<a href="{YARD}">Yard that built the ferries closes its gates</a>'
IMG = '<img src="a.jpg" alt="">'


def links_of(html: str) -> list[str]:
    return [link.url for link in read_page(html, URL).read_more]


LONE = [
    f"<p>{A}</p>", f"<p><strong>{A}</strong></p>", f"<p><em>{A}</em></p>", f"<div>{A}</div>", f"<h3>{A}</h3>", f"<h4>{A}</h4>",
    f"<blockquote>{A}</blockquote>", f"<blockquote><p>{A}</p></blockquote>", f"<p>→ {A}</p>", f"<p>» {A}</p>", f"<p>{A} [VIDEO]</p>",
    f"<ul><li>{A}</li></ul>", f"<div class='k1'><div>{A}</div></div>", f"<p><span>{A}</span></p>", f"<p><b><i>{A}</i></b></p>",
    f"<figure><a href='{AUK}'>{IMG}</a><figcaption>{A}</figcaption></figure>",
    f"<div><a href='{AUK}'>{IMG}</a><h4>{A}</h4></div>",
    f"<div class='k2'><a href='{AUK}'>{IMG}</a><div><span>Harbour</span><h3>{A}</h3></div></div>",
    f"<a href='{AUK}'><div>{IMG}</div><div>How the ferry Auk was built in one summer</div></a>",
    f"<a href='{AUK}'>{IMG}<h3>How the ferry Auk was built in one summer</h3><p>GONE Forty men and a crane that was lent by Westing.</p></a>",
    f"<article class='c'><a href='{AUK}'>{IMG}</a><h3>{A}</h3><p>GONE Forty men and a crane.</p></article>",
    f"<table><tr><td><a href='{AUK}'>{IMG}</a></td><td>{A}</td></tr></table>",
    f"<aside><a href='{AUK}'>{IMG}</a>{A}</aside>", f"<aside><p>{A}</p></aside>",
    f"<div role='complementary'><h3>{A}</h3></div>", f"<section><header>{A}</header></section>", f"<p><a href='{AUK}'><strong>How the ferry Auk was built in one summer</strong></a></p>",
    f"<x-card><a href='{AUK}'>How the ferry Auk was built in one summer</a></x-card>",
    f"<center>{A}</center>", f"<p>{A}.</p>", f"<p>({A})</p>", f"<p>{A}<br></p>",
]  # fmt: skip
LABELLED = [
    f"<p>Read more: {A}</p>", f"<p><strong>Related:</strong> {A}</p>", f"<p>RELATED | {A}</p>", f"<p>More: {A}</p>", f"<p>Context: {A}</p>",
    f"<p><b>Background</b> {A}</p>", f"<p>SEE ALSO — {A}</p>", f"<p>[Read: {A}]</p>", f"<p><em>Read more about the Auk here: {A}</em></p>",
    f"<p>More on this story: {A}</p>", f"<p>From our archive: {A}</p>", f"<p><strong>READ MORE</strong><br>{A}</p>", f"<p>Also read | {A}</p>",
    f"<div><span>Read next</span>{A}</div>", f"<div><div>Related story</div><div>{A}</div></div>", f"<p>Explainer: {A}</p>", f"<p>Don't miss: {A}</p>",
    f"<dl><dt>Related</dt><dd>{A}</dd></dl>",
]  # fmt: skip
SEVERAL = [
    f"<h3>Related</h3><ul><li>{A}</li><li>{Y}</li></ul>", f"<h4>The boats of Oldhaven</h4><ul><li>{A}</li><li>{Y}</li></ul>",
    f"<p><strong>More on the boats</strong></p><p>{A}</p><p>{Y}</p>", f"<p>{A}<br>{Y}</p>", f"<ul><li>{A}</li><li>{Y}</li></ul>",
    f"<div class='m'><h3>More on this</h3><div>{A}<p>GONE Forty men and a crane, and a summer without rain.</p></div><div>{Y}<p>GONE The last nine men went home in June.</p></div></div>",
    f"<div><p><b>Read also</b></p><div><a href='{AUK}'><h4>How the ferry Auk was built in one summer</h4></a><p>GONE Forty men and a crane.</p></div><div><a href='{YARD}'><h4>Yard that built the ferries closes its gates</h4></a><p>GONE The last nine men went home in June.</p></div></div>",
    f"<div class='related-links'><h5>GONE Harbour</h5>{A}{Y}</div>", f"<nav><h3>Related</h3>{A}{Y}</nav>", f"<p><strong>Related:</strong> {A}, {Y}</p>",
    f"<section><h2>Context</h2><ol><li>{A}</li><li>{Y}</li></ol></section>", f"<p>Related: {A} | {Y}</p>",
    f"<aside><h4>More on this story</h4><ul><li>{A}</li><li>{Y}</li></ul></aside>",
    f"<div><h3>Read more</h3><article><a href='{AUK}'>{IMG}</a><a href='{AUK}'>How the ferry Auk was built in one summer</a></article><article><a href='{YARD}'>{IMG}</a>{Y}</article></div>",
]  # fmt: skip


@pytest.mark.parametrize("markup", [*LONE, *LABELLED])
def test_a_cross_reference_is_found(markup: str) -> None:
    told = read_page(with_inside(markup), URL)
    assert [link.url for link in told.read_more] == [AUK]
    assert (told.document.body, "GONE" in told.document.text) == (WHOLE, False)


@pytest.mark.parametrize("markup", SEVERAL)
def test_several_cross_references_are_found(markup: str) -> None:
    told = read_page(with_inside(markup), URL)
    assert [link.url for link in told.read_more] == [AUK, YARD]
    assert (told.document.body, "GONE" in told.document.text) == (WHOLE, False)


S = '<a href="/sport/2023/cup-final-is-off-again">Cup final is off again after snow</a>'
T = '<a href="/town/2023/ten-best-cakes">The ten best cakes of the county, ranked</a>'
U = '<a href="/stars/2023/singer-weds">Singer weds her drummer in secret</a>'
TRENDING = [
    f"<h3>Most read</h3><ol><li>{S}</li><li>{T}</li><li>{U}</li></ol>", f"<div><h4>Trending now</h4>{S}{T}</div>",
    f"<div class='popular'><h3>Popular</h3><p>{S}</p><p>{T}</p></div>", f"<p><strong>Editor’s picks</strong></p><ul><li>{S}</li><li>{T}</li></ul>",
    f"<aside><h3>Latest news</h3><ul><li>{S}</li><li>{T}</li><li>{U}</li></ul></aside>", f"<div class='recommended'><h3>Recommended for you</h3><ul><li>{S}</li><li>{T}</li><li>{U}</li></ul></div>",
    f"<section><h3>More stories</h3><ul><li>{S}</li><li>{T}</li><li>{U}</li></ul></section>",
]  # fmt: skip


@pytest.mark.parametrize("markup", TRENDING)
def test_what_passes_readers_around_is_no_cross_reference(markup: str) -> None:
    assert links_of(with_inside(markup)) == []
    assert read_page(with_inside(markup), URL).document.body == WHOLE


@pytest.mark.parametrize(
    "href",
    [
        "https://www.google.com/url?q=" + AUK.replace(":", "%3A").replace("/", "%2F") + "&sa=D",
        "https://l.facebook.com/l.php?u=" + AUK.replace(":", "%3A").replace("/", "%2F") + "&h=1",
        AUK + "?utm_source=x&utm_medium=y", AUK + "?mkt_tok=a&_hsenc=b&_hsmi=2", AUK + "?srsltid=AfmB#top", AUK + "?fbclid=1&gad_source=2",
    ],
)  # fmt: skip
def test_addresses_are_freed_of_redirectors_and_tracking(href: str) -> None:
    assert links_of(
        with_inside(f'<p>Read more: <a href="{href}">How the ferry Auk was built in one summer</a></p>')
    ) == [AUK]


@pytest.mark.parametrize(
    "href", ["", "#top", URL, URL + "?utm_source=x", URL + "/", URL.replace("www.", "m."), URL.replace("https", "http")]
)
def test_the_page_itself_is_no_reference_of_its_own(href: str) -> None:
    assert (
        links_of(with_inside(f'<p>Read more: <a href="{href}">How the ferry Auk was built in one summer</a></p>')) == []
    )


def test_links_within_sentences_and_lists_of_things_are_text() -> None:
    body = f"<p>{FERRY} The story of {A} is told elsewhere.</p><p>{BOARD}</p><h3><a href='/boats/auk-1962'>Auk</a></h3><p>{ISLANDERS}</p><h3><a href='/boats/tern-1971'>Tern</a></h3><p>{MAYOR}</p>"
    told = read_page(page(body), URL)
    assert told.read_more == ()
    assert all(text in told.document.text for text in ("built in one summer is told", "Auk", "Tern", MAYOR))


def test_a_list_after_the_story_is_found_and_is_no_text() -> None:
    told = read_page(page(paragraphs() + f"<h3>Related stories</h3><ul><li>{A}</li><li>{Y}</li></ul>"), URL)
    assert ([link.url for link in told.read_more], told.document.body) == ([AUK, YARD], WHOLE)
