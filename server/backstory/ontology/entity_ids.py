"""Entity ids: a Wikidata item ("Q7747") where one is certain, else wiki language and title ("en:Yevgeny Prigozhin")."""

from __future__ import annotations

import re

_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
# A wiki's language may be longer than two letters: "zh-min-nan", "be-tarask", "simple".
_ARTICLE = re.compile(r"([a-z][a-z0-9-]{1,14}):(\S.{0,254})", re.S)


def is_wikidata_id(text: str) -> bool:
    """Whether a text is the id of a Wikidata item."""
    return _ITEM.fullmatch(text) is not None


def wikidata_id(entity_id: str) -> str | None:
    """The entity's Q-number, where its id is one."""
    return entity_id if is_wikidata_id(entity_id) else None


def article_of(entity_id: str) -> tuple[str, str] | None:
    """Wiki language and title of an id that is made of them: ("en", "Yevgeny Prigozhin")."""
    match = _ARTICLE.fullmatch(entity_id)
    return (match[1], match[2]) if match else None


def language_of(entity_id: str) -> str | None:
    """The language of the wiki that an id names."""
    article = article_of(entity_id)
    return article[0] if article else None


def is_entity_id(text: str) -> bool:
    """Whether a text is the id of an entity."""
    return is_wikidata_id(text) or (article_of(text) is not None and not any(c in text for c in "\r\n"))
