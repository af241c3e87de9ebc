"""A Backstory as it is shown: what both the page and the terminal say, in their order, in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from backstory.formats.json_api.certainty import certainty_of
from backstory.formats.json_api.credit import credit, sources_of
from backstory.formats.view_links import beside_link
from backstory.formats.view_model import (
    Link,
    Run,
    Shown,
    ShownBlock,
    ShownCard,
    ShownFact,
    ShownSource,
    ShownTies,
    ShownUnknown,
)
from backstory.formats.view_wording import day_in_words, percent, plain, web_address
from backstory.model import Answer, Block, Card, Connection, Fact, Source

_INSTANCE_OF = "P31"  # what the description says better
_LINK_NAMES = {"wikipedia": "Wikipedia", "wikidata": "Wikidata", "website": "Website"}
_WIKI_LANGUAGE = re.compile(r"https?://([a-z]{2,3}(?:-[a-z]+)*)\.(?:m\.)?wikipedia\.org/")
_WIKI_ID = re.compile(r"([a-z]{2,3}(?:-[a-z]+)*):")

_AS_OF = {
    "published": "As of {day}.",
    "modified": "As of {day}, when the page was last changed.",
    "text": "As of {day}, the last day that the text speaks of.",
    "today": "As of today, {day}: the story has no date.",
}


def show(story: Answer) -> Shown:
    """What to show of a story: its text with the first mention of each entity marked, and its cards in their order."""
    page, meta = story.page, story.page.metadata
    behind = {linked.url: linked for linked in story.linked}
    opens = {card.entity.id: Run(plain(card.entity.label), f"card-{n}") for n, card in enumerate(story.cards, start=1)}
    others = {
        card.entity.id: Run(plain(card.entity.label), f"other-{n}")
        for n, card in enumerate(story.alternatives, start=1)
    }
    day = day_in_words(story.as_of)
    details = (meta.byline, meta.site, day_in_words(meta.published) if meta.published else None)
    return Shown(
        title=_title(story),
        details=tuple(plain(text) for text in details if text),
        url=web_address(meta.canonical_url) or web_address(meta.url),
        language=page.document.language,
        as_of=day,
        day=f"On {day}" if story.dated else f"Today, {day}; the story has no date",
        as_of_line=_AS_OF[story.as_of_from].format(day=day),
        dated=story.dated,
        blocks=tuple(_blocks(story, opens)),
        cards=tuple(_card(card, opens, others | opens) for card in story.cards),
        alternatives=tuple(_card(card, others | opens, others | opens) for card in story.alternatives),
        connections=tuple(_ties((tie for tie in story.connections if not tie.later), opens)),
        later=tuple(_ties((tie for tie in story.connections if tie.later), opens)),
        read_more=tuple(
            Link(plain(link.text), web_address(link.url), beside_link(behind.get(link.url))) for link in page.read_more
        ),
        unknown=tuple(
            ShownUnknown(plain(one.name), f"name-{n}", plain(one.said) if one.said else None)
            for n, one in enumerate(story.unknown, start=1)
        ),
        gaps=tuple(Link(plain(gap.what), None, plain(gap.why)) for gap in story.gaps),
    )


def _ties(connections: Iterable[Connection], opens: Mapping[str, Run]) -> Iterable[ShownTies]:
    """The ties in groups of those read from the same entity, in the order of the strongest of each."""
    groups: dict[str, list[Connection]] = {}
    for tie in connections:
        if tie.of in opens and tie.to in opens:
            groups.setdefault(tie.of, []).append(tie)
    for of, ties in groups.items():
        yield ShownTies(opens[of], tuple(_tie(tie, opens) for tie in ties))


def _tie(tie: Connection, opens: Mapping[str, Run], note: int | None = None) -> ShownFact:
    text = plain(tie.text or f"{tie.property}: {tie.label}")
    return ShownFact(text, _runs(text, opens.get(tie.to)), note)


def _title(story: Answer) -> str:
    document = story.page.document
    headlines = [plain(document.text[b.start : b.end]) for b in document.blocks if b.kind == "headline"]
    return next((title for title in (plain(story.page.metadata.title or ""), *headlines) if title), "A story")


def _blocks(story: Answer, opens: Mapping[str, Run]) -> Iterable[ShownBlock]:
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


def _first_mentions(story: Answer, opens: Mapping[str, Run]) -> list[tuple[int, int, str | None]]:
    """Start, end and anchor of each entity's first mention, in text order; below the headline if it has one there."""
    headlines = [block for block in story.page.document.blocks if block.kind == "headline"]
    firsts = []
    for card in story.cards:
        if not card.shown:
            continue
        spans = sorted((story.mentions[i].mention.start, story.mentions[i].mention.end) for i in card.mentions)
        below = [span for span in spans if not _inside(span, headlines)]
        firsts += [(*span, opens[card.entity.id].anchor) for span in (below or spans)[:1]]
    return sorted(firsts, key=lambda first: first[:2])


def _inside(span: tuple[int, int], blocks: Sequence[Block]) -> bool:
    return any(block.start <= span[0] and span[1] <= block.end for block in blocks)


def _card(card: Card, opens: Mapping[str, Run], others: Mapping[str, Run]) -> ShownCard:
    """`opens`: for each entity with a card, its label, which opens it; `others`: with those of the runners-up."""
    sources = sources_of(card)
    numbers = {source.id: number for number, source in enumerate(sources, start=1)} if len(sources) > 1 else {}

    def shown(facts: Iterable[Fact]) -> tuple[ShownFact, ...]:
        made = []
        for fact in facts:
            cited = f" ({fact.reference})" if fact.reference else ""
            text = plain((fact.text or f"{fact.property}: {fact.value}") + cited)
            note = numbers.get((fact.source or card.source).id)
            made.append(ShownFact(text, _runs(text, opens.get(fact.entity or "")), note))
        return tuple(made)

    def tied(ties: Iterable[Connection]) -> tuple[ShownFact, ...]:
        return tuple(_tie(tie, opens, numbers.get(tie.source.id) if tie.source else None) for tie in ties)

    description, summary = card.entity.description, card.summary
    ties = list(_new_ties(card))
    return ShownCard(
        anchor=opens[card.entity.id].anchor or "",
        label=plain(card.entity.label),
        description=plain(description) if description else None,
        language=_language(card),
        summary=plain(summary) if summary else None,
        then=shown(card.then),
        since=shown(card.since),
        facts=shown(fact for fact in card.facts if fact.pid != _INSTANCE_OF or not description),
        connections=tied(tie for tie in ties if not tie.later),
        later=tied(tie for tie in ties if tie.later),
        certainty=certainty_of(card) if card.corrected else f"{certainty_of(card)}, {percent(card.confidence)}",
        reasons=tuple(plain(reason.text) for reason in card.reasons),
        runner_up=_named(card, others),
        links=tuple(_links(card)),
        sources=tuple(_source(source) for source in sources),
        credit=plain(credit(card)),
        at_once=card.shown,
    )


def _runs(text: str, name: Run | None) -> tuple[Run, ...]:
    """The text with the name in it that has a card: "head: Jake Sullivan, as adviser"."""
    if name is None or name.text not in text:
        return (Run(text),)
    before_it, _, after_it = text.partition(name.text)
    return tuple(run for run in (Run(before_it), name, Run(after_it)) if run.text)


def _new_ties(card: Card) -> Iterable[Connection]:
    """The card's connections, without those that its own facts already state, in these words or of the same dates."""
    facts = (*card.then, *card.since, *card.facts)
    said = {(words, fact.entity) for fact in facts for words in (fact.property, fact.value)}
    times = {(fact.entity, fact.start, fact.end) for fact in facts if fact.start or fact.end}
    return (
        tie
        for tie in card.connections
        if (tie.property, tie.to) not in said and (tie.to, tie.start, tie.end) not in times
    )


def _named(card: Card, others: Mapping[str, Run]) -> Run | None:
    if card.runner_up is None:
        return None
    entity = card.runner_up.entity
    described = f", {entity.description}" if entity.description else ""
    text = plain(f"{entity.label}{described} ({percent(card.runner_up.confidence)})")
    return Run(text, others[entity.id].anchor if entity.id in others else None)


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


def _source(source: Source) -> ShownSource:
    name = source.name + (f", “{source.title}”" if source.title and source.title != source.name else "")
    # A wiki's revision is a number that leads to the words as they were; a pack's is a hash, nothing to read.
    revision = f"revision {source.revision}" if source.revision and source.revision.isdigit() else None
    terms = (source.licence, revision, day_in_words(source.retrieved) if source.retrieved else None)
    return ShownSource(plain(name), web_address(source.url), ", ".join(plain(term) for term in terms if term))
