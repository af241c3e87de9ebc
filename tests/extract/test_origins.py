"""Where each value of the metadata was read; what never wins over the story's own."""

from __future__ import annotations

import pytest

from backstory.extract import read_page
from tests.extract.stories import page, paragraphs
from tests.extract.test_metadata import json_ld, metadata_of


def test_every_value_says_where_it_was_read() -> None:
    node = {
        "@type": "NewsArticle",
        "author": {"name": "Ada Holm"},
        "datePublished": "2023-01-20T05:12:00+09:00",
        "dateModified": "2023-01-21",
        "publisher": {"name": "Echo"},
    }
    head = json_ld(node) + '<link rel="canonical" href="https://echo.example/ferry">'
    assert metadata_of(head).origins == {
        "title": "html",
        "byline": "json_ld",
        "site": "json_ld",
        "language": "html",
        "canonical_url": "html",
        "published": "json_ld",
        "modified": "json_ld",
    }


@pytest.mark.parametrize(
    ("head", "body", "name", "origin"),
    [
        ('<meta name="author" content="Ada Holm">', "", "byline", "meta"),
        ("", '<span itemprop="author">Ada Holm</span>', "byline", "microdata"),
        ("", '<p class="byline">By Ada Holm</p>', "byline", "html"),
        ('<meta property="og:site_name" content="Echo">', "", "site", "meta"),
        ("", "", "site", "html"),
        ('<meta property="og:url" content="https://echo.example/f">', "", "canonical_url", "meta"),
        (json_ld({"@type": "Article", "url": "https://echo.example/f"}), "", "canonical_url", "json_ld"),
        ("", '<time datetime="2023-01-20T05:12:00Z">today</time>', "published", "time"),
        ("", "<p>20 January 2023</p>", "published", "text"),
        ('<meta property="article:modified_time" content="2023-01-20">', "", "modified", "meta"),
        ("", '<time class="updated" datetime="2023-01-20">today</time>', "modified", "time"),
        ("", '<span itemprop="dateModified" content="2023-01-20">today</span>', "modified", "microdata"),
    ],
)
def test_values_are_read_in_many_places(head: str, body: str, name: str, origin: str) -> None:
    metadata = metadata_of(head, body=body)
    assert (metadata.origins.get(name), bool(getattr(metadata, name))) == (origin, True)


def test_what_the_page_does_not_say_has_no_origin() -> None:
    assert metadata_of().origins.keys() == {"title", "site", "language"}


@pytest.mark.parametrize("zone", ["+09:00", "-05:00", "+00:00", ""])
def test_a_zone_is_kept_and_none_is_made_up(zone: str) -> None:
    said = f"2023-01-20T05:12:00{zone}"
    assert metadata_of(json_ld({"@type": "NewsArticle", "datePublished": said})).published == said


@pytest.mark.parametrize(
    "clock",
    [
        '<div class="header-date"><time datetime="2026-05-01T10:00:00Z">Friday</time></div>',
        '<div id="today">Friday, 1 May 2026</div>',
        '<div class="clock date">1 May 2026</div>',
        '<aside><h3>Latest news</h3><p><time datetime="2026-05-01">today</time> A lighthouse for sale</p></aside>',
        '<div class="latest-news date"><span class="date">1 May 2026</span> A lighthouse is for sale</div>',
        '<ul class="ticker"><li><time datetime="2026-05-01">10:00</time></li></ul>',
        '<footer><span class="date">1 May 2026</span></footer>',
        '<nav><time datetime="2026-05-01">Friday</time></nav>',
    ],
)
@pytest.mark.parametrize("story", ["<time datetime='2023-01-20'>20 January</time>", "<p>20 January 2023</p>"])
def test_a_clock_or_the_latest_news_never_win_over_the_storys_date(clock: str, story: str) -> None:
    html = page(story + paragraphs()).replace("<body>", f"<body>{clock}")
    assert read_page(html).metadata.published == "2023-01-20"
    assert read_page(page(paragraphs()).replace("<body>", f"<body>{clock}")).metadata.published is None
