"""What a page says of itself in its head and its JSON-LD, as written; read before the scripts are dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from backstory.extract.json_ld import StoryNode, story_node
from backstory.extract.tree import Element, brief

# Direction marks and controls could make a name read as another one wherever a card shows it.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
MAX_VALUE = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """What is read from a page before its scripts are dropped."""

    metas: dict[str, str]  # name, property or itemprop, lowercase -> content; the first of each name
    node: StoryNode
    title: str | None
    language: str | None
    canonical: str | None
    base: str | None
    oembed: str | None = None  # where the site tells of this page in JSON


def read_head(root: Element, url: str | None) -> Head:
    """The page's meta elements, JSON-LD, title and addresses, as written."""
    metas: dict[str, str] = {}
    properties: dict[str, str] = {}  # where OpenGraph stands; a name="og:title" is a slip, or another's
    scripts: list[str] = []
    first: dict[str, str | None] = {}
    # One pass; these stand in bodies too, and are read there as browsers and search engines do.
    for element in root.iter("meta", "script", "link", "title", "base"):
        get = element.get
        if element.tag == "meta":
            name = get("property") or get("name") or get("itemprop") or get("http-equiv")
            if name and (content := clean(get("content"))):
                # RDFa lets one element carry several properties: property="og:title twitter:title"
                for each in (name.strip(), *name.split()):
                    (properties if get("property") else metas).setdefault(each.lower(), content)
        elif element.tag == "script":
            if "ld+json" in get("type", ""):
                scripts.append(element.text or "")
        elif element.tag == "title":
            first.setdefault("title", clean(brief(element, MAX_VALUE)))
        elif element.tag == "base":
            first.setdefault("base", get("href"))
        elif get("rel", "").lower() == "canonical":
            first.setdefault("canonical", get("href"))
        elif get("type", "").lower() == "application/json+oembed":
            first.setdefault("oembed", get("href"))
    known = metas | properties
    addresses = [said for said in (url, first.get("canonical"), known.get("og:url")) if said]
    heading = next(root.iter("h1"), None)
    titles = (known.get("og:title"), first.get("title"), brief(heading, MAX_VALUE) if heading is not None else None)
    return Head(
        metas=known,
        node=story_node(scripts, addresses, [title for title in titles if title]),
        title=first.get("title"),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        canonical=first.get("canonical"),
        base=first.get("base"),
        oembed=first.get("oembed"),
    )


def titles_said(head: Head) -> list[str]:
    """The story's title as the page's head gives it, most telling first."""
    said = (head.metas.get("og:title"), clean(head.node.headline), head.title)
    return [title for title in said if title]


def described_as(head: Head) -> str:
    """What the page's head says the story is about; empty where it does not."""
    metas = head.metas
    said = (
        metas.get("og:description"),
        metas.get("description"),
        metas.get("twitter:description"),
        head.node.description,
    )
    return next((text for text in said if text), "").removesuffix("…").removesuffix("...")


def says_article(head: Head) -> bool:
    """Does the page's head say that it is one story?"""
    return (
        head.node.found
        or head.metas.get("og:type", "").lower() in {"article", "news", "blog post"}
        or "article:published_time" in head.metas
    )


def base_address(head: Head, url: str | None) -> str | None:
    """What the page's relative addresses are relative to."""
    own = url or web_address(head.canonical or head.metas.get("og:url"))
    try:
        return urljoin(own or "", head.base or "") or None
    except ValueError:
        return own


def clean(text: str | None) -> str | None:
    """One line without direction marks and controls; None where nothing is left."""
    return " ".join(UNPRINTABLE.sub("", text or "").split())[:MAX_VALUE] or None


def web_address(address: str | None, *, base: str | None = None) -> str | None:
    """An absolute address of the web; None where it is none."""
    try:
        joined = urljoin(base or "", clean(address) or "")
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if address and parts.scheme in {"http", "https"} and parts.hostname else None
