from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.knowledge.pack.source import KINDS
from backstory.linking.semantic_types import SEMANTIC_TYPES, semantic_type_of


@pytest.mark.parametrize(
    ("label", "kind", "description", "type"),
    [
        ("Ada Quill", "person", "poet", "person"),
        ("Essex", "place", "county of England", "place"),
        ("France", "place", "country in Europe", "country"),
        ("Georgia", "place", "republic in the Caucasus", "country"),
        ("Kurds", "people", None, "people"),
        ("Kurds", None, "ethnic group of western Asia", "people"),
        ("Welsh", None, "Celtic language of Wales", "language"),
        ("Quill", "company", "maker of pens", "organisation"),
        ("Red Cross", "organisation", "humanitarian body", "organisation"),
        ("Dune", "work", "novel", "work"),
        ("Bounty", "product", "chocolate bar", "product"),
        ("Battle of Ypres", "event", "battle", "event"),
    ],
)
def test_what_is_known_of_a_sense_gives_its_type(label: str, kind: str | None, description: str, type: str) -> None:
    assert semantic_type_of(label, kind, description) == type


@pytest.mark.parametrize(
    ("label", "type"),
    [
        ("Ada Quill", "person"),  # a given name first
        ("Zorb Quillish Vantor", "namelike"),
        ("Quill", "lone"),
        ("Romans", "people"),
        ("Welsh language", "language"),
        ("Essex County", "place"),
        ("Lake Superior", "place"),
        ("Orrin Holdings", "organisation"),
        ("University of Orrin", "organisation"),
        ("troll farm", "concept"),
        ("The Lord of the Rings", "other"),
        ("1966 Grand National", "dated"),
        ("Liga 2017–18 season", "dated"),
    ],
)
def test_of_what_nothing_is_known_the_label_gives_the_type(label: str, type: str) -> None:
    assert semantic_type_of(label, None, None) == type


@pytest.mark.parametrize(
    ("label", "kind", "description"),
    [
        ("Chelsea F.C.", "organisation", "football club in London"),
        ("Essex County Cricket Club", None, None),
        ("Brazil national football team", None, None),
        ("Bolton Wanderers", None, None),
        ("Essex", "organisation", "English cricket club"),
        ("France", "place", "national rugby team"),  # even where the kind says otherwise
    ],
)
def test_a_side_is_a_team_whatever_its_kind(label: str, kind: str | None, description: str | None) -> None:
    assert semantic_type_of(label, kind, description) == "team"


def test_an_edition_of_a_contest_is_told_from_the_contest() -> None:
    assert semantic_type_of("2018 Winter Olympics", "event", "games in Korea") == "dated"
    assert semantic_type_of("Winter Olympics", "event", "games every four years") == "event"


def test_a_number_that_is_no_year_dates_nothing() -> None:
    assert semantic_type_of("Boeing 7478", "product", "aircraft") == "product"


@given(
    st.text(max_size=40).map("a{}".format) | st.text(max_size=40).map("A{}".format),
    st.sampled_from([None, *KINDS]),
    st.none() | st.text(max_size=40),
)
def test_whatever_a_pack_says_has_a_type(label: str, kind: str | None, description: str | None) -> None:
    assert semantic_type_of(label, kind, description) in SEMANTIC_TYPES
