from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import PackSourceError
from backstory.knowledge.pack.source import EntityLine, GoodLine, read_source
from backstory_packs.importers.bring import bring
from backstory_packs.importers.factbook import factbook
from backstory_packs.importers.kinds import kind_of
from backstory_packs.importers.organisations import organisations, popularity
from backstory_packs.importers.territories import territories
from backstory_packs.importers.wordlists import words_seen
from tests.packs import packages

QUILLAND = {"wikidata": "Q900", "nameEn": "Quilland", "iso1A2": "QL", "iso1A3": "QLD", "groups": ["154"]}
NORTH = {"wikidata": "Q901", "nameEn": "Northern Europe", "m49": "154", "level": "subregion"}


def organisation(tmp_path: Path, **value: Any) -> EntityLine | str:
    """What becomes of one entity of the index: its line, or why it is left out."""
    packages.suggestions(tmp_path, {"Q5": {"label": "Quill", "description": "chain of pen shops", **value}})
    dropped: Counter[str] = Counter()
    found = organisations(tmp_path, dropped)
    return found[0] if found else next(iter(dropped))


def test_the_same_packages_give_the_same_files_and_notices(tmp_path: Path) -> None:
    packages.suggestions(
        tmp_path, {"Q7": {"label": "B", "description": "bank"}, "Q6": {"label": "Ab", "description": "x"}}
    )
    packages.borders(tmp_path, NORTH, QUILLAND)
    packages.chapters(tmp_path, {"ql": packages.chapter("Quilland", ".ql")})
    packages.census(tmp_path)
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        out.mkdir()
        bring(tmp_path, out, out)
    first, second = ({path.name: path.read_bytes() for path in out.iterdir()} for out in outs)
    assert first == second
    assert packages.NOTICE.encode() in first["NOTICE-country-coder.md"]
    lines = list(read_source(outs[0] / "territories.jsonl"))
    assert [line.entity.id for line in lines if isinstance(line, GoodLine)] == ["Q900", "Q901"]


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackSourceError, match=r"rapideditor-country-coder-\*\.tgz"):
        bring(tmp_path, tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"label": ""}, "no label"),
        ({"label": "36.6"}, "without letters"),
        ({"label": "R"}, "one letter"),
        ({"label": "municipality of mer"}, "lower-case words"),
        ({"description": ""}, "no description"),
        ({"description": "Company"}, "says nothing"),
        ({"description": "flag of Luxembourg"}, "no subject"),
        ({"description": "Wikimedia disambiguation page"}, "no subject"),
        ({"description": "use Q98055852 for the other"}, "markup"),
        ({"description": "a " * 60}, "too long"),
    ],
)
def test_what_no_story_speaks_of_is_left_out(tmp_path: Path, value: dict[str, Any], reason: str) -> None:
    said = organisation(tmp_path, **value)
    assert isinstance(said, str)
    assert reason in said


def test_a_long_description_is_cut_at_a_clause(tmp_path: Path) -> None:
    line = organisation(
        tmp_path, description="operator of trams and buses in the old harbour, " + "serving it well " * 4
    )
    assert isinstance(line, EntityLine)
    assert line.description == "operator of trams and buses in the old harbour"


def test_the_form_of_a_company_and_brackets_are_no_part_of_its_short_name(tmp_path: Path) -> None:
    for label, short in (("Quill Inc.", ("Quill",)), ("Quill (pens)", ("Quill",)), ("76 (pens)", ())):
        line = organisation(tmp_path, label=label)
        assert isinstance(line, EntityLine)
        assert line.aliases == short


def test_a_website_is_an_address_or_nothing(tmp_path: Path) -> None:
    line = organisation(tmp_path, officialWebsites=["javascript:alert(1)", "https://quill.example/"])
    assert isinstance(line, EntityLine)
    assert line.website == "https://quill.example/"


@pytest.mark.parametrize(
    ("date", "end"), [("2014-12-31", "2014-12-31"), ("2021-01-01", "2021"), ("2021-06-01", "2021-06")]
)
def test_an_end_is_as_precise_as_wikidata_may_have_meant(tmp_path: Path, date: str, end: str) -> None:
    line = organisation(tmp_path, dissolutions=[{"date": f"{date}T00:00:00.000Z"}])
    assert isinstance(line, EntityLine)
    assert [(fact.property, fact.end) for fact in line.facts] == [("dissolved", end)]


def test_popularity_stays_between_its_bounds() -> None:
    known = {"logos": {"wikidata": "x"}, "identities": dict.fromkeys("abcd", "x")}
    assert popularity("Q66", known) == 0.3
    assert popularity("Q99999999", {}) == 0.05


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Japanese supermarket chain", "company"),
        ("city in Iowa, United States", "place"),
        ("district in Bavaria, Germany", "place"),
        ("school district in Oregon", "organisation"),
        ("state-owned energy corporation", "company"),
        ("government department of Berlin", "organisation"),
        ("chain of hotels in the city of Rome", "company"),
        ("police force of Brazil", "organisation"),
        ("something else", "company"),
    ],
)
def test_a_kind_follows_from_the_noun_of_the_description(description: str, kind: str) -> None:
    assert kind_of(description, is_brand=True) == kind


def test_territories_say_where_they_are_and_have_their_codes(tmp_path: Path) -> None:
    island = {"wikidata": "Q902", "nameEn": "Quill Island", "iso1A2": "QI", "country": "QL", "groups": ["QL"]}
    packages.borders(tmp_path, QUILLAND, NORTH, island)
    found = {line.id: line for line in territories(tmp_path, Counter())}
    assert found["Q900"].description == "country in Northern Europe"
    assert found["Q900"].facts[0].value == "QL, QLD"
    assert found["Q902"].description == "territory of Quilland"


def test_disputed_territories_and_groupings_are_left_to_writers(tmp_path: Path) -> None:
    crimea = {"wikidata": "Q7835", "nameEn": "Crimea", "country": "RU"}
    packages.borders(tmp_path, crimea, {"wikidata": "Q1", "nameEn": "Mainland Quilland", "country": "QL"})
    dropped: Counter[str] = Counter()
    assert territories(tmp_path, dropped) == []
    assert dropped.total() == 2


def brought(tmp_path: Path, code: str = "ql", **heads: str) -> dict[str, str]:
    packages.borders(tmp_path, QUILLAND, NORTH)
    packages.chapters(tmp_path, {code: packages.chapter("Quilland", ".ql", **heads)})
    found = factbook(tmp_path, territories(tmp_path, Counter()), Counter())
    return {fact.property: fact.value for line in found for fact in line.facts}


def test_the_factbook_gives_plain_facts(tmp_path: Path) -> None:
    assert brought(tmp_path) == {
        "capital": "Quillton",
        "population": "about 2.35 million (2025 estimate)",
        "area": "1,234 km²",
        "form of government": "parliamentary republic",
    }


def test_one_who_leads_state_and_government_is_named_once(tmp_path: Path) -> None:
    said = "President Ada QUILL (since 3 May 2024)"
    facts = brought(tmp_path, state=said, government=said)
    assert facts["head of state"] == "Ada Quill"
    assert "head of government" not in facts


def test_an_explanation_is_no_fact(tmp_path: Path) -> None:
    said = packages.chapter("Quilland", ".ql")
    said["Government"]["Capital"]["name"]["text"] = "Quillton (political capital); Penton (seat of government)"
    said["Government"]["Government type"]["text"] = "formerly, a republic"
    said["People and Society"]["Population"]["total"]["text"] = "uninhabited"
    said["Geography"]["Area"]["total "]["text"] = "3 sq km less than"
    packages.borders(tmp_path, QUILLAND, NORTH)
    packages.chapters(tmp_path, {"ql": said})
    dropped: Counter[str] = Counter()
    assert factbook(tmp_path, territories(tmp_path, Counter()), dropped) == []
    assert dropped["fact: more than one capital, or an explanation"] == 1


def test_a_chapter_is_known_by_its_domain_where_its_name_is_not(tmp_path: Path) -> None:
    packages.borders(tmp_path, QUILLAND, NORTH)
    packages.chapters(tmp_path, {"ql": packages.chapter("Republic of Quill Land", ".ql")})
    assert [line.id for line in factbook(tmp_path, territories(tmp_path, Counter()), Counter())] == ["Q900"]


@pytest.mark.parametrize(
    ("people", "rounded"),
    [("68,512,806", "68.5 million"), ("1,407,181,209", "1.41 billion"), ("5,468", "5,470"), ("50", "50")],
)
def test_an_estimate_has_three_figures(tmp_path: Path, people: str, rounded: str) -> None:
    said = packages.chapter("Quilland", ".ql")
    said["People and Society"]["Population"]["total"]["text"] = f"{people} (2025 est.)"
    packages.borders(tmp_path, QUILLAND, NORTH)
    packages.chapters(tmp_path, {"ql": said})
    (line,) = factbook(tmp_path, territories(tmp_path, Counter()), Counter())
    assert {fact.property: fact.value for fact in line.facts}["population"] == f"about {rounded} (2025 estimate)"


def test_a_member_that_is_missing_is_named(tmp_path: Path) -> None:
    packages.npm(tmp_path / "name-suggestion-index-8.0.20260918.tgz", {"other.json": {}})
    with pytest.raises(PackSourceError, match=r"nsi\.json"):
        organisations(tmp_path, Counter())


def test_prose_in_lists_and_tables_gives_words(tmp_path: Path) -> None:
    packages.chapters(tmp_path, {"ql": {"a": ["the target moved", {"b": "a target, the Target"}], "c": "no target's"}})
    entity = EntityLine(id="Q1", label="Quill", description="target the")
    assert words_seen(tmp_path, [entity]) == ["target", "the"]


def test_a_head_whose_term_is_misdated_is_left_out(tmp_path: Path) -> None:
    assert "head of state" not in brought(tmp_path, "ro", state="President Ada QUILL (since 3 May 2024)")


def test_a_chapter_without_a_known_territory_is_left_out(tmp_path: Path) -> None:
    packages.chapters(tmp_path, {"xx": packages.chapter("World", "")})
    dropped: Counter[str] = Counter()
    assert factbook(tmp_path, [], dropped) == []
    assert dropped.total() == 1
