"""What a page says about itself: title as displayed, byline, site, language, addresses, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from backstory.model import Metadata, PublishedFrom
from backstory.page.dates import iso_date
from backstory.page.json_ld import StoryNode, story_node
from backstory.page.marks import marks_of
from backstory.page.phrases import BYLINE
from backstory.page.published import MODIFIED_META, PUBLISHED_META, day_first, find_published, meta_dates
from backstory.page.titles import site_in_title, without_site
from backstory.page.tree import Element, brief

# Direction marks and controls could make a name read as another one wherever a card shows it.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MAX_VALUE = 1_000

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
TITLE_META = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")

AUTHOR_MARK = re.compile(r"author|byline|(?<![a-z])by(?![a-z])")
WRITTEN_BY = re.compile(
    r"(?:^|[·|•,]\s*)(?:(?:written|reported|words|story|posted|text) )?by:?\s+(?P<name>[^·|•]+)", re.IGNORECASE
)
MAX_NAME = 80  # characters of a byline that is no sentence
MAX_AUTHORED = 40  # elements looked at for a byline


@dataclass(frozen=True, slots=True)
class Head:
    """What is read from a page before its scripts are dropped."""

    metas: dict[str, str]  # name, property or itemprop, lowercase -> content; the first of each name
    node: StoryNode
    title: str | None
    language: str | None
    canonical: str | None
    base: str | None


def read_head(root: Element) -> Head:
    """The page's meta elements, JSON-LD, title and addresses, as written."""
    metas: dict[str, str] = {}
    scripts: list[str] = []
    first: dict[str, str | None] = {}
    # One pass; these stand in bodies too, and are read there as browsers and search engines do.
    for element in root.iter("meta", "script", "link", "title", "base"):
        get = element.get
        if element.tag == "meta":
            name = get("property") or get("name") or get("itemprop") or get("http-equiv")
            if name and (content := _clean(get("content"))):
                metas.setdefault(name.strip().lower(), content)
        elif element.tag == "script":
            if "ld+json" in get("type", ""):
                scripts.append(element.text or "")
        elif element.tag == "title":
            first.setdefault("title", _clean(brief(element, MAX_VALUE)))
        elif element.tag == "base":
            first.setdefault("base", get("href"))
        elif get("rel", "").lower() == "canonical":
            first.setdefault("canonical", get("href"))
    return Head(
        metas=metas,
        node=story_node(scripts),
        title=first.get("title"),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        canonical=first.get("canonical"),
        base=first.get("base"),
    )


def read_metadata(root: Element, head: Head, headline: Element | None, url: str | None) -> Metadata:
    """What the page says about itself; `root` is the tree of what can be seen, `headline` the element that shows it."""
    canonical = _web_address(head.canonical or head.metas.get("og:url") or head.node.url, base=url)
    site = _site(head)
    shown = _clean(brief(headline, MAX_VALUE)) if headline is not None else None
    title = shown or _said_title(head, site)
    site = site or _clean(site_in_title(head.title, title))
    language = _language(head)
    published, published_from = _published(root, head, headline, canonical or url)
    return Metadata(
        url=url,
        canonical_url=canonical,
        title=title,
        byline=_byline(root, head, site),
        site=site,
        language=language,
        published=published,
        published_from=published_from,
        modified=iso_date(head.node.modified) or next(meta_dates(head.metas, MODIFIED_META, language), None),
    )


def titles_said(head: Head) -> list[str]:
    """The story's title as the page's head gives it, most telling first."""
    said = (head.metas.get("og:title"), _clean(head.node.headline), head.title)
    return [title for title in said if title]


def says_article(head: Head) -> bool:
    """Does the page's head say that it is one story?"""
    return (
        head.node.found
        or head.metas.get("og:type", "").lower() in {"article", "news", "blog post"}
        or "article:published_time" in head.metas
    )


def _said_title(head: Head, site: str | None) -> str | None:
    said = [head.metas[name] for name in TITLE_META if name in head.metas]
    said += [title for title in (_clean(head.node.headline), head.title) if title]
    return without_site(said[0], site) if said else None


def _published(
    root: Element, head: Head, headline: Element | None, url: str | None
) -> tuple[str | None, PublishedFrom | None]:
    """When the story came out, and where that was read; the first place that tells wins."""
    language = _language(head)
    if found := iso_date(head.node.published, day_first=day_first(language)):
        return found, "json_ld"
    if found := next(meta_dates(head.metas, PUBLISHED_META, language), None):
        return found, "meta"
    return find_published(root, headline, url, language)


def base_address(head: Head, url: str | None) -> str | None:
    """What the page's relative addresses are relative to."""
    own = url or _web_address(head.canonical or head.metas.get("og:url"))
    try:
        return urljoin(own or "", head.base or "") or None
    except ValueError:
        return own


def _clean(text: str | None) -> str | None:
    """One line without direction marks and controls; None where nothing is left."""
    return " ".join(UNPRINTABLE.sub("", text or "").split())[:MAX_VALUE] or None


def _web_address(address: str | None, *, base: str | None = None) -> str | None:
    try:
        joined = urljoin(base or "", _clean(address) or "")
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if address and parts.scheme in {"http", "https"} and parts.hostname else None


def _site(head: Head) -> str | None:
    name = head.metas.get("og:site_name") or _clean(head.node.publisher)
    return name or next((head.metas[key] for key in SITE_META if key in head.metas), None)


def _language(head: Head) -> str | None:
    for said in (
        head.language,
        head.metas.get("og:locale"),
        head.node.language,
        head.metas.get("content-language"),
        head.metas.get("language"),
    ):
        found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", (said or "").strip())
        if found:
            primary, *rest = re.split("[-_]", found[0])
            return "-".join([primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return None


def _byline(root: Element, head: Head, site: str | None) -> str | None:
    authors = [_clean(name) for name in head.node.authors]
    named = ", ".join(dict.fromkeys(name for name in authors if name and _is_person(name, site)))
    if named:
        return named
    for key in AUTHOR_META:
        if (name := head.metas.get(key)) and _is_person(name, site):
            return _name_of(name)
    authored = (e for e in root.iter() if e.get("rel") == "author" or AUTHOR_MARK.search(marks_of(e)))
    for element in islice(authored, MAX_AUTHORED):
        name = _name_of(_clean(brief(element, 2 * MAX_NAME)) or "")
        if name and len(name) <= MAX_NAME and _is_person(name, site) and not re.search(r"\d{4}", name):
            return name
    return None


def _name_of(text: str) -> str:
    written = WRITTEN_BY.search(text)
    return (written["name"] if written else BYLINE.sub("", text)).strip(" ,|·")


def _is_person(name: str, site: str | None) -> bool:
    return not name.startswith(("http:", "https:", "@", "/")) and 2 < len(name) <= 200 and name != site
