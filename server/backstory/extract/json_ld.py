"""What a page says of itself in JSON-LD: the node of the story, and what is wanted of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from backstory.extract.titles import likeness, without_site

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
MAX_MENDED, MAX_COMMENTS = 500_000, 200  # characters, comments
MAX_UPDATES = 500  # posts of a live blog
BEFORE = ("<!--", "//", "/*", "*/", "<![CDATA[")
BEHIND = ("-->", "//", "/*", "*/", "]]>", ";")
CLASS_SELECTOR = re.compile(r"\w{0,12}\.([\w-]{1,80})")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
COMMENT = re.compile(r"/\*.*?\*/|(?<=[\s,{\[])//[^\n]*|<!--.*?-->", re.DOTALL)
ALIKE, UNLIKE = 0.5, 0.15  # shares of words that two titles of one story, and of two stories, have in common

# The few values worth having from JSON-LD that does not parse, such as a line break or a quote inside a string.
SALVAGE = {
    name: re.compile(rf'"{name}"\s*:\s*"([^"\r\n]{{1,400}})"')
    for name in ("headline", "datePublished", "dateModified", "inLanguage", "url")
} | {"author": re.compile(r'"author"\s*:\s*\[?\s*\{[^{}\[\]]{0,300}?"name"\s*:\s*"([^"\r\n]{1,200})"')}


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


def story_node(scripts: Sequence[str], addresses: Sequence[str] = (), titles: Sequence[str] = ()) -> StoryNode:
    """The story's node of a page's JSON-LD scripts; an empty one where there is none.

    A page also describes the stories that it links to: of several nodes the one with the page's address or title is
    meant, and one with another address and another title is no node of this story.
    """
    nodes: list[dict[str, Any]] = []
    salvaged: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    for script in scripts:
        value = _loads(script)
        if value is None:
            salvaged.append({name: match[1] for name, said in SALVAGE.items() if (match := said.search(script))})
        nodes.extend(_nodes(value))
        for node in _all_objects(value):
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                by_id.setdefault(name, node)
    own = {found for address in addresses if (found := _page_of(address))}
    ranked = [(_fit(node, own, titles), rank, node) for node in nodes if (rank := _rank(node)) is not None]
    if ranked:
        # Of those that fit the most telling type; the first of equals.
        fit, rank, best = max(ranked, key=lambda entry: (entry[0] > 0, entry[0] == 0, -entry[1], entry[0]))
        return StoryNode() if fit < 0 else _read(best, by_id, found=rank < ARTICLE_RANKS)
    for slip in salvaged:
        if slip and _fit(slip, own, titles) >= 0:
            return _read(slip, by_id, found=False)
    return StoryNode()


def _rank(node: Mapping[str, Any]) -> int | None:
    names = list(_strings(node.get("@type")))
    return next((rank for rank, types in enumerate(STORY_TYPES) if any(map(types.match, names))), None)


def _fit(node: Mapping[str, Any], own: set[str], titles: Sequence[str]) -> int:
    """How surely a node is this page's: 2 by address, 1 by title, 0 if neither tells, -1 if both tell against it."""
    said = [*_strings(node.get("url")), *_strings(node.get("mainEntityOfPage")), *_strings(node.get("@id"))]
    pages = {found for address in said if (found := _page_of(address))}
    if pages & own:
        return 2
    headline = _first(node.get("headline")) or _first(node.get("name"))
    if not headline or not titles:
        return 0
    alike = max(likeness(without_site(headline), without_site(title)) for title in titles)
    if alike >= ALIKE and not (pages and own):
        return 1
    return -1 if alike < UNLIKE and pages and own else 0


def _page_of(address: str) -> str | None:
    """What of an address tells one page of a site from another; None for its front page and for no address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path = parts.path.rstrip("/").lower()
    host = (parts.netloc or "").lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return f"{host}{path}?{parts.query}" if path and (host or address.startswith("/")) else None


def _loads(script: str) -> Any:
    text = script.strip()
    for _ in range(8):
        for wrapping in BEFORE:
            text = text.removeprefix(wrapping).lstrip()
        for wrapping in BEHIND:
            text = text.removesuffix(wrapping).rstrip()
    if text.startswith(("{&quot;", "[{&quot;", "{ &quot;")):
        text = unescape(text)
    for attempt in (_same, _without_slips, _first_value):
        try:
            return attempt(text)
        except (ValueError, RecursionError):
            continue
    return None


def _same(text: str) -> Any:
    return json.loads(text, strict=False)


def _without_slips(text: str) -> Any:
    if len(text) > MAX_MENDED or text.count("/*") + text.count("<!--") > MAX_COMMENTS:
        raise ValueError("too long to be mended")
    return json.loads(TRAILING_COMMA.sub("", COMMENT.sub("", text)), strict=False)


def _first_value(text: str) -> Any:
    """What stands before the error: one object of several, or one with a bracket too many."""
    return json.JSONDecoder(strict=False).raw_decode(text)[0]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD value that may be the story, outer before inner, in order."""
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


def _all_objects(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value[:MAX_NODES] if isinstance(inner, (dict, list)))


def _read(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], *, found: bool) -> StoryNode:
    published = _first(node.get("datePublished")) or _first(node.get("dateCreated"))
    publisher = node.get("publisher") or node.get("sourceOrganization")
    return StoryNode(
        found=found,
        headline=_first(node.get("headline")) or _first(node.get("name")),
        published=published,
        modified=_first(node.get("dateModified")),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        publisher=next(_names(publisher, by_id), None),
        language=_first(node.get("inLanguage")),
        url=_first(node.get("url")) or _first(node.get("mainEntityOfPage")),
        description=_first(node.get("description")),
        image=next(_addresses(node.get("image") or node.get("thumbnailUrl")), None),
        body=_first(node.get("articleBody")) or _updates(node.get("liveBlogUpdate")),
        paid_parts=tuple(islice(_paid_parts(node.get("hasPart")), MAX_PARTS)),
    )


def _updates(value: Any) -> str | None:
    """The posts of a live blog, each with its headline."""
    posts = [post for post in value[:MAX_UPDATES] if isinstance(post, dict)] if isinstance(value, list) else []
    parts = (_first(post.get(key)) for post in posts for key in ("headline", "articleBody"))
    return "\n".join(part for part in parts if part) or None


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
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            yield str(item)
        elif isinstance(item, dict) and isinstance(
            item.get("@id") or item.get("@value") or item.get("alternateName"), str
        ):
            yield str(item.get("@value") or item.get("@id") or item.get("alternateName"))


def _first(value: Any) -> str | None:
    return next(_strings(value), None)


def _names(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Names of people or organisations, given as texts, as objects, by the ids of objects, or in a list."""
    for item in value if isinstance(value, list) else [value]:
        name: Any = item
        if isinstance(item, dict):
            known = by_id.get(item["@id"], {}) if isinstance(item.get("@id"), str) else {}
            name = item.get("name") or known.get("name") or _person(item) or _person(known)
        elif isinstance(item, str) and item in by_id:
            name = by_id[item].get("name")
        if isinstance(name, list):
            name = ", ".join(part for part in name if isinstance(part, str))
        if isinstance(name, str) and name.strip() and not name.startswith(("http:", "https:")):
            yield unescape(name).strip()


def _person(node: Mapping[str, Any]) -> str | None:
    parts = (node.get("givenName"), node.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str)) or None
