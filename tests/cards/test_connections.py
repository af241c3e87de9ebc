from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.connections import connect, held, middles, seen_from
from backstory.model import Connection, Entity, Fact, Profile, Source

SOURCE = Source("pack:test", "Test pack")
DAY = "2023-01-20"
LABELS = {"Q1": "Ada Quill", "Q2": "Bear Holding", "Q3": "Courier", "Q4": "Duchy"}
KINDS = {"Q1": "person", "Q2": "organisation", "Q3": "organisation", "Q4": "place"}


def profiles(**facts: tuple[Fact, ...]) -> dict[str, Profile]:
    return {
        id: Profile(Entity(id, label, KINDS[id]), (), SOURCE, facts=facts.get(id, ())) for id, label in LABELS.items()
    }


def fact(
    property: str, value: str, entity: str, start: str | None = None, end: str | None = None, pid: str | None = None
):
    return Fact(property, value, pid, entity, start, end, SOURCE)


def texts(ties: tuple[Connection, ...]) -> list[tuple[str, str | None]]:
    return [(tie.of_label, tie.text) for tie in ties]


def test_a_tie_stated_from_both_sides_stands_once_with_its_dates() -> None:
    ties = connect(
        LABELS,
        profiles(Q1=(fact("founder of", "Bear", "Q2", "1995", "1995"),), Q2=(fact("founded by", "Quill", "Q1"),)),
        DAY,
    )
    assert texts(ties) == [("Ada Quill", "Founded Bear Holding in 1995.")]


def test_the_same_tie_at_another_time_is_another_tie() -> None:
    facts = (fact("head of", "Bear", "Q2", "2001", "2003"), fact("head of", "Bear", "Q2", "2010"))
    assert len(connect(LABELS, profiles(Q1=facts), DAY)) == 2


def test_the_strongest_come_first() -> None:
    facts = (
        fact("headquarters location", "Duchy", "Q4"),
        fact("part of", "Bear", "Q2"),
        fact("owned by", "Ada Quill", "Q1", "1995"),
    )
    assert [tie.property for tie in connect(LABELS, profiles(Q3=facts), DAY)] == [
        "owned by",
        "part of",
        "headquarters location",
    ]


def test_each_card_reads_a_tie_from_its_own_side() -> None:
    ties = connect(LABELS, profiles(Q1=(fact("founder of", "Bear", "Q2", "1995", "1995"),)), DAY)
    (seen,) = seen_from("Q2", ties, DAY)
    assert (seen.to, seen.label, seen.property, seen.text) == (
        "Q1",
        "Ada Quill",
        "founded by",
        "Founded by Ada Quill in 1995.",
    )


def test_an_office_ties_in_its_own_words_and_the_same_headship_is_not_said_twice() -> None:
    office = fact("position held", "Duke of the Duchy", "Q4", "2012-05-07", None, "P39")
    head = fact("head of state", "Ada Quill", "Q1", "2012-05-07", None, "P35")
    ties = connect(LABELS, profiles(Q1=(office,), Q4=(head,)), DAY)
    assert texts(ties) == [("Ada Quill", "Duke of the Duchy since 7 May 2012.")]
    assert seen_from("Q4", ties, DAY)[0].text == "Duke of the Duchy since 7 May 2012: Ada Quill."


def test_an_event_is_told_as_of_the_one_whose_it_is() -> None:
    ties = connect(
        LABELS,
        profiles(Q2=(fact("significant event", "opened a house", "Q4", "2020-02-01", "2020-02-01", "P793"),)),
        DAY,
    )
    assert texts(ties) == [("Bear Holding", "Opened a house (Duchy), on 1 February 2020.")]
    assert seen_from("Q4", ties, DAY)[0].text == "Bear Holding: opened a house (Duchy), on 1 February 2020."


def test_to_be_of_a_country_is_no_tie() -> None:
    assert connect(LABELS, profiles(Q1=(fact("country of citizenship", "Duchy", "Q4"),)), DAY) == ()


def test_geography_is_no_tie_but_what_happened_between_two_places_is() -> None:
    fen = Entity("Q5", "Fen", "place")
    capital = fact("capital", "Duchy", "Q4")
    treaty = fact("significant event", "signed a treaty with the Duchy", "Q4", "2020", "2020", "P793")
    known = profiles() | {"Q5": Profile(fen, (), SOURCE, facts=(capital, treaty))}
    assert texts(connect(LABELS | {"Q5": "Fen"}, known, DAY)) == [("Fen", "Signed a treaty with the Duchy, in 2020.")]


def test_deprecated_statements_tie_nobody() -> None:
    wrong = replace(fact("founder of", "Bear", "Q2"), rank="deprecated")
    assert connect(LABELS, profiles(Q1=(wrong,)), DAY) == ()


def test_an_end_still_to_come_is_not_told() -> None:
    ties = connect(LABELS, profiles(Q1=(fact("head of", "Bear", "Q2", "2014", "2023-08-23"),)), DAY)
    assert ties[0].text == "Head of Bear Holding since 2014."
    assert ties[0].held is True


def test_what_came_later_stands_last_on_a_card() -> None:
    facts = (fact("founder of", "Courier", "Q3", "2024", "2024"), fact("part of", "Bear", "Q2"))
    ties = connect(LABELS, profiles(Q1=facts), DAY)
    assert [tie.label for tie in seen_from("Q1", ties, DAY)] == ["Bear Holding", "Courier"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, None),
        ("2014", "2023-08-23", True),
        ("2014", None, True),
        ("2014", "2020", False),
        ("2024", None, False),
        ("1995", "1995", None),  # it happened; it does not go on
        ("2024", "2024", False),
        ("2023", None, None),  # begun some time that year
    ],
)
def test_whether_a_tie_held_on_the_day(start: str | None, end: str | None, expected: bool | None) -> None:
    assert held(start, end, DAY) is expected


def test_a_tie_older_than_the_story_says_until_when_it_was_known() -> None:
    known = replace(fact("head of", "Bear", "Q2", "2014"), source=replace(SOURCE, retrieved="2025-07-31"))
    (tie,) = connect(LABELS, profiles(Q1=(known,)), "2026-11-22")
    assert (tie.text, tie.held, tie.as_of) == ("Head of Bear Holding since 2014 (as of July 2025).", None, "2025-07-31")
    (now,) = connect(LABELS, profiles(Q1=(known,)), "2025-07-01")
    assert (now.text, now.held, now.as_of) == ("Head of Bear Holding since 2014.", True, None)


def test_no_tie_goes_on_after_a_death() -> None:
    death = Fact("date of death", "2022", "P570", None, "2022", "2022")
    (tie,) = connect(LABELS, profiles(Q1=(fact("head of", "Bear", "Q2", "2014"), death)), DAY)
    assert (tie.text, tie.held) == ("Head of Bear Holding from 2014.", False)
    assert seen_from("Q2", (tie,), DAY)[0].text == "Headed by Ada Quill from 2014."


def test_two_statements_over_a_third_tie_where_the_property_carries() -> None:
    known = profiles(
        Q1=(fact("owner of", "Eel Trust", "Q9", "2001"),),
        Q3=(fact("country", "Fen", "Q8"),),
    )
    third = Profile(Entity("Q9", "Eel Trust"), (), SOURCE, facts=(fact("owner of", "Courier", "Q3", "2005", "2009"),))
    assert middles(known) == {"Q9"}
    (tie,) = connect(LABELS, known, DAY, thirds={"Q9": third})
    assert (tie.of, tie.to, tie.via, tie.start, tie.end, tie.held) == ("Q1", "Q3", "Eel Trust", "2005", "2009", False)
    assert tie.text == "Owner of Courier through Eel Trust from 2005 to 2009."


def test_two_of_one_party_are_tied_over_it_unless_all_are() -> None:
    of_eel = (fact("member of", "Eel Party", "Q9"),)
    (tie,) = connect(LABELS, profiles(Q1=of_eel, Q2=of_eel), DAY)
    assert (tie.of, tie.text) == ("Q1", "Member of the Eel Party, like Bear Holding.")
    assert seen_from("Q2", (tie,), DAY)[0].text == "Member of the Eel Party, like Ada Quill."
    assert connect(LABELS, profiles(Q1=of_eel, Q2=of_eel, Q3=of_eel, Q4=of_eel), DAY) == ()


def test_two_places_are_not_tied_over_a_third() -> None:
    known = profiles(Q4=(fact("member of", "Eel Union", "Q9"),))
    known["Q5"] = Profile(Entity("Q5", "Fen", "place"), (), SOURCE, facts=(fact("member of", "Eel Union", "Q9"),))
    assert connect(LABELS | {"Q5": "Fen"}, known, DAY) == ()


def test_times_that_never_met_tie_nobody() -> None:
    then, later = fact("employer", "Eel", "Q9", "1990", "1995"), fact("employer", "Eel", "Q9", "2001", None)
    assert connect(LABELS, profiles(Q1=(then,), Q2=(later,)), DAY) == ()


def test_a_tie_that_begins_after_the_day_is_marked_as_later() -> None:
    facts = (fact("owner of", "Bear", "Q2", "2023-06"), fact("head of", "Courier", "Q3", "2010", "2024"))
    ties = connect(LABELS, profiles(Q1=facts), DAY)
    assert {tie.to: tie.later for tie in ties} == {"Q2": True, "Q3": False}


def test_an_event_that_both_sides_tell_is_one_tie() -> None:
    ours = fact("significant event", "accused Courier of fraud in its tests", "Q3", "2015-09-18", "2015-09-18", "P793")
    theirs = fact("significant event", "was accused of fraud in tests", "Q2", "2015-09-18", "2015-09-18", "P793")
    other = fact("significant event", "sold the mill", "Q2", "2015-09-18", "2015-09-18", "P793")
    assert len(connect(LABELS, profiles(Q2=(ours,), Q3=(theirs,)), DAY)) == 1
    assert len(connect(LABELS, profiles(Q2=(ours,), Q3=(other,)), DAY)) == 2


def sentences(*facts: Fact, of: str = "Q4") -> list[str]:
    return [tie.sentence.text for tie in connect(LABELS, profiles(**{of: facts}), DAY) if tie.sentence]


def test_a_tie_is_told_in_a_sentence_with_both_names_and_the_verb_of_its_time() -> None:
    assert sentences(fact("founder of", "Bear", "Q2", "1995", "1995"), of="Q1") == [
        "Ada Quill founded Bear Holding in 1995."
    ]
    assert sentences(fact("head of", "Bear", "Q2", "2014", "2023-08-23"), of="Q1") == [
        "Ada Quill has been head of Bear Holding since 2014."
    ]
    assert sentences(fact("head of", "Bear", "Q2", "2014", "2020"), of="Q1") == [
        "Ada Quill was head of Bear Holding from 2014 to 2020."
    ]
    assert sentences(fact("head of", "Bear", "Q2"), of="Q1") == ["Ada Quill: head of Bear Holding."]


def test_who_holds_an_office_is_the_subject_of_its_sentence() -> None:
    assert sentences(fact("head of state", "Quill", "Q1", "2012", None, "P35")) == [
        "Ada Quill has been head of state of Duchy since 2012."
    ]
    assert sentences(fact("head of state", "Quill", "Q1", None, None, "P35")) == ["Ada Quill: head of state of Duchy."]


def test_a_label_is_no_sentence() -> None:
    assert sentences(fact("participant", "Quill", "Q1", pid="P710")) == ["Ada Quill: participant in Duchy."]


def test_the_names_of_both_are_marked_in_the_sentence() -> None:
    (tie,) = connect(LABELS, profiles(Q1=(fact("owner of", "Bear", "Q2", "2001"),)), DAY)
    assert tie.sentence is not None
    assert [(tie.sentence.text[span.start : span.end], span.entity) for span in tie.sentence.spans] == [
        ("Ada Quill", "Q1"),
        ("Bear Holding", "Q2"),
    ]


def test_what_two_share_is_told_without_dates_while_both_hold() -> None:
    ours, theirs = (fact("owned by", "Eel", "Q9", start, None, "P127") for start in ("2012", "2014"))
    (tie,) = connect(LABELS, profiles(Q2=(ours,), Q3=(theirs,)), DAY)
    assert tie.text == "Owned by Eel, like Courier."
