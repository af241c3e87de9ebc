from __future__ import annotations

import pytest

from backstory.formats.article_uris import addresses_of, wikipedia


@pytest.mark.parametrize(
    ("entity", "article", "addresses"),
    [
        ("Q7747", None, ("http://www.wikidata.org/entity/Q7747",)),
        (
            "Q7747",
            ("en", "Vladimir Putin"),
            ("http://dbpedia.org/resource/Vladimir_Putin", "http://www.wikidata.org/entity/Q7747"),
        ),
        ("en:John Kirby (admiral)", None, ("http://dbpedia.org/resource/John_Kirby_(admiral)",)),
        ("fr:Évian", None, ("http://fr.dbpedia.org/resource/%C3%89vian",)),
        ("nsi:12", None, ("http://nsi.dbpedia.org/resource/12",)),
        ("nothing", None, ()),
    ],
)
def test_an_entity_as_addresses(entity: str, article: tuple[str, str] | None, addresses: tuple[str, ...]) -> None:
    assert addresses_of(entity, article) == addresses


def test_an_article_has_its_address() -> None:
    assert wikipedia("de", "Straße der 17. Juni?") == "https://de.wikipedia.org/wiki/Stra%C3%9Fe_der_17._Juni%3F"
