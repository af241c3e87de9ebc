"""What a page says about itself, and where: title as displayed, byline, site, language, addresses, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backstory.extract.addresses import is_front_page, is_nonsense, without_tracking
from backstory.extract.byline import bylines
from backstory.extract.dates import Reading, iso_date
from backstory.extract.head import Head, clean, titles_said, web_address
from backstory.extract.places import Places
from backstory.extract.published import (
    MODIFIED_META,
    PUBLISHED_META,
    find_modified,
    find_published,
    meta_dates,
    reading_of,
)
from backstory.extract.titles import headline_text, site_in_title, without_site
from backstory.extract.tree import Element
from backstory.model import Metadata, PublishedFrom

SITE_META = (
    "og:site_name", "application-name", "twitter:app:name:iphone", "apple-mobile-web-app-title", "dc.publisher",
    "publisher", "copyright",
)  # fmt: skip
TITLE_META = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dc:title", "title")

# A value and where it was read; the first of several that has a value is taken.
Said = tuple[str | None, str]
NOTHING: Said = (None, "")


def read_metadata(
    root: Element, head: Head, headline: Element | None, url: str | None, language: str | None
) -> Metadata:
    """What the page says about itself.

    `root` is the tree of what can be seen, `headline` the element that shows it, `language` the one that the text is in
    where that is beyond doubt another than the page says.
    """
    canonical = _canonical(head, url)
    site = _first(_sites(head))
    title = _first(_titles(head, headline, site[0]))
    if not site[0]:
        site = (clean(site_in_title(head.title, title[0])), "html")
    said_language = _first(languages_said(head))
    tongue: Said = (language, "text") if language else said_language
    # English is written with either order of day and month: then even a wrong language says where the site is from.
    dated_in = said_language[0] if language == "en" and said_language[0] else tongue[0]
    reading = reading_of(dated_in, canonical[0] or url)
    places = Places(root, headline)
    published, published_from = _published(head, places, canonical[0] or url, reading)
    said: dict[str, Said] = {
        "title": title,
        "byline": _first(bylines(root, head, places, site[0], tongue[0], url)),
        "site": site,
        "language": tongue,
        "canonical_url": canonical,
        "published": (published, published_from or ""),
        "modified": _first(_modified(root, head, places, reading)),
    }
    return Metadata(
        url=url,
        canonical_url=canonical[0],
        title=title[0],
        byline=said["byline"][0],
        site=site[0],
        language=tongue[0],
        published=published,
        published_from=published_from,
        modified=said["modified"][0],
        origins={name: origin for name, (value, origin) in said.items() if value},
    )


def _first(said: Iterable[Said]) -> Said:
    return next((each for each in said if each[0]), NOTHING)


def _canonical(head: Head, url: str | None) -> Said:
    """The story's own address as the page gives it; not the site's home, nor what a template left behind."""
    refused = False
    for said, origin in ((head.canonical, "html"), (head.metas.get("og:url"), "meta"), (head.node.url, "json_ld")):
        address = web_address(said, base=url) if said else None
        if address and not is_nonsense(address) and (url is None or not is_front_page(address) or is_front_page(url)):
            return address, origin
        refused = refused or bool(said)
    return (without_tracking(url), "url") if refused and url else NOTHING


def _sites(head: Head) -> Iterator[Said]:
    yield head.metas.get("og:site_name"), "meta"
    yield clean(head.node.publisher), "json_ld"
    for name in SITE_META:
        yield head.metas.get(name), "meta"


def _titles(head: Head, headline: Element | None, site: str | None) -> Iterator[Said]:
    if headline is not None:
        yield clean(headline_text(headline, titles_said(head))), "html"
    said = [(head.metas.get(name), "meta") for name in TITLE_META]
    for title, origin in (*said, (clean(head.node.headline), "json_ld"), (head.title, "html")):
        yield title and without_site(title, site), origin


def languages_said(head: Head) -> Iterator[Said]:
    """The languages that the page says it is in, as BCP 47 tags, most telling first."""
    for said, origin in (
        (head.language, "html"),
        (head.metas.get("og:locale"), "meta"),
        (head.node.language, "json_ld"),
        (head.metas.get("content-language"), "meta"),
        (head.metas.get("language"), "meta"),
    ):
        found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", (said or "").strip())
        if found:
            primary, *rest = re.split("[-_]", found[0])
            yield "-".join([primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)]), origin


def _published(
    head: Head, places: Places, url: str | None, reading: Reading
) -> tuple[str | None, PublishedFrom | None]:
    """When the story came out, and where that was read; the first place that tells wins."""
    if found := iso_date(head.node.published, reading):
        return found, "json_ld"
    if found := next(meta_dates(head.metas, PUBLISHED_META, reading), None):
        return found, "meta"
    return find_published(places, url, reading)


def _modified(root: Element, head: Head, places: Places, reading: Reading) -> Iterator[Said]:
    yield iso_date(head.node.modified, reading), "json_ld"
    for date in meta_dates(head.metas, MODIFIED_META, reading):
        yield date, "meta"
    yield from find_modified(root, places, reading)
