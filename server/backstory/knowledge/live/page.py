"""The live sources for one page of the reader's: a KnowledgeBase within the page's budget."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence

from backstory.knowledge.base import Findings, KnowledgeBase, PackInfo
from backstory.knowledge.http_client import Budget, Line
from backstory.knowledge.live.cards import Cards
from backstory.knowledge.live.look_up import LookUp
from backstory.knowledge.live.names import Names
from backstory.knowledge.mediawiki import Wiki
from backstory.knowledge.mediawiki.answers import Article
from backstory.knowledge.mediawiki.titles import ask_for
from backstory.knowledge.wikidata import Items
from backstory.model import Candidate, Profile

_log = logging.getLogger(__name__)


class LivePage:
    """Answers for one page, from its thread. Remembers what its names brought, so that its cards cost little more.

    `home`: the Wikipedia of the reader's language. `packs`: what is asked before, whose ids are used where it has one.
    """

    def __init__(
        self,
        line: Line,
        wiki: Wiki,
        *,
        home: Wiki,
        items: Items | None,
        budget: Budget,
        packs: KnowledgeBase | None = None,
    ) -> None:
        self._line = line
        self._wiki = wiki
        self._home = home
        self._items = items
        self._budget = budget
        self._packs = packs
        self._articles: dict[str, Article] = {}
        self._told: dict[tuple[str, ...], Findings[Mapping[str, tuple[Candidate, ...]]]] = {}

    def packs(self) -> tuple[PackInfo, ...]:
        """None: everything here is live."""
        return ()

    def candidates(
        self,
        surfaces: Collection[str],
        language: str | None = None,  # noqa: ARG002 - the wiki's own
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean: the article of that title, or the senses of an ambiguous one.

        The wiki is that of the page's language, whatever `language` says.

        The same forms are asked for once.
        """
        forms = tuple(surfaces) if isinstance(surfaces, Sequence) else tuple(sorted(surfaces))
        if forms not in self._told:
            self._told[forms] = self._candidates(forms)
        return self._told[forms]

    def names_only(self) -> KnowledgeBase:
        """The same page before anything is asked for its cards: what its names brought, and no gap for the rest."""
        return _NamesOnly(self)

    def _candidates(self, forms: tuple[str, ...]) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        asked = ask_for(forms)
        if not asked.titles:
            return Findings({}, asked.gaps)
        look_up = LookUp()
        names = Names(self._wiki, self._budget, look_up, self._in_packs, articles=self._articles)
        found = names.candidates(asked)
        return self._answer("names", len(found), Findings(found, (*asked.gaps, *look_up.gaps, *self._line.gaps)))

    def known(self, ids: Collection[str]) -> Mapping[str, Profile]:
        """What is known of each entity without asking any more."""
        spent = Budget(seconds=0, requests=0)
        return Cards(self._wiki, self._wiki, None, spent, LookUp(), dict(self._articles)).profiles(ids)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        """What article and item of each entity say."""
        if not ids:
            return Findings({})
        look_up = LookUp()
        cards = Cards(self._wiki, self._home, self._items, self._budget, look_up, self._articles)
        found = cards.profiles(ids)
        return self._answer("cards", len(found), Findings(found, (*look_up.gaps, *self._line.gaps)))

    def _in_packs(self, ids: Collection[str]) -> Collection[str]:
        return self._packs.profiles(ids).found.keys() if self._packs and ids else ()

    def _answer(self, what: str, number: int, answer: Findings[Mapping[str, object]]) -> Findings:  # type: ignore[type-arg]
        left_ms = 1000 * self._budget.seconds_left
        _log.info("live %s: %d found, %d requests sent so far, %.0f ms left", what, number, self._budget.sent, left_ms)
        return answer


class _NamesOnly:
    """A page whose cards are made of what its names brought."""

    def __init__(self, page: LivePage) -> None:
        self._page = page

    def packs(self) -> tuple[PackInfo, ...]:
        return ()

    def candidates(
        self,
        surfaces: Collection[str],
        language: str | None = None,  # noqa: ARG002 - the wiki's own
    ) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
        return self._page.candidates(surfaces)

    def profiles(self, ids: Collection[str]) -> Findings[Mapping[str, Profile]]:
        return Findings(self._page.known(ids))
