"""Every kind of source gives the same country; damaged ones say so."""

from __future__ import annotations

import bz2
import json
from pathlib import Path

import pytest

from backstory.errors import PackSourceError
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine
from backstory.knowledge.pack.sources import describe, read_sources
from backstory.knowledge.pack.sources.compressed import head_of
from backstory.knowledge.pack.sources.registry import PackSource, source_of, sources
from tests.conftest import SHARED
from tests.knowledge.pack.sources import quilland

SAMPLES = SHARED / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the real dumps are not here: {SAMPLES}")
# Each kind that others publish, with the function of its name that makes such a file.
KINDS = [
    pytest.param(kind, getattr(quilland, module, None), id=module) for module, kind in sources().items() if not kind.own
]


def entities(*paths: Path) -> dict[str, EntityLine]:
    found = {}
    for line in read_sources(paths):
        assert not isinstance(line, BadLine), line
        found[line.entity.label] = line.entity
    return found


def counts(entity: EntityLine) -> dict[str, float | None]:
    return {alias.text: alias.count for alias in entity.aliases if isinstance(alias, AliasLine)}


def test_each_kind_has_a_file_to_be_tried_with() -> None:
    assert not [name for name, kind in sources().items() if not kind.own and not hasattr(quilland, name)]


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_a_file_is_known_by_what_is_in_it(kind: PackSource, make, tmp_path: Path) -> None:
    path = make(tmp_path / "quill.file")
    assert source_of(path) is kind
    assert [each for each in sources().values() if not each.own and each.fits(path, head_of(path))] == [kind]
    assert source_of(path.rename(tmp_path / "x.bin")) is kind


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_every_kind_makes_a_pack_that_answers(kind: PackSource, make, tmp_path: Path) -> None:
    path = make(tmp_path / "quill.file")
    meta = describe(path) or PackMeta()
    build_pack(read_sources([path]), tmp_path / "quill.pack", meta, built="2026-01-01")
    pack = Pack(tmp_path / "quill.pack")
    senses = pack.find("Ada Parsnip")
    assert [sense.entity.label for sense in senses] == ["Ada Parsnip"]
    assert senses[0].entity.kind == "person"
    assert pack.info().licence in {"CC BY-SA 4.0", "CC0"}
    pack.close()


@pytest.mark.parametrize("make", [quilland.zim, quilland.mediawiki_xml], ids=["zim", "xml"])
def test_an_article_gives_its_lead_dates_names_and_ties(make, tmp_path: Path) -> None:
    found = entities(make(tmp_path / "quill.file"))
    ada = found["Ada Parsnip"]
    assert ada.id == "en:Ada Parsnip"
    assert ada.description == "Quillish politician"
    said = " ".join(each.text for each in ada.summary)
    assert said.startswith("Ada Parsnip (3 March 1961 – 9 May 2019) was a Quillish politician who led the ")
    assert "[1]" not in said
    assert "area" not in said  # a sentence that a template left with a hole
    assert {(fact.pid, fact.start) for fact in ada.facts} == {("P569", "1961-03-03"), ("P570", "2019-05-09")}
    assert counts(ada)["Parsnip"] >= 1  # the text of a link
    assert counts(ada)["A. Parsnip"] == 1  # a redirect
    assert "en:Port Quill" in ada.links
    assert found["Port Quill"].kind == "place"
    assert ada.source is not None
    assert ada.source.licence == "CC BY-SA 4.0"
    assert ada.source.retrieved == "2024-05-01"


def test_a_disambiguation_page_is_no_entity_and_its_links_are_senses(tmp_path: Path) -> None:
    found = entities(quilland.zim(tmp_path / "quill.zim"))
    assert set(found) == {"Ada Parsnip", "Harbour League", "Port Quill", "Parsnip"}
    vegetable = found["Parsnip"]
    assert vegetable.id == "en:Parsnip (vegetable)"
    assert counts(found["Ada Parsnip"])["Parsnip"] > counts(vegetable)["Parsnip"]  # linked to, and not


def test_wikidata_gives_dated_statements_in_words(tmp_path: Path) -> None:
    found = entities(quilland.wikidata_dump(tmp_path / "quill.json"))
    assert set(found) == {"Ada Parsnip"}  # an office without an article and a category are none
    held = next(fact for fact in found["Ada Parsnip"].facts if fact.pid == "P39")
    assert (held.value, held.start, held.end) == ("Mayor of Port Quill", "2010-01-05", "2014-01-05")
    assert "Ada Parsnip the Great" in counts(found["Ada Parsnip"])


def test_sources_are_joined_by_article_and_the_first_wins(tmp_path: Path) -> None:
    found = entities(quilland.zim(tmp_path / "quill.zim"), quilland.wikidata_dump(tmp_path / "quill.json"))
    ada = found["Ada Parsnip"]
    assert ada.id == "Q900"
    assert ada.summary
    assert ada.description == "Quillish politician"
    assert {fact.pid for fact in ada.facts} >= {"P39", "P569", "P570"}
    assert [fact.pid for fact in ada.facts].count("P569") == 1
    assert {fact.source.name for fact in ada.facts if fact.source} == {"Wikidata", "Wikipedia (en)"}
    assert "Q900" in found["Harbour League"].links  # ties follow the id


def test_json_lines_stand_before_an_encyclopedia(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    line = {"id": "Q900", "label": "Ada P.", "wikipedia": "Ada Parsnip", "summary": "Our own words."}
    own.write_text(json.dumps(line) + "\n", encoding="utf-8")
    found = entities(own, quilland.zim(tmp_path / "quill.zim"))
    assert [each.text for each in found["Ada P."].summary] == ["Our own words."]
    assert "Ada Parsnip" in counts(found["Ada P."])


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_the_same_file_gives_the_same_pack(kind: PackSource, make, tmp_path: Path) -> None:
    path = make(tmp_path / "quill.file")
    hashes = {
        build_pack(read_sources([path]), tmp_path / f"{n}.pack", PackMeta(), built="2026-01-01").hash for n in range(2)
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("make", [quilland.mediawiki_xml, quilland.cirrus_search], ids=["xml", "cirrus"])
def test_a_file_that_breaks_off_is_one_clear_error_and_no_pack(make, tmp_path: Path) -> None:
    path = make(tmp_path / "quill.file")
    whole = path.read_bytes()
    path.write_bytes(bz2.decompress(whole)[:-40] if whole.startswith(b"BZh") else whole[:-20])
    with pytest.raises(PackSourceError, match="fetch it anew"):
        build_pack(read_sources([path]), tmp_path / "quill.pack", PackMeta(), built="2026-01-01")
    assert not (tmp_path / "quill.pack").exists()
    assert {each.name for each in tmp_path.iterdir()} == {"quill.file"}


def test_a_zim_file_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    path = quilland.zim(tmp_path / "quill.zim")
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    path.write_bytes(bytes(whole))
    with pytest.raises(PackSourceError, match=r"quill\.zim"):
        list(read_sources([path]))


def test_a_file_of_no_kind_is_named_with_the_kinds_there_are(tmp_path: Path) -> None:
    path = tmp_path / "letter.doc"
    path.write_bytes(b"Dear Sir,")
    with pytest.raises(PackSourceError, match=r"letter\.doc: is none of the sources.*ZIM.*JSON lines"):
        list(read_sources([path]))


def test_a_bad_record_costs_that_record(tmp_path: Path) -> None:
    path = quilland.wikidata_dump(tmp_path / "quill.json")
    rows = path.read_text(encoding="utf-8").splitlines()
    rows.insert(2, '{"type":"item","id":"Q7","sitelinks":{"enwiki":{"title": broken},')
    path.write_text("\n".join(rows), encoding="utf-8")
    lines = list(read_sources([path]))
    assert [str(line) for line in lines if isinstance(line, BadLine)] == [
        next(str(line) for line in lines if isinstance(line, BadLine))
    ]
    assert ":3: is no JSON" in next(str(line) for line in lines if isinstance(line, BadLine))
    assert any(not isinstance(line, BadLine) for line in lines)


def test_a_loop_of_redirects_leads_nowhere_and_ends(tmp_path: Path) -> None:
    path = quilland.mediawiki_xml(tmp_path / "quill.xml.bz2")
    text = bz2.decompress(path.read_bytes()).decode()
    loop = "".join(
        f'<page><title>{one}</title><ns>0</ns><id>1</id><redirect title="{other}" /><revision><text/></revision></page>'
        for one, other in (("Round", "About"), ("About", "Round"))
    )
    path.write_bytes(bz2.compress(text.replace("</mediawiki>", loop + "</mediawiki>").encode()))
    found = entities(path)
    assert not any({"Round", "About"} & counts(entity).keys() for entity in found.values())


@needs_samples
@pytest.mark.parametrize(
    ("name", "label", "description"),
    [
        ("zim/wikipedia_en_ray_charles_2015-06.zim", "Ray Charles", "American singer"),
        ("zim/wikipedia_en_ray_charles_mini_2020-03.zim", "Ray Charles", "American singer"),
        ("wikipedia/enwiki-2016-206-pages.xml.bz2", "Albert Einstein", "German-born theoretical physicist"),
        ("wikidata/dump-100-items-2019.json.bz2", "Lausanne", "capital city of the Swiss Canton of Vaud"),
    ],
)
def test_real_files_give_their_articles(name: str, label: str, description: str) -> None:
    found = {line.entity.id: line.entity for line in read_sources([SAMPLES / name]) if not isinstance(line, BadLine)}
    assert description in {entity.description for entity in found.values() if entity.label == label}


@needs_samples
@pytest.mark.parametrize("path", sorted((SAMPLES / "zim" / "invalid").glob("*.zim")), ids=lambda path: path.stem)
def test_every_corrupt_zim_file_is_one_clear_error(path: Path, tmp_path: Path) -> None:
    with pytest.raises(PackSourceError, match=path.name):
        build_pack(read_sources([path]), tmp_path / "no.pack", PackMeta(), built="2026-01-01")
    assert not list(tmp_path.iterdir())


@needs_samples
def test_the_parts_of_a_split_file_are_read_as_one() -> None:
    whole = entities(SAMPLES / "zim" / "wikibooks_be_all_nopic_2017-02.zim")
    assert entities(SAMPLES / "zim" / "wikibooks_be_split.zimaa") == whole
    assert len(whole) > 50
