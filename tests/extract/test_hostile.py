"""Pages made to break a reader: bounded answers, named errors, nothing else."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from backstory.errors import InputError, PageTooLarge
from backstory.extract import read_page
from tests.extract.stories import FERRY, paragraphs

DEADLINE_S = 20.0  # what takes quadratic time here takes minutes

HOSTILE = {
    "100,000 nested elements": lambda: "<div>" * 100_000 + paragraphs(),
    "nested inline elements": lambda: "<b>" * 50_000 + paragraphs(),
    "nested sidebars with text": lambda: "<div class='sidebar'>" * 1_900 + paragraphs() * 500,
    "nested boxes of other stories": lambda: (
        paragraphs() + "<div class='related'>" * 1_900 + "<a href='/a-b'>A b</a>" * 9_000
    ),
    "nested share bars": lambda: paragraphs() + "<div class='share'>" * 1_900 + "<i>x</i>" * 9_000,
    "nested comments with dates": lambda: "<div class='comment'>" * 1_900 + "<time>2020</time>" * 9_000 + paragraphs(),
    "nested hidden elements": lambda: paragraphs() + "<div hidden>" * 1_900 + paragraphs() * 500,
    "unclosed everything": lambda: "<div class=article-body><p><b><ul><li><table><tr><td>" * 5_000 + paragraphs(),
    "only angle brackets": lambda: "<" * 2_000_000,
    "one long run of spaces": lambda: "<p>" + " " * 4_000_000 + paragraphs(),
    "an endless line of links": lambda: "<p>" + "<a href='/x-y'>a story about it</a> " * 15_000,
    "unfinished brackets": lambda: "<p>" + "(credit" * 500_000,
    "deep JSON-LD": lambda: '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>" + paragraphs(),
    "JSON-LD of spaces": lambda: (
        '<script type="application/ld+json">' + " " * 3_000_000 + "]]></script>" + paragraphs()
    ),
    "unpaired surrogates": lambda: "<p>\ud800" + paragraphs(),
    "impossible entities": lambda: "<p>&#0;&#x110000;&#xd800;" + paragraphs(),
    "another encoding declared": lambda: '<?xml version="1.0" encoding="utf-16"?><html><body>' + paragraphs(),
    "nested shadow roots": lambda: "<x-a><template shadowrootmode=open><slot>" * 600 + paragraphs() * 200,
    "many shadow roots": lambda: (
        "<x-a><template shadowrootmode=open><slot></slot></template>x</x-a>" * 9_000 + paragraphs()
    ),
    "nested figures with tables": lambda: "<figure><table><tr><td>x<tr><td>" * 500 + paragraphs() * 200,
    "one link around everything": lambda: "<a href='/x-y'>" + "<div><p>a story about it</p></div>" * 9_000,
    "cards upon cards": lambda: "<a href='/x-y'><div>a story about it</div></a>" * 15_000 + paragraphs(),
    "many live posts": lambda: "<article class=post><p>" + f"</article><article class=post><p>{FERRY}" * 9_000,
    "a clock that never ends": lambda: "<p>12:00 " + "ab" * 500_000 + "!</p>" + paragraphs(),
    "a byline that never ends": lambda: "<p class=byline>" + "by on " * 200_000 + "</p>" + paragraphs(),
    "a long text in JSON-LD": lambda: (
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + f"{FERRY} <p " * 9_000
        + '"}</script>'
        + "<p>short line</p>" * 9_000
    ),
    "many paid parts": lambda: (
        '<script type="application/ld+json">{"@type":"NewsArticle","hasPart":['
        + ",".join(f'{{"cssSelector":".p{n}"}}' for n in range(5_000))
        + "]}</script>"
        + "<p class=p1>x</p>" * 9_000
    ),
    "frames": lambda: "<frameset><frame src=x></frameset>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_get_a_bounded_answer(name: str) -> None:
    html = HOSTILE[name]()
    start = time.monotonic()
    with suppress(InputError):
        read_page(html, "https://echo.example/a")
    assert time.monotonic() - start < DEADLINE_S


def test_an_attribute_of_50_mb_is_too_large() -> None:
    with pytest.raises(PageTooLarge, match="characters"):
        read_page("<p title='" + "x" * 50_000_000 + "'>" + paragraphs())


def test_a_million_links_are_too_large() -> None:
    with pytest.raises(PageTooLarge):
        read_page("<a href=/x>y</a>" * 1_000_000)


def test_many_small_elements_are_too_large() -> None:
    with pytest.raises(PageTooLarge, match="elements"):
        read_page("<i></i>" * 400_000 + paragraphs())


@pytest.mark.parametrize("attribute", ['a{}="b"', "a{}=b", "a{}", "a{}='<b>'"])
@pytest.mark.parametrize("start", ["<p ", '<p " ', "<p x='y' "])
def test_a_tag_with_too_many_attributes_is_refused_before_it_is_parsed(attribute: str, start: str) -> None:
    bomb = start + " ".join(attribute.format(n) for n in range(100_000)) + ">"
    with pytest.raises(PageTooLarge, match="attributes"):
        read_page(f"<article>{bomb}</article>")


def test_many_long_tags_are_no_bomb() -> None:
    image = f'<img src="data:image/png;base64,{"A" * 5_000}" alt="it\'s = a > b">'
    words = "<p>" + "The harbour was quiet and the boats lay still in the evening light. " * 4 + "</p>"
    assert read_page(f"<article><h1>Quiet</h1>{(words + image) * 20}</article>").document.text


def test_a_script_full_of_comparisons_is_no_bomb() -> None:
    script = "<script>for (var i = 0; i <n; i++) { " + "a = b + c ; " * 2_000 + "}</script>"
    words = "<p>" + "The harbour was quiet and the boats lay still in the evening light. " * 9 + "</p>"
    assert "harbour" in read_page(f"<article>{script}<h1>Quiet</h1>{words}{words}</article>").document.text


def test_a_bomb_behind_a_value_with_a_tag_in_it_is_found() -> None:
    bomb = '<p a="<" b=">" ' + " ".join(f"a{n}" for n in range(50_000)) + ">"
    with pytest.raises(PageTooLarge, match="attributes"):
        read_page(f"<article>{bomb}</article>")


MB = 1_000_000
FIVE_MB = {
    "nested elements": lambda: "<div>" * MB,
    "nested furniture with prose": lambda: "<div class='poll'>" * 1_900 + f"<p>{FERRY}</p>" * 40_000,
    "nested inline terms": lambda: paragraphs() + "<p>" + "<b>" * 1_900 + "x <button>y</button>" * 200_000,
    "wrappers after the headline": lambda: "<h1>A ferry</h1>" + "<div><b>" * 600_000 + paragraphs(),
    "attributes": lambda: "<p " + " ".join(f"a{n}=1" for n in range(600_000)) + ">" + paragraphs(),
    "attributes with tags in them": lambda: "<p " + " ".join(f"a{n}='<'" for n in range(450_000)) + ">" + paragraphs(),
    "unclosed tags": lambda: "<p><a href=/a-b-c><li><td>" * 200_000,
    "tiny elements": lambda: paragraphs() + "<i></i>" * 700_000,
    "huge classes": lambda: f"<div class='{'share-bar ' * 500_000}'>" + paragraphs() + "</div>",
    "many classes": lambda: "".join(f"<div class='c{n} x-share-{n}'><p>{n}</p></div>" for n in range(80_000)),
    "spaces": lambda: "<article>" + paragraphs() + "<p>" + " " * (5 * MB) + "</p></article>",
    "comments in JSON-LD": lambda: (
        '<script type="application/ld+json">' + "/*" * 2_000_000 + "</script>" + paragraphs()
    ),
    "media rules": lambda: "<style>" + "@media x{.a{display:none}" * 190_000 + "</style>" + paragraphs(),
    "lines that are the same": lambda: "<article>" + paragraphs() + "<p>The sea.</p>" * 120_000 + "</article>",
    "quotes in scripts": lambda: "<div></div><script>window.a = " + '"a b. ' * 700_000 + "</script>",
    "notes": lambda: "<article>" + paragraphs() + "<p>" + "word<sup>1</sup>" * 120_000 + "</article>",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", FIVE_MB)
def test_five_megabytes_get_a_bounded_answer(name: str) -> None:
    html = FIVE_MB[name]()
    start = time.process_time()
    with suppress(InputError):
        read_page(html, "https://echo.example/a")
    assert time.process_time() - start < DEADLINE_S
