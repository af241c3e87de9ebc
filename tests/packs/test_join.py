from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from backstory.knowledge.pack.source import EntityLine
from backstory_packs.importers.compare import added_heads, id_upgrades, possibly_ended
from backstory_packs.joining.join import JoinReport, join, shares_of
from backstory_packs.joining.merge import same_person

FACTBOOK = {"name": "The World Factbook", "licence": "public domain"}
INDEX = {"name": "index", "licence": "CC0-1.0"}


def written(id: str, label: str, **values: object) -> EntityLine:
    base = {"kind": "company", "description": "maker of pens", "summary": "A maker of pens."}
    return EntityLine.model_validate({"id": id, "label": label, **base, **values})


def bulk(id: str, label: str, **values: object) -> EntityLine:
    base = {"kind": "company", "description": "chain of pen shops", "popularity": 0.25, "source": INDEX}
    return EntityLine.model_validate({"id": id, "label": label, **base, **values})


def joined(
    own: Iterable[EntityLine], other: Iterable[EntityLine], report: JoinReport | None = None
) -> dict[str, EntityLine]:
    return {entity.id: entity for entity in join(tuple(own), lambda: tuple(other), report)}


def head(name: str, start: str, end: str | None = None, pid: str = "P35") -> dict[str, object]:
    return {"property": "head of state", "pid": pid, "value": name, "start": start, "end": end}


def state(*facts: object, id: str = "Q900") -> EntityLine:
    return written(id, "Quilland", kind="place", description="country in the north", facts=facts)


def chapter(*facts: object) -> EntityLine:
    return bulk(
        "Q900", "Quilland", kind="place", description="country in Northern Europe", facts=facts, source=FACTBOOK
    )


def test_a_written_entry_of_the_same_id_gets_only_what_it_lacks() -> None:
    own = written("Q1", "Quill", facts=[{"property": "capital", "pid": "P36", "value": "Old Quill"}])
    facts = [
        {"property": "capital", "pid": "P36", "value": "Quillton"},
        {"property": "area", "pid": "P2046", "value": "9 km²"},
    ]
    found = joined([own], [bulk("Q1", "Quill Pens", website="https://quill.example", facts=facts)])
    assert found.keys() == {"Q1"}
    assert found["Q1"].summary == own.summary
    assert found["Q1"].website == "https://quill.example"
    assert [fact.value for fact in found["Q1"].facts] == ["Old Quill", "9 km²"]
    assert [fact.source and fact.source.name for fact in found["Q1"].facts] == [None, "index"]
    assert shares_of(found.values()) == {"quill": 100, "quill pens": 90}


def test_a_full_name_that_others_have_is_not_given_away() -> None:
    found = joined([written("Q1", "Quill")], [bulk("Q1", "Quill Pens"), bulk("Q2", "Quill Pens")])
    assert found["Q1"].aliases == ()


def test_what_is_surely_the_same_is_joined_and_told() -> None:
    report = JoinReport()
    found = joined([written("en:Quill plc", "Quill plc")], [bulk("Q1", "Quill plc")], report)
    assert found.keys() == {"en:Quill plc"}
    assert report.matches.sure == {"en:Quill plc": "Q1"}
    assert id_upgrades(report.matches.sure, [written("en:Quill plc", "Quill plc")]) == [
        "en:Quill plc -> Q1  (maker of pens)"
    ]


@pytest.mark.parametrize(
    "other",
    [
        bulk("Q1", "Quill", description="chain of bakeries"),  # nothing shared but the name
        bulk("Q1", "Quill", kind="place", description="town of pens"),
        bulk("Q1", "Quills"),
    ],
)
def test_a_namesake_is_not_the_same(other: EntityLine) -> None:
    report = JoinReport()
    own = written("en:Quill", "Quill", aliases=[{"text": "Quill", "count": 60}])
    assert joined([own], [other], report).keys() == {"en:Quill", "Q1"}
    assert report.matches.sure == {}


def test_two_that_fit_alike_are_both_doubted() -> None:
    report = JoinReport()
    joined([written("en:Quill", "Quill")], [bulk("Q1", "Quill"), bulk("Q2", "Quill")], report)
    assert report.matches.sure == {}
    assert report.matches.doubtful == {"en:Quill": "Q1"}


def test_one_bulk_entity_is_not_two_written_ones() -> None:
    report = JoinReport()
    own = [written("en:Quill", "Quill"), written("en:Quill (pens)", "Quill")]
    joined(own, [bulk("Q1", "Quill")], report)
    assert report.matches.sure == {}


def test_states_of_one_name_are_one() -> None:
    report = JoinReport()
    joined([state(id="en:Quilland")], [chapter()], report)
    assert report.matches.sure == {"en:Quilland": "Q900"}


def test_of_several_bulk_lines_the_first_says_what_it_is_and_all_give_facts() -> None:
    area = {"property": "area", "pid": "P2046", "value": "9 km²"}
    lines = [bulk("Q1", "Quill Land"), bulk("Q1", "Quill Land", description="else", facts=[area], source=FACTBOOK)]
    found = joined([], lines)
    assert found["Q1"].description == "chain of pen shops"
    assert found["Q1"].facts[0].source is not None
    assert found["Q1"].facts[0].source.name == "The World Factbook"


def test_what_has_no_name_of_its_own_is_left_out() -> None:
    report = JoinReport()
    assert joined([written("Q1", "Nordhavn")], [bulk("Q2", "Nordhavn")], report).keys() == {"Q1"}
    assert report.counts["left out: no name is its own"] == 1


def test_a_head_is_added_where_none_is_named() -> None:
    found = joined([state()], [chapter(head("Ada Quill", "2025-05-01"))])
    assert [fact.value for fact in found["Q900"].facts] == ["Ada Quill"]


def test_a_head_is_added_where_the_written_ones_ended_before() -> None:
    own = state(head("Ben Reed", "2010", "2025-05-01"))
    found = joined([own], [chapter(head("Ada Quill", "2025-05-01"))])
    assert [fact.value for fact in found["Q900"].facts] == ["Ben Reed", "Ada Quill"]


@pytest.mark.parametrize("named", ["Ada Quill", "A. Quill", "Ada Kwill"])
def test_a_head_who_is_named_already_is_not_added(named: str) -> None:
    report = JoinReport()
    own = state(head(named, "2020-05-01"))
    found = joined([own], [chapter(head("Ada Quill", "2025-05-01"))], report)
    assert len(found["Q900"].facts) == 1
    assert possibly_ended([own], report) == []


def test_a_head_who_is_said_to_go_on_beside_a_later_one_is_kept_and_told() -> None:
    report = JoinReport()
    own = state(head("Ben Reed", "2010"))
    found = joined([own], [chapter(head("Ada Quill", "2025-05-01"))], report)
    assert len(found["Q900"].facts) == 2
    assert "Ben Reed since 2010" in possibly_ended([own], report)[0]
    assert list(added_heads([own], report)) == ["Q900: head of state Ada Quill since 2025-05-01"]


def test_a_person_whose_office_another_has_is_told() -> None:
    report = JoinReport()
    office = {"property": "position held", "pid": "P39", "value": "President of Quilland", "start": "2010"}
    own = [state(), written("en:Ben Reed", "Ben Reed", kind="person", facts=[office])]
    joined(own, [chapter(head("Ada Quill", "2025-05-01"))], report)
    assert possibly_ended(own, report)[0].startswith("en:Ben Reed: position held President of Quilland")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("King Abdullah II", "King Abdallah II", True),
        ("Xi Jinping", "Xi Jinping (general secretary)", True),
        ("Andrzej Duda", "Karol Nawrocki", False),
        ("King Charles III", "King Harald V", False),
    ],
)
def test_persons_are_compared_by_their_names_words(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_the_bulk_is_read_twice_and_never_kept_whole() -> None:
    asked: list[int] = []

    def source() -> Iterable[EntityLine]:
        asked.append(1)
        return iter([bulk("Q1", "Nordhavn")])

    reader: Callable[[], Iterable[EntityLine]] = source
    assert [entity.id for entity in join((), reader)] == ["Q1"]
    assert len(asked) == 2
