from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.mentions import variants_of


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
        ("Anna Sergeevna Orlova", "Anna Orlova"),
        ("Yevgeniy Prigozhin", "Yevgeny Prigozhin"),
        ("Evgeny Prigozhin", "Yevgeny Prigozhin"),
        ("Aleksandr Orlov", "Alexandr Orlov"),
        ("Dmitri Orlov", "Dmitry Orlov"),
        ("Muhammad Khan", "Mohammed Khan"),
        ("Hossein Amiri", "Hussein Amiri"),
        ("Al Jazeera", "al-Jazeera"),
        ("El Sisi", "al-Sisi"),
        ("José Muñoz", "Jose Munoz"),
        ("Orrin Holdings", "Orrin Holding"),
        ("Zelenskiy", "Zelensky"),
    ],
)
def test_a_name_is_also_asked_for_as_others_spell_it(name: str, other: str) -> None:
    assert other in variants_of(name)


def test_without_the_patronymic_the_name_is_spelled_otherwise_too() -> None:
    assert variants_of("Evgeniy Viktorovich Prigozhin")[:2] == ("Evgeniy Prigozhin", "Yevgeny Prigozhin")


@pytest.mark.parametrize("name", ["Michael B. Jordan", "Sarah Jane Smith", "Petrovich Orlov", "Anna Petrovich"])
def test_no_name_loses_more_than_a_patronymic_between_two_others(name: str) -> None:
    assert all(len(other.split()) == len(name.split()) for other in variants_of(name))


@pytest.mark.parametrize("name", ["Ahmad", "Serg", "Jr", ""])
def test_a_short_lone_word_has_no_other_spelling(name: str) -> None:
    assert variants_of(name) == ()


def test_a_name_that_all_spell_alike_has_no_other_spelling() -> None:
    assert variants_of("Ada Quill") == ()


def test_a_lone_word_is_not_turned_into_its_singular() -> None:
    assert variants_of("Chelseas") == ()


def test_a_short_last_word_keeps_its_s() -> None:
    assert variants_of("Nova Gas") == ()


@given(
    st.text(max_size=40) | st.lists(st.sampled_from("Evgeniy Al Petrovich Muhammad Alexei s Gas".split())).map(" ".join)
)
def test_a_name_is_never_a_variant_of_itself_and_each_stands_once(name: str) -> None:
    found = variants_of(name)
    assert name not in found
    assert len(set(found)) == len(found)
