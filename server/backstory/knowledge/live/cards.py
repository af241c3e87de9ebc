"""What is known of the entities that get cards, asked in two rounds.

1. Side by side: their items with dated statements, introductions still missing, authors and licences of pictures.
2. Names of what the statements point to; introductions of the articles that only the items name: those in the reader's
   language, where that is another than the page's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backstory.knowledge.http_client import Budget, Reply
from backstory.knowledge.live.look_up import LookUp, Question, counted, merged
from backstory.knowledge.mediawiki.answers import Article, entity_id, joined, profile
from backstory.knowledge.mediawiki.senses import lists_senses
from backstory.knowledge.mediawiki.titles import MAX_TITLES, ask_for, batches
from backstory.knowledge.mediawiki.wiki import MAX_INTRODUCTIONS, Read, Wiki
from backstory.knowledge.wikidata import Item, Items, facts_of, kind_of, unnamed
from backstory.knowledge.wikidata.facts import telling, website_of
from backstory.knowledge.wikidata.items import MAX_ITEMS
from backstory.knowledge.wikidata.properties import NAMES
from backstory.model import Entity, Image, Profile
from backstory.ontology import is_wikidata_id


@dataclass(frozen=True, slots=True)
class Pictures:
    """What an answer tells of files, by name."""

    by_name: Mapping[str, Image]


@dataclass(slots=True)
class Cards:
    """One page's entities on their way to profiles. `home`: the Wikipedia of the reader's language."""

    wiki: Wiki
    home: Wiki
    items: Items | None
    budget: Budget
    look_up: LookUp
    articles: dict[str, Article]  # by title; what the names' questions brought, completed here
    told: dict[str, Article] = field(default_factory=dict)  # in the reader's language, by title there
    known: dict[str, Item] = field(default_factory=dict)
    pictures: dict[str, Image] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)  # pictures that are still to be asked about

    def profiles(self, ids: Collection[str]) -> dict[str, Profile]:
        """What is known of each entity, by id; those that nothing is known of are left out."""
        titles = self._titles(ids)
        self._ask_all(sorted(ids), titles)
        names, properties = self._ask_names(titles)
        found: dict[str, Profile] = {}
        for id in sorted(ids):
            article, item = self.articles.get(titles.get(id, "")), self.known.get(id)
            if article is not None and lists_senses(article):
                article = None
            if article is not None or (item is not None and item.label):
                found[id] = self._profile(id, article, item, names, properties)
        return found

    # ---- the rounds

    def _ask_all(self, ids: Sequence[str], titles: Mapping[str, str]) -> None:
        questions = []
        qids = [id for id in ids if is_wikidata_id(id)]
        if self.items is not None and qids:
            questions.append(self._about(self.items, qids[:MAX_ITEMS]))
            if len(qids) > MAX_ITEMS:
                self.look_up.gap(
                    f"Statements on {counted(len(qids) - MAX_ITEMS, 'entity').replace('entitys', 'entities')}",
                    f"Wikidata is asked for at most {MAX_ITEMS} of one page.",
                )
        lacking = [title for title in dict.fromkeys(titles.values()) if self._extract(title) is None]
        runs = list(batches(ask_for(lacking).titles, size=MAX_INTRODUCTIONS))
        spare = self.budget.left - bool(questions) - bool(questions and self.budget.left > 2)
        questions += [self._introductions(self.wiki, run) for run in runs[: max(0, spare)]]
        self.files = sorted({name for title in titles.values() if (name := self._picture(title))})[:MAX_TITLES]
        if spare > len(runs):
            questions += self._pictures()
        for answer in self.look_up.together(questions):
            if isinstance(answer, Read):
                self._keep(answer, self.articles, titles)
            self._keep_pictures([answer])

    def _ask_names(self, titles: Mapping[str, str]) -> tuple[dict[str, str], Mapping[str, str]]:
        """The names of values by id, and of properties where the reader's language is not English."""
        names = {id: item.label for id, item in self.known.items() if item.label}
        names |= {id: self.articles[t].label for id, t in titles.items() if id not in names and t in self.articles}
        if self.items is None or not self.known:
            self._keep_pictures(self.look_up.together(self._pictures() if self.budget.left else []))
            return names, NAMES
        words = [] if self._language == "en" else self._properties()
        wanted = [*words, *unnamed(self.known.values(), names)]
        elsewhere = self._elsewhere(titles)
        left = max(1, self.budget.left - len(elsewhere) - bool(self.files))
        runs = [wanted[start : start + MAX_ITEMS] for start in range(0, len(wanted), MAX_ITEMS)]
        questions = [self._introductions(self.home, run) for run in elsewhere]
        questions += [self._names(self.items, run) for run in runs[:left]]
        if self.budget.left > len(questions):
            questions += self._pictures()
        answers = self.look_up.together(questions)
        self._keep_pictures(answers)
        for answer in answers:
            if isinstance(answer, Read):
                self._keep(answer, self.told, {})
        told = merged([answer for answer in answers if isinstance(answer, dict)])
        if beyond := len(wanted) - sum(len(run) for run in runs[:left]):
            self.look_up.gap(
                f"{counted(beyond, 'value')} of statements", "Their names would take more requests than one page has."
            )
        return names | told, NAMES | {pid: name for pid, name in told.items() if pid in NAMES}

    # ---- the questions

    def _about(self, items: Items, qids: Sequence[str]) -> Question:
        def ask() -> Reply:
            wikis = {self.wiki.name, self.home.name}
            found, reply = items.about(qids, languages=self._languages, wikis=wikis, budget=self.budget)
            self.known |= found
            self.look_up.note_stale("Wikidata", reply)
            return reply

        return Question(f"Statements on {counted(len(qids), 'item')}", "Wikidata", ask)

    def _introductions(self, wiki: Wiki, run: Sequence[str]) -> Question:
        return Question("Introductions of some cards", "Wikipedia", lambda: wiki.introductions(run, (), self.budget))

    def _pictures(self) -> list[Question]:
        """The one about all pictures, where there are any that were not asked about."""
        files, self.files = self.files, []
        if not files:
            return []
        return [Question("Pictures", "Wikipedia", lambda: Pictures(self.wiki.pictures(files, self.budget)))]

    def _keep_pictures(self, answers: Sequence[object]) -> None:
        for answer in answers:
            if isinstance(answer, Pictures):
                self.pictures |= answer.by_name

    def _names(self, items: Items, run: Sequence[str]) -> Question:
        return Question(
            f"Names of {counted(len(run), 'value')}",
            "Wikidata",
            lambda: items.names(run, languages=self._languages, budget=self.budget),
        )

    def _keep(self, read: Read, where: dict[str, Article], titles: Mapping[str, str]) -> None:
        self.look_up.note_stale("Wikipedia", read.reply)
        for title, article in read.articles.items():
            where[title] = joined(where.get(title), article)
        for title in titles.values():
            landing = read.landings.get(title)
            if landing is not None and landing.title in where:
                where.setdefault(title, where[landing.title])

    # ---- what is known so far

    @property
    def _language(self) -> str:
        return self.home.language

    @property
    def _languages(self) -> list[str]:
        """The languages of labels: the reader's, the page's, English, and what is the same in many."""
        return list(dict.fromkeys((self.home.language, self.wiki.language, "en", "mul")))

    def _titles(self, ids: Collection[str]) -> dict[str, str]:
        """The titles of the articles on these entities, by id, as far as they are known."""
        own = {entity_id(each, language=self.wiki.language): title for title, each in self.articles.items()}
        prefix = f"{self.wiki.language}:"
        titled = {id: id.removeprefix(prefix) for id in ids if id.startswith(prefix)}
        return {**titled, **{id: own[id] for id in ids if id in own}}

    def _extract(self, title: str) -> str | None:
        article = self.articles.get(title)
        return article.extract if article else None

    def _picture(self, title: str) -> str | None:
        article = self.articles.get(title)
        return article.picture if article else None

    def _properties(self) -> list[str]:
        return list(dict.fromkeys(each.pid for item in self.known.values() for each in telling(item)))

    def _elsewhere(self, titles: Mapping[str, str]) -> list[list[str]]:
        """Articles in the reader's language; where that is the page's, those that only the items name."""
        same = self.home.language == self.wiki.language
        items = [item for id, item in self.known.items() if not (same and titles.get(id) in self.articles)]
        wanted = [title for item in items if (title := item.titles.get(self.home.name))]
        return list(batches(wanted, size=MAX_INTRODUCTIONS))[: max(0, self.budget.left - 1)]

    def _profile(
        self,
        id: str,
        article: Article | None,
        item: Item | None,
        names: Mapping[str, str],
        properties: Mapping[str, str],
    ) -> Profile:
        there = self.told.get(item.titles.get(self.home.name, "")) if item else None
        if there is not None and there.extract:
            made = profile(there, wiki=self.home.name, language=self.home.language)
        elif article is not None:
            made = profile(article, wiki=self.wiki.name, language=self.wiki.language)
        else:
            assert item is not None
            made = Profile(Entity(id, item.label or id), (), item.source)
        about = replace(made.entity, id=id)
        if item is None:
            return replace(made, entity=about, image=self._image(article))
        facts = facts_of(item, names, language=self._language, properties=properties)
        about = replace(
            about,
            label=item.label if self.home.language != self.wiki.language and item.label else about.label,
            kind=kind_of(item) or about.kind,
            description=(item.description if there is not None else None) or about.description or item.description,
        )
        place = tuple(fact for fact in made.facts if all(each.pid != fact.pid for each in facts))
        return replace(made, entity=about, facts=(*facts, *place), website=website_of(item), image=self._image(article))

    def _image(self, article: Article | None) -> Image | None:
        """The article's free picture, at the size of a card, with its author and licence; none without a licence."""
        described = self.pictures.get(article.picture or "") if article else None
        if article is None or described is None:
            return None
        return replace(described, url=article.thumbnail or described.url)
