"""The two questions to Wikidata, each one request of the page's budget: items with their statements, and names.

Source: https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from backstory.knowledge.http_client import Budget, Host, Reply
from backstory.knowledge.http_client.body import mapping, text
from backstory.knowledge.wikidata.statements import Statement, statements_of
from backstory.model import Source
from backstory.text.prose import clean

MAX_ITEMS = 50  # that one answer holds
MAX_BYTES = 24_000_000  # of one answer before it is reduced; forty well-known items are 8 MB
LICENCE = "CC0"

FRESH = timedelta(days=1)
FRESH_NAMES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Item:
    """What Wikidata says of one thing, in the first of the languages asked for that it knows."""

    id: str
    label: str | None
    description: str | None
    statements: tuple[Statement, ...]
    titles: Mapping[str, str]  # of its articles, by wiki
    revision: str | None
    retrieved: str | None
    revised: str | None = None  # the day of that revision

    @property
    def source(self) -> Source:
        """Where its statements come from."""
        return Source(
            id=f"wikidata:{self.id}",
            name="Wikidata",
            title=self.label,
            url=f"https://www.wikidata.org/wiki/{self.id}",
            licence=LICENCE,
            revision=self.revision,
            retrieved=self.retrieved,
            revised=self.revised,
        )


@dataclass(frozen=True, slots=True)
class Items:
    """Wikidata, or another Wikibase with its properties."""

    host: Host

    def about(
        self, ids: Collection[str], *, languages: Sequence[str], wikis: Collection[str], budget: Budget
    ) -> tuple[dict[str, Item], Reply]:
        """Up to 50 items by the id that was asked for. Raises: SourceUnavailable."""
        question = {
            "action": "wbgetentities",
            "ids": "|".join(ids),
            "props": "info|labels|descriptions|claims|sitelinks",
            "languages": "|".join(languages),
            "sitefilter": "|".join(sorted(wikis)),
        }
        reply = self.host.ask(question, budget=budget, keep=FRESH)
        entities = mapping(reply.data.get("entities"))
        found = {
            id: item_of(id, mapping(entities[id]), languages, reply.retrieved)
            for id in ids
            if "missing" not in mapping(entities.get(id, {"missing": ""}))
        }
        return found, reply

    def names(self, ids: Collection[str], *, languages: Sequence[str], budget: Budget) -> dict[str, str]:
        """What up to 50 items and properties are called, by id. Raises: SourceUnavailable."""
        question = {
            "action": "wbgetentities",
            "ids": "|".join(ids),
            "props": "labels",
            "languages": "|".join(languages),
        }
        entities = mapping(self.host.ask(question, budget=budget, keep=FRESH_NAMES).data.get("entities"))
        told = {id: _first(mapping(entities.get(id)).get("labels"), languages) for id in ids}
        return {id: name for id, name in told.items() if name}


def item_of(id: str, entity: Mapping[str, object], languages: Sequence[str], retrieved: str | None) -> Item:
    """An item out of its JSON, in the first of the languages that it knows."""
    revision = entity.get("lastrevid")
    return Item(
        id=id,
        label=_first(entity.get("labels"), languages),
        description=_first(entity.get("descriptions"), languages),
        statements=statements_of(entity.get("claims")),
        titles={wiki: text(mapping(link).get("title")) for wiki, link in mapping(entity.get("sitelinks")).items()},
        revision=str(revision) if isinstance(revision, int) else None,
        retrieved=retrieved,
        revised=text(entity.get("modified"))[:10] or None,
    )


def _first(terms: object, languages: Sequence[str]) -> str | None:
    for language in languages:
        if term := clean(text(mapping(mapping(terms).get(language)).get("value")), limit=300):
            return term
    return None
