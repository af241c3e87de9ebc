"""One readable line that says where a card's words and facts come from."""

from __future__ import annotations

from backstory.model import Card, Source


def sources_of(card: Card) -> list[Source]:
    """The card's sources, that of its words first, each once."""
    of_facts = (fact.source for fact in (*card.then, *card.since, *card.facts))
    given = (card.source, *of_facts, *(tie.source for tie in card.connections))
    return list({source.id: source for source in given if source}.values())


def credit(card: Card) -> str:
    """Such as: “Wagner Group”, Wikipedia, CC BY-SA 4.0, shortened. Facts: Backstory starter pack, CC0-1.0.

    Title, where the words have one, name, licence and "shortened", as CC BY-SA asks; then the other sources by name.
    """
    words, *others = sources_of(card)
    shortened = "shortened" if card.shortened else None
    first = ", ".join(part for part in (_title(words), words.name, words.licence, shortened) if part)
    facts = "; ".join(", ".join(part for part in (other.name, other.licence) if part) for other in others)
    return f"{first}. Facts: {facts}." if facts else f"{first}."


def _title(source: Source) -> str | None:
    return f"“{source.title}”" if source.title and source.title != source.name else None
