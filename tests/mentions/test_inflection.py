"""Inflected names lead to their base forms; what a language does not do is not tried."""

from __future__ import annotations

import pytest

from backstory.lang import LANGUAGES, language
from backstory.mentions.inflection import base_forms, inflects
from backstory.text.normalise import plain


@pytest.mark.parametrize(
    ("code", "name", "base"),
    [
        ("ru", "Путина", "Путин"),
        ("ru", "Москве", "Москва"),
        ("ru", "Александром Лукашенко", "Александр Лукашенко"),
        ("ru", "Дмитрия Пескова", "Дмитрий Песков"),
        ("ru", "Ангелы Меркель", "Ангела Меркель"),
        ("ru", "Палате представителей США", "Палата представителей США"),
        ("ru", "Верховном суде США", "Верховный суд США"),
        ("ru", "Министерстве обороны России", "Министерство обороны России"),
        ("pl", "Sądzie Najwyższym USA", "Sąd Najwyższy USA"),
        ("uk", "Києві", "Київ"),
        ("uk", "Володимира Зеленського", "Володимир Зеленський"),
        ("pl", "Kijowie", "Kijów"),
        ("pl", "Andrzeja Dudy", "Andrzej Duda"),
        ("pl", "Stanów Zjednoczonych", "Stany Zjednoczone"),
        ("pl", "Polsce", "Polska"),
        ("cs", "Spojených států", "Spojené státy"),
        ("cs", "Petrem Fialou", "Petr Fiala"),
        ("de", "Putins", "Putin"),
        ("de", "Auswärtige Amt", "Auswärtiges Amt"),
        ("de", "Europäischen Rat", "Europäischer Rat"),
        ("de", "Europäischen Gerichtshofs für Menschenrechte", "Europäischer Gerichtshof für Menschenrechte"),
        ("tr", "Moskova'da", "Moskova"),
        ("tr", "Erdoğan’la", "Erdoğan"),
        ("ar", "والولايات المتحدة", "الولايات المتحدة"),
        ("ko", "모스크바에서", "모스크바"),
    ],
)
def test_a_name_leads_to_its_base_form(code: str, name: str, base: str) -> None:
    assert plain(base).casefold() in base_forms(name, code)


def test_an_acronym_does_not_change() -> None:
    assert base_forms("США", "ru") == ()


@pytest.mark.parametrize(("code", "name"), [("en", "Putins"), ("zh", "普京"), ("ru", ""), ("de", "a b c d e f")])
def test_what_does_not_change_has_no_other_form(code: str, name: str) -> None:
    assert base_forms(name, code) == ()


@pytest.mark.parametrize("code", [code for code in LANGUAGES if inflects(code)])
def test_forms_are_bounded_and_never_the_name_itself(code: str) -> None:
    endings = [*language(code).table("inflection", "endings"), "x"]
    name = " ".join("Abcd" + ending for ending in endings[:5])
    found = base_forms(name, code)
    assert len(found) <= 80
    assert name.casefold() not in found
