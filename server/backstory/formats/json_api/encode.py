"""Backstory -> EnrichResponse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from backstory.formats.json_api.certainty import certainty_of
from backstory.formats.json_api.credit import credit, sources_of
from backstory.formats.json_api.linked import linked_sources, read_more_out
from backstory.formats.json_api.offsets import OffsetUnit, counted_in
from backstory.formats.json_api.parts import quote_out
from backstory.formats.json_api.request import Options
from backstory.formats.json_api.response import (
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
    RunnerUpOut,
    SectionOut,
    SentenceOut,
    SourceOut,
    SpanOut,
    SummaryOut,
    TieOut,
    UnknownOut,
    WhyOut,
)
from backstory.knowledge.base import PackInfo
from backstory.model import (
    Answer,
    Card,
    Connection,
    Document,
    Fact,
    LinkedMention,
    Quote,
    Section,
    Sentence,
    Source,
    Unknown,
)
from backstory.ontology import wikidata_id

CONTEXT_CHARACTERS = 32  # of prefix and suffix in a quote
STORY = "story"  # id of the source that is the story itself


def encode(story: Answer, *, packs: Iterable[PackInfo], version: str, options: Options) -> EnrichResponse:
    """The answer as it goes over the wire; everything that a sentence or fact names as its source is in `sources`."""
    document, unit = story.page.document, options.offsets
    place = counted_in(unit, document.text)
    return EnrichResponse(
        page=_page(story, with_text=options.text),
        cards=[_card(card, unit) for card in story.cards],
        connections=[
            TieOut(
                of=tie.of,
                of_label=tie.of_label,
                sentence=_sentence(tie.sentence, unit) if tie.sentence else None,
                **_connection(tie).model_dump(),
            )
            for tie in story.connections
        ],
        alternatives=[_card(card, unit) for card in story.alternatives],
        mentions=[_mention(index, linked, document, place) for index, linked in enumerate(story.mentions)],
        read_more=read_more_out(story) if options.read_more else [],
        unknown=[_unknown(name, document) for name in story.unknown],
        sources=[_source(source) for source in _sources(story)],
        gaps=[GapOut(what=gap.what, why=gap.why, retry_after_s=_whole(gap.retry_after_s)) for gap in story.gaps],
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


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else ceil(seconds)


def _page(story: Answer, *, with_text: bool) -> PageOut:
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
        as_of_from=story.as_of_from,
        words=len(story.page.document.body.split()),
        text=story.page.document.text if with_text else None,
    )


def _mention(index: int, linked: LinkedMention, document: Document, place: Callable[[int], int]) -> MentionOut:
    mention = linked.mention
    return MentionOut(
        id=mention_id(index),
        surface=mention.surface,
        start=place(mention.start),
        end=place(mention.end),
        quote=quote_out(quote_at(document, mention.start, mention.end)),
        entity=linked.entity.id if linked.entity else None,
        confidence=round(linked.confidence, 3),
    )


def _card(card: Card, unit: OffsetUnit) -> CardOut:
    entity, runner_up, image = card.entity, card.runner_up, card.image
    return CardOut(
        id=entity.id,
        qid=wikidata_id(entity.id),
        label=entity.label,
        description=entity.description,
        kind=entity.kind,
        summary=SummaryOut(text=card.summary, source=card.source.id, shortened=card.shortened)
        if card.summary
        else None,
        then=[_fact(fact) for fact in card.then],
        since=[_fact(fact) for fact in card.since],
        facts=[_fact(fact) for fact in card.facts],
        connections=[_connection(tie) for tie in card.connections],
        sections=[_section(section, unit) for section in card.sections],
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
            certainty=certainty_of(card),
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
        shown=card.shown,
        corrected=card.corrected,
        source=card.source.id,
        credit=credit(card),
    )


def _section(section: Section, unit: OffsetUnit) -> SectionOut:
    return SectionOut(
        name=section.name, title=section.title, sentences=[_sentence(each, unit) for each in section.sentences]
    )


def _sentence(sentence: Sentence, unit: OffsetUnit) -> SentenceOut:
    place = counted_in(unit, sentence.text)
    return SentenceOut(
        text=sentence.text,
        spans=[SpanOut(start=place(span.start), end=place(span.end), entity=span.entity) for span in sentence.spans],
        start=sentence.start,
        end=sentence.end,
        source=sentence.source.id if sentence.source else None,
        known_until=sentence.known_until,
    )


def _connection(tie: Connection) -> ConnectionOut:
    return ConnectionOut(
        to=tie.to,
        label=tie.label,
        property=tie.property,
        start=tie.start,
        end=tie.end,
        source=tie.source.id if tie.source else None,
        held=tie.held,
        later=tie.later,
        as_of=tie.as_of,
        via=tie.via,
        text=tie.text,
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
        text=fact.text,
        as_of=fact.as_of,
        disputed=fact.disputed,
        reference=fact.reference,
    )


def _unknown(name: Unknown, document: Document) -> UnknownOut:
    return UnknownOut(
        name=name.name,
        said=name.said,
        mentions=[mention_id(index) for index in name.mentions],
        quote=quote_out(quote_at(document, *name.said_at)) if name.said_at else None,
        source=STORY if name.said else None,
    )


def _source(source: Source) -> SourceOut:
    return SourceOut(
        id=source.id,
        name=source.name,
        title=source.title,
        url=source.url,
        licence=source.licence,
        revision=source.revision,
        retrieved=source.retrieved,
        revised=source.revised,
    )


def _sources(story: Answer) -> list[Source]:
    """All that a card, a tie or an unknown name points at, each once; the story itself last."""
    cards = (*story.cards, *story.alternatives)
    given = [*(source for card in cards for source in sources_of(card)), *(tie.source for tie in story.connections)]
    if any(name.said for name in story.unknown):
        meta = story.page.metadata
        given.append(Source(STORY, meta.site or "the story itself", meta.title, meta.canonical_url or meta.url))
    given += linked_sources(story)
    return list({source.id: source for source in given if source}.values())
