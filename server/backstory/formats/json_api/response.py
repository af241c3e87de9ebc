"""What `POST /enrich` answers, field by field."""

from __future__ import annotations

from pydantic import Field

from backstory.formats.json_api.linked import ReadMoreOut
from backstory.formats.json_api.parts import QuoteOut, Wire
from backstory.model import DayFrom


class PageOut(Wire):
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
    as_of_from: DayFrom = Field(
        "published",
        description="published; modified: a page written anew long after; text: the last day that the text speaks of; "
        "today: the story has no date",
    )
    words: int
    text: str | None = Field(None, description="only where options.text asks for it")


class FactOut(Wire):
    """A statement. It holds from start to end, happened where both are equal, is undated where both are null."""

    property: str
    pid: str | None
    value: str
    entity: str | None
    start: str | None
    end: str | None
    source: str | None = Field(description="id in sources")
    text: str | None = Field(None, description="in a finished sentence, as one could say it on page.as_of")
    as_of: str | None = Field(None, description="until when the source knew it, where it may have ended since")
    disputed: bool = Field(False, description="another statement on this card says otherwise; both are shown")
    reference: str | None = Field(None, description="what the source rests this statement on")


class SummaryOut(Wire):
    """What the entity is, in a few sentences."""

    text: str
    source: str
    shortened: bool = Field(False, description="it is less than the source says")


class ConnectionOut(Wire):
    """A statement between this entity and another of the same story."""

    to: str
    label: str
    property: str
    start: str | None
    end: str | None
    source: str | None
    held: bool | None = Field(None, description="whether it held on page.as_of; null: its dates do not tell")
    later: bool = Field(False, description="it begins after page.as_of")
    as_of: str | None = Field(None, description="until when the source knew it, where it may have ended since")
    via: str | None = Field(None, description="label of a third that ties the two, for a tie of two statements")
    text: str | None = Field(None, description="as a finished sentence: Founded Concord in 1995.")


class TieOut(ConnectionOut):
    """The same, read from the entity `of`; each tie of the story stands here once."""

    of: str
    of_label: str
    sentence: SentenceOut | None = Field(None, description="the tie as a finished sentence, with both names")


class SpanOut(Wire):
    """A stretch of a sentence that names an entity; half-open, in code points or as `options.offsets` asks."""

    start: int
    end: int
    entity: str = Field(description="entity id; it has a card in this answer")


class SentenceOut(Wire):
    """A finished sentence, to be drawn as it stands: its dates, and until when it was known, stand in its words."""

    text: str
    spans: list[SpanOut] = Field(description="names in it that have a card, in order; they never overlap")
    start: str | None
    end: str | None
    source: str | None = Field(description="id in sources")
    known_until: str | None = Field(None, description="until when the source knew it, where it may have ended since")


class SectionOut(Wire):
    """Sentences of a card that stand under one heading. A section without sentences is left out."""

    name: str = Field(
        description="what it holds: on_that_day, since, connections, connections_since, background; more may be added"
    )
    title: str = Field(description="its heading in English, as the service's own pages have it: On 20 January 2023")
    sentences: list[SentenceOut]


class RunnerUpOut(Wire):
    """The sense that came second."""

    id: str
    label: str
    description: str | None
    confidence: float


class WhyOut(Wire):
    """Why this sense."""

    reasons: list[str]
    runner_up: RunnerUpOut | None = Field(description="its card is in alternatives, where it has none among the cards")
    certainty: str = Field("", description="the confidence in words; 'your choice' where the reader chose")


class ImageOut(Wire):
    """A picture by address; the service never loads it."""

    url: str
    author: str | None
    licence: str | None
    source: str | None


class LinksOut(Wire):
    """Where to read on."""

    wikipedia: str | None
    wikidata: str | None
    website: str | None


class CardOut(Wire):
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
    sections: list[SectionOut] = Field(
        default_factory=list,
        description="all that the card says below its summary, in the order to be read and in finished sentences, "
        "nothing twice; made of then, since, facts and connections",
    )
    why: WhyOut
    confidence: float = Field(description="probability that this is the sense meant, 0 to 1")
    salience: float = Field(
        description="how much the story is about it, times how much it needs explaining, 0 to 1; cards come in this "
        "order, household names and countries after all others"
    )
    image: ImageOut | None
    links: LinksOut
    mentions: list[str]
    shown: bool = Field(True, description="false: behind 'show all'; known to the reader, or to nearly everyone")
    corrected: bool = Field(False, description="the reader chose this sense")
    source: str | None = Field(None, description="id in sources: of label, description and summary")
    credit: str | None = Field(None, description="one line that says where the card's words and facts come from")


class MentionOut(Wire):
    """A name in the text; entity null: no known sense. Offsets in code points, or as `options.offsets` asks."""

    id: str
    surface: str
    start: int
    end: int
    quote: QuoteOut
    entity: str | None
    confidence: float


class UnknownOut(Wire):
    """A name that no source knows."""

    name: str
    said: str | None = Field(description="what the story itself says of it")
    mentions: list[str]
    quote: QuoteOut | None = Field(None, description="where the story says it")
    source: str | None = Field(None, description="id in sources: the story itself")


class SourceOut(Wire):
    """Where words or facts come from."""

    id: str
    name: str
    title: str | None
    url: str | None
    licence: str | None
    revision: str | None
    retrieved: str | None
    revised: str | None = Field(None, description="the day of that revision, where it is told")


class GapOut(Wire):
    """Something the answer lacks, and why."""

    what: str
    why: str
    retry_after_s: int | None


class PackOut(Wire):
    """A pack that answered."""

    name: str
    built: str
    hash: str


class AboutOut(Wire):
    """Who answered, with what, in what time."""

    version: str
    packs: list[PackOut]
    timings_ms: dict[str, float]


class EnrichResponse(Wire):
    """The backstory of one page."""

    page: PageOut
    cards: list[CardOut]
    connections: list[TieOut] = Field(
        default_factory=list, description="statements between the cards' entities, each once, strongest first"
    )
    alternatives: list[CardOut] = Field(
        default_factory=list, description="cards of the senses that came second, for 'not this one?'"
    )
    mentions: list[MentionOut]
    read_more: list[ReadMoreOut]
    unknown: list[UnknownOut]
    sources: list[SourceOut]
    gaps: list[GapOut]
    about: AboutOut
