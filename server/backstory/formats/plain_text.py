"""A told story as lines for a terminal. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from backstory.formats.view import show
from backstory.formats.view_model import Link, Shown, ShownCard, ShownSource
from backstory.model import Answer

_INDENT = "  "


def to_text(story: Answer, width: int = 80) -> str:
    """Title, date, each card in a few lines, read more, unknown names, gaps and the numbered sources.

    No line is wider than `width` columns unless one word is.
    """
    shown = show(story)
    return "\n".join(line for part in _parts(shown, max(20, width)) for line in part) + "\n"


def _parts(shown: Shown, width: int) -> Iterator[Iterable[str]]:
    at_once = [card for card in shown.cards if card.at_once]
    rest = [card for card in shown.cards if not card.at_once]
    sources = dict.fromkeys(source for card in at_once for source in card.sources)
    numbers = {source: number for number, source in enumerate(sources, start=1)}
    yield _wrapped(shown.title, width)
    yield _wrapped(", ".join(shown.details), width)
    yield _wrapped(f"As of {shown.as_of}." if shown.dated else f"As of today, {shown.as_of}: no date was found.", width)
    for card in at_once:
        yield ["", *_card(card, numbers, width)]
    if rest:
        named = (Link(card.label, None, card.description) for card in rest)
        yield ["", "Also named", *(line for link in named for line in _item(link, width))]
    for title, ties in (("How they are connected", shown.connections), ("Connected since then", shown.later)):
        if ties:
            yield ["", title, *(line for tie in ties for line in _wrapped(tie.text, width, _INDENT))]
    unknown = tuple(Link(one.name, None, f"“{one.said}”" if one.said else None) for one in shown.unknown)
    for title, links in (
        ("Read more", shown.read_more),
        ("No card; in the story’s own words", unknown),
        ("Missing", shown.gaps),
    ):
        if links:
            yield ["", title, *(line for link in links for line in _item(link, width))]
    if numbers:
        yield ["", "Sources", *(line for entry in numbers.items() for line in _source(*entry, width))]


def _card(card: ShownCard, numbers: Mapping[ShownSource, int], width: int) -> Iterator[str]:
    yield from _wrapped(card.label + (f" – {card.description}" if card.description else ""), width)
    if card.summary:
        yield from _wrapped(card.summary, width, _INDENT)
    for section in card.sections:
        yield from _wrapped(f"{section.title}:", width, _INDENT)
        for sentence in section.sentences:
            yield from _wrapped(sentence.text, width, _INDENT * 2)
    runner_up = f" Next in line: {card.runner_up.text}." if card.runner_up else ""
    cited = " ".join(f"[{numbers[source]}]" for source in card.sources)
    yield from _wrapped(f"This sense: {card.certainty}.{runner_up} {cited}", width, _INDENT)


def _item(link: Link, width: int) -> Iterator[str]:
    yield from _wrapped(link.text + (f": {link.note}" if link.note else ""), width, _INDENT)
    if link.url:
        yield _INDENT * 2 + link.url


def _source(source: ShownSource, number: int, width: int) -> Iterator[str]:
    said = (source.name, source.terms, source.url)
    yield from _wrapped(f"[{number}] " + ", ".join(part for part in said if part), width, _INDENT)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` columns; the lines after the first stand two further in."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
