"""Answers of a MediaWiki Action API, read into the model. Pure; nothing in them is trusted to be there or of its type.

Source: https://www.mediawiki.org/wiki/API:Query (formatversion=2)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from math import log10
from urllib.parse import urlsplit

from backstory.knowledge.http_client.body import mapping, mappings, text
from backstory.knowledge.mediawiki.traits import traits
from backstory.model import DatedText, Entity, Fact, Image, Profile, Source
from backstory.ontology import PROPERTIES, wikidata_id
from backstory.text.prose import clean, shorten, tidy
from backstory.text.terms import terms

LICENCE = "CC BY-SA 4.0"
MAX_LABEL = 255  # characters; no title is longer
MAX_DESCRIPTION = 300  # characters
# How telling a word is: no counts are to be had live, but a short description says what something is in few words.
DESCRIPTION_WEIGHT = 0.6
INTRODUCTION_WEIGHT = 0.4
INTRODUCTION_CHARS = 1_000  # the first of an introduction give its words; what comes later strays from the subject
# The longer an article, the more people know of its subject: 3 kB are a stub, 300 kB the longest there are.
_STUB_BYTES, _LONGEST_BYTES = 3_000, 300_000

_PLACE = PROPERTIES["coordinates"]
_ADDED = re.compile(r"(?<=.) \([^()]+\)\Z")


@dataclass(frozen=True, slots=True)
class Article:
    """A page of the wiki, as answers tell of it. None: not told so far."""

    title: str
    description: str | None = None
    extract: str | None = None
    qid: str | None = None
    ambiguous: bool = False  # a disambiguation page
    url: str | None = None
    revision: str | None = None
    revised: str | None = None  # the day of that revision
    retrieved: str | None = None
    length: int = 0  # of its text, bytes
    links: frozenset[str] = frozenset()  # titles among those asked for
    coordinates: tuple[float, float] | None = None  # latitude, longitude in degrees
    picture: str | None = None  # name of a free file
    thumbnail: str | None = None  # its address

    @property
    def label(self) -> str:
        """The title without what tells namesakes apart: "John Kirby" of "John Kirby (admiral)"."""
        return _ADDED.sub("", self.title)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a title leads: through normalisation and redirects, perhaps to a part of a page only."""

    title: str
    part: bool


def further(data: Mapping[str, object]) -> Mapping[str, str]:
    """The parameters that ask for the rest of an answer; empty when it is whole."""
    return {name: str(value) for name, value in mapping(data.get("continue")).items() if isinstance(value, str | int)}


def articles(data: Mapping[str, object], *, retrieved: str | None) -> dict[str, Article]:
    """The articles of an answer by title. Missing pages, invalid titles and other namespaces are left out."""
    found: dict[str, Article] = {}
    for page in mappings(mapping(data.get("query")).get("pages")):
        title = text(page.get("title"))
        if page.get("ns") != 0 or "missing" in page or "invalid" in page or not clean(title):
            continue
        props = mapping(page.get("pageprops"))
        extract, qid, revision = page.get("extract"), text(props.get("wikibase_item")), page.get("lastrevid")
        length = page.get("length")
        found[title] = Article(
            title=clean(title, limit=MAX_LABEL),
            description=clean(text(page.get("description")), limit=MAX_DESCRIPTION) or None,
            extract=tidy(extract) if isinstance(extract, str) else None,
            qid=wikidata_id(qid),
            ambiguous="disambiguation" in props,
            url=web_address(text(page.get("fullurl"))),
            revision=str(revision) if isinstance(revision, int) else None,
            revised=next((text(each.get("timestamp"))[:10] for each in mappings(page.get("revisions"))), "") or None,
            retrieved=retrieved,
            length=length if isinstance(length, int) else 0,
            links=frozenset(text(each.get("title")) for each in mappings(page.get("links"))) - {""},
            coordinates=_coordinates(page.get("coordinates")),
            picture=clean(text(page.get("pageimage")), limit=MAX_LABEL).replace("_", " ") or None,
            thumbnail=web_address(text(mapping(page.get("thumbnail")).get("source"))),
        )
    return found


def joined(one: Article | None, other: Article) -> Article:
    """An article out of what two answers tell of it; the second wins where both speak."""
    if one is None:
        return other
    return replace(
        one,
        description=other.description or one.description,
        extract=one.extract if other.extract is None else other.extract,
        qid=other.qid or one.qid,
        ambiguous=other.ambiguous or one.ambiguous,
        url=other.url or one.url,
        revision=other.revision or one.revision,
        revised=other.revised or one.revised,
        retrieved=other.retrieved or one.retrieved,
        length=other.length or one.length,
        links=one.links | other.links,
        coordinates=other.coordinates or one.coordinates,
        picture=other.picture or one.picture,
        thumbnail=other.thumbnail or one.thumbnail,
    )


def moved(data: Mapping[str, object]) -> list[str]:
    """The titles that an answer was redirected from."""
    return [text(step.get("from")) for step in mappings(mapping(data.get("query")).get("redirects"))]


def landings(data: Mapping[str, object], titles: list[str]) -> dict[str, Landing]:
    """Where each of the titles leads. Chains are followed; a circle of redirects leads nowhere and is left out."""
    query = mapping(data.get("query"))
    spelled = {text(step.get("from")): text(step.get("to")) for step in mappings(query.get("normalized"))}
    moved = {text(step.get("from")): step for step in mappings(query.get("redirects"))}
    found: dict[str, Landing] = {}
    for title in titles:
        here, part, seen = spelled.get(title, title), False, {""}
        while here not in seen and here in moved:
            seen.add(here)
            part = part or bool(text(moved[here].get("tofragment")))
            here = text(moved[here].get("to"))
        if here not in seen:
            found[title] = Landing(here, part)
    return found


def entity_id(article: Article, *, language: str) -> str:
    """Its Wikidata id where the wiki gives one, else wiki language and title."""
    return article.qid or f"{language}:{article.title}"


def entity(article: Article, *, language: str, links: frozenset[str] = frozenset()) -> Entity:
    """The entity that an article is about. `links`: ids of entities of the same story that it is tied to."""
    kind, began, ended = traits(article.description, article.extract)
    return Entity(
        id=entity_id(article, language=language),
        label=article.label,
        kind=kind,
        description=article.description,
        popularity=popularity(article.length),
        terms=dict.fromkeys(terms((article.extract or "")[:INTRODUCTION_CHARS]), INTRODUCTION_WEIGHT)
        | dict.fromkeys(terms(article.description or ""), DESCRIPTION_WEIGHT),
        links=links,
        began=began,
        ended=ended,
    )


def popularity(length: int) -> float:
    """How widely known a subject is, 0 to 1, by the logarithm of its article's length in bytes."""
    if length <= _STUB_BYTES:
        return 0.0
    return min(1.0, log10(length / _STUB_BYTES) / log10(_LONGEST_BYTES / _STUB_BYTES))


def profile(article: Article, *, wiki: str, language: str) -> Profile:
    """What the article says of its entity: the first sentences, with where and when they were read, and its place."""
    summary, shortened = shorten(article.extract or "")
    source = Source(
        id=f"{wiki}:{article.title}",
        name="Wikipedia (shortened)" if shortened else "Wikipedia",
        title=article.title,
        url=article.url,
        licence=LICENCE,
        revision=article.revision,
        retrieved=article.retrieved,
        revised=article.revised,
    )
    return Profile(
        entity=entity(article, language=language),
        summary=(DatedText(summary),) if summary else (),
        source=source,
        facts=_place(article, source),
        wikipedia=article.title,
        wiki_language=language,
    )


def _place(article: Article, source: Source) -> tuple[Fact, ...]:
    if article.coordinates is None:
        return ()
    latitude, longitude = article.coordinates
    return (Fact(_PLACE.name, f"{latitude:.4f}, {longitude:.4f}", pid=_PLACE.id, source=source),)


def pictures(data: Mapping[str, object]) -> dict[str, Image]:
    """The free files of an answer by name, each with author, licence and the page that describes it.

    A file that is not free, or of which no licence is told, is left out. Source: https://www.mediawiki.org/wiki/API:Imageinfo
    """
    found: dict[str, Image] = {}
    for page in mappings(mapping(data.get("query")).get("pages")):
        info = next(mappings(page.get("imageinfo")), {})
        meta = mapping(info.get("extmetadata"))
        licence = _told(meta, "LicenseShortName") or _told(meta, "UsageTerms")
        address = web_address(text(info.get("thumburl")) or text(info.get("url")))
        if not licence or not address or _told(meta, "NonFree") or "fair use" in licence.lower():
            continue
        name = text(page.get("title")).partition(":")[2]
        found[name] = Image(
            url=address,
            author=_told(meta, "Artist") or None,
            licence=licence,
            source=web_address(text(info.get("descriptionurl"))),
        )
    return found


def web_address(address: str) -> str | None:
    """The address, where it is one of the web without hidden signs; else None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and parts.netloc and clean(address) == address and len(address) <= 2_000
    return address if usable else None


_TAG = re.compile(r"<[^<>]*>")


def _told(meta: Mapping[str, object], name: str) -> str:
    """A field of a file's metadata as plain text: authors are told in HTML."""
    value = mapping(meta.get(name)).get("value")
    return clean(unescape(_TAG.sub(" ", str(value)[:5_000])), limit=200) if isinstance(value, str | int) else ""


def _coordinates(value: object) -> tuple[float, float] | None:
    for place in mappings(value):
        latitude, longitude = place.get("lat"), place.get("lon")
        if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
            continue
        if abs(latitude) <= 90 and abs(longitude) <= 180 and place.get("globe", "earth") == "earth":
            return float(latitude), float(longitude)
    return None
