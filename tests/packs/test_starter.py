from __future__ import annotations

from pathlib import Path

import pytest

from backstory.knowledge.pack import Pack
from backstory.knowledge.pack.check import check
from backstory.knowledge.pack.source import BadLine, EntityLine, GoodLine, read_source
from backstory_packs.starter import check_starter, joined, starter_pack

pytestmark = pytest.mark.whole


def test_the_starter_packs_source_has_no_error() -> None:
    report = check_starter()
    assert report.errors == []
    assert "namesakes" in report.counts
    assert "bulk" in report.counts


def test_the_starter_pack_holds_the_world_of_the_seed_story(starter: Pack) -> None:
    for name in (
        "Wagner Group",
        "Yevgeny Prigozhin",
        "Internet Research Agency",
        "KCNA",
        "Bakhmut",
        "Concord Catering",
    ):
        assert starter.find(name), name


def test_ambiguous_names_have_several_senses(starter: Pack) -> None:
    for name in ("Wagner", "IRA", "Kirby", "Georgia", "Jordan", "Congo", "Amazon", "Hamilton", "Washington"):
        assert len(starter.find(name)) > 1, name


def test_it_is_built_once_and_found_again(tmp_path: Path) -> None:
    first = starter_pack(tmp_path, built="2026-01-01")
    stamp = first.stat().st_mtime_ns
    assert starter_pack(tmp_path, built="2027-01-01") == first
    assert first.stat().st_mtime_ns == stamp


def entity(**values: object) -> GoodLine:
    base = {"id": "Q1", "label": "A", "kind": "place", "description": "town", "summary": "A town."}
    return GoodLine("f", 1, EntityLine.model_validate({**base, **values}))


def test_check_finds_a_link_to_nowhere() -> None:
    assert "no entry for the link Q2" in check([entity(links=["Q2"])]).errors[0]


def test_check_knows_the_ids_it_is_told() -> None:
    assert check([entity(links=["Q2"])], known=["Q2"]).errors == []


def test_bad_lines_and_double_ids_are_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "bulk.jsonl"
    path.write_text("{")
    found = list(joined([entity(), entity()], [path]))
    assert [str(line) for line in found if isinstance(line, BadLine)] == [
        "f:1: Q1 stands at f:1 already",
        next(str(line) for line in read_source(path)),
    ]


def test_check_finds_shares_over_the_whole() -> None:
    first = entity(aliases=[{"text": "Same", "count": 70}])
    second = entity(id="Q2", label="B", aliases=[{"text": "Same", "count": 40}])
    assert any("add up to 110" in error for error in check([first, second]).errors)


def test_check_finds_a_summary_bound_to_its_day() -> None:
    assert any("currently" in error for error in check([entity(summary="It is currently a town.")]).errors)


def test_check_finds_summaries_that_repeat_each_other() -> None:
    long = "A town on the river with a harbour, two mills and a market hall from the age of steam."
    found = check([entity(summary=long), entity(id="Q2", label="B", summary=long.replace("two", "three"))]).errors
    assert any("are alike" in error for error in found)


def test_check_finds_a_long_description() -> None:
    assert any("91 characters" in error for error in check([entity(description="x" * 91)]).errors)


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("It fought COVID-19.", "“COVID” (not before 2020-01)"),
        ("It burnt down in 1999.", "1999"),
        ("It had a king until his fall.", "“until his”"),
        ("It is a transitional state.", "“transitional”"),
    ],
)
def test_check_notes_words_bound_to_a_time_without_a_day(sentence: str, hint: str) -> None:
    notes = check([entity(summary=["A town.", sentence])]).notes
    assert notes == [f"f:1: Q1: the summary says {hint}: “{sentence}”"]
    assert check([entity(summary=["A town.", {"text": sentence, "from": "2020-01"}])]).notes == []


def test_check_notes_descriptions_and_undated_facts_too() -> None:
    known = {"property": "known for", "value": "its former mine"}
    notes = check([entity(description="former town", facts=[known])]).notes
    assert notes == [
        "f:1: Q1: the description says “former”: “former town”",
        "f:1: Q1: an undated fact says “former”: “known for: its former mine”",
    ]


_OFFICE = {
    "property": "position held",
    "pid": "P39",
    "value": "Mayor of Oxley",
    "start": "2004-03-01",
    "end": "2010-03-01",
}
_DEATH = {"property": "date of death", "pid": "P570", "value": "2 May 2012", "start": "2012-05-02", "end": "2012-05-02"}


def test_check_notes_words_grown_together_with_a_year() -> None:
    notes = check([entity(summary=["It burnt in 1911and stood empty."])]).notes
    assert notes == ["f:1: Q1: the summary says “1911and”, two words in one: “It burnt in 1911and stood empty.”"]
    assert check([entity(summary=["A town of the 1920s, built in 1911 and 1912."])]).notes == []


def test_check_notes_an_office_told_as_past_while_it_is_held() -> None:
    def notes(text: str, start: str, **more: object) -> list[str]:
        told = {"text": text, "from": start, **more}
        return check([entity(kind="person", summary=["A lawyer.", told], facts=[_OFFICE])]).notes

    assert "“He then led” from the first day of an office" in notes("He then led Oxley.", "2004-03-01")[0]
    assert notes("He then led Oxley.", "2010-03-01") == []  # once it is over
    assert notes("He leads Oxley.", "2004-03-01", until="2010-03-01") == []


def test_an_office_that_ended_as_the_next_began_may_be_told_as_past() -> None:
    following = {**_OFFICE, "value": "Governor of Oxshire", "start": "2010-03-01", "end": "2015-03-01"}
    told = {"text": "She led Oxley.", "from": "2010-03-01"}
    assert check([entity(kind="person", summary=["A lawyer.", told], facts=[_OFFICE, following])]).notes == []


def test_check_notes_one_who_died_told_as_living() -> None:
    def notes(**days: str) -> list[str]:
        told = {"text": "She is a judge in Oxley.", **days}
        return check([entity(kind="person", summary=["A lawyer.", told], facts=[_DEATH])]).notes

    assert "“She is a” of one who died, and no end" in notes(**{"from": "2004-03"})[0]
    assert notes(**{"from": "2004-03", "until": "2012-05-02"}) == []


def test_a_year_of_before_all_stories_or_of_the_beginning_needs_no_day() -> None:
    began = {"property": "inception", "pid": "P571", "value": "1996", "start": "1996", "end": "1996"}
    assert check([entity(summary="It burnt down in 1911.")]).notes == []
    assert check([entity(summary="It was built in 1996.", facts=[began])]).notes == []


def test_check_notes_a_fact_that_its_source_could_not_know() -> None:
    held = {"property": "took place", "value": "3 May 2026", "start": "2026-05-03", "end": "2026-05-03"}
    line = entity(facts=[held])
    assert check([line], retrieved="2025-07-31").notes == [
        "f:1: Q1: “took place: 3 May 2026” is of 2026-05-03, its source of 2025-07-31"
    ]
    assert check([line], retrieved="2026-05").notes == []
    sourced = held | {"source": {"name": "S", "licence": "CC0", "retrieved": "2026-06-01"}}
    assert check([entity(facts=[sourced])], retrieved="2025-07-31").notes == []
