"""Pages made by chance out of what pages are made of, broken as pages are broken: a page or a named refusal."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract import decode, read_page
from tests.extract.stories import PARAGRAPHS

URL = "https://www.echo.example/harbour/ferry"
TAGS = (
    "p div section article main aside header footer nav figure figcaption table tr td ul li h1 h2 h3 a b em span br "
    "img blockquote time template slot form button script noscript svg iframe x-card amp-ad body html head title meta "
    "base"
).split()
MARKS = (
    "article-body entry-content related read-more share newsletter paywall comments sidebar caption byline author date "
    "updated live-post standfirst summary promo advert tags menu footer hidden cookie-consent most-read teaser css-1a2b"
).split()
HREFS = (
    "/harbour/how-the-auk-was-built",
    "https://www.echo.example/2023/01/20/a-b?utm_source=x",
    "#p-1",
    "//other.example/a-b",
    "javascript:x()",
    "https://[broken",
    "http://%zz/\udcff",
    "mailto:a@b",
    "data:,x",
    "",
)
WORDS = (
    "Read more: ", "Related", "Most read", "Advertisement", "By Ada Holm", "20 January 2023", "12.00 GMT",
    "(Photo: AP)", "Share", "&amp;&nbsp;&#0;&#xd800;&bogus;", "\x00", "\ud800", "]]>", "<!--", "-->", "<![CDATA[",
    "<!doctype", "“", "島",
)  # fmt: skip

text = st.one_of(st.sampled_from(PARAGRAPHS), st.sampled_from(WORDS), st.text(max_size=30))
value = st.one_of(st.sampled_from(MARKS), st.sampled_from(HREFS), st.text(max_size=12))
name = st.sampled_from(
    "class id href style hidden itemprop datetime content property rel role lang aria-hidden data-component slot name "
    "shadowrootmode data-backstory-box data-backstory-standfirst".split()
)
attributes = st.lists(st.tuples(name, value, st.sampled_from(['"', "'", ""])), max_size=3).map(
    lambda given: "".join(f" {key}={quote}{said}{quote}" for key, said, quote in given)
)
opened = st.builds("<{}{}{}>".format, st.sampled_from(TAGS), attributes, st.sampled_from(["", " /", " <"]))
closed = st.sampled_from(TAGS).map("</{}>".format)
element = st.builds("<{0}{1}>{2}</{0}>".format, st.sampled_from(TAGS), attributes, text)
paragraph = st.sampled_from(PARAGRAPHS).map("<p>{}</p>".format)
link = st.builds("<p>{}<a href='{}'>{}</a></p>".format, st.sampled_from(WORDS), st.sampled_from(HREFS), text)
said = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), text, st.sampled_from(["NewsArticle", "2023-01-20T05:12Z", URL])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                "@type @graph @id name headline author publisher datePublished dateModified articleBody inLanguage url "
                "hasPart cssSelector mainEntity mainEntityOfPage".split()
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)
json_ld = st.builds(
    "<script type='application/ld+json'>{}{}</script>".format,
    said.map(json.dumps),
    st.sampled_from(["", ",", "}", "<"]),
)
meta = st.builds(
    '<meta property="{}" content="{}">'.format,
    st.sampled_from("og:title og:url og:type og:locale article:published_time author date lastmod".split()),
    text,
)
piece = st.one_of(opened, opened, closed, closed, element, paragraph, paragraph, link, text, json_ld, meta)
pages = st.lists(piece, max_size=40).map("".join)


def check(markup: str) -> None:
    try:
        page = read_page(markup, URL)
    except (NotAnArticle, PageTooLarge) as refused:
        assert str(refused)  # noqa: PT017 - a refusal is an answer, as long as it says why
        return
    document = page.document
    assert "\n\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    assert document.body
    assert all(link.url.startswith(("http://", "https://")) for link in page.read_more)
    assert all(0 < link.confidence <= 1 for link in page.read_more)
    assert all(getattr(page.metadata, name) for name in page.metadata.origins)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages)
def test_any_markup_gives_a_page_or_a_named_refusal(markup: str) -> None:
    check(markup)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16", "shift_jis", "hz", "x-unknown", "\x00", ""]))
def test_any_bytes_are_decoded(data: bytes, charset: str) -> None:
    check(decode(data, f"text/html; charset={charset}"))
    check(decode(f"<meta charset='{charset}'>".encode() + data))


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(pages)
def test_twenty_thousand_pages_give_a_page_or_a_named_refusal(markup: str) -> None:
    check(markup)
