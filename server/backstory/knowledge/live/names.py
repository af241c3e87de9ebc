"""What each name of a page may mean, asked round by round.

1. All names as titles, in one request of up to 50; of single words their disambiguation pages too.
2. Side by side: what the disambiguation pages list, introductions of the articles found, a search for what is missing.
3. What lists within those lists hold ("John Kirby" among the senses of "Kirby").
4. The introductions still missing, of the senses too, and which of the page's articles each links to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from backstory.knowledge.http_client import Budget
from backstory.knowledge.live.look_up import LookUp, Question, counted
from backstory.knowledge.mediawiki.answers import Article, Landing, entity, entity_id, joined
from backstory.knowledge.mediawiki.senses import SENSES_PRIOR, Sense, bears, lists_senses, of_list, shared
from backstory.knowledge.mediawiki.titles import MAX_TITLES, Asked, batches, list_titles
from backstory.knowledge.mediawiki.wiki import MAX_INTRODUCTIONS, Read, Wiki
from backstory.model import Candidate

# A title or redirect that is the name itself: nearly always meant, though namesakes stay unseen.
TITLE_PRIOR = 0.9
MAIN_PRIOR = 0.75  # the same, where a list of namesakes is known beside it
OTHERS_PRIOR = 0.15  # these namesakes together
PART_PRIOR = 0.5  # the name leads to a section of an article on something else
FOUND_PRIOR = 0.4  # the articles together that only a search brought, and that bear the name

MAX_SEARCHES = 2
# Requests kept for the cards: statements, names of their values, pictures; introductions of senses that came second.
RESERVED = 3
RESERVED_BEFORE_SEARCH = 4


@dataclass(slots=True)
class Names:
    """One page's names on their way to senses."""

    wiki: Wiki
    budget: Budget
    look_up: LookUp
    # of ids by wiki language and title, those that the packs use: one thing has one id, whoever tells of it
    in_packs: Callable[[Collection[str]], Collection[str]] = frozenset
    articles: dict[str, Article] = field(default_factory=dict)  # by title: all that answers told so far
    landings: dict[str, Landing] = field(default_factory=dict)  # by title asked
    lists: dict[str, str] = field(default_factory=dict)  # disambiguation page beside an article, by the article's title
    linked: dict[str, list[str]] = field(default_factory=dict)  # titles that a list holds, by the list's title
    # by title asked, the titles that a search brought, and how they or redirects to them bear the name
    found: dict[str, dict[str, int]] = field(default_factory=dict)

    def candidates(self, asked: Asked) -> dict[str, tuple[Candidate, ...]]:
        """What each surface form may mean, most common first; forms that nothing is known of are left out."""
        self._ask_titles(asked.titles)
        self._ask_lists_and_introductions(asked)
        self._ask_lists_within()
        self._ask_introductions(self._lists(asked.titles), self._all_senses(asked).values())
        senses = self._all_senses(asked)  # again: how a list begins tells which sense is the commonest
        ids = self._ids()
        return {surface: tuple(self._candidate(each, ids) for each in own) for surface, own in senses.items() if own}

    # ---- the rounds

    def _ask_titles(self, titles: Sequence[str]) -> None:
        room = MAX_TITLES - len(titles) % MAX_TITLES if titles else 0
        self.lists = list_titles(titles, self.wiki.language, room=room)
        runs = list(batches([*titles, *self.lists.values()]))
        self._read(
            Question(
                f"Live look-up of {counted(sum(title in titles for title in run), 'name')}",
                "Wikipedia",
                lambda run=run: self.wiki.titles(run, self.budget),  # type: ignore[misc]
            )
            for run in runs
        )

    def _ask_lists_and_introductions(self, asked: Asked) -> None:
        lists = self._lists(asked.titles)
        questions = [self._about_lists(lists)] if lists else []
        runs = self._runs([*lists, *(article.title for article in self._direct(asked.titles))])
        whole = [run for run in runs if len(run) == MAX_INTRODUCTIONS or not lists]
        questions += [self._introductions(run) for run in whole]
        spare = self.budget.left - RESERVED_BEFORE_SEARCH - len(questions) - (len(runs) > len(whole) or bool(lists))
        searches = self._missing(asked)[: max(0, min(MAX_SEARCHES, spare))]
        questions += [self._search(title) for title in searches]
        self._read(questions)

    def _ask_lists_within(self) -> None:
        within = [
            title
            for listed in list(self.linked.values())
            for title in listed
            if title not in self.linked and (article := self.articles.get(title)) and lists_senses(article)
        ]
        names = list(self.linked)
        within = [title for title in dict.fromkeys(within) if any(_within(name, title) for name in names)]
        if within and self.budget.left > RESERVED + 1:
            self._read([self._about_lists(within[:MAX_TITLES])])

    def _ask_introductions(self, lists: Sequence[str], senses: Iterable[Sequence[Sense]]) -> None:
        rows = zip_longest(*([each.article.title for each in own] for own in senses))
        wanted = dict.fromkeys((*lists, *(title for row in rows for title in row if title)))
        missing = [title for title in wanted if self.articles[title].extract is None]
        runs = self._runs(missing)[: max(0, self.budget.left - RESERVED)]
        self._read([self._introductions(run) for run in runs])

    # ---- the questions

    def _about_lists(self, lists: Sequence[str]) -> Question:
        return Question(
            "Senses of ambiguous names", "Wikipedia", lambda: self._split(lists, self.wiki.senses(lists, self.budget))
        )

    def _introductions(self, run: Sequence[str]) -> Question:
        among = [title for title, article in self.articles.items() if not lists_senses(article)]
        return Question(
            "Introductions of some names", "Wikipedia", lambda: self.wiki.introductions(run, among, self.budget)
        )

    def _search(self, title: str) -> Question:
        def ask() -> Read:
            read = self.wiki.search(title, self.budget)
            bearing = self.found[title] = {}
            for hit, landing in read.landings.items():
                bearing[landing.title] = max(bearing.get(landing.title, 0), bears(_plain(hit), title))
            return read

        return Question("Search for a name that is no title", "Wikipedia", ask)

    def _read(self, questions: Iterable[Question]) -> None:
        """Ask side by side, and keep what the answers tell."""
        for read in self.look_up.together(list(questions)):
            if isinstance(read, Read):
                self.look_up.note_stale("Wikipedia", read.reply)
                self.landings |= read.landings
                for title, article in read.articles.items():
                    self.articles[title] = joined(self.articles.get(title), article)

    def _split(self, lists: Sequence[str], read: Read) -> Read:
        """Note which of the articles belongs to which list: those that bear its name, as the answer does not tell."""
        for title in lists:
            label = _plain(title)
            self.linked[title] = [each for each, article in read.articles.items() if bears(article.label, label)]
        if not read.whole:
            self.look_up.gap("Some senses of ambiguous names", "They link to more articles than are read for one page.")
        return read

    # ---- what is known so far

    def _article(self, title: str) -> Article | None:
        landing = self.landings.get(title)
        return self.articles.get(landing.title) if landing else None

    def _direct(self, titles: Collection[str]) -> list[Article]:
        """The articles that the titles lead to, lists left out, each once."""
        found = {a.title: a for title in titles if (a := self._article(title)) and not lists_senses(a)}
        return list(found.values())

    def _lists(self, titles: Collection[str]) -> list[str]:
        """The lists of namesakes that the titles lead to, or that stand beside the articles they lead to."""
        beside = [self.lists[title] for title in titles if title in self.lists]
        led = [
            article.title for title in (*titles, *beside) if (article := self._article(title)) and lists_senses(article)
        ]
        return list(dict.fromkeys(led))[:MAX_TITLES]

    def _missing(self, asked: Asked) -> list[str]:
        """Names of several words that are no title, in text order."""
        known = self.landings
        titles = dict.fromkeys(asked.titles_by_surface.values())
        return [title for title in titles if " " in title and title in known and self._article(title) is None]

    def _runs(self, titles: Collection[str]) -> list[list[str]]:
        missing = [title for title in titles if self.articles[title].extract is None]
        return list(batches(missing, size=MAX_INTRODUCTIONS))

    def _all_senses(self, asked: Asked) -> dict[str, tuple[Sense, ...]]:
        return {surface: self._senses(surface, title) for surface, title in asked.titles_by_surface.items()}

    def _senses(self, surface: str, title: str) -> tuple[Sense, ...]:
        article = self._article(title)
        if article is None:
            hits = self.found.get(title, {}).items()
            return shared(
                [(self.articles[each], how) for each, how in hits if each in self.articles], share=FOUND_PRIOR
            )
        if lists_senses(article):
            return self._listed((surface, article.label), article.title, SENSES_PRIOR)
        if self.landings[title].part:
            return (Sense(article, PART_PRIOR, False),)
        beside = self._article(self.lists.get(title, ""))
        others = self._listed((surface,), beside.title, OTHERS_PRIOR) if beside and lists_senses(beside) else ()
        others = tuple(each for each in others if each.article.title != article.title)
        return (Sense(article, MAIN_PRIOR if others else TITLE_PRIOR, True), *others)

    def _listed(self, names: Sequence[str], list_title: str, share: float) -> tuple[Sense, ...]:
        """The senses of a list and of the lists within it."""
        titles = dict.fromkeys(self.linked.get(list_title, ()))
        for within in [title for title in titles if title in self.linked]:
            titles |= dict.fromkeys(self.linked[within])
        linked = [self.articles[title] for title in titles if title in self.articles]
        return of_list(names, linked, share=share, lead=self.articles[list_title].extract or "")

    def _ids(self) -> dict[str, str]:
        """Entity ids by title, of all articles that a name may mean and all titles that lead there."""
        language = self.wiki.language
        named = {title: f"{language}:{title}" for title, each in self.articles.items() if not lists_senses(each)}
        packed = set(self.in_packs(named.values()))
        ids = {
            title: id if id in packed else entity_id(self.articles[title], language=language)
            for title, id in named.items()
        }
        led = {title: landing.title for title, landing in self.landings.items()}
        return {**{title: ids[there] for title, there in led.items() if there in ids}, **ids}

    def _candidate(self, sense: Sense, ids: Mapping[str, str]) -> Candidate:
        article = self.articles[sense.article.title]
        links = frozenset(ids[title] for title in article.links if title in ids)
        told = entity(article, language=self.wiki.language, links=links)
        told = replace(told, id=ids[article.title])
        return Candidate(told, prior=sense.prior, exact=sense.exact, live=True, share=True)


def _plain(title: str) -> str:
    """A title without what stands in brackets."""
    return title.partition(" (")[0]


def _within(name: str, title: str) -> bool:
    return bool(bears(_plain(title), _plain(name)))
