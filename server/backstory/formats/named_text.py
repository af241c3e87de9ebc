"""A text's names with their entities, without cards: what annotation services ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backstory.formats.article_uris import addresses_of
from backstory.model import LinkedMention


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text, its linked mentions, and the wiki language and title of each entity that has an article."""

    text: str
    linked: tuple[LinkedMention, ...]
    articles: Mapping[str, tuple[str, str]]

    def addresses(self, linked: LinkedMention) -> tuple[str, ...]:
        """What stands for a mention's entity, DBpedia's address first; none for NIL."""
        if linked.entity is None:
            return ()
        return addresses_of(linked.entity.id, self.articles.get(linked.entity.id))
