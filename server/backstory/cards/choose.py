"""Which entities get a card, in what order, and which of them are shown at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log2
from urllib.parse import urlsplit

from backstory.cards.appositions import said_of
from backstory.cards.unmarked import in_unmarked
from backstory.lang import language
from backstory.model import Document, Entity, LinkedMention, Metadata
from backstory.ontology import is_common_noun
from backstory.text.normalise import normalise

MOST_SHOWN = 12  # cards at once; the rest waits behind "show all"
_VERY_FEW = 2  # the same of a country, and of what is named in passing in a short text
_FEW = 4  # a household name or country is shown at once only where fewer others come before it
_EXPLAINED = 0.75  # what is left where the story says who it is; since, and how it is tied, it does not say
_HOUSEHOLD = 0.9  # popularity from which a name needs no card to be understood
# The same of some kinds: a reader of news knows where Chicago is, what Facebook does and what NASA is.
_HOUSEHOLD_OF = {"place": 0.7, "people": 0.75, "company": 0.7, "product": 0.75, "organisation": 0.8}
_FAMILIAR = 0.6  # how much of its salience the best known entity of all loses
# What the description calls it before it says where: "island country in East Asia", not "capital of the Republic".
_IS_COUNTRY = re.compile(
    r"(?:(?!of\b|in\b|on\b|ancient\b)[\w’'-]+\s){0,4}?"
    r"(?:country|sovereign state|city-state|kingdom|republic|emirates?|sultanate|monarchy|principality|duchy|"
    r"continent)\b",
    re.I,
)
_TIES_COUNTED = 4
_WORD = re.compile(r"\w+")
# Mentions up to which a story names something in passing, by kind, where title and lead do not name it.
_IN_PASSING = {"people": 1, "place": 2, "company": 1, "product": 1, "work": 1}
_ATTRIBUTIONS = 2  # times that a story may name who reported something, without being about them
_OFTEN = 4  # mentions from which a household name in the title is what the story is about
_VERY_OFTEN = 10  # the same of one that the title does not name
_LONG = 1500  # characters from which the first paragraph is not the whole story
_LEAST_LEAD = 8  # words
_NEEDED, _PASSING, _HOUSEHOLD_NAME, _COUNTRY, _CONCEPT, _FOLDED, _KNOWN = range(7)  # in this order; within by salience
_SHOWN = {_NEEDED: MOST_SHOWN, _PASSING: _VERY_FEW, _HOUSEHOLD_NAME: _FEW, _COUNTRY: _VERY_FEW, _CONCEPT: MOST_SHOWN}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entity that gets a card, with its mentions in text order."""

    entity: Entity
    mentions: tuple[int, ...]
    best: LinkedMention  # the surest of them
    salience: float  # 0..1: how much the story is about it, times how much it needs explaining
    shown: bool = True  # at once; else behind "show all"
    titled: bool = False  # headline, standfirst or title name it


@dataclass(frozen=True, slots=True)
class _Story:
    """What choosing has to know of a page."""

    document: Document
    title: str  # as the page gives it beside its text, spaced
    tops: tuple[tuple[int, int], ...]  # headline and standfirst
    lead: tuple[int, int]  # the first paragraph of some length


def choose(
    document: Document,
    linked: Sequence[LinkedMention],
    *,
    max_cards: int,
    min_confidence: float,
    known: Collection[str] = (),
    about: Metadata | None = None,
) -> tuple[Chosen, ...]:
    """The entities sure enough to be shown, at most `max_cards`: by salience, then household names, then countries.

    `known`: ids that the reader has marked as known; they come last and wait behind "show all". `about`: what the page
    says of itself. Who publishes it gets no card, nor do names that stand in its datelines, credits and the like alone.
    """
    about = about or Metadata()
    story = _story(document, about)
    by_id = _mentions_by_id(document, linked, min_confidence)
    found = {id: [linked[index] for index in indices] for id, indices in by_id.items()}
    entities = {id: entity for id, links in found.items() if (entity := links[0].entity) is not None}
    publisher = _publisher(about)
    weighed: list[tuple[int, Chosen]] = []
    ties = _ties(entities.values())
    for id, links in found.items():
        if publisher and _squeezed(entities[id].label) in publisher:
            continue
        best = max(links, key=lambda link: link.confidence)
        assert best.entity is not None
        salience = _salience(story, links, len(ties[id])) * _unfamiliarity(document, links, best.entity)
        rank = _KNOWN if id in known else _rank(story, links, best.entity, [entities[other] for other in ties[id]])
        weighed.append((rank, Chosen(best.entity, tuple(by_id[id]), best, salience, titled=_in_title(story, links))))
    weighed.sort(key=lambda item: (item[0], -item[1].salience, item[1].mentions[0]))
    return tuple(
        replace(choice, shown=place < _SHOWN.get(rank, 0) or (rank == _NEEDED and choice.titled))
        for place, (rank, choice) in enumerate(weighed[:max_cards])
    )


def _story(document: Document, about: Metadata) -> _Story:
    tops = tuple((block.start, block.end) for block in document.blocks if block.kind in ("headline", "standfirst"))
    paragraphs = [(block.start, block.end) for block in document.blocks if block.kind == "paragraph"]
    long = (each for each in paragraphs if document.text.count(" ", *each) + 1 >= _LEAST_LEAD)
    lead = next(long, paragraphs[0] if paragraphs else (0, 0))
    return _Story(document, _spaced(about.title or ""), tops, lead)


def _mentions_by_id(document: Document, linked: Sequence[LinkedMention], least: float) -> dict[str, list[int]]:
    """Indices of the mentions of each entity that are sure enough and part of the story."""
    aside = in_unmarked(document)
    found: dict[str, list[int]] = {}
    for index, link in enumerate(linked):
        if link.entity is not None and link.confidence >= least and not aside(link.mention.start):
            found.setdefault(link.entity.id, []).append(index)
    return found


def _rank(story: _Story, links: Sequence[LinkedMention], entity: Entity, tied: Sequence[Entity]) -> int:
    if is_common_noun(entity.label):
        return _CONCEPT
    titled, lead = _in_title(story, links), _in_lead(story, links)
    short = len(story.document.text) < _LONG
    country = entity.kind == "place" and _IS_COUNTRY.match(entity.description or "") is not None
    if country or entity.popularity >= _HOUSEHOLD_OF.get(entity.kind or "", _HOUSEHOLD):
        if _is_about(entity, len(links), titled, lead, short):
            return _NEEDED
        few = _COUNTRY if country else _HOUSEHOLD_NAME
        return few if short and (lead or len(links) > 1) else _FOLDED
    if titled:
        return _NEEDED
    if entity.kind == "place":
        if _is_folded(story, links, tied):
            return _FOLDED
        if not short:
            return _PASSING if lead else _FOLDED
    if not lead and _is_affiliation(entity, story.document.language):
        return _PASSING if short else _FOLDED
    media = _is_media(entity, story.document.language)
    most = _ATTRIBUTIONS if media else _IN_PASSING.get(entity.kind or "", 0)
    if len(links) > most or (lead and not media):
        return _NEEDED
    return _PASSING if short else _FOLDED


def _is_about(entity: Entity, times: int, titled: bool, lead: bool, short: bool) -> bool:
    """Whether a story is about what every reader knows: title and lead name it, or it names it again and again.

    A place is where things happen, so its title alone says little. Household names are most of what readers called
    useless: 32 of 50 such cards in one draw, 20 of 29 in the next.
    """
    if entity.kind == "place":
        return titled and lead and (short or times >= _OFTEN)
    return (titled and (lead or times >= _OFTEN)) or (lead and times >= _VERY_OFTEN)


def _is_folded(story: _Story, links: Sequence[LinkedMention], tied: Sequence[Entity]) -> bool:
    """Whether a place only says where another of the story is: the state of a town, the country of a team."""
    text = story.document.text
    behind = all(text[max(0, link.mention.start - 2) : link.mention.start] == ", " for link in links)
    return (behind and bool(tied)) or (len(links) == 1 and any(other.kind != "person" for other in tied))


def _is_media(entity: Entity, code: str) -> bool:
    """Whether a name mostly says who reported something."""
    words = _media_words(code)
    return entity.kind in ("organisation", "company", "product", "work") and any(
        word in (entity.description or "").lower() for word in words
    )


def _is_affiliation(entity: Entity, code: str) -> bool:
    """Whether a name mostly says where somebody plays or studies: a team, a league, a university."""
    return entity.kind == "organisation" and _affiliation_words(code).search(entity.description or "") is not None


@cache
def _affiliation_words(code: str) -> re.Pattern[str]:
    """The words of the language and the English ones, of which most descriptions are."""
    english = language("en").pattern("cards", "affiliation_words")
    own = language(code).pattern("cards", "affiliation_words")
    return re.compile(f"{english.pattern}|{own.pattern}", re.I)


@cache
def _media_words(code: str) -> tuple[str, ...]:
    return language(code).phrases("cards", "media_words") or language("en").phrases("cards", "media_words")


def _in_title(story: _Story, links: Sequence[LinkedMention]) -> bool:
    """Whether headline, standfirst or the page's title names it."""
    if any(start <= link.mention.start < end for start, end in story.tops for link in links):
        return True
    return any(_spaced(link.mention.surface) in story.title for link in links)


def _in_lead(story: _Story, links: Sequence[LinkedMention]) -> bool:
    return any(story.lead[0] <= link.mention.start < story.lead[1] for link in links)


def _salience(story: _Story, links: Sequence[LinkedMention], ties: int) -> float:
    """Where it stands first, how often, whether in the headline, and how many others of the story it is tied to."""
    early = 1 - links[0].mention.start / max(1, len(story.document.text))
    often = min(1.0, log2(1 + len(links)) / 4)
    top = _in_title(story, links)
    return 0.25 * early + 0.35 * often + 0.2 * top + 0.2 * min(1.0, ties / _TIES_COUNTED)


def _unfamiliarity(document: Document, links: Sequence[LinkedMention], entity: Entity) -> float:
    """How far a reader needs a card for it, 0..1."""
    need = 1 - _FAMILIAR * entity.popularity**2
    return need * _EXPLAINED if said_of(document, links[0].mention) is not None else need


def _ties(entities: Collection[Entity]) -> Mapping[str, set[str]]:
    """By id, the ids of the others to which it has a link, or which have one to it."""
    ids = {entity.id for entity in entities}
    found: dict[str, set[str]] = {id: set() for id in ids}
    for entity in entities:
        for other in entity.links & ids - {entity.id}:
            found[entity.id].add(other)
            found[other].add(entity.id)
    return found


def _publisher(about: Metadata) -> frozenset[str]:
    """What the page's own publisher is called: its site's name, and its host without what stands around the name."""
    host = (urlsplit(about.canonical_url or about.url or "").hostname or "").removeprefix("www.")
    parts = host.split(".")
    core = max(parts[:-1], key=len, default="")
    return frozenset(name for name in (_squeezed(about.site or ""), _squeezed(core)) if name)


def _spaced(text: str) -> str:
    """The words of a text without marks and capitals, a space before and after each."""
    return f" {' '.join(_WORD.findall(normalise(text)))} "


def _squeezed(name: str) -> str:
    """A name without spaces, marks, capitals and an article, to compare it with a host."""
    return re.sub(r"[^a-z0-9]", "", normalise(name).casefold().removeprefix("the "))
