"""What a page says about itself, and where: title as displayed, byline, site, language, addresses, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from backstory.extract.class_hints import marks_of
from backstory.extract.dates import iso_date
from backstory.extract.head import MAX_VALUE, Head, clean, web_address
from backstory.extract.phrases import BYLINE
from backstory.extract.published import (
    MODIFIED_META,
    PUBLISHED_META,
    day_first,
    find_modified,
    find_published,
    meta_dates,
)
from backstory.extract.titles import site_in_title, without_site
from backstory.extract.tree import Element, brief
from backstory.model import Metadata, PublishedFrom

AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "article:author_name",
)
SITE_META = (
    "og:site_name",
    "application-name",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
    "copyright",
)
TITLE_META = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dc:title", "title")

AUTHOR_MARK = re.compile(r"author|byline|submitted|[^a-z]by(?![a-z])")
WRITTEN_BY = re.compile(
    r"(?:^|[·|•,]\s*)(?:(?:written|reported|words|story|posted|submitted|text) )?by:?\s+"
    r"(?P<name>[^·|•]+?)(?:\s+on\s.*)?$",
    re.IGNORECASE,
)
MAX_NAME = 80  # characters of a byline that is no sentence
MAX_AUTHORED = 40  # elements looked at for a byline


# A value and where it was read; the first of several that has a value is taken.
Said = tuple[str | None, str]
NOTHING: Said = (None, "")


def read_metadata(root: Element, head: Head, headline: Element | None, url: str | None) -> Metadata:
    """What the page says about itself; `root` is the tree of what can be seen, `headline` the element that shows it."""
    canonical = _first(_canonicals(head, url))
    site = _first(_sites(head))
    title = _first(_titles(head, headline, site[0]))
    if not site[0]:
        site = (clean(site_in_title(head.title, title[0])), "html")
    language = _first(_languages(head))
    published, published_from = _published(root, head, headline, canonical[0] or url, language[0])
    said: dict[str, Said] = {
        "title": title,
        "byline": _first(_bylines(root, head, site[0])),
        "site": site,
        "language": language,
        "canonical_url": canonical,
        "published": (published, published_from or ""),
        "modified": _first(_modified(root, head, language[0])),
    }
    return Metadata(
        url=url,
        canonical_url=canonical[0],
        title=title[0],
        byline=said["byline"][0],
        site=site[0],
        language=language[0],
        published=published,
        published_from=published_from,
        modified=said["modified"][0],
        origins={name: origin for name, (value, origin) in said.items() if value},
    )


def _first(said: Iterator[Said]) -> Said:
    return next((each for each in said if each[0]), NOTHING)


def _canonicals(head: Head, url: str | None) -> Iterator[Said]:
    for address, origin in ((head.canonical, "html"), (head.metas.get("og:url"), "meta"), (head.node.url, "json_ld")):
        if address:
            yield web_address(address, base=url), origin


def _sites(head: Head) -> Iterator[Said]:
    yield head.metas.get("og:site_name"), "meta"
    yield clean(head.node.publisher), "json_ld"
    for name in SITE_META:
        yield head.metas.get(name), "meta"


def _titles(head: Head, headline: Element | None, site: str | None) -> Iterator[Said]:
    if headline is not None:
        yield clean(brief(headline, MAX_VALUE)), "html"
    said = [(head.metas.get(name), "meta") for name in TITLE_META]
    for title, origin in (*said, (clean(head.node.headline), "json_ld"), (head.title, "html")):
        yield title and without_site(title, site), origin


def _languages(head: Head) -> Iterator[Said]:
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
    root: Element, head: Head, headline: Element | None, url: str | None, language: str | None
) -> tuple[str | None, PublishedFrom | None]:
    """When the story came out, and where that was read; the first place that tells wins."""
    if found := iso_date(head.node.published, day_first=day_first(language)):
        return found, "json_ld"
    if found := next(meta_dates(head.metas, PUBLISHED_META, language), None):
        return found, "meta"
    return find_published(root, headline, url, language)


def _modified(root: Element, head: Head, language: str | None) -> Iterator[Said]:
    yield iso_date(head.node.modified, day_first=day_first(language)), "json_ld"
    for date in meta_dates(head.metas, MODIFIED_META, language):
        yield date, "meta"
    yield from find_modified(root, language)


def _bylines(root: Element, head: Head, site: str | None) -> Iterator[Said]:
    authors = [clean(name) for name in head.node.authors]
    yield ", ".join(dict.fromkeys(name for name in authors if name and _is_person(name, site))), "json_ld"
    for key in AUTHOR_META:
        if (name := head.metas.get(key)) and _is_person(name, site):
            yield _name_of(name), "meta"
    authored = (e for e in root.iter() if e.get("rel") == "author" or AUTHOR_MARK.search(marks_of(e)))
    for element in islice(authored, MAX_AUTHORED):
        name = _name_of(clean(brief(element, 2 * MAX_NAME)) or "")
        if name and len(name) <= MAX_NAME and _is_person(name, site) and not re.search(r"\d{4}", name):
            yield name, "microdata" if "author" in element.get("itemprop", "") else "html"


def _name_of(text: str) -> str:
    written = WRITTEN_BY.search(text)
    return (written["name"] if written else BYLINE.sub("", text)).strip(" ,|·")


def _is_person(name: str, site: str | None) -> bool:
    return not name.startswith(("http:", "https:", "@", "/")) and 2 < len(name) <= 200 and name != site
