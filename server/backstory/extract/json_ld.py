"""What a page says of itself in JSON-LD: the node of the story, and what is wanted of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

# The story's own node, most telling type first. A recipe's, a claim's or a video's date is not the story's.
STORY_TYPES = (
    re.compile(r"^(?:\w*NewsArticle|ReportageNewsArticle|\w+NewsArticle)$"),
    re.compile(r"^(?:Article|TechArticle|ScholarlyArticle|SatiricalArticle|Report|LiveBlogPosting)$"),
    re.compile(r"^(?:BlogPosting|SocialMediaPosting|DiscussionForumPosting|Review|CreativeWork)$"),
    re.compile(r"^(?:WebPage|ItemPage|AboutPage)$"),
)
ARTICLE_RANKS = 3  # the rest are what any page is
MAX_PARTS = 8
MAX_NODES = 2_000
WRAPPINGS = ("<!--", "-->", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>", ";")
CLASS_SELECTOR = re.compile(r"\w{0,12}\.([\w-]{1,80})")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")

# The few values worth having from JSON-LD that does not parse, such as a line break or a quote inside a string.
SALVAGE = {
    name: re.compile(rf'"{name}"\s*:\s*"([^"\r\n]{{1,400}})"')
    for name in ("headline", "datePublished", "dateModified", "inLanguage")
}


@dataclass(frozen=True, slots=True)
class StoryNode:
    """The story as its JSON-LD has it, values as written."""

    found: bool = False  # the page says that it is an article
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    image: str | None = None  # address of its lead picture
    body: str | None = None  # the story's text, if the page gives it here too
    paid_parts: tuple[str, ...] = ()  # classes of elements that hold text behind a paywall


def story_node(scripts: list[str]) -> StoryNode:
    """The story's node of a page's JSON-LD scripts; an empty one where there is none."""
    nodes: list[dict[str, Any]] = []
    salvaged: dict[str, str] = {}
    for script in scripts:
        value = _loads(script)
        if value is None:
            for name, pattern in SALVAGE.items():
                if found := pattern.search(script):
                    salvaged.setdefault(name, found[1])
        nodes.extend(_nodes(value))
    for rank, types in enumerate(STORY_TYPES):
        for node in nodes:
            if any(types.match(name) for name in _strings(node.get("@type"))):
                return _read(node, found=rank < ARTICLE_RANKS)
    return _read(salvaged, found=False)


def _loads(script: str) -> Any:
    text = script.strip()
    for wrapping in WRAPPINGS:
        text = text.removeprefix(wrapping).removesuffix(wrapping).strip()
    for attempt in (text, TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD value, outer before inner, in order."""
    waiting = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in value)


def _read(node: Mapping[str, Any], *, found: bool) -> StoryNode:
    published = _first(node.get("datePublished")) or _first(node.get("dateCreated"))
    publisher = node.get("publisher") or node.get("sourceOrganization")
    return StoryNode(
        found=found,
        headline=_first(node.get("headline")) or _first(node.get("name")),
        published=published,
        modified=_first(node.get("dateModified")),
        authors=tuple(_names(node.get("author") or node.get("creator"))),
        publisher=next(_names(publisher), None),
        language=_first(node.get("inLanguage")),
        url=_first(node.get("url")) or _first(node.get("mainEntityOfPage")),
        description=_first(node.get("description")),
        image=next(_addresses(node.get("image") or node.get("thumbnailUrl")), None),
        body=_first(node.get("articleBody")),
        paid_parts=tuple(islice(_paid_parts(node.get("hasPart")), MAX_PARTS)),
    )


def _paid_parts(value: Any) -> Iterator[str]:
    """Source: https://developers.google.com/search/docs/appearance/structured-data/paywalled-content."""
    for item in value if isinstance(value, list) else [value]:
        for selector in _strings(item.get("cssSelector")) if isinstance(item, dict) else ():
            if found := CLASS_SELECTOR.fullmatch(selector):
                yield found[1]


def _addresses(value: Any) -> Iterator[str]:
    """Addresses, given as texts, as objects that have one, or in a list."""
    for item in value if isinstance(value, list) else [value]:
        address = item.get("url") or item.get("contentUrl") or item.get("@id") if isinstance(item, dict) else item
        if isinstance(address, str) and address.strip():
            yield address.strip()


def _strings(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield unescape(item).strip()
        elif isinstance(item, dict) and isinstance(
            item.get("@id") or item.get("@value") or item.get("alternateName"), str
        ):
            yield str(item.get("@value") or item.get("@id") or item.get("alternateName"))


def _first(value: Any) -> str | None:
    return next(_strings(value), None)


def _names(value: Any) -> Iterator[str]:
    """Names of people or organisations, given as texts, as objects, or in a list."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, list):
            name = ", ".join(part for part in name if isinstance(part, str))
        if isinstance(name, str) and name.strip() and not name.startswith(("http:", "https:")):
            yield unescape(name).strip()
