from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.source import EntityLine
from backstory_packs.importers.legislators import legislators
from backstory_packs.joining.join import JoinReport, join

TERM = {"type": "rep", "state": "OH", "district": 4, "party": "Republican"}


def term(start: str, end: str, **values: Any) -> dict[str, Any]:
    return {**TERM, "start": start, "end": end, **values}


def brought(tmp_path: Path, *terms: dict[str, Any], **values: Any) -> EntityLine:
    one = {"wikidata": "Q5", "wikipedia": "Ada Quill", "name": "Adelaide Quill", "first": "Adelaide", "last": "Quill"}
    one |= {"nickname": None, "born": "1960-05-25", "leadership": None, "terms": list(terms), **values}
    (tmp_path / "us-legislators-executive-2026-06.jsonl").write_text(json.dumps(one), encoding="utf-8")
    found = legislators(tmp_path, Counter())
    assert found is not None
    return found[0]


def offices(entity: EntityLine) -> list[tuple[str, str | None, str | None]]:
    return [(fact.value, fact.start, fact.end) for fact in entity.facts if fact.pid == "P39"]


def test_terms_of_one_seat_are_one_office_that_goes_on(tmp_path: Path) -> None:
    line = brought(tmp_path, term("2023-01-03", "2025-01-03"), term("2025-01-03", "2027-01-03"))
    assert offices(line) == [("member of the House of Representatives for Ohio", "2023-01-03", None)]


def test_a_break_and_another_house_begin_a_new_office(tmp_path: Path) -> None:
    senate = term("2013-01-03", "2019-01-03", type="sen")
    line = brought(tmp_path, term("2001-01-03", "2003-01-03"), term("2007-01-04", "2009-01-03"), senate)
    assert [start for _, start, _ in offices(line)] == ["2001-01-03", "2007-01-04", "2013-01-03"]
    assert offices(line)[-1] == ("senator for Ohio", "2013-01-03", "2019-01-03")


def test_the_seat_is_told_from_its_first_day(tmp_path: Path) -> None:
    line = brought(tmp_path, term("2023-01-03", "2025-01-03"))
    assert [(each.text, each.told_from) for each in line.descriptions] == [
        ("American politician, Republican representative for Ohio", "2023-01-03"),
        ("American politician of the Republican Party", "2022-01-03"),
    ]


def test_a_party_is_told_from_the_year_of_the_candidacy(tmp_path: Path) -> None:
    line = brought(tmp_path, term("2023-01-03", "2025-01-03"))
    assert [fact.told_from for fact in line.facts if fact.pid == "P102"] == ["2022-01-03"]


def test_a_party_joined_later_is_told_from_the_first_term_in_it(tmp_path: Path) -> None:
    line = brought(tmp_path, term("2015-01-06", "2017-01-03", party="Democrat"), term("2017-01-03", "2027-01-03"))
    assert [fact.told_from for fact in line.facts if fact.pid == "P102"] == ["2017-01-03"]


def test_names_are_those_of_the_article_and_of_the_file(tmp_path: Path) -> None:
    line = brought(tmp_path, term("2023-01-03", "2027-01-03"), nickname="Addy", wikipedia="Ada Quill (politician)")
    assert (line.label, line.aliases) == ("Ada Quill", ("Adelaide Quill", "Addy Quill"))


def test_without_an_id_or_a_file_nothing_is_brought(tmp_path: Path) -> None:
    assert legislators(tmp_path, Counter()) is None
    dropped: Counter[str] = Counter()
    brought_one = {"wikidata": None}
    (tmp_path / "us-legislators-executive-2026-06.jsonl").write_text(json.dumps(brought_one), encoding="utf-8")
    assert legislators(tmp_path, dropped) == []
    assert dropped == {"no Wikidata id": 1}


def test_a_person_is_the_written_one_of_the_same_article_and_of_no_other(tmp_path: Path) -> None:
    bulk = brought(tmp_path, term("2023-01-03", "2027-01-03"))
    base = {"kind": "person", "label": "Ada Quill", "description": "poet", "summary": "A poet."}
    same = EntityLine.model_validate(base | {"id": "en:Ada Quill"})
    other = EntityLine.model_validate(base | {"id": "en:Ada Quill (poet)"})
    for written, expected in ((same, {"en:Ada Quill": "Q5"}), (other, {})):
        report = JoinReport()
        list(join([written], lambda: [bulk], report))
        assert report.matches.sure == expected
