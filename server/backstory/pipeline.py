"""The whole way, stage by stage; the only place that asks anything of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backstory.cards import choose, compose, unknown_names
from backstory.dates import day_of
from backstory.errors import OutOfTime
from backstory.knowledge.base import KnowledgeBase
from backstory.linking import disambiguate
from backstory.mentions import find_mentions, propose, with_full_forms
from backstory.model import Backstory, Candidate, Gap, LinkedMention, Mention, Page, Profile

_MOST_ASKED_LIVE = 50  # names in one batch: what the Action API takes in one request


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds an answer."""

    max_cards: int = 40
    min_confidence: float = 0.65
    time_limit_s: float = 10.0


class Watch:
    """Times the stages and ends what takes too long.

    `clock`: seconds that only grow. Stages call `lap` when they are done.
    """

    def __init__(self, clock: Callable[[], float], time_limit_s: float) -> None:
        self._clock = clock
        self._limit_s = time_limit_s
        self._began = self._last = clock()
        self.timings_ms: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Note a stage's time. Raises: OutOfTime, when the whole has taken longer than it may."""
        now = self._clock()
        self.timings_ms[stage] = round((now - self._last) * 1000, 2)
        self.timings_ms["total"] = round((now - self._began) * 1000, 2)
        self._last = now
        if now - self._began > self._limit_s:
            raise OutOfTime(f"the page took longer than {self._limit_s:g} s; it was given up after the stage: {stage}")


def link(
    page: Page,
    *,
    knowledge: KnowledgeBase,
    live: KnowledgeBase | None,
    watch: Watch,
    given: tuple[Mention, ...] | None = None,
) -> tuple[tuple[LinkedMention, ...], tuple[Gap, ...]]:
    """Find the names of a page and the sense of each; names that `knowledge` lacks are asked of `live`, in one batch.

    `given`: the names, where they are known; each is linked as it stands.
    """
    document = page.document
    proposal = propose(document) if given is None else None
    watch.lap("propose")
    answer = knowledge.candidates(proposal.surfaces() if proposal else {name.surface for name in given or ()})  # asks
    watch.lap("candidates")
    mentions = (
        find_mentions(proposal, answer.found) if proposal else with_full_forms(document, given or (), answer.found)
    )
    watch.lap("mentions")
    candidates: Mapping[str, tuple[Candidate, ...]] = answer.found
    gaps = answer.gaps
    if live is not None:
        asked = live.candidates(_lacking(mentions, candidates))  # asks
        candidates = {**asked.found, **candidates}
        gaps += asked.gaps
        watch.lap("live_candidates")
    published = page.metadata.published
    linked = disambiguate(
        document,
        mentions,
        candidates,
        published=day_of(published) if published else None,
        title=page.metadata.title,
    )
    watch.lap("linking")
    return linked, gaps


def tell(
    page: Page,
    *,
    knowledge: KnowledgeBase,
    live: KnowledgeBase | None = None,
    limits: Limits,
    today: str,
    watch: Watch,
) -> Backstory:
    """Tell the background of a page as of its day, or as of `today` where it has none.

    Raises: OutOfTime.
    """
    linked, gaps = link(page, knowledge=knowledge, live=live, watch=watch)
    chosen = choose(page.document, linked, max_cards=limits.max_cards, min_confidence=limits.min_confidence)
    ids = {choice.entity.id for choice in chosen}
    known = knowledge.profiles(ids)  # asks
    profiles: Mapping[str, Profile] = known.found
    gaps += known.gaps
    if live is not None and ids - set(profiles):
        more = live.profiles(ids - set(profiles))  # asks, from what the batch above brought
        profiles = {**profiles, **more.found}
        gaps += more.gaps
    watch.lap("profiles")
    as_of = day_of(page.metadata.published) if page.metadata.published else today
    cards = compose(chosen, profiles, as_of)
    watch.lap("cards")
    return Backstory(
        page=page,
        as_of=as_of,
        mentions=linked,
        cards=cards,
        unknown=unknown_names(page.document, linked),
        gaps=tuple(dict.fromkeys(gaps)),
        timings_ms=watch.timings_ms,
    )


def _lacking(mentions: tuple[Mention, ...], candidates: Mapping[str, tuple[Candidate, ...]]) -> list[str]:
    """Names that no candidate is known for, full forms only, in text order."""
    names = dict.fromkeys(mention.full or mention.surface for mention in mentions)
    return [name for name in names if name not in candidates][:_MOST_ASKED_LIVE]
