"""What `POST /enrich` answers, field by field."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteOut(_Wire):
    """A W3C TextQuoteSelector."""

    exact: str
    prefix: str
    suffix: str


class PageOut(_Wire):
    """The page as it was read."""

    url: str | None
    canonical_url: str | None
    title: str | None
    byline: str | None
    site: str | None
    language: str | None
    published: str | None
    published_from: str | None = Field(description="request, json_ld, meta, time, url or text; null: no date was found")
    modified: str | None = Field(None, description="when the page says that it was last changed")
    origins: dict[str, str] = Field(
        default_factory=dict,
        description="where title, byline, site, language, canonical_url, published and modified were read: json_ld, "
        "meta, microdata, html, time, url, text or request",
    )
    as_of: str = Field(description="the day that the cards speak of: the story's, or today where it has none")
    words: int
    text: str | None = Field(None, description="only where options.text asks for it")


class FactOut(_Wire):
    """A statement. It holds from start to end, happened where both are equal, is undated where both are null."""

    property: str
    pid: str | None
    value: str
    entity: str | None
    start: str | None
    end: str | None
    source: str | None = Field(description="id in sources")


class SummaryOut(_Wire):
    """What the entity is, in a few sentences."""

    text: str
    source: str


class ConnectionOut(_Wire):
    """A statement between this entity and another of the same story."""

    to: str
    label: str
    property: str
    start: str | None
    end: str | None
    source: str | None


class RunnerUpOut(_Wire):
    """The sense that came second."""

    id: str
    label: str
    description: str | None
    confidence: float


class WhyOut(_Wire):
    """Why this sense."""

    reasons: list[str]
    runner_up: RunnerUpOut | None


class ImageOut(_Wire):
    """A picture by address; the service never loads it."""

    url: str
    author: str | None
    licence: str | None
    source: str | None


class LinksOut(_Wire):
    """Where to read on."""

    wikipedia: str | None
    wikidata: str | None
    website: str | None


class CardOut(_Wire):
    """One entity of the story, as of its day."""

    id: str = Field(description="Wikidata id, or wiki language and title: en:Yevgeny Prigozhin")
    qid: str | None
    label: str
    description: str | None
    kind: str | None
    summary: SummaryOut | None
    then: list[FactOut] = Field(description="what held on the story's day")
    since: list[FactOut] = Field(description="what began or ended after it")
    facts: list[FactOut] = Field(description="undated, or over by the story's day")
    connections: list[ConnectionOut]
    why: WhyOut
    confidence: float = Field(description="probability that this is the sense meant, 0 to 1")
    salience: float = Field(description="how much the story is about it, 0 to 1; cards come in this order")
    image: ImageOut | None
    links: LinksOut
    mentions: list[str]


class MentionOut(_Wire):
    """A name in the text; entity null: no known sense."""

    id: str
    surface: str
    start: int
    end: int
    quote: QuoteOut
    entity: str | None
    confidence: float


class PreviewOut(_Wire):
    """What the linked story says of itself."""

    title: str | None
    description: str | None
    site: str | None
    published: str | None
    image: str | None


class ReadMoreOut(_Wire):
    """A link to another story."""

    url: str
    text: str
    quote: QuoteOut
    confidence: float = Field(1.0, description="how sure it is that this is another story of the publisher, 0 to 1")
    status: str = Field(description="not_fetched: the service does not fetch linked stories")
    preview: PreviewOut | None
    adds: dict[str, object] | None


class UnknownOut(_Wire):
    """A name that no source knows."""

    name: str
    said: str | None = Field(description="what the story itself says of it")
    mentions: list[str]


class SourceOut(_Wire):
    """Where words or facts come from."""

    id: str
    name: str
    title: str | None
    url: str | None
    licence: str | None
    revision: str | None
    retrieved: str | None


class GapOut(_Wire):
    """Something the answer lacks, and why."""

    what: str
    why: str
    retry_after_s: float | None


class PackOut(_Wire):
    """A pack that answered."""

    name: str
    built: str
    hash: str


class AboutOut(_Wire):
    """Who answered, with what, in what time."""

    version: str
    packs: list[PackOut]
    timings_ms: dict[str, float]


class EnrichResponse(_Wire):
    """The backstory of one page."""

    page: PageOut
    cards: list[CardOut]
    mentions: list[MentionOut]
    read_more: list[ReadMoreOut]
    unknown: list[UnknownOut]
    sources: list[SourceOut]
    gaps: list[GapOut]
    about: AboutOut
