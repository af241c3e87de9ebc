"""Which questions a page's names need, and in which order: the KnowledgeBase that asks Wikipedia."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from threading import Lock
from typing import TypeVar

import requests

from backstory.errors import SourceUnavailable
from backstory.knowledge.base import Answer, PackInfo
from backstory.knowledge.wikipedia import senses
from backstory.knowledge.wikipedia.answers import (
    Article,
    Landing,
    articles,
    continued,
    entity,
    further,
    landings,
    profile,
)
from backstory.knowledge.wikipedia.client import ActionApi, Reply
from backstory.knowledge.wikipedia.titles import MAX_TITLES, ask_for, batches
from backstory.model import Candidate, Gap, Profile

# A title or redirect that is the name itself: nearly always meant, though namesakes stay unseen.
TITLE_PRIOR = 0.9
PART_PRIOR = 0.5  # the name leads to a section of an article on something else
MAX_EXTRACTS = 20  # introductions that TextExtracts gives in one answer
MAX_ANSWERS = 3  # to one question, with its continuations: MAX_TITLES / MAX_EXTRACTS, rounded up
MAX_KNOWN = 4_096  # articles remembered between a page's two questions

_ABOUT = {"prop": "description|pageprops|info", "ppprop": "disambiguation|wikibase_item", "inprop": "url"}
_WITH_EXTRACTS = {
    **_ABOUT,
    "prop": "extracts|" + _ABOUT["prop"],
    "exintro": "1",
    "explaintext": "1",
    "exlimit": "max",
    "redirects": "1",
}
_LINKED = {**_ABOUT, "generator": "links", "gplnamespace": "0", "gpllimit": "max", "redirects": "1"}

_T = TypeVar("_T")

_log = logging.getLogger(__name__)


class Wikipedia:
    """Answers from a MediaWiki Action API, each question within `timeout_s` seconds in all. Takes the session over."""

    def __init__(
        self, *, api: str, wiki: str, language: str, contact: str, session: requests.Session, timeout_s: float
    ) -> None:
        """Raises: InputError, when address or contact cannot be used."""
        self._api = ActionApi(api, contact=contact, session=session)
        self._wiki = wiki
        self._language = language
        self._timeout_s = timeout_s
        self._known = _Known()

    def close(self) -> None:
        """End the threads and the session."""
        self._api.close()

    def packs(self) -> tuple[PackInfo, ...]:
        """None: everything here is live."""
        return ()

    def candidates(self, surfaces: Collection[str]) -> Answer[Mapping[str, tuple[Candidate, ...]]]:
        """What each surface form may mean: the article of that title, or the senses of an ambiguous one."""
        asked = ask_for(surfaces)
        look_up = _LookUp(self._api, self._timeout_s)
        landed: dict[str, Landing] = {}
        pages: dict[str, Article] = {}
        for batch in batches(asked.titles):
            landed |= look_up.titles(batch, pages, answers=MAX_ANSWERS)
        found: dict[str, tuple[Candidate, ...]] = {}
        ambiguous: dict[str, Article] = {}
        for surface, title in asked.titles_by_surface.items():
            landing = landed.get(title)
            article = pages.get(landing.title) if landing else None
            if landing is None or article is None:
                continue
            if senses.lists_senses(article):
                ambiguous[surface] = article
            else:
                found[surface] = (self._candidate(article, part=landing.part),)
        linked = look_up.linked({article.title for article in ambiguous.values()})
        for surface, article in ambiguous.items():
            if choice := senses.candidates((surface, article.label), linked.values(), language=self._language):
                found[surface] = choice
        self._known.learn({entity(each, language=self._language).id: each for each in (linked | pages).values()})
        return look_up.answer(found, asked.gaps)

    def profiles(self, ids: Collection[str]) -> Answer[Mapping[str, Profile]]:
        """What the article of each entity says. An item of Wikidata is known only where its article was a candidate."""
        look_up = _LookUp(self._api, self._timeout_s)
        known = {each: article for each in sorted(ids) if (article := self._known.recall(each))}
        prefix = f"{self._language}:"
        titles = {each: known[each].title for each in known if known[each].extract is None}
        titles |= {each: each.removeprefix(prefix) for each in ids if each not in known and each.startswith(prefix)}
        asked = ask_for(sorted(titles.values()))
        for batch in batches(asked.titles, size=MAX_EXTRACTS):
            pages: dict[str, Article] = {}
            landed = look_up.titles(batch, pages, answers=1)
            for each, title in titles.items():
                landing = landed.get(asked.titles_by_surface.get(title, ""))
                if landing and (article := pages.get(landing.title)):
                    known[each] = article
        self._known.learn(known)
        found = {
            each: replace(told, entity=replace(told.entity, id=each))
            for each, article in known.items()
            if not senses.lists_senses(article)
            for told in [profile(article, wiki=self._wiki, language=self._language)]
        }
        return look_up.answer(found, asked.gaps)

    def _candidate(self, article: Article, *, part: bool) -> Candidate:
        prior = PART_PRIOR if part else TITLE_PRIOR
        return Candidate(entity(article, language=self._language), prior=prior, exact=not part, live=True)


class _LookUp:
    """One question of Backstory's to the wiki: its deadline, the requests it took, and what they could not give."""

    def __init__(self, api: ActionApi, timeout_s: float) -> None:
        self._api = api
        self._timeout_s = timeout_s
        self._began = time.monotonic()
        self._replies = 0
        self._gaps: dict[Gap, None] = {}

    def titles(self, batch: list[str], pages: dict[str, Article], *, answers: int) -> dict[str, Landing]:
        """Where the titles lead; `pages` takes the articles. Asks on, up to `answers` times, for what is left."""
        question = {**_WITH_EXTRACTS, "titles": "|".join(batch)}
        landed: dict[str, Landing] = {}
        rest: Mapping[str, str] = {}
        what = f"Live look-up of {_counted(len(batch), 'name')}"
        for _ in range(answers):
            reply = self._ask({**question, **rest}, what=what)
            if reply is None:
                break
            for title, article in articles(reply.data, retrieved=reply.retrieved).items():
                pages[title] = continued(pages.get(title), article)
            landed = landed or landings(reply.data, batch)
            rest = further(reply.data)
            if not rest:
                break
            what = "Introductions of some names"
        return landed

    def linked(self, titles: Collection[str]) -> dict[str, Article]:
        """The articles that these pages link to, at most 500."""
        pages: dict[str, Article] = {}
        for batch in list(batches(sorted(titles), size=MAX_TITLES))[:1]:
            reply = self._ask({**_LINKED, "titles": "|".join(batch)}, what="Senses of ambiguous names")
            if reply is not None:
                pages = articles(reply.data, retrieved=reply.retrieved)
                if further(reply.data) or len(batch) < len(titles):
                    self._gap(
                        "Some senses of ambiguous names", "They link to more articles than are read for one page."
                    )
        return pages

    def answer(self, found: Mapping[str, _T], gaps: Iterable[Gap]) -> Answer[Mapping[str, _T]]:
        """What was found, with all gaps, each once."""
        if self._replies or self._gaps:
            took_ms = 1000 * (time.monotonic() - self._began)
            _log.info("wikipedia: %d answers read, %d found, %.0f ms", self._replies, len(found), took_ms)
            return Answer(found, (*gaps, *self._gaps, *self._api.gaps))
        return Answer(found, tuple(gaps))

    def _ask(self, question: Mapping[str, str], *, what: str) -> Reply | None:
        try:
            reply = self._api.ask(question, ends=self._began + self._timeout_s, timeout_s=self._timeout_s)
        except SourceUnavailable as error:
            self._gap(what, f"Wikipedia gave no answer. {error}", error.retry_after_s)
            return None
        self._replies += 1
        if reply.stale is not None:
            since = f" of {reply.retrieved}" if reply.retrieved else ""
            why = f"Wikipedia gave no answer. {reply.stale} Its earlier answer{since} stands in."
            self._gap("Fresh answers from Wikipedia", why, reply.stale.retry_after_s)
        return reply

    def _gap(self, what: str, why: str, retry_after_s: float | None = None) -> None:
        self._gaps[Gap(what, why, retry_after_s)] = None


class _Known:
    """The articles seen last, by entity id: a profile mostly needs no request after its candidates."""

    def __init__(self) -> None:
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._lock = Lock()

    def learn(self, articles_by_id: Mapping[str, Article]) -> None:
        with self._lock:
            for each, article in articles_by_id.items():
                self._articles[each] = _joined(self._articles.pop(each, None), article)
            while len(self._articles) > MAX_KNOWN:
                self._articles.popitem(last=False)

    def recall(self, entity_id: str) -> Article | None:
        with self._lock:
            return self._articles.get(entity_id)


def _joined(earlier: Article | None, article: Article) -> Article:
    """The article, with the introduction that an earlier answer gave of the same revision."""
    if article.extract is None and earlier is not None and earlier.revision == article.revision:
        return replace(article, extract=earlier.extract)
    return article


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
