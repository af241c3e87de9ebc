"""A text's names with their entities, without cards: what annotation services ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from backstory.formats.article_uris import addresses_of
from backstory.model import Answer, Entity, LinkedMention


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text, its linked mentions, and the wiki language and title of each entity that has an article."""

    text: str
    linked: tuple[LinkedMention, ...]
    articles: Mapping[str, tuple[str, str]]

    def addresses(self, linked: LinkedMention) -> tuple[str, ...]:
        """What stands for a mention's entity, DBpedia's address first; none for NIL."""
        return () if linked.entity is None else self.addresses_of(linked.entity)

    def addresses_of(self, entity: Entity) -> tuple[str, ...]:
        """What stands for an entity, DBpedia's address first."""
        return addresses_of(entity.id, self.articles.get(entity.id))


def names_of(story: Answer) -> NamedText:
    """The text of a told story with its names; an entity's article is the one that its card links to."""
    articles = {}
    for card in story.cards:
        link = urlsplit(card.links.get("wikipedia", ""))
        if link.path.startswith("/wiki/"):
            title = unquote(link.path.removeprefix("/wiki/")).replace("_", " ")
            articles[card.entity.id] = ((link.hostname or "").split(".")[0], title)
    return NamedText(story.page.document.text, story.mentions, articles)
