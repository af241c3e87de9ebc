"""A told story as linked data: Web Annotations on its names, and what it is about in the words of schema.org.

Source: https://www.w3.org/TR/annotation-model/, https://schema.org/NewsArticle
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from backstory.formats.article_uris import addresses_of, wikidata
from backstory.formats.json_api.encode import mention_id, quote_at
from backstory.model import Answer, Card
from backstory.ontology import kind_named

CONTENT_TYPE = "application/ld+json"
PROFILE = "http://www.w3.org/ns/anno.jsonld"
_SCHEMA = "https://schema.org/"
_CONFIDENCE = "http://www.w3.org/2005/11/its/rdf#taConfidence"
_NOWHERE = "urn:backstory:text"  # a text that came without an address
_ABOUT = 3  # mentions from which a story is about an entity; one in its headline is enough

Json = dict[str, Any]


def to_annotations(story: Answer) -> Json:
    """An AnnotationCollection of every name with a card, in the order of the text, with the story's subjects."""
    target = _target(story)
    items = list(_items(story, target))
    return {
        "@context": [PROFILE, {"schema": _SCHEMA, "confidence": _CONFIDENCE}],
        "type": "AnnotationCollection",
        "label": _title(story),
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
        "schema:isBasedOn": article(story, prefix="schema:"),
    }


def article(story: Answer, *, prefix: str = "") -> Json:
    """The story as a schema.org NewsArticle with `about` and `mentions`. `prefix`: of schema.org's words."""
    meta = story.page.metadata
    counts = Counter(linked.entity.id for linked in story.mentions if linked.entity)
    heads = {
        linked.entity.id
        for linked in story.mentions
        for block in story.page.document.blocks
        if block.kind == "headline" and linked.entity and block.start <= linked.mention.start < block.end
    }
    about = [card for card in story.cards if card.entity.id in heads or counts[card.entity.id] >= _ABOUT]
    rest = [card for card in story.cards if card not in about]
    context = {} if prefix else {"@context": _SCHEMA.rstrip("/")}
    named: Json = {
        "url": meta.canonical_url or meta.url,
        "headline": _title(story),
        "datePublished": meta.published,
        "inLanguage": meta.language,
        "about": [_thing(card, prefix) for card in about],
        "mentions": [_thing(card, prefix) for card in rest],
    }
    return (
        context | {"@type": f"{prefix}NewsArticle"} | {f"{prefix}{key}": value for key, value in named.items() if value}
    )


def _thing(card: Card, prefix: str) -> Json:
    addresses = _addresses(card)
    named: Json = {
        "name": card.entity.label,
        "description": card.entity.description,
        "sameAs": list(addresses[1:]),
    }
    identity = {"@id": addresses[0]} if addresses else {}
    kind = {"@type": f"{prefix}{kind_named(card.entity.kind).schema_org}"}
    return kind | identity | {f"{prefix}{key}": value for key, value in named.items() if value}


def _addresses(card: Card) -> tuple[str, ...]:
    """What stands for the entity, its item first, then its pages."""
    item = wikidata(card.entity.id)
    pages = (card.links.get("wikipedia"), card.links.get("website"))
    known = tuple(address for address in (item, *pages) if address)
    return known or addresses_of(card.entity.id)


def _target(story: Answer) -> str:
    meta = story.page.metadata
    return meta.url or meta.canonical_url or _NOWHERE


def _title(story: Answer) -> str | None:
    document = story.page.document
    heads = (document.text[b.start : b.end] for b in document.blocks if b.kind == "headline")
    return story.page.metadata.title or next(heads, None)


def _items(story: Answer, target: str) -> Iterable[Json]:
    cards = {index: card for card in story.cards for index in card.mentions}
    for index in sorted(cards):
        card, linked = cards[index], story.mentions[index]
        quote = quote_at(story.page.document, linked.mention.start, linked.mention.end)
        selector = {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        yield {
            "id": f"{target}#{mention_id(index)}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _bodies(card, first=index == card.mentions[0]),
            "target": {"type": "SpecificResource", "source": target, "selector": selector},
            "confidence": round(linked.confidence, 3),
        }


def _bodies(card: Card, *, first: bool) -> list[Json]:
    """The entity; at its first mention, also the summary with its licence."""
    addresses = _addresses(card)
    bodies: list[Json] = [
        {"type": "SpecificResource", "purpose": "identifying"}
        | ({"source": addresses[0]} if addresses else {"source": f"urn:backstory:{card.entity.id}"})
    ]
    if first and card.summary:
        described: Json = {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": card.summary,
        }
        licence = card.source.licence
        bodies.append(
            described
            | ({"rights": licence} if licence else {})
            | ({"schema:isBasedOn": card.source.url} if card.source.url else {})
            | ({"schema:creditText": card.source.name} if card.source.name else {})
        )
    return bodies
