"""Titles -> pack source: whole entities for a pack of one's own, asked for without haste.

Nobody waits for these answers: a host that asks for time gets it, busy databases may refuse (`maxlag`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client import Budget
from backstory.knowledge.live.look_up import merged
from backstory.knowledge.live.source import Live
from backstory.knowledge.mediawiki import Wiki
from backstory.knowledge.mediawiki.answers import LICENCE, Article, entity_id, joined, popularity, profile
from backstory.knowledge.mediawiki.senses import lists_senses
from backstory.knowledge.mediawiki.titles import MAX_TITLES, ask_for, batches
from backstory.knowledge.mediawiki.wiki import MAX_INTRODUCTIONS
from backstory.knowledge.pack.source import AliasLine, DatedLine, EntityLine, FactLine, ImageLine, SourceLine, undated
from backstory.knowledge.wikidata import Item, facts_of, kind_of, unnamed
from backstory.knowledge.wikidata.facts import website_of
from backstory.knowledge.wikidata.items import MAX_ITEMS
from backstory.model import Fact, Image, Profile, Source

TRIES = 5  # of one question; the waits between them grow
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 300.0
ANSWER_S = 60.0  # a host may take so long over one question
MAX_ALIAS = 300  # characters

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unusable:
    """A title that gave no entity, and why."""

    title: str
    reason: str


class Gatherer:
    """Asks for titles of one language, 50 at a time. `wait`: how to let seconds pass."""

    def __init__(self, live: Live, language: str, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._wiki: Wiki = live.wiki(language)
        self._items = live.items
        self._wait = wait

    def entities(self, titles: Sequence[str]) -> Iterator[EntityLine | Unusable]:
        """A line of pack source for each title, or why there is none.

        Raises: SourceUnavailable, when a source stays away after all tries.
        """
        usable = []
        for title in dict.fromkeys(titles):
            if ask_for([title]).titles:
                usable.append(title)
            else:
                yield Unusable(title, "Wikipedia can hold no article of such a name")
        for start in range(0, len(usable), MAX_TITLES):
            yield from self._batch(usable[start : start + MAX_TITLES])

    def _batch(self, titles: Sequence[str]) -> Iterator[EntityLine | Unusable]:
        asked = ask_for(titles)
        articles: dict[str, Article] = {}
        landed: dict[str, str] = {}
        for run in batches(asked.titles):
            read = self._patiently(partial(self._wiki.titles, run))
            articles |= read.articles
            landed |= {title: landing.title for title, landing in read.landings.items()}
        there: dict[str, Article] = {}
        for surface, title in asked.titles_by_surface.items():
            article = articles.get(landed.get(title, ""))
            if article is None:
                yield Unusable(surface, "there is no article of that title")
            elif lists_senses(article):
                yield Unusable(surface, "is a list of namesakes; give the title of the article that is meant")
            else:
                there[article.title] = article
        yield from self._lines(there)

    def _lines(self, there: dict[str, Article]) -> Iterator[EntityLine]:
        names: dict[str, list[str]] = {}
        for run in batches(there, size=MAX_INTRODUCTIONS):
            read = self._patiently(partial(self._wiki.introductions, run, list(there)))
            for title, article in read.articles.items():
                there[title] = joined(there.get(title), article)
        for run in batches(there):
            names |= self._patiently(partial(self._wiki.other_names, run))
        files = sorted({article.picture for article in there.values() if article.picture})
        pictures: dict[str, Image] = {}
        for run in batches(files):
            pictures |= self._patiently(partial(self._wiki.pictures, run))
        items = self._about(sorted({article.qid for article in there.values() if article.qid}))
        values = self._names(items)
        ids = {title: entity_id(article, language=self._wiki.language) for title, article in there.items()}
        for title, article in there.items():
            told = profile(article, wiki=self._wiki.name, language=self._wiki.language)
            item = items.get(article.qid or "")
            line = _line(article, told, item, values, names.get(title, []), self._wiki.language)
            links = tuple(sorted({ids[each] for each in article.links if each in ids and each != title}))
            yield line.model_copy(update={"links": links, "image": _image(article, pictures)})

    def _about(self, qids: Sequence[str]) -> dict[str, Item]:
        items = self._items
        if items is None:
            return {}

        def about(run: Sequence[str], budget: Budget) -> dict[str, Item]:
            return items.about(run, languages=self._languages, wikis=(self._wiki.name,), budget=budget)[0]

        return merged([self._patiently(partial(about, run)) for run in _runs(qids)])

    def _names(self, items: dict[str, Item]) -> dict[str, str]:
        names = {id: item.label for id, item in items.items() if item.label}
        source = self._items
        if source is None:
            return names

        def called(run: Sequence[str], budget: Budget) -> dict[str, str]:
            return source.names(run, languages=self._languages, budget=budget)

        return merged(
            [names, *(self._patiently(partial(called, run)) for run in _runs(unnamed(items.values(), names)))]
        )

    @property
    def _languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self._wiki.language, "en", "mul")))

    def _patiently(self, ask: Callable[[Budget], T]) -> T:
        """The answer, after as many tries as it takes up to TRIES. Raises: SourceUnavailable."""
        wait_s = FIRST_WAIT_S
        for _ in range(TRIES - 1):
            try:
                return ask(Budget(seconds=ANSWER_S, requests=1))
            except SourceUnavailable as error:
                self._wait(min(max(1.0, error.retry_after_s or wait_s), LONGEST_WAIT_S))
                wait_s *= 2
        return ask(Budget(seconds=ANSWER_S, requests=1))


def _runs(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + MAX_ITEMS] for start in range(0, len(ids), MAX_ITEMS)]


def _line(
    article: Article, told: Profile, item: Item | None, values: dict[str, str], names: list[str], language: str
) -> EntityLine:
    facts = facts_of(item, values, language=language) if item else ()
    place = tuple(fact for fact in told.facts if all(each.pid != fact.pid for each in facts))
    aliases = dict.fromkeys(name for name in (article.title, *names) if len(name) <= MAX_ALIAS and "(" not in name)
    return EntityLine(
        id=told.entity.id,
        label=told.entity.label,
        kind=(kind_of(item) if item else None) or told.entity.kind,
        descriptions=undated(told.entity.description or (item.description if item else None)),
        summary=tuple(DatedLine(text=each.text) for each in told.summary),
        language=language,
        aliases=tuple(AliasLine(text=name, count=None) for name in aliases if name != told.entity.label),
        popularity=popularity(article.length),
        facts=tuple(_fact(fact) for fact in (*facts, *place)),
        wikipedia=article.title,
        website=website_of(item) if item else None,
        source=_source(told.source),
    )


def _fact(fact: Fact) -> FactLine:
    return FactLine(
        property=fact.property,
        pid=fact.pid,
        value=fact.value,
        entity=fact.entity,
        start=fact.start,
        end=fact.end,
        source=_source(fact.source) if fact.source else None,
        rank=fact.rank,
    )


def _source(source: Source) -> SourceLine:
    return SourceLine(name=source.name, url=source.url, licence=source.licence or LICENCE, retrieved=source.retrieved)


def _image(article: Article, pictures: dict[str, Image]) -> ImageLine | None:
    found = pictures.get(article.picture or "")
    if found is None:
        return None
    return ImageLine(
        url=article.thumbnail or found.url, author=found.author, licence=found.licence, source=found.source
    )
