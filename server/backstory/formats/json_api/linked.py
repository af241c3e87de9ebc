"""What is behind links: the answer's models, and model -> wire."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import Field

from backstory.formats.json_api.parts import QuoteOut, Wire, quote_out
from backstory.model import Adds, Answer, Entity, LinkedStory, LinkStatus, Preview, ReadMoreLink, Relation, Source
from backstory.ontology import wikidata_id


class PreviewOut(Wire):
    """What the linked story says of itself."""

    title: str | None
    description: str | None = Field(description="its own, else its first lines; at most 300 characters")
    site: str | None
    author: str | None = None
    published: str | None
    modified: str | None = None
    image: str | None = Field(description="the address of its lead picture; the service never loads it")
    language: str | None = None
    words: int | None = Field(None, description="length of its text; null where it is no article")
    canonical_url: str | None = None


class NamedOut(Wire):
    """An entity that the linked story names."""

    id: str
    qid: str | None
    label: str
    description: str | None
    kind: str | None


class QuotedOut(Wire):
    """A sentence of the linked story, word for word."""

    quote: QuoteOut
    source: str = Field(description="id in sources: the linked story")


class AddsOut(Wire):
    """What the linked story adds to this one."""

    relation: Relation = Field(
        description="near_duplicate, update (the same story, later), earlier (the same story, before), background "
        "(before this story), same_day, later, related (undated), other (names nobody whom this story names)"
    )
    said: str = Field(description="the same in words")
    days: int | None = Field(description="from this story's day to the linked one's; below zero: it came before")
    new: list[NamedOut] = Field(description="entities that this story does not name and the reader does not know")
    shared: list[NamedOut]
    quotes: list[QuotedOut] = Field(description="up to two sentences that carry what is new")


class ReadMoreOut(Wire):
    """A link to another story."""

    url: str
    text: str
    quote: QuoteOut
    confidence: float = Field(1.0, description="how sure it is that this is another story of the publisher, 0 to 1")
    status: LinkStatus = Field(
        description="ready; fetching (follows in a stream); not_fetched; not_allowed (an address that may not be "
        "fetched); blocked (the site asks programs not to read it); gone; not_an_article; too_large; too_slow; "
        "unreachable"
    )
    why: str | None = Field(None, description="why there is no preview, in words for the reader")
    preview: PreviewOut | None
    adds: AddsOut | None
    found_at: str | None = Field(None, description="where the link led, where that is another address")


class PreviewResponse(Wire):
    """What is behind one address."""

    url: str
    found_at: str | None = Field(description="where it led, where that is another address")
    status: LinkStatus = Field(description="as in read_more")
    why: str | None = Field(description="why there is no preview, in words for the reader")
    preview: PreviewOut | None
    version: str


def read_more_out(story: Answer) -> list[ReadMoreOut]:
    """The story's links to other stories, each with what is behind it as far as that is known."""
    by_url = {linked.url: linked for linked in story.linked}
    return [
        linked_out(link, by_url.get(link.url) or LinkedStory(link.url, "not_fetched"), source_id(number))
        for number, link in enumerate(story.page.read_more)
    ]


def linked_out(link: ReadMoreLink, linked: LinkedStory, source: str) -> ReadMoreOut:
    """One link and what is behind it; `source`: the id under which the linked story stands in the answer's sources."""
    return ReadMoreOut(
        url=link.url,
        text=link.text,
        quote=quote_out(link.quote),
        confidence=link.confidence,
        status=linked.status,
        why=linked.why,
        preview=_preview(linked.preview) if linked.preview else None,
        adds=_adds(linked.adds, source) if linked.adds else None,
        found_at=linked.found_at,
    )


def source_id(number: int) -> str:
    """The id of the story behind a link among the answer's sources; links count from 0."""
    return f"linked:{number + 1}"


def linked_sources(story: Answer) -> list[Source]:
    """The linked stories that are quoted, as sources."""
    by_url = {linked.url: linked for linked in story.linked}
    return [
        linked_source(by_url[link.url], source_id(number))
        for number, link in enumerate(story.page.read_more)
        if (linked := by_url.get(link.url)) and linked.adds and linked.adds.quotes
    ]


def linked_source(linked: LinkedStory, id: str) -> Source:
    """A linked story as the source of its quotes."""
    preview = linked.preview or Preview()
    url = linked.found_at or linked.url
    return Source(id, preview.site or urlsplit(url).hostname or url, preview.title, url)


def encode_preview(linked: LinkedStory, *, version: str) -> PreviewResponse:
    """What is behind one address, as it goes over the wire."""
    return PreviewResponse(
        url=linked.url,
        found_at=linked.found_at,
        status=linked.status,
        why=linked.why,
        preview=_preview(linked.preview) if linked.preview else None,
        version=version,
    )


def _preview(preview: Preview) -> PreviewOut:
    return PreviewOut(
        title=preview.title,
        description=preview.description,
        site=preview.site,
        author=preview.author,
        published=preview.published,
        modified=preview.modified,
        image=preview.image,
        language=preview.language,
        words=preview.words,
        canonical_url=preview.canonical_url,
    )


def _adds(adds: Adds, source: str) -> AddsOut:
    return AddsOut(
        relation=adds.relation,
        said=adds.said,
        days=adds.days,
        new=[_named(entity) for entity in adds.new],
        shared=[_named(entity) for entity in adds.shared],
        quotes=[QuotedOut(quote=quote_out(quote), source=source) for quote in adds.quotes],
    )


def _named(entity: Entity) -> NamedOut:
    return NamedOut(
        id=entity.id,
        qid=wikidata_id(entity.id),
        label=entity.label,
        description=entity.description,
        kind=entity.kind,
    )
