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
    ShownSection,
    ShownSentence,
    ShownSource,
    ShownUnknown,
)
from backstory.formats.view_wording import day_in_words, percent, plain, web_address
from backstory.model import Answer, Block, Card, Connection, Sentence, Source
from backstory.ontology import language_of

_LINK_NAMES = {"wikipedia": "Wikipedia", "wikidata": "Wikidata", "website": "Website"}
_WIKI_LANGUAGE = re.compile(r"https?://([a-z]{2,3}(?:-[a-z]+)*)\.(?:m\.)?wikipedia\.org/")

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


def _ties(connections: Iterable[Connection], opens: Mapping[str, Run]) -> Iterable[ShownSentence]:
    return (_sentence(tie.sentence, opens, {}) for tie in connections if tie.sentence)


def _sentence(sentence: Sentence, opens: Mapping[str, Run], numbers: Mapping[str, int]) -> ShownSentence:
    """`opens`: for each entity with a card, what opens it; `numbers`: of the card's sources, if several."""
    runs: list[Run] = []
    position = 0
    for span in sentence.spans:
        if span.entity in opens:
            name = Run(plain(sentence.text[span.start : span.end]), opens[span.entity].anchor)
            runs += [Run(plain(sentence.text[position : span.start])), name]
            position = span.end
    runs.append(Run(plain(sentence.text[position:])))
    note = numbers.get(sentence.source.id) if sentence.source else None
    return ShownSentence(plain(sentence.text), tuple(run for run in runs if run.text), note)


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

    description, summary = card.entity.description, card.summary
    return ShownCard(
        anchor=opens[card.entity.id].anchor or "",
        label=plain(card.entity.label),
        description=plain(description) if description else None,
        language=_language(card),
        summary=plain(summary) if summary else None,
        sections=tuple(
            ShownSection(
                section.name,
                plain(section.title),
                tuple(_sentence(each, opens, numbers) for each in section.sentences),
            )
            for section in card.sections
        ),
        certainty=certainty_of(card) if card.corrected else f"{certainty_of(card)}, {percent(card.confidence)}",
        reasons=tuple(plain(reason.text) for reason in card.reasons),
        runner_up=_named(card, others),
        links=tuple(_links(card)),
        sources=tuple(_source(source) for source in sources),
        credit=plain(credit(card)),
        at_once=card.shown,
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
    link = _WIKI_LANGUAGE.match(card.links.get("wikipedia", ""))
    return link[1] if link else language_of(card.entity.id)


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
