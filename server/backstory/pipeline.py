"""The whole way, stage by stage; the only place that asks anything of the world."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from backstory.cards import choose, compose, correct, middles, story_day, unknown_names
from backstory.errors import TooManyNames
from backstory.knowledge.base import KnowledgeBase
from backstory.linking import disambiguate
from backstory.look_up import look_up
from backstory.mentions import (
    concept_spans,
    filter_outbound,
    find_concepts,
    find_mentions,
    propose_spans,
    resolve_coreference,
    variants_of,
)
from backstory.model import (
    Answer,
    Candidate,
    Correction,
    Document,
    Gap,
    LinkedMention,
    Mention,
    Metadata,
    Page,
    Profile,
)
from backstory.text.dates import day_of
from backstory.watch import Watch

_RESPELLED = 0.7  # what is left of a prior where the name is spelled otherwise
_WORDS = re.compile(r"[^\W\d_]{4,}")
MAX_NAMES = 5_000  # linked in one text; the richest of 209 real pages has 437
_MOST_ASKED_LIVE = 50  # names in one batch: what the Action API takes in one request


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds an answer."""

    max_cards: int = 40
    min_confidence: float = 0.75
    concepts: bool = False  # what stands in small letters gets cards too
    time_limit_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader has told us, for this story alone: nothing of it is kept."""

    corrections: tuple[Correction, ...] = ()
    known: frozenset[str] = frozenset()  # ids of entities that need no card


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a page, with what `knowledge` says that they may mean."""

    mentions: tuple[Mention, ...]
    candidates: Mapping[str, tuple[Candidate, ...]]
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class Steps:
    """What earlier steps of a page told by and by have worked out, so that a later one does only what changed."""

    names: Names | None = None
    candidates: Mapping[str, tuple[Candidate, ...]] | None = None  # with which the mentions were linked
    linked: tuple[LinkedMention, ...] = ()


def link(
    page: Page,
    *,
    knowledge: KnowledgeBase,
    live: KnowledgeBase | None,
    watch: Watch,
    given: tuple[Mention, ...] | None = None,
    corrections: Collection[Correction] = (),
    concepts: bool = False,
    explain: bool = True,
    day: str | None = None,
    steps: Steps | None = None,
) -> tuple[tuple[LinkedMention, ...], tuple[Gap, ...]]:
    """Find the names of a page and the sense of each; names that `knowledge` lacks are asked of `live`, in one batch.

    `given`: the names, where they are known; each is linked as it stands. `corrections`: senses that are certain.
    `concepts`: look for what stands in small letters too. `explain`: give reasons for each sense. `day`: the story's,
    where that is not the day of publication. `steps`: of the same page and the same request.

    Raises: OutOfTime; TooManyNames, where more than can be linked are given.
    """
    document = page.document
    steps = steps or Steps()
    names = steps.names or _find_names(document, knowledge=knowledge, watch=watch, given=given, concepts=concepts)
    steps.names = names
    mentions, candidates, gaps = names.mentions, names.candidates, names.gaps
    if live is not None:
        may_leave, kept_back = filter_outbound(document.text, _lacking(mentions, candidates), document.language)
        asked = live.candidates(may_leave[:_MOST_ASKED_LIVE])  # asks
        candidates = {**asked.found, **candidates}
        gaps += kept_back + _not_asked(len(may_leave) - _MOST_ASKED_LIVE) + asked.gaps
        watch.lap("live_candidates")
    if spellings := {name: variants_of(name) for name in _lacking(mentions, candidates)}:
        others = {other for others in spellings.values() for other in others}
        known = look_up(others, document.language, knowledge)  # asks
        candidates = {**candidates, **_respelled(spellings, known.found)}
        gaps += known.gaps
    linked = steps.linked
    if candidates != steps.candidates:
        published = day or page.metadata.published
        linked = disambiguate(
            document,
            mentions,
            candidates,
            published=day_of(published) if published else None,
            title=_about(page.metadata),
            explain=explain,
            check=watch.check,
        )
        steps.candidates, steps.linked = candidates, linked
    if corrections:
        named = knowledge.profiles({choice.entity for choice in corrections if choice.entity})  # asks
        entities = {id: profile.entity for id, profile in named.found.items()}
        corrected = correct(linked, corrections, candidates=candidates, entities=entities)
        linked = corrected.linked
        gaps += named.gaps + corrected.gaps
    watch.lap("linking")
    return linked, gaps


def _find_names(
    document: Document, *, knowledge: KnowledgeBase, watch: Watch, given: tuple[Mention, ...] | None, concepts: bool
) -> Names:
    """The names of a text, or those given, with their senses on record. Raises: OutOfTime; TooManyNames."""
    if given is not None and len(given) > MAX_NAMES:
        raise TooManyNames(f"{len(given):,} names are given; at most {MAX_NAMES:,} are linked in one text")
    proposal = propose_spans(document, watch.check) if given is None else None
    watch.lap("propose")
    surfaces = proposal.surfaces() if proposal else {name.surface for name in given or ()}
    if proposal and concepts:
        surfaces |= {proposal.surface(span) for span in concept_spans(proposal)}
    answer = look_up(surfaces, document.language, knowledge)  # asks
    watch.lap("candidates")
    mentions = (
        find_mentions(proposal, answer.found, watch.check)
        if proposal
        else resolve_coreference(document, given or (), answer.found)
    )
    if proposal and concepts:
        names = {*mentions, *find_concepts(proposal, answer.found, mentions)}
        mentions = tuple(sorted(names, key=lambda mention: mention.start))
    watch.lap("mentions")
    return Names(mentions[:MAX_NAMES], answer.found, answer.gaps + _past_the_most(len(mentions)))


def tell(
    page: Page,
    *,
    knowledge: KnowledgeBase,
    live: KnowledgeBase | None = None,
    limits: Limits,
    today: str,
    watch: Watch,
    reader: Reader = Reader(),
    steps: Steps | None = None,
) -> Answer:
    """Tell the background of a page as of its day, or as of `today` where it has none.

    `steps`: what was worked out when the same request was told with fewer sources. Raises: OutOfTime.
    """
    of = story_day(page, today)
    dated = of.origin != "today"
    linked, gaps = link(
        page,
        knowledge=knowledge,
        live=live,
        watch=watch,
        corrections=reader.corrections,
        concepts=limits.concepts,
        day=of.day if dated else None,
        steps=steps,
    )
    chosen = choose(
        page.document,
        linked,
        max_cards=limits.max_cards,
        min_confidence=limits.min_confidence,
        known=reader.known,
        about=page.metadata,
    )
    seconds = {choice.best.runner_up.entity.id for choice in chosen if choice.best.runner_up}
    ids = {choice.entity.id for choice in chosen} | seconds
    known = knowledge.profiles(ids)  # asks
    profiles: Mapping[str, Profile] = known.found
    gaps += known.gaps
    if live is not None and (lacking := {id for id in ids if not _telling(profiles.get(id))}):
        more = live.profiles(lacking)  # asks, from what the batch above brought
        profiles = {**profiles, **{id: told for id, told in more.found.items() if _telling(told) or id not in profiles}}
        gaps += more.gaps
    thirds = knowledge.profiles(middles(profiles))  # asks
    watch.lap("profiles")
    corrected = {choice.entity for choice in reader.corrections if choice.entity}
    composed = compose(chosen, profiles, of.day, dated=dated, thirds=thirds.found, corrected=corrected)
    unknown = unknown_names(page.document, linked)
    watch.lap("cards")
    return Answer(
        page=page,
        as_of=of.day,
        as_of_from=of.origin,
        mentions=linked,
        cards=composed.cards,
        connections=composed.connections,
        alternatives=composed.alternatives,
        unknown=unknown,
        gaps=tuple(dict.fromkeys((*gaps, *thirds.gaps))),
        timings_ms=watch.timings_ms,
    )


def articles_of(linked: Collection[LinkedMention], knowledge: KnowledgeBase) -> Mapping[str, tuple[str, str]]:
    """Wiki language and title of each linked entity that has an article."""
    known = knowledge.profiles({link.entity.id for link in linked if link.entity}).found  # asks
    return {id: (each.wiki_language, each.wikipedia) for id, each in known.items() if each.wikipedia}


def _respelled(
    spellings: Mapping[str, tuple[str, ...]], known: Mapping[str, tuple[Candidate, ...]]
) -> dict[str, tuple[Candidate, ...]]:
    """What names may mean by the first of their other spellings that is known; less likely than by their own."""
    found = {}
    for name, others in spellings.items():
        spelling = next((other for other in others if other in known), None)
        if spelling is not None:
            found[name] = tuple(replace(each, prior=each.prior * _RESPELLED) for each in known[spelling])
    return found


def _about(metadata: Metadata) -> str:
    """What the page says of itself: its title, its site and the sections in its address."""
    path = urlsplit(metadata.canonical_url or metadata.url or "").path
    return " ".join(filter(None, [metadata.title, metadata.site, *_WORDS.findall(path)]))


def _telling(profile: Profile | None) -> bool:
    """Whether a profile says more than what its entity is called."""
    return profile is not None and bool(profile.summary or profile.facts)


def _lacking(mentions: tuple[Mention, ...], candidates: Mapping[str, tuple[Candidate, ...]]) -> list[str]:
    """Names that no candidate is known for, full forms only, in text order."""
    names = dict.fromkeys(mention.long_form or mention.surface for mention in mentions)
    return [name for name in names if name not in candidates]


def _past_the_most(names: int) -> tuple[Gap, ...]:
    more = names - MAX_NAMES
    return (Gap(f"{more:,} names", f"of one text the first {MAX_NAMES:,} names are looked at"),) if more > 0 else ()


def _not_asked(names: int) -> tuple[Gap, ...]:
    what = f"{names} name{'s' if names > 1 else ''} in live sources"
    return (Gap(what, f"a story asks them for {_MOST_ASKED_LIVE} names at the most"),) if names > 0 else ()
