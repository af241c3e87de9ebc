from __future__ import annotations

import pytest

from backstory.ontology import article_of, is_entity_id, language_of, wikidata_id


@pytest.mark.parametrize(
    ("entity", "qid"), [("Q42", "Q42"), ("en:Q42", None), ("Q", None), ("Qatar", None), ("Q04", None), ("Q42\n", None)]
)
def test_only_a_wikidata_id_is_a_qid(entity: str, qid: str | None) -> None:
    assert wikidata_id(entity) == qid


@pytest.mark.parametrize(
    ("entity", "article"),
    [
        ("en:Douglas Adams", ("en", "Douglas Adams")),
        ("be-tarask:Менск", ("be-tarask", "Менск")),
        ("en:2001: A Space Odyssey", ("en", "2001: A Space Odyssey")),
        ("Q42", None),
        ("en:", None),
        ("en: x", None),
        ("EN:Ada", None),
    ],
)
def test_an_id_of_an_article_is_its_wikis_language_and_its_title(entity: str, article: tuple[str, str] | None) -> None:
    assert article_of(entity) == article
    assert language_of(entity) == (article[0] if article else None)


def test_what_is_neither_is_no_id() -> None:
    assert [text for text in ("Q1", "fr:Évian", "Ada", "en:A\nB", "") if is_entity_id(text)] == ["Q1", "fr:Évian"]
