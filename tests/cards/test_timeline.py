from __future__ import annotations

from dataclasses import replace

import pytest

from backstory.cards.timeline import age, timeline
from backstory.model import Fact, Source

BORN = Fact("date of birth", "1 June 1961", pid="P569", start="1961-06-01", end="1961-06-01")
DIED = Fact("date of death", "23 August 2023", pid="P570", start="2023-08-23", end="2023-08-23")
HEAD = Fact("head of", "Wagner", start="2014", end="2023-08-23")
MUTINY = Fact("significant event", "mutiny", "P793", start="2023-06-23", end="2023-06-24")
CITIZEN = Fact("country of citizenship", "Russia", "P27")
ALL = (BORN, DIED, HEAD, MUTINY, CITIZEN)


def test_on_the_storys_day() -> None:
    seen = timeline(ALL, "2023-01-20", "person")
    assert seen.then == (HEAD,)
    assert seen.since == (MUTINY, DIED, HEAD)
    assert seen.facts == (CITIZEN, BORN)


def test_after_the_end_nothing_holds_and_nothing_is_new() -> None:
    seen = timeline(ALL, "2024-01-01")
    assert seen.then == ()
    assert seen.since == ()
    assert set(seen.facts) == set(ALL)


def test_before_the_beginning_all_is_yet_to_come() -> None:
    assert HEAD in timeline(ALL, "2010-01-01").since


@pytest.mark.parametrize(
    ("start", "end", "day", "where"),
    [
        ("2023", None, "2023-06-01", None),  # begun some time that year: no one knows whether before
        (None, "2023", "2023-06-01", "facts"),
        ("2022", None, "2023-06-01", "then"),
        ("2023-06", "2024", "2023-07-01", "then"),
        (None, "2022", "2023-06-01", "facts"),
        ("2023-06-02", None, "2023-06-01", "since"),
        ("2023-06-01", None, "2023-06-01", "then"),
        (None, "2023-06-01", "2023-06-01", "then"),
        ("2023", "2023", "2023-06-01", None),  # an event of that year: the same
        ("2023-06", None, "2023-06-10", None),
        ("2023", "2023", "2024-01-01", "facts"),
        ("2024", "2024", "2023-06-01", "since"),
    ],
)
def test_precision_of_dates(start: str | None, end: str | None, day: str, where: str | None) -> None:
    fact = Fact("p", "v", start=start, end=end)
    seen = timeline([fact], day)
    found = [name for name in ("then", "since", "facts") if fact in getattr(seen, name)]
    assert where in found if where else not found


def test_what_began_in_the_year_of_the_story_is_told_of_its_own_beginning() -> None:
    founded = Fact("inception", "2023", "P571", start="2023", end="2023")
    assert timeline([founded], "2023-06-01").facts != ()


def test_age_is_as_of_the_story() -> None:
    fact = age(ALL, "2023-01-20")
    assert fact is not None
    assert fact.value == "61"


def test_the_dead_have_no_age() -> None:
    assert age(ALL, "2023-08-23") is None
    assert age([BORN, Fact("date of death", "unknown", pid="P570")], "2023-01-20") is None


def test_a_year_of_birth_gives_two_ages() -> None:
    fact = age([Fact("date of birth", "1961", pid="P569", start="1961", end="1961")], "2023-01-20")
    assert fact is not None
    assert fact.value == "61 or 62"


def test_contradicting_births_give_no_age() -> None:
    other = Fact("date of birth", "1962", pid="P569", start="1962", end="1962")
    assert age([BORN, other], "2023-01-20") is None


SOURCE = Source("pack:test", "Test pack", retrieved="2025-07-31")


def words(*facts: Fact, day: str = "2023-01-20", kind: str | None = "person") -> tuple[list[str | None], ...]:
    seen = timeline(facts, day, kind)
    return tuple([fact.text for fact in part] for part in (seen.then, seen.since, seen.facts))


def test_a_statement_is_said_as_one_could_say_it_on_the_day() -> None:
    assert words(*ALL) == (
        ["Head of Wagner since 2014."],
        ["Mutiny, from 23 to 24 June 2023.", "Died on 23 August 2023.", "Head of Wagner until 23 August 2023."],
        ["Citizen of Russia.", "Born on 1 June 1961."],
    )


def test_of_the_dead_it_is_said_first() -> None:
    assert words(*ALL, day="2024-01-01")[2][0] == "Died on 23 August 2023."


def test_offices_are_said_by_their_name() -> None:
    office = Fact("position held", "Foreign Secretary", "P39", start="2022-09-06", end="2023-11-13")
    assert words(office) == (
        ["Foreign Secretary since 6 September 2022."],
        ["Foreign Secretary until 13 November 2023."],
        [],
    )
    assert words(office, day="2018-03-01")[1] == ["Foreign Secretary from 6 September 2022 to 13 November 2023."]
    assert words(office, day="2024-01-01")[2] == ["Foreign Secretary from 6 September 2022 to 13 November 2023."]


def test_each_kind_has_its_order() -> None:
    facts = (CITIZEN, Fact("occupation", "cook", "P106"), BORN)
    assert words(*facts)[2] == ["Cook.", "Citizen of Russia.", "Born on 1 June 1961."]
    founded = Fact("inception", "1995", "P571", start="1995", end="1995")
    kind = Fact("instance of", "mill", "P31")
    assert words(founded, kind, kind="organisation")[2] == ["Mill.", "Founded in 1995."]


def test_deprecated_statements_are_dropped() -> None:
    assert words(replace(CITIZEN, rank="deprecated")) == ([], [], [])


def test_a_contradiction_is_shown_and_not_settled() -> None:
    other = Fact("date of birth", "2 May 1962", "P569", start="1962-05-02", end="1962-05-02")
    assert set(words(BORN, other)[2]) == {
        "Born on 1 June 1961 (sources differ).",
        "Born on 2 May 1962 (sources differ).",
    }


def test_the_same_date_said_less_exactly_is_no_contradiction() -> None:
    year = Fact("date of birth", "1961", "P569", start="1961", end="1961")
    assert words(BORN, year)[2] == ["Born on 1 June 1961."]
    assert age([BORN, year], "2023-01-20") is not None


def test_an_open_statement_older_than_the_story_says_until_when_it_was_known() -> None:
    office = Fact("position held", "President", "P39", start="2012", source=SOURCE)
    assert words(office, day="2025-07-31")[0] == ["President since 2012."]
    assert words(office, day="2026-11-22")[0] == ["President since 2012 (as of July 2025)."]


def test_a_source_that_does_not_reach_to_the_day_knows_no_age() -> None:
    born = replace(BORN, source=SOURCE)
    assert age([born], "2025-07-01") is not None
    assert age([born], "2026-11-22") is None


def test_of_several_measurements_the_last_before_the_day_is_told() -> None:
    counts = [
        Fact("population", f"{n} million", "P1082", start=year, end=year) for n, year in ((3, "2010"), (4, "2020"))
    ]
    assert words(*counts, kind="place") == ([], [], ["Population in 2020: 4 million."])
    assert words(*counts, day="2015-01-01", kind="place") == ([], [], ["Population in 2010: 3 million."])
    assert words(*counts, day="2005-01-01", kind="place") == ([], [], [])


def test_what_an_event_came_to_is_not_known_before_its_end() -> None:
    war = Fact("took place", "2 March 2022 to 5 May 2023", start="2022-03-02", end="2023-05-05")
    result = Fact("result", "peace")
    assert words(war, result, kind="event") == (
        ["Under way since 2 March 2022."],
        ["Ended on 5 May 2023.", "Result: peace."],
        [],
    )
    assert words(war, result, day="2024-01-01", kind="event")[2] == [
        "Took place from 2 March 2022 to 5 May 2023.",
        "Result: peace.",
    ]


def test_a_place_is_told_with_its_last_head_and_not_the_whole_row() -> None:
    heads = [
        Fact("head of government", name, "P6", start=start, end=end)
        for name, start, end in (
            ("Ash", "2000", "2010"),
            ("Birch", "2010", "2016-07-13"),
            ("Cedar", "2016-07-13", "2019-07-24"),
            ("Dogwood", "2019-07-24", "2022-09-06"),
            ("Elm", "2022-09-06", None),
        )
    ]
    assert words(*heads, day="2018-03-01", kind="place") == (
        ["Head of government since 13 July 2016: Cedar."],
        [
            "Head of government from 24 July 2019 to 6 September 2022: Dogwood.",
            "Head of government since 6 September 2022: Elm.",
        ],
        ["Head of government from 2010 to 13 July 2016: Birch."],
    )


def test_where_there_is_no_room_for_all_the_death_stays() -> None:
    events = [
        Fact("significant event", f"event {n}", "P793", start=f"2024-0{n}", end=f"2024-0{n}") for n in range(1, 9)
    ]
    since = timeline([DIED, *events], "2023-01-20", "person", most=3).since
    assert [fact.text for fact in since] == [
        "Died on 23 August 2023.",
        "Event 7, in July 2024.",
        "Event 8, in August 2024.",
    ]


def test_a_founding_is_said_once() -> None:
    founded = Fact("inception", "1995", "P571", start="1995", end="1995")
    by = Fact("founded by", "Ada", "P112", start="1995", end="1995")
    assert words(founded, by, kind="organisation")[2] == ["Founded by Ada in 1995."]
    assert words(founded, replace(by, start=None, end=None), kind="company")[2] == [
        "Founded by Ada.",
        "Founded in 1995.",
    ]


def test_words_of_another_language_stay_without_ours() -> None:
    office = Fact("fonction", "président", "P39", start="2012-05-07", end="2025-01")
    born = Fact("date de naissance", "7 octobre 1952", "P569", start="1952-10-07", end="1952-10-07")
    seen = timeline([office, born], "2023-01-20", "person", language="fr")
    assert [fact.text for fact in (*seen.then, *seen.since, *seen.facts)] == [
        "fonction: président (2012-05-07 –)",
        "fonction: président (– 2025-01)",
        "date de naissance: 7 octobre 1952 (1952-10-07)",
    ]


def test_no_office_goes_on_after_a_death() -> None:
    office = Fact("position held", "Mayor", "P39", start="2015")
    assert words(office, DIED, day="2023-01-20")[0] == ["Mayor since 2015."]
    assert words(office, DIED, day="2024-01-01") == ([], [], ["Died on 23 August 2023.", "Mayor from 2015."])


def test_an_open_office_beside_a_preferred_one_is_over() -> None:
    old = Fact("position held", "Mayor", "P39", start="2010")
    new = Fact("position held", "President", "P39", start="2015", rank="preferred")
    assert words(old, new) == (["President since 2015."], [], ["Mayor from 2010."])


def test_what_began_later_and_goes_on_is_known_until_its_source_was_made() -> None:
    source = Source("pack:test", "Test pack", retrieved="2025-07-31")
    office = Fact("position held", "President", "P39", start="2025-01-20", source=source)
    ended = replace(office, value="Senator", start="2023-02-01", end="2024-02-01")
    died = Fact("date of death", "1 June 2025", "P570", start="2025-06-01", end="2025-06-01", source=source)
    said = [fact.text for fact in timeline([office, ended, died], "2023-01-20", "person").since]
    assert said == [
        "Senator from 1 February 2023 to 1 February 2024.",
        "President since 20 January 2025 (as of July 2025).",
        "Died on 1 June 2025.",
    ]


def test_what_changes_and_is_undated_is_told_of_the_time_of_its_source_alone() -> None:
    form = Fact("form of government", "transitional republic", "P122", source=replace(SOURCE, retrieved="2026-01"))
    assert words(form, day="2026-11-22", kind="place")[2] == ["Transitional republic."]
    assert words(form, day="2025-05-01", kind="place")[2] == ["Transitional republic."]
    assert words(form, day="2019-11-18", kind="place")[2] == []


def test_a_name_of_later_is_not_told_of_a_day_before_it() -> None:
    owner = Fact("owned by", "Meta Platforms", "P127", start="2012")
    assert timeline([owner], "2017-03-01").then == ()
    assert len(timeline([owner], "2023-03-01").then) == 1
