"""Entities as web addresses: Wikidata's, Wikipedia's and DBpedia's."""

from __future__ import annotations

from urllib.parse import quote

from backstory.ontology import article_of, wikidata_id

_SAFE = "/:(),'!*@;&=+$~"  # what Wikipedia and DBpedia leave as it is


def wikidata(entity_id: str) -> str | None:
    """The address that stands for a Wikidata item itself. Source: https://www.wikidata.org/wiki/Wikidata:Data_access"""
    return f"http://www.wikidata.org/entity/{entity_id}" if wikidata_id(entity_id) else None


def wikipedia(language: str, title: str) -> str:
    """The address of an article."""
    return f"https://{language}.wikipedia.org/wiki/{_path(title)}"


def dbpedia(language: str, title: str) -> str:
    """The DBpedia resource of an article. Source: https://www.dbpedia.org/resources/linked-data/"""
    chapter = "" if language == "en" else f"{language}."
    return f"http://{chapter}dbpedia.org/resource/{_path(title)}"


def addresses_of(entity_id: str, article: tuple[str, str] | None = None) -> tuple[str, ...]:
    """All addresses that stand for an entity, DBpedia's first; `article`: wiki language and title, where known."""
    named = article or article_of(entity_id)
    found = (dbpedia(*named) if named else None, wikidata(entity_id))
    return tuple(address for address in found if address)


def _path(title: str) -> str:
    return quote(title.replace(" ", "_"), safe=_SAFE)
