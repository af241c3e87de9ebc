"""Metadata: what the page says about itself, and what only seems to be said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backstory.extract import read_page
from backstory.extract.dates import Reading, date_in_url, iso_date, written_date
from backstory.model import Metadata
from tests.extract.stories import page, paragraphs


def metadata_of(head: str = "", *, body: str = "", url: str | None = None, lang: str = "en") -> Metadata:
    return read_page(page(body + paragraphs(), head=head, lang=lang), url).metadata


def json_ld(*nodes: dict[str, Any]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def test_the_title_is_the_one_displayed() -> None:
    assert (
        metadata_of('<meta property="og:title" content="Ferry to the islands stops">').title
        == "Ferry to the islands stops for winter"
    )


def test_a_heading_that_is_the_sites_name_is_not_the_title() -> None:
    head = "<head><title>Ferry stops for the winter - Echo</title></head>"
    html = f"<html>{head}<body><h1>Echo</h1><article>{paragraphs()}</article></body></html>"
    assert read_page(html).metadata.title == "Ferry stops for the winter - Echo"


def test_a_title_in_a_bold_line_is_found_by_the_pages_title() -> None:
    html = (
        "<html><head><title>Ferry stops for the winter - Echo</title></head><body>"
        f"<div><b>Ferry stops for the winter</b></div><div>{paragraphs()}</div></body></html>"
    )
    metadata = read_page(html).metadata
    assert (metadata.title, metadata.site) == ("Ferry stops for the winter", "Echo")


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (json_ld({"@type": "NewsArticle", "author": {"name": "Ada Holm"}}), "", "Ada Holm"),
        (json_ld({"@type": "NewsArticle", "author": [{"name": "Ada Holm"}, {"name": "Bo Ek"}]}), "", "Ada Holm, Bo Ek"),
        ('<meta name="author" content="Ada Holm">', "", "Ada Holm"),
        ("", '<p class="byline">By Ada Holm</p>', "Ada Holm"),
        ("", '<p class="by">Reviewed by a pilot · Written by <b>Ada Holm</b></p>', "Ada Holm"),
        ("", '<a rel="author" href="/holm">Ada Holm</a>', "Ada Holm"),
        ("", '<p class="byline">By Ada Holm, Transport Correspondent</p>', "Ada Holm"),
        ("", '<p class="byline">By Ada Holm, MS</p>', "Ada Holm, MS"),
        ("", '<p class="byline">By Ada Holm @adaholm</p>', "Ada Holm"),
        ('<meta name="author" content="https://facebook.example/holm">', "", None),
        ("", "", None),
    ],
)
def test_bylines(head: str, body: str, byline: str | None) -> None:
    assert metadata_of(head, body=body).byline == byline


@pytest.mark.parametrize(
    ("head", "published", "source"),
    [
        (
            json_ld({"@type": "NewsArticle", "datePublished": "2023-01-20T05:12:00Z"}),
            "2023-01-20T05:12:00+00:00",
            "json_ld",
        ),
        (
            json_ld({"@graph": [{"@type": "WebSite"}, {"@type": "Article", "datePublished": "2023-01-20"}]}),
            "2023-01-20",
            "json_ld",
        ),
        (
            json_ld([{"@type": ["NewsArticle"], "datePublished": "2023-01-20T05:12:00+09:00"}]),
            "2023-01-20T05:12:00+09:00",
            "json_ld",
        ),  # type: ignore[arg-type]
        (
            '<meta property="article:published_time" content="2023-01-20T05:12:00+0000">',
            "2023-01-20T05:12:00+00:00",
            "meta",
        ),
        ('<meta name="pubdate" content="Fri, 20 Jan 2023 05:12:00 GMT">', "2023-01-20T05:12:00+00:00", "meta"),
        ('<meta name="date" content="20230120">', "2023-01-20", "meta"),
    ],
)
def test_dates_in_the_head_keep_their_precision_and_zone(head: str, published: str, source: str) -> None:
    metadata = metadata_of(head)
    assert (metadata.published, metadata.published_from) == (published, source)


def test_a_json_ld_date_of_year_one_is_no_date() -> None:
    head = (
        json_ld({"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z"})
        + '<meta name="pubdate" content="2023-01-20">'
    )
    assert metadata_of(head).published_from == "meta"


def test_the_date_of_a_recipe_or_a_claim_is_not_the_storys() -> None:
    nodes = (
        {"@type": "Recipe", "datePublished": "2011-05-05"},
        {"@type": "ClaimReview", "datePublished": "2012-05-05"},
    )
    assert (
        metadata_of(json_ld(*nodes, {"@type": "NewsArticle", "datePublished": "2023-01-20"})).published == "2023-01-20"
    )


def test_json_ld_that_does_not_parse_still_gives_its_date() -> None:
    broken = '{"@type":"NewsArticle","headline":"A "b" c","datePublished":"2023-01-20"'
    assert metadata_of(f'<script type="application/ld+json">{broken}</script>').published == "2023-01-20"


def test_json_ld_in_a_comment_or_with_line_breaks_is_read() -> None:
    wrapped = '<!--\n{"@type":"Article","name":"a\nb","datePublished":"2023-01-20",}\n-->'
    assert metadata_of(f'<script type="application/ld+json">{wrapped}</script>').published == "2023-01-20"


def test_the_clock_in_the_sites_header_is_not_the_date() -> None:
    html = page("<p><time datetime='2023-01-20'>20 January</time></p>" + paragraphs()).replace(
        "<body>", "<body><header><time datetime='2026-03-01'>1 March 2026</time></header>"
    )
    assert read_page(html).metadata.published == "2023-01-20"


def test_a_comments_date_is_not_the_storys() -> None:
    html = page(paragraphs()).replace(
        "</body>", "<div class='comments'><time datetime='2026-03-01'>now</time></div></body>"
    )
    assert read_page(html).metadata.published is None


def test_a_date_printed_by_the_headline_is_found() -> None:
    metadata = metadata_of(body="<p>Oldhaven, 20 January 2023</p>")
    assert (metadata.published, metadata.published_from) == ("2023-01-20", "text")


def test_the_address_tells_the_day() -> None:
    metadata = metadata_of(url="https://echo.example/2023/01/20/ferry")
    assert (metadata.published, metadata.published_from) == ("2023-01-20", "url")


def test_a_date_elsewhere_on_the_page_does_not_overrule_the_address() -> None:
    metadata = metadata_of(body="<time datetime='2019-05-05'>then</time>", url="https://echo.example/2023/01/20/ferry")
    assert metadata.published == "2023-01-20"


def test_the_date_of_a_change_is_kept_apart() -> None:
    head = json_ld({"@type": "NewsArticle", "datePublished": "2023-01-20", "dateModified": "2023-01-21T10:00:00Z"})
    assert metadata_of(head).modified == "2023-01-21T10:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20 January 2023", "2023-01-20"),
        ("January 20th, 2023", "2023-01-20"),
        ("Jan. 20, 2023 5:12 p.m. ET", "2023-01-20"),
        ("20. Januar 2023", "2023-01-20"),
        ("20 de enero de 2023", "2023-01-20"),
        ("1er février 2023", "2023-02-01"),
        ("20 января 2023", "2023-01-20"),
        ("20 يناير 2023", "2023-01-20"),
        ("2023년 1월 20일", "2023-01-20"),
        ("2023年1月20日", "2023-01-20"),
        ("20.01.2023", "2023-01-20"),
        ("Published: 2023/1/20 09:00", "2023-01-20"),
        ("31 February 2023", None),
        ("Room 20, floor 2023", None),
        ("1 May 1066", None),
    ],
)
def test_dates_in_words(text: str, day: str | None) -> None:
    assert written_date(text) == day


@pytest.mark.parametrize(("day_first", "day"), [(True, "2023-04-03"), (False, "2023-03-04")])
def test_dates_that_can_be_read_two_ways_follow_the_pages_language(day_first: bool, day: str) -> None:
    assert iso_date("03/04/2023", Reading(day_first=day_first)) == day


def test_a_date_that_can_be_read_two_ways_is_none_where_nothing_tells() -> None:
    assert iso_date("03/04/2023", Reading(day_first=None)) is None
    assert iso_date("03/03/2023", Reading(day_first=None)) == "2023-03-03"


def test_a_month_first_date_that_cannot_be_is_read_day_first() -> None:
    assert iso_date("20/01/2023", Reading(day_first=False)) == "2023-01-20"


@pytest.mark.parametrize(
    "text", ["", None, "soon", "2023-13-45", "0001-01-01T00:00:00", "20231345", "Mon, 99 Jan 2023 00:00:00 GMT"]
)
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert iso_date(text) is None


def test_a_time_that_cannot_be_leaves_the_day() -> None:
    assert iso_date("2023-01-20T29:61") == "2023-01-20"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://echo.example/2023/jan/20/ferry", "2023-01-20"),
        ("https://echo.example/news-20230120/", "2023-01-20"),
        ("https://echo.example/2023/13/40/ferry", None),
        ("https://echo.example/20230120a?day=/2023/01/20/", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, day: str | None) -> None:
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="https://echo.example/ferry">', "https://echo.example/ferry"),
        ('<link rel="canonical" href="/ferry">', "https://www.echo.example/ferry"),
        ('<meta property="og:url" content="https://echo.example/ferry">', "https://echo.example/ferry"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://www.echo.example/a?b=c"),
        ('<link rel="canonical" href="https://[x">', "https://www.echo.example/a?b=c"),
        ("", None),
    ],
)
def test_canonical_addresses_are_of_the_web_or_the_pages_own(head: str, canonical: str | None) -> None:
    assert metadata_of(head, url="https://www.echo.example/a?b=c").canonical_url == canonical


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ('<meta property="og:site_name" content="The Echo">', "The Echo"),
        (json_ld({"@type": "NewsArticle", "publisher": {"name": "The Echo"}}), "The Echo"),
        ('<meta name="application-name" content="The Echo">', "The Echo"),
        ("", "Oldhaven Echo"),
    ],
)
def test_sites(head: str, site: str) -> None:
    assert metadata_of(head).site == site


@pytest.mark.parametrize(
    ("said", "language"),
    [("en_GB", "en-GB"), ("EN", "en"), ("en-latn-GB", "en-latn-GB"), ("english, please", "en"), ("", "en")],
)
def test_languages(said: str, language: str | None) -> None:
    assert metadata_of(lang=said).language == language


def test_direction_marks_and_controls_do_not_reach_the_metadata() -> None:
    head = '<meta property="og:site_name" content="E\u202ech\u200eo&#x9d;\u2067">'
    assert metadata_of(head).site == "Echo"
