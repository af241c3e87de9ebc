"""One wiki's questions, each one request of the page's budget: what is asked, and what the answer tells.

Source: https://www.mediawiki.org/wiki/API:Query and https://www.mediawiki.org/wiki/Extension:TextExtracts#API
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from backstory.knowledge.http_client import Budget, Host, Reply
from backstory.knowledge.http_client.body import mapping, mappings, text
from backstory.knowledge.mediawiki.answers import Article, Landing, articles, further, landings, moved, pictures
from backstory.knowledge.mediawiki.titles import MAX_TITLES, MAX_TITLES_BYTES
from backstory.model import Image

MAX_INTRODUCTIONS = 20  # that TextExtracts gives in one answer
MAX_FOUND = 10  # articles that a search gives
THUMBNAIL_PX = 320

# What a page says changes within the day in the news; which pages share a name hardly changes within the week.
FRESH = timedelta(days=1)
FRESH_SENSES = timedelta(days=7)
FRESH_PICTURES = timedelta(days=30)

_ABOUT = {"action": "query", "prop": "description|pageprops|info", "ppprop": "disambiguation|wikibase_item"}
_ABOUT_ALL = {
    **_ABOUT,
    "prop": "description|pageprops|info|pageimages|coordinates|revisions",
    "inprop": "url",
    "piprop": "name|thumbnail",
    "pithumbsize": str(THUMBNAIL_PX),
    "pilicense": "free",
    "pilimit": "50",
    "colimit": "max",
    "rvprop": "timestamp",
    "redirects": "1",
}
_SENSES = {**_ABOUT, "inprop": "url", "generator": "links", "gplnamespace": "0", "gpllimit": "max", "redirects": "1"}
_INTRODUCTIONS = {
    "action": "query",
    "prop": "extracts|links|info|pageprops",
    "ppprop": "disambiguation|wikibase_item",
    "inprop": "url",
    "exintro": "1",
    "explaintext": "1",
    "exlimit": "max",
    "plnamespace": "0",
    "pllimit": "max",
    "redirects": "1",
}
_SEARCH = {
    **_ABOUT,
    "inprop": "url",
    "generator": "search",
    "gsrnamespace": "0",
    "gsrlimit": str(MAX_FOUND),
    "redirects": "1",
}
_PICTURES = {
    "action": "query",
    "prop": "imageinfo",
    "iiprop": "url|extmetadata",
    "iiurlwidth": str(THUMBNAIL_PX),
    "iiextmetadatafilter": "Artist|LicenseShortName|UsageTerms|NonFree",
}
_LINKED_FROM = {"action": "query", "prop": "redirects", "rdnamespace": "0", "rdprop": "title", "rdlimit": "max"}


@dataclass(frozen=True, slots=True)
class Read:
    """What one answer told."""

    articles: dict[str, Article]
    reply: Reply
    landings: dict[str, Landing] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Wiki:
    """A Wikipedia of one language: its short name ("enwiki"), and the host that answers for it."""

    host: Host
    name: str
    language: str

    def titles(self, batch: Collection[str], budget: Budget) -> Read:
        """Where up to 50 titles lead, and the articles there but for introductions. Raises: SourceUnavailable."""
        wanted = list(batch)
        reply = self.host.ask({**_ABOUT_ALL, "titles": "|".join(wanted)}, budget=budget, keep=FRESH)
        found = articles(reply.data, retrieved=reply.retrieved)
        return Read(found, reply, landings(reply.data, wanted))

    def senses(self, lists: Collection[str], budget: Budget) -> Read:
        """The articles that up to 50 disambiguation pages link to, at most 500. Raises: SourceUnavailable."""
        reply = self.host.ask({**_SENSES, "titles": "|".join(lists)}, budget=budget, keep=FRESH_SENSES)
        return Read(articles(reply.data, retrieved=reply.retrieved), reply, whole=not further(reply.data))

    def introductions(self, batch: Collection[str], among: Collection[str], budget: Budget) -> Read:
        """Introductions of up to 20 articles, and which of `among` each links to. Raises: SourceUnavailable."""
        question = {**_INTRODUCTIONS, "titles": "|".join(batch)}
        if targets := _fitting(among, beside=batch):
            question["pltitles"] = "|".join(targets)
        else:
            question["prop"] = "extracts|info|pageprops"
            del question["plnamespace"], question["pllimit"]
        reply = self.host.ask(question, budget=budget, keep=FRESH)
        found = articles(reply.data, retrieved=reply.retrieved)
        return Read(found, reply, landings(reply.data, list(batch)))

    def search(self, name: str, budget: Budget) -> Read:
        """The articles that a search for the name finds, at most 10. Raises: SourceUnavailable."""
        reply = self.host.ask({**_SEARCH, "gsrsearch": name}, budget=budget, keep=FRESH_SENSES)
        found = articles(reply.data, retrieved=reply.retrieved)
        return Read(found, reply, landings(reply.data, [*found, *moved(reply.data)]))

    def pictures(self, files: Collection[str], budget: Budget) -> Mapping[str, Image]:
        """The free ones of up to 50 files, by name. Raises: SourceUnavailable."""
        wanted = "|".join(f"File:{name}" for name in files)
        return pictures(self.host.ask({**_PICTURES, "titles": wanted}, budget=budget, keep=FRESH_PICTURES).data)

    def other_names(self, batch: Collection[str], budget: Budget) -> dict[str, list[str]]:
        """The titles that redirect to each of up to 50 articles, at most 500. Raises: SourceUnavailable."""
        reply = self.host.ask({**_LINKED_FROM, "titles": "|".join(batch)}, budget=budget, keep=FRESH_SENSES)
        return redirects(reply.data)


def redirects(data: Mapping[str, object]) -> dict[str, list[str]]:
    """The titles that redirect to each article of an answer."""
    return {
        text(page.get("title")): [
            title for each in mappings(page.get("redirects")) if (title := text(each.get("title")))
        ]
        for page in mappings(mapping(data.get("query")).get("pages"))
    }


def _fitting(titles: Iterable[str], *, beside: Collection[str]) -> list[str]:
    """As many of the titles as one question may name beside the others, sorted."""
    used = sum(len(quote(title)) + 3 for title in beside)
    fitting: list[str] = []
    for title in titles:
        used += len(quote(title)) + 3
        if used > MAX_TITLES_BYTES or len(fitting) == MAX_TITLES:
            break
        fitting.append(title)
    return sorted(fitting)
