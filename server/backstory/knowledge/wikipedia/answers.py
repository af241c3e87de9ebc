"""Answers of a MediaWiki Action API, read into the model. Pure; nothing in them is trusted to be there or of its type.

Source: https://www.mediawiki.org/wiki/API:Query (formatversion=2)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from backstory.errors import SourceUnavailable
from backstory.knowledge.wikipedia.prose import clean, shorten, tidy
from backstory.model import Entity, Profile, Source
from backstory.surface import terms

LICENCE = "CC BY-SA 4.0"
MAX_LABEL = 255  # characters; no title is longer
MAX_DESCRIPTION = 300  # characters
# How telling a word is: no counts are to be had live, but a short description says what something is in few words.
DESCRIPTION_WEIGHT = 0.6
INTRODUCTION_WEIGHT = 0.4
INTRODUCTION_CHARS = 1_000  # the first of an introduction give its words; what comes later strays from the subject

_QID = re.compile(r"Q[1-9][0-9]{0,11}\Z")
_ADDED = re.compile(r"(?<=.) \([^()]+\)\Z")


@dataclass(frozen=True, slots=True)
class Article:
    """A page of the wiki, as an answer tells of it."""

    title: str
    description: str | None
    extract: str | None  # None: not given in this answer
    qid: str | None
    ambiguous: bool  # a disambiguation page
    url: str | None
    revision: str | None
    retrieved: str | None

    @property
    def label(self) -> str:
        """The title without what tells namesakes apart: "John Kirby" of "John Kirby (admiral)"."""
        return _ADDED.sub("", self.title)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a title leads: through normalisation and redirects, perhaps to a part of a page only."""

    title: str
    part: bool


def read_body(body: bytes) -> Mapping[str, object]:
    """The answer as JSON.

    Raises: SourceUnavailable, when it is none, or says that the question was refused.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        kind = "an HTML page" if body.lstrip()[:1] == b"<" else "something else"
        raise SourceUnavailable(f"It sent {kind} where JSON was due.") from error
    if not isinstance(data, dict):
        raise SourceUnavailable("Its answer does not have the form of an API answer.")
    if "error" in data:
        code = clean(_text(_mapping(data["error"]).get("code")), limit=60) or "no code"
        raise SourceUnavailable(f"It refused the question ({code}).")
    return data


def further(data: Mapping[str, object]) -> Mapping[str, str]:
    """The parameters that ask for the rest of an answer; empty when it is whole."""
    return {name: str(value) for name, value in _mapping(data.get("continue")).items() if isinstance(value, str | int)}


def articles(data: Mapping[str, object], *, retrieved: str | None) -> dict[str, Article]:
    """The articles of an answer by title. Missing pages, invalid titles and other namespaces are left out."""
    found: dict[str, Article] = {}
    for page in _mappings(_mapping(data.get("query")).get("pages")):
        title = _text(page.get("title"))
        if page.get("ns") != 0 or "missing" in page or "invalid" in page or not clean(title):
            continue
        props = _mapping(page.get("pageprops"))
        extract, qid, revision = page.get("extract"), _text(props.get("wikibase_item")), page.get("lastrevid")
        found[title] = Article(
            title=clean(title, limit=MAX_LABEL),
            description=clean(_text(page.get("description")), limit=MAX_DESCRIPTION) or None,
            extract=tidy(extract) if isinstance(extract, str) else None,
            qid=qid if _QID.match(qid) else None,
            ambiguous="disambiguation" in props,
            url=_web_address(_text(page.get("fullurl"))),
            revision=str(revision) if isinstance(revision, int) else None,
            retrieved=retrieved,
        )
    return found


def continued(part: Article | None, rest: Article) -> Article:
    """An article out of two parts of one answer: a continuation tells only what the part before it did not."""
    if part is None:
        return rest
    return Article(
        title=rest.title,
        description=rest.description or part.description,
        extract=part.extract if rest.extract is None else rest.extract,
        qid=rest.qid or part.qid,
        ambiguous=rest.ambiguous or part.ambiguous,
        url=rest.url or part.url,
        revision=rest.revision or part.revision,
        retrieved=rest.retrieved,
    )


def landings(data: Mapping[str, object], titles: list[str]) -> dict[str, Landing]:
    """Where each of the titles leads. Chains are followed; a circle of redirects leads nowhere and is left out."""
    query = _mapping(data.get("query"))
    spelled = {_text(step.get("from")): _text(step.get("to")) for step in _mappings(query.get("normalized"))}
    moved = {_text(step.get("from")): step for step in _mappings(query.get("redirects"))}
    found: dict[str, Landing] = {}
    for title in titles:
        here, part, seen = spelled.get(title, title), False, {""}
        while here not in seen and here in moved:
            seen.add(here)
            part = part or bool(_text(moved[here].get("tofragment")))
            here = _text(moved[here].get("to"))
        if here not in seen:
            found[title] = Landing(here, part)
    return found


def entity(article: Article, *, language: str) -> Entity:
    """The entity that an article is about: its Wikidata id where the wiki gives one, else wiki language and title."""
    return Entity(
        id=article.qid or f"{language}:{article.title}",
        label=article.label,
        description=article.description,
        terms=dict.fromkeys(terms((article.extract or "")[:INTRODUCTION_CHARS]), INTRODUCTION_WEIGHT)
        | dict.fromkeys(terms(article.description or ""), DESCRIPTION_WEIGHT),
    )


def profile(article: Article, *, wiki: str, language: str) -> Profile:
    """What the article says of its entity: the first sentences, with where and when they were read."""
    summary, shortened = shorten(article.extract or "")
    return Profile(
        entity=entity(article, language=language),
        summary=summary or None,
        source=Source(
            id=f"{wiki}:{article.title}",
            name="Wikipedia (shortened)" if shortened else "Wikipedia",
            title=article.title,
            url=article.url,
            licence=LICENCE,
            revision=article.revision,
            retrieved=article.retrieved,
        ),
        wikipedia=article.title,
        wiki_language=language,
    )


def _web_address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and parts.netloc and clean(text) == text and len(text) <= 2_000
    return text if usable else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
