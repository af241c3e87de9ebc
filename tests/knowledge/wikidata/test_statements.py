"""Wikidata's JSON -> statements and facts: dates, ranks, qualifiers, and what cannot be told."""

from __future__ import annotations

import pytest

from backstory.knowledge.wikidata import Item, facts_of, kind_of, unnamed
from backstory.knowledge.wikidata.dates import iso_date
from backstory.knowledge.wikidata.facts import website_of
from backstory.knowledge.wikidata.properties import IMPORTANCE, KIND_BY_CLASS, NAMES
from backstory.knowledge.wikidata.reduce import MAX_STATEMENTS, reduce
from backstory.knowledge.wikidata.statements import Statement, statements_of

GREGORIAN, JULIAN = "http://www.wikidata.org/entity/Q1985727", "http://www.wikidata.org/entity/Q1985786"


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, object]:
    value = {"time": text, "precision": precision, "calendarmodel": calendar}
    return {"snaktype": "value", "datavalue": {"type": "time", "value": value}}


def thing(id: str) -> dict[str, object]:
    value = {"entity-type": "item", "id": id}
    return {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": value}}


def words(text: str) -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"type": "string", "value": text}}


def claim(value: dict[str, object], *, rank: str = "normal", **qualifiers: dict[str, object]) -> dict[str, object]:
    return {"mainsnak": value, "rank": rank, "qualifiers": {pid: [snak] for pid, snak in qualifiers.items()}}


def item(statements: tuple[Statement, ...], id: str = "Q1") -> Item:
    return Item(id, "One", None, statements, {}, "7", "2023-01-20")


@pytest.mark.parametrize(
    ("text", "precision", "calendar", "expected"),
    [
        ("+1952-10-07T00:00:00Z", 11, GREGORIAN, "1952-10-07"),
        ("+00000001952-03-11T00:00:00Z", 11, GREGORIAN, "1952-03-11"),  # as answers were until 2015
        ("+1952-10-00T00:00:00Z", 10, GREGORIAN, "1952-10"),
        ("+1952-00-00T00:00:00Z", 9, GREGORIAN, "1952"),
        ("+1950-00-00T00:00:00Z", 8, GREGORIAN, None),  # the fifties
        ("-0044-03-15T00:00:00Z", 11, JULIAN, None),
        ("+1917-10-25T00:00:00Z", 11, JULIAN, "1917-11-07"),
        ("+1582-10-05T00:00:00Z", 11, JULIAN, "1582-10-15"),
        ("+1643-01-04T00:00:00Z", 11, GREGORIAN, "1643-01-04"),
        ("+2023-02-30T00:00:00Z", 11, GREGORIAN, None),
        ("+12023-01-01T00:00:00Z", 9, GREGORIAN, None),
        ("yesterday", 11, GREGORIAN, None),
    ],
)
def test_dates_keep_their_precision_and_change_their_calendar(
    text: str, precision: int, calendar: str, expected: str | None
) -> None:
    assert iso_date({"time": text, "precision": precision, "calendarmodel": calendar}) == expected


def test_a_date_of_no_precision_is_none() -> None:
    assert iso_date({"time": "+1952-10-07T00:00:00Z"}) is None


def test_qualifiers_say_from_when_until_when() -> None:
    (held,) = statements_of({"P39": [claim(thing("Q218295"), P580=time("+2012-05-07T00:00:00Z"))]})
    assert (held.entity, held.start, held.end) == ("Q218295", "2012-05-07", None)
    (over,) = statements_of(
        {"P39": [claim(thing("Q2"), P580=time("+2008-05-08T00:00:00Z"), P582=time("+2012-00-00T00:00:00Z", 9))]}
    )
    assert (over.start, over.end) == ("2008-05-08", "2012")


def test_a_point_in_time_and_a_date_are_events() -> None:
    (counted,) = statements_of({"P1082": [claim(number("+1418000"), P585=time("+2020-01-01T00:00:00Z"))]})
    assert (counted.value, counted.start, counted.end) == ("1,418,000", "2020-01-01", "2020-01-01")
    (born,) = statements_of({"P569": [claim(time("+1952-10-07T00:00:00Z"))]})
    assert (born.start, born.end) == ("1952-10-07", "1952-10-07")


def number(amount: str, unit: str = "1") -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"type": "quantity", "value": {"amount": amount, "unit": unit}}}


def test_an_amount_is_told_with_its_unit_or_not_at_all() -> None:
    told = item(statements_of({"P1082": [claim(number("+2500000", "http://www.wikidata.org/entity/Q4916"))]}))
    assert unnamed([told], {}) == ["Q4916"]
    assert [fact.value for fact in facts_of(told, {"Q4916": "euro"}, language="en")] == ["2,500,000 euro"]
    assert facts_of(told, {}, language="en") == ()


@pytest.mark.parametrize("unit", ["1", "", None, "javascript:alert(1)"])
def test_an_amount_of_no_unit_is_a_number(unit: str) -> None:
    told = item(statements_of({"P1082": [claim(number("+2500000", unit))]}))
    assert unnamed([told], {}) == []
    assert [fact.value for fact in facts_of(told, {}, language="en")] == ["2,500,000"]


def test_deprecated_statements_are_dropped_and_preferred_ones_come_first() -> None:
    told = statements_of(
        {"P39": [claim(thing("Q2")), claim(thing("Q3"), rank="deprecated"), claim(thing("Q4"), rank="preferred")]}
    )
    facts = facts_of(item(told), {"Q2": "Two", "Q3": "Three", "Q4": "Four"}, language="en")
    assert [(fact.value, fact.rank) for fact in facts] == [("Four", "preferred"), ("Two", "normal")]


def test_what_ended_on_an_unknown_day_is_not_told_as_if_it_held() -> None:
    ended = claim(thing("Q2"), P580=time("+2008-05-08T00:00:00Z"), P582={"snaktype": "somevalue"})
    still = claim(thing("Q3"), P580=time("+2008-05-08T00:00:00Z"), P582={"snaktype": "novalue"})
    assert [each.entity for each in statements_of({"P39": [ended, still]})] == ["Q3"]


@pytest.mark.parametrize(
    "snak",
    [
        {"snaktype": "novalue"},
        {"snaktype": "somevalue"},
        {"snaktype": "value"},
        {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": {"id": "javascript:"}}},
        {"snaktype": "value", "datavalue": {"type": "quantity", "value": {"amount": "many"}}},
        {"snaktype": "value", "datavalue": {"type": "quantity", "value": {"amount": "1e999"}}},
        {"snaktype": "value", "datavalue": {"type": "string", "value": "\u202e \x00"}},
        {"snaktype": "value", "datavalue": {"type": "globecoordinate", "value": {"latitude": 91, "longitude": 0}}},
        {"snaktype": "value", "datavalue": {"type": "unheard-of", "value": "x"}},
        {},
    ],
)
def test_what_is_no_value_is_no_statement(snak: dict[str, object]) -> None:
    assert statements_of({"P39": [claim(snak)]}) == ()


@pytest.mark.parametrize("claims", [None, [], {"P39": {}}, {"P39": [None, 3]}, {"P9999999": [claim(words("x"))]}])
def test_odd_shapes_and_other_properties_give_no_statements(claims: object) -> None:
    assert statements_of(claims) == ()


def test_hidden_signs_and_markup_reach_a_fact_as_plain_text() -> None:
    told = statements_of({"P137": [claim(words("<b>x</b>\u202e\x00 y"))]})
    assert [fact.value for fact in facts_of(item(told), {}, language="en")] == ["<b>x</b> y"]


def test_a_value_without_a_name_is_left_out_and_named_as_such() -> None:
    told = item((Statement("P39", None, "Q2"), Statement("P106", None, "Q3")))
    assert unnamed([told], {"Q2": "Two"}) == ["Q3"]
    assert [fact.value for fact in facts_of(told, {"Q2": "Two"}, language="en")] == ["Two"]


def test_the_most_telling_values_of_every_item_are_named_first() -> None:
    first = item(tuple(Statement("P39", None, f"Q1{n}", start=f"20{n}") for n in range(10, 13)), "Q1")
    second = item((Statement("P102", None, "Q20"),), "Q2")
    assert unnamed([first, second], {}) == ["Q112", "Q20", "Q111", "Q110"]


def test_a_fact_carries_property_value_dates_and_source() -> None:
    told = item((Statement("P569", "1952-10-07", date="1952-10-07", start="1952-10-07", end="1952-10-07"),))
    (fact,) = facts_of(told, {}, language="en")
    assert (fact.property, fact.pid, fact.value, fact.start) == (
        "date of birth", "P569", "7 October 1952", "1952-10-07",
    )  # fmt: skip
    assert fact.source is not None
    assert (fact.source.id, fact.source.licence, fact.source.revision) == ("wikidata:Q1", "CC0", "7")
    assert fact.source.url == "https://www.wikidata.org/wiki/Q1"


def test_other_languages_have_their_own_words() -> None:
    told = item((Statement("P569", "1952-10-07", date="1952-10-07"), Statement("P39", None, "Q2")))
    facts = facts_of(told, {"Q2": "Präsident"}, language="de", properties={"P569": "Geburtsdatum"} | {})
    assert [(fact.property, fact.value) for fact in facts] == [
        ("position held", "Präsident"),
        ("Geburtsdatum", "1952-10-07"),
    ]


def test_of_counts_only_the_best_is_told() -> None:
    told = item(
        tuple(Statement("P1082", str(n), start=f"20{n}", end=f"20{n}", preferred=n == 11) for n in range(10, 20))
    )
    assert [fact.value for fact in facts_of(told, {}, language="en")] == ["11"]


def test_a_website_is_an_address_that_still_holds() -> None:
    told = item(
        (
            Statement("P856", "https://old.example", end="2019"),
            Statement("P856", "javascript:alert(1)"),
            Statement("P856", "https://new.example"),
        )
    )
    assert website_of(told) == "https://new.example"
    assert website_of(item(())) is None


def test_a_kind_comes_from_the_classes() -> None:
    assert kind_of(item((Statement("P31", None, "Q99"), Statement("P31", None, "Q5")))) == "person"
    assert kind_of(item((Statement("P31", None, "Q99"),))) is None


def test_every_property_has_a_name_and_a_place() -> None:
    assert len(NAMES) == len(IMPORTANCE)
    assert all(id[0] == "Q" and id[1:].isdecimal() for id in KIND_BY_CLASS)


def test_only_what_cards_tell_is_stored() -> None:
    whole = claim(thing("Q2"), P580=time("+2012-00-00T00:00:00Z", 9), P1545=words("3")) | {
        "references": [{"hash": "x"}],
        "id": "Q1$x",
    }
    data = {"entities": {"Q1": {"id": "Q1", "claims": {"P39": [whole], "P1245": [claim(words("x"))]}, "aliases": {}}}}
    kept = reduce(data)
    (entity,) = kept["entities"].values()
    assert set(entity) == {"id", "claims"}
    assert set(entity["claims"]) == {"P39"}
    (left,) = entity["claims"]["P39"]
    assert set(left) == {"rank", "mainsnak", "qualifiers"}
    assert set(left["qualifiers"]) == {"P580"}
    assert statements_of(entity["claims"]) == statements_of(data["entities"]["Q1"]["claims"])


def test_of_very_many_statements_the_preferred_ones_stay() -> None:
    many = [claim(thing(f"Q{n}")) for n in range(1, 500)] + [claim(thing("Q999"), rank="preferred")]
    kept = reduce({"entities": {"Q1": {"claims": {"P39": many}}}})
    told = statements_of(kept["entities"]["Q1"]["claims"])
    assert len(told) == MAX_STATEMENTS
    assert told[0].entity == "Q999"


@pytest.mark.parametrize(
    "data", [{}, {"entities": None}, {"entities": {"Q1": None}}, {"entities": {"Q1": {"claims": []}}}]
)
def test_odd_answers_are_reduced_to_what_there_is(data: dict[str, object]) -> None:
    assert "entities" in reduce(data)
