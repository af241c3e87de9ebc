"""Backstory -> EnrichResponse."""

from __future__ import annotations

from collections.abc import Iterable

from backstory.knowledge.base import PackInfo
from backstory.model import Backstory, Card, Document, Fact, LinkedMention, Quote, Source, Unknown
from backstory.wire.request import Options
from backstory.wire.response import (
    AboutOut,
    CardOut,
    ConnectionOut,
    EnrichResponse,
    FactOut,
    GapOut,
    ImageOut,
    LinksOut,
    MentionOut,
    PackOut,
    PageOut,
    QuoteOut,
    ReadMoreOut,
    RunnerUpOut,
    SourceOut,
    SummaryOut,
    UnknownOut,
    WhyOut,
)

CONTEXT_CHARACTERS = 32  # of prefix and suffix in a quote


def encode(story: Backstory, *, packs: Iterable[PackInfo], version: str, options: Options) -> EnrichResponse:
    """The answer as it goes over the wire; everything that a sentence or fact names as its source is in `sources`."""
    document = story.page.document
    return EnrichResponse(
        page=_page(story, with_text=options.text),
        cards=[_card(card) for card in story.cards],
        mentions=[_mention(index, linked, document) for index, linked in enumerate(story.mentions)],
        read_more=[
            ReadMoreOut(
                url=link.url,
                text=link.text,
                quote=_quote(link.quote),
                confidence=link.confidence,
                status="not_fetched",
                preview=None,
                adds=None,
            )
            for link in (story.page.read_more if options.read_more else ())
        ],
        unknown=[_unknown(name) for name in story.unknown],
        sources=[_source(source) for source in _sources(story.cards)],
        gaps=[GapOut(what=gap.what, why=gap.why, retry_after_s=gap.retry_after_s) for gap in story.gaps],
        about=AboutOut(
            version=version,
            packs=[PackOut(name=pack.name, built=pack.built, hash=pack.hash) for pack in packs],
            timings_ms=dict(story.timings_ms),
        ),
    )


def quote_at(document: Document, start: int, end: int) -> Quote:
    """The text between two offsets as a quote with its surroundings."""
    text = document.text
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARACTERS) : start],
        suffix=text[end : end + CONTEXT_CHARACTERS],
    )


def mention_id(index: int) -> str:
    """The id of a mention within one answer."""
    return f"m{index + 1}"


def wikidata_id(entity_id: str) -> str | None:
    """The entity's Q-number, where its id is one."""
    return entity_id if entity_id[:1] == "Q" and entity_id[1:].isdigit() else None


def _page(story: Backstory, *, with_text: bool) -> PageOut:
    meta = story.page.metadata
    return PageOut(
        url=meta.url,
        canonical_url=meta.canonical_url,
        title=meta.title,
        byline=meta.byline,
        site=meta.site,
        language=meta.language,
        published=meta.published,
        published_from=meta.published_from,
        modified=meta.modified,
        origins=dict(meta.origins),
        as_of=story.as_of,
        words=len(story.page.document.body.split()),
        text=story.page.document.text if with_text else None,
    )


def _quote(quote: Quote) -> QuoteOut:
    return QuoteOut(exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix)


def _mention(index: int, linked: LinkedMention, document: Document) -> MentionOut:
    mention = linked.mention
    return MentionOut(
        id=mention_id(index),
        surface=mention.surface,
        start=mention.start,
        end=mention.end,
        quote=_quote(quote_at(document, mention.start, mention.end)),
        entity=linked.entity.id if linked.entity else None,
        confidence=round(linked.confidence, 3),
    )


def _card(card: Card) -> CardOut:
    entity, runner_up, image = card.entity, card.runner_up, card.image
    return CardOut(
        id=entity.id,
        qid=wikidata_id(entity.id),
        label=entity.label,
        description=entity.description,
        kind=entity.kind,
        summary=SummaryOut(text=card.summary, source=card.source.id) if card.summary else None,
        then=[_fact(fact) for fact in card.then],
        since=[_fact(fact) for fact in card.since],
        facts=[_fact(fact) for fact in card.facts],
        connections=[
            ConnectionOut(
                to=tie.to,
                label=tie.label,
                property=tie.property,
                start=tie.start,
                end=tie.end,
                source=tie.source.id if tie.source else None,
            )
            for tie in card.connections
        ],
        why=WhyOut(
            reasons=[reason.text for reason in card.reasons],
            runner_up=RunnerUpOut(
                id=runner_up.entity.id,
                label=runner_up.entity.label,
                description=runner_up.entity.description,
                confidence=round(runner_up.confidence, 3),
            )
            if runner_up
            else None,
        ),
        confidence=round(card.confidence, 3),
        salience=round(card.salience, 3),
        image=ImageOut(url=image.url, author=image.author, licence=image.licence, source=image.source)
        if image
        else None,
        links=LinksOut(
            wikipedia=card.links.get("wikipedia"),
            wikidata=card.links.get("wikidata"),
            website=card.links.get("website"),
        ),
        mentions=[mention_id(index) for index in card.mentions],
    )


def _fact(fact: Fact) -> FactOut:
    return FactOut(
        property=fact.property,
        pid=fact.pid,
        value=fact.value,
        entity=fact.entity,
        start=fact.start,
        end=fact.end,
        source=fact.source.id if fact.source else None,
    )


def _unknown(name: Unknown) -> UnknownOut:
    return UnknownOut(name=name.name, said=name.said, mentions=[mention_id(index) for index in name.mentions])


def _source(source: Source) -> SourceOut:
    return SourceOut(
        id=source.id,
        name=source.name,
        title=source.title,
        url=source.url,
        licence=source.licence,
        revision=source.revision,
        retrieved=source.retrieved,
    )


def _sources(cards: Iterable[Card]) -> list[Source]:
    found: dict[str, Source] = {}
    for card in cards:
        found.setdefault(card.source.id, card.source)
        facts = (fact.source for fact in (*card.then, *card.since, *card.facts))
        for source in (*facts, *(tie.source for tie in card.connections)):
            if source:
                found.setdefault(source.id, source)
    return list(found.values())
