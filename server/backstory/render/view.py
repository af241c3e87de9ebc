"""A Backstory as it is shown: what both the page and the terminal say, in their order, in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backstory.dates import before
from backstory.model import Backstory, Block, BlockKind, Card, Fact, RunnerUp, Source
from backstory.render.words import certainty, day_in_words, percent, plain, span_in_words, web_address

_EVENT = "P793"  # "significant event": its value is a clause of its own
_INSTANCE_OF = "P31"  # what the description says better
_LINK_NAMES = {"wikipedia": "Wikipedia", "wikidata": "Wikidata", "website": "Website"}
_WIKI_LANGUAGE = re.compile(r"https?://([a-z]{2,3}(?:-[a-z]+)*)\.(?:m\.)?wikipedia\.org/")
_WIKI_ID = re.compile(r"([a-z]{2,3}(?:-[a-z]+)*):")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; `anchor` names the card that it opens."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the story in runs; joined, they are its text."""

    kind: BlockKind
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A name and its http(s) address."""

    text: str
    url: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in words; `note` is the number of its source on the card where there are several."""

    property: str | None  # None where the value says it all
    value: str
    runs: tuple[Run, ...]  # the value; a name in it opens the card that it has in the same story
    when: str | None
    note: int | None


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source of a card: its name and title, then licence, revision and date."""

    name: str
    url: str | None
    terms: str


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card, in the order in which it is read."""

    anchor: str
    label: str
    description: str | None
    language: str | None  # of its words
    summary: str | None
    then: tuple[ShownFact, ...]
    since: tuple[ShownFact, ...]
    facts: tuple[ShownFact, ...]
    connections: tuple[ShownFact, ...]
    certainty: str  # "very likely, 93 %"
    reasons: tuple[str, ...]
    runner_up: str | None
    links: tuple[Link, ...]
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole story, ready to be set."""

    title: str
    details: tuple[str, ...]  # byline, site, date
    url: str | None
    language: str
    as_of: str
    blocks: tuple[ShownBlock, ...]
    cards: tuple[ShownCard, ...]
    read_more: tuple[Link, ...]
    unknown: tuple[Link, ...]  # a name, and what the story says of it as the note
    gaps: tuple[Link, ...]  # what is missing, and why as the note


def show(story: Backstory) -> Shown:
    """What to show of a story: its text with the first mention of each entity marked, and its cards in their order."""
    page, meta = story.page, story.page.metadata
    opens = {
        card.entity.id: Run(plain(card.entity.label), f"card-{number}")
        for number, card in enumerate(story.cards, start=1)
    }
    details = (meta.byline, meta.site, day_in_words(meta.published) if meta.published else None)
    return Shown(
        title=_title(story),
        details=tuple(plain(text) for text in details if text),
        url=web_address(meta.canonical_url) or web_address(meta.url),
        language=page.document.language,
        as_of=day_in_words(story.as_of),
        blocks=tuple(_blocks(story, opens)),
        cards=tuple(_card(card, opens, story.as_of) for card in story.cards),
        read_more=tuple(Link(plain(link.text), web_address(link.url)) for link in page.read_more),
        unknown=tuple(Link(plain(one.name), None, plain(one.said) if one.said else None) for one in story.unknown),
        gaps=tuple(Link(plain(gap.what), None, plain(gap.why)) for gap in story.gaps),
    )


def _title(story: Backstory) -> str:
    document = story.page.document
    headlines = [plain(document.text[b.start : b.end]) for b in document.blocks if b.kind == "headline"]
    return next((title for title in (plain(story.page.metadata.title or ""), *headlines) if title), "A story")


def _blocks(story: Backstory, opens: Mapping[str, Run]) -> Iterable[ShownBlock]:
    document = story.page.document
    marks = _first_mentions(story, opens)
    for block in document.blocks:
        runs: list[Run] = []
        position = block.start
        for start, end, anchor in marks:
            if position <= start and end <= block.end:
                if start > position:
                    runs.append(Run(plain(document.text[position:start])))
                runs.append(Run(plain(document.text[start:end]), anchor))
                position = end
        if position < block.end:
            runs.append(Run(plain(document.text[position : block.end])))
        yield ShownBlock(block.kind, tuple(runs))


def _first_mentions(story: Backstory, opens: Mapping[str, Run]) -> list[tuple[int, int, str | None]]:
    """Start, end and anchor of each entity's first mention, in text order; below the headline if it has one there."""
    headlines = [block for block in story.page.document.blocks if block.kind == "headline"]
    firsts = []
    for card in story.cards:
        spans = sorted((story.mentions[i].mention.start, story.mentions[i].mention.end) for i in card.mentions)
        below = [span for span in spans if not _inside(span, headlines)]
        firsts += [(*span, opens[card.entity.id].anchor) for span in (below or spans)[:1]]
    return sorted(firsts, key=lambda first: first[:2])


def _inside(span: tuple[int, int], blocks: Sequence[Block]) -> bool:
    return any(block.start <= span[0] and span[1] <= block.end for block in blocks)


def _card(card: Card, opens: Mapping[str, Run], as_of: str) -> ShownCard:
    """`opens`: for each entity with a card, its label, which opens it."""
    sources = _sources(card)
    numbers = {source.id: number for number, source in enumerate(sources, start=1)} if len(sources) > 1 else {}

    def shown(fact: Fact, when: str | None) -> ShownFact:
        return ShownFact(
            property=None if fact.pid == _EVENT else plain(fact.property),
            value=plain(fact.value),
            runs=_runs(plain(fact.value), opens.get(fact.entity or "")),
            when=None if when and when in fact.value else when,
            note=numbers.get((fact.source or card.source).id),
        )

    description, summary = card.entity.description, card.summary
    return ShownCard(
        anchor=opens[card.entity.id].anchor or "",
        label=plain(card.entity.label),
        description=plain(description) if description else None,
        language=_language(card),
        summary=plain(summary) if summary else None,
        then=tuple(shown(fact, _as_seen(fact, as_of)) for fact in card.then),
        since=tuple(shown(fact, _as_turned_out(fact, as_of)) for fact in card.since),
        facts=tuple(
            shown(fact, span_in_words(fact.start, fact.end))
            for fact in card.facts
            if fact.pid != _INSTANCE_OF or not description
        ),
        connections=tuple(shown(fact, _as_seen(fact, as_of)) for fact in _connections(card)),
        certainty=f"{certainty(card.confidence)}, {percent(card.confidence)}",
        reasons=tuple(plain(reason.text) for reason in card.reasons),
        runner_up=_named(card.runner_up) if card.runner_up else None,
        links=tuple(_links(card)),
        sources=tuple(_source(source) for source in sources),
    )


def _runs(value: str, name: Run | None) -> tuple[Run, ...]:
    """The value with the name in it that has a card, whole or in short: "Jake Sullivan, as adviser", "Concord"."""
    if name is None:
        return (Run(value),)
    if value in name.text:
        return (Run(value, name.anchor),)
    before_it, found, after_it = value.partition(name.text)
    runs = (Run(before_it), Run(found, name.anchor if found else None), Run(after_it))
    return tuple(run for run in runs if run.text)


def _connections(card: Card) -> Iterable[Fact]:
    """The card's connections as facts, without those that its own facts already state."""
    facts = (*card.then, *card.since, *card.facts)
    said = {(words, fact.entity) for fact in facts for words in (fact.property, fact.value)}
    for tie in card.connections:
        if (tie.property, tie.to) not in said:
            yield Fact(tie.property, tie.label, None, tie.to, tie.start, tie.end, tie.source)


def _as_seen(fact: Fact, as_of: str) -> str | None:
    """The fact's dates as one could know them on the day: of what lasts, an end still to come is left out."""
    if fact.start == fact.end:
        return span_in_words(fact.start, fact.end)
    return span_in_words(fact.start, None if fact.end and before(as_of, fact.end) else fact.end)


def _as_turned_out(fact: Fact, as_of: str) -> str | None:
    """The fact's dates, without a beginning that the day already knew."""
    return span_in_words(fact.start if fact.start and before(as_of, fact.start) else None, fact.end)


def _named(runner_up: RunnerUp) -> str:
    entity = runner_up.entity
    described = f", {entity.description}" if entity.description else ""
    return plain(f"{entity.label}{described} ({percent(runner_up.confidence)})")


def _language(card: Card) -> str | None:
    """The language of the wiki behind the card; None where it names none."""
    link, entity = _WIKI_LANGUAGE.match(card.links.get("wikipedia", "")), _WIKI_ID.match(card.entity.id)
    match = link or entity
    return match.group(1) if match else None


def _links(card: Card) -> Iterable[Link]:
    for key, name in _LINK_NAMES.items():
        url = web_address(card.links.get(key))
        if url:
            yield Link(name, url)


def _sources(card: Card) -> list[Source]:
    """The card's sources, that of its summary first, each once."""
    of_facts = (fact.source for fact in (*card.then, *card.since, *card.facts))
    given = (card.source, *of_facts, *(one.source for one in card.connections))
    return list({source.id: source for source in given if source}.values())


def _source(source: Source) -> ShownSource:
    name = source.name + (f", “{source.title}”" if source.title and source.title != source.name else "")
    # A wiki's revision is a number that leads to the words as they were; a pack's is a hash, nothing to read.
    revision = f"revision {source.revision}" if source.revision and source.revision.isdigit() else None
    terms = (source.licence, revision, day_in_words(source.retrieved) if source.retrieved else None)
    return ShownSource(plain(name), web_address(source.url), ", ".join(plain(term) for term in terms if term))
