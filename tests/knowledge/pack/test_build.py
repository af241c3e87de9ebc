from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backstory.errors import PackError, PackSourceError
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import BadLine, GoodLine, read_source
from backstory.model import DatedText

LINES: list[object] = [
    {
        "id": "Q1",
        "label": "Ada Quill",
        "kind": "person",
        "description": "poet",
        "aliases": [{"text": "Quill", "count": 30}],
    },
    {
        "id": "Q2",
        "label": "Quill",
        "kind": "company",
        "description": "maker of pens",
        "links": ["Q1"],
        "aliases": [{"text": "Quill", "count": 60}, "Quill Pens"],
    },
]


def source(tmp_path: Path, lines: list[object]) -> Path:
    path = tmp_path / "source.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Callable[..., Pack]]:
    """Build and open a pack of some lines; closed after the test."""
    packs: list[Pack] = []

    def build(lines: list[object], **meta: object) -> Pack:
        out = tmp_path / "test.pack"
        build_pack(read_source(source(tmp_path, lines)), out, PackMeta(name="test", **meta), built="2026-01-01")  # type: ignore[arg-type]
        packs.append(Pack(out))
        return packs[-1]

    yield build
    for pack in packs:
        pack.close()


def test_a_name_gives_all_its_senses_most_common_first(built: Callable[..., Pack]) -> None:
    found = built(LINES).find("Quill")
    assert [(c.entity.id, round(c.prior, 2)) for c in found] == [("Q2", 0.67), ("Q1", 0.33)]


def test_shares_leave_room_for_senses_nobody_wrote_down(built: Callable[..., Pack]) -> None:
    found = built(LINES, share_of=100).find("Quill")
    assert [round(c.prior, 2) for c in found] == [0.6, 0.3]


def test_a_surname_is_only_a_part_of_a_persons_name(built: Callable[..., Pack]) -> None:
    by_id = {c.entity.id: c.exact for c in built(LINES).find("Quill")}
    assert by_id == {"Q1": False, "Q2": True}


def test_an_ordinary_name_is_found_in_capitals(built: Callable[..., Pack]) -> None:
    assert [c.entity.id for c in built(LINES).find("ADA QUILL")] == ["Q1"]


def test_unknown_names_are_left_out(built: Callable[..., Pack]) -> None:
    assert built(LINES).candidates(["Nobody", "Quill Pens"]).found.keys() == {"Quill Pens"}


def test_popularity_beyond_one_is_scaled(built: Callable[..., Pack]) -> None:
    lines = [{"id": "Q1", "label": "A", "popularity": 100}, {"id": "Q2", "label": "B", "popularity": 1}]
    pack = built(lines)
    assert pack.find("A")[0].entity.popularity == 1
    assert 0 < pack.find("B")[0].entity.popularity < 0.2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "no JSON"),
        ('{"id": "Q1"}', "label"),
        ('{"id": "X1", "label": "a"}', "neither a Wikidata id"),
        ('{"id": "Q1", "label": "a", "colour": "red"}', "colour"),
        (
            '{"id": "Q1", "label": "a", "facts": [{"property": "p", "value": "v", "start": "2020", "end": "2019"}]}',
            "before",
        ),
        ('{"id": "Q1", "label": "a", "facts": [{"property": "p", "value": "v", "start": "May 2020"}]}', "no date"),
        ('{"id": "Q1", "label": "a", "kind": "cat"}', "kind"),
        ('{"id": "Q1", "label": " \u200b"}', "no visible character"),
        ("[1]", "the line"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_is_named_with_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    path = source(tmp_path, [{"id": "Q9", "label": "good"}, line])
    good, bad = read_source(path)
    assert isinstance(good, GoodLine)
    assert isinstance(bad, BadLine)
    assert str(bad).startswith(f"{path}:2: ")
    assert reason in str(bad)


def test_the_rest_is_built_around_bad_lines_and_double_ids(tmp_path: Path) -> None:
    path = source(tmp_path, [LINES[0], "{", LINES[0], LINES[1]])
    report = build_pack(read_source(path), tmp_path / "p.pack", PackMeta(), built="2026-01-01")
    assert report.entities == 2
    assert [bad.line for bad in report.bad] == [2, 3]
    assert "stands at" in report.bad[1].reason


def test_nothing_usable_makes_no_file_and_keeps_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "p.pack"
    out.write_text("old")
    with pytest.raises(PackSourceError, match="no usable line"):
        build_pack(read_source(source(tmp_path, ["{"])), out, PackMeta(), built="2026-01-01")
    assert out.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p.pack", "source.jsonl"]


def test_the_hash_follows_from_the_content_alone(tmp_path: Path) -> None:
    path = source(tmp_path, LINES)
    first = build_pack(read_source(path), tmp_path / "a.pack", PackMeta(), built="2026-01-01")
    second = build_pack(read_source(path), tmp_path / "b.pack", PackMeta(), built="2026-02-02")
    other = build_pack(read_source(source(tmp_path, LINES[:1])), tmp_path / "c.pack", PackMeta(), built="2026-01-01")
    assert first.hash == second.hash != other.hash


def test_a_missing_file_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="backstory pack build"):
        Pack(tmp_path / "none.pack")


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_pack_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.pack"
    path.write_bytes(content)
    with pytest.raises(PackError, match=r"not a Backstory pack|pack format"):
        Pack(path)


def test_a_pack_answers_several_threads(built: Callable[..., Pack]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    pack = built(LINES)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: pack.find("Quill")[0].entity.id, range(200)))
    assert set(answers) == {"Q2"}


def test_a_closed_pack_says_so(built: Callable[..., Pack]) -> None:
    pack = built(LINES)
    pack.close()
    with pytest.raises(PackError, match="closed"):
        pack.find("Quill")


def test_profiles_carry_facts_with_their_source(built: Callable[..., Pack]) -> None:
    fact = {"property": "position held", "pid": "P39", "value": "poet laureate", "start": "2020", "end": None}
    pack = built([{**dict(LINES[0]), "facts": [fact], "summary": "A poet."}], licence="CC0-1.0")
    profile = pack.profiles(["Q1", "Q404"]).found["Q1"]
    assert profile.summary == (DatedText("A poet."),)
    assert profile.facts[0].source is not None
    assert profile.facts[0].source.licence == "CC0-1.0"


def test_more_names_than_one_statement_takes_are_all_answered(built: Callable[..., Pack]) -> None:
    lines: list[object] = [{"id": f"Q{n}", "label": f"Name {n}"} for n in range(1, 2_501)]
    found = built(lines).candidates([f"Name {n}" for n in range(1, 2_501)]).found
    assert len(found) == 2_500


def test_a_fact_may_have_a_source_of_its_own(built: Callable[..., Pack]) -> None:
    own = {"name": "Census", "licence": "public domain", "retrieved": "2026-01"}
    facts = [{"property": "area", "value": "9"}, {"property": "population", "value": "8", "source": own}]
    profile = built([{**dict(LINES[0]), "facts": facts}], licence="CC0-1.0").profiles(["Q1"]).found["Q1"]
    assert [fact.source and fact.source.licence for fact in profile.facts] == ["CC0-1.0", "public domain"]


def test_very_many_sources_stand_with_their_entities(built: Callable[..., Pack]) -> None:
    lines = [{"id": f"Q{n}", "label": f"Name {n}", "source": {"name": f"source {n}"}} for n in range(1, 301)]
    pack = built(lines)
    found = pack.profiles(["Q1", "Q300"]).found
    assert [found[id].source.name for id in ("Q1", "Q300")] == ["source 1", "source 300"]
    assert len(json.loads(pack.manifest["sources"])) == 250


def senses_of_quill(*others: dict[str, object], count: float = 10) -> list[object]:
    """An entity that is called Quill, and others that are called so as well."""
    alias = {"text": "Quill", "count": count}
    first = {"id": "Q1", "label": "Ada Quill", "aliases": [alias]}
    return [first, *({"aliases": [{"text": "Quill", "count": 30}], **other} for other in others)]


def test_what_has_no_label_takes_its_share_of_a_name_and_is_no_sense_of_it(built: Callable[..., Pack]) -> None:
    found = built(senses_of_quill({"id": "Q2", "label": "Q2"})).find("Quill")
    assert [(c.entity.id, c.prior) for c in found] == [("Q1", 0.25)]


def test_a_name_of_what_has_no_label_alone_is_unknown(built: Callable[..., Pack]) -> None:
    pack = built([{"id": "Q2", "label": "Q2", "aliases": ["Quill"]}, LINES[0]])
    assert pack.candidates(["Quill Pens", "Q2"]).found == {}
    assert [c.entity.id for c in pack.find("Quill")] == ["Q1"]


def test_what_has_no_label_is_counted(tmp_path: Path) -> None:
    path = source(tmp_path, senses_of_quill({"id": "Q2", "label": "Q2"}, {"id": "Q3", "label": "Quill"}))
    assert build_pack(read_source(path), tmp_path / "p.pack", PackMeta(), built="2026-01-01").nameless == 1


def test_an_entity_says_how_many_names_it_goes_by(built: Callable[..., Pack]) -> None:
    aliases = ["Quill", "quill", "The Quill", "A. Quill", {"text": "Nib", "count": 0}]
    lines = [{"id": "Q1", "label": "Ada Quill", "aliases": aliases}, {"id": "Q2", "label": "Nib"}]
    pack = built(lines)
    assert pack.find("Ada Quill")[0].entity.forms == 3  # spellings of one form are one; what is never said is none
    assert pack.find("Nib")[0].entity.forms == 1


def test_the_same_form_gives_the_very_same_candidates(built: Callable[..., Pack]) -> None:
    pack = built(LINES)
    first = pack.find("Quill")
    again = pack.candidates(["the Quill", "QUILLS", "Quill’s", "Ada Quill"]).found
    assert again["the Quill"] is first
    assert again["Quill’s"] is first
    assert again["Ada Quill"] is not first
    assert pack.profiles(["Q1"]).found["Q1"].entity is first[1].entity


def test_a_name_in_capitals_has_the_senses_of_the_acronym_where_there_is_one(built: Callable[..., Pack]) -> None:
    lines = [{"id": "Q1", "label": "WHO"}, {"id": "Q2", "label": "who"}, {"id": "Q3", "label": "Kyiv"}]
    pack = built(lines)
    found = {name: [c.entity.id for c in own] for name, own in pack.candidates(["WHO", "Who", "KYIV"]).found.items()}
    assert found == {"WHO": ["Q1"], "Who": ["Q2"], "KYIV": ["Q3"]}


def test_only_the_most_common_senses_of_a_name_are_given(built: Callable[..., Pack]) -> None:
    lines = [{"id": f"Q{n}", "label": f"Quill {n}", "aliases": [{"text": "Quill", "count": n}]} for n in range(1, 31)]
    found = built(lines).find("Quill")
    assert [c.entity.id for c in found] == [f"Q{n}" for n in range(30, 10, -1)]
    assert found[0].prior == pytest.approx(30 / sum(range(1, 31)))  # the rest keep their share


def test_senses_without_a_label_take_no_place_among_the_most_common(built: Callable[..., Pack]) -> None:
    nameless = [{"id": f"Q{n}", "label": f"Q{n}"} for n in range(2, 40)]
    assert [c.entity.id for c in built(senses_of_quill(*nameless)).find("Quill")] == ["Q1"]


def test_names_asked_for_after_many_others_are_answered_as_before(
    built: Callable[..., Pack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstory.knowledge.pack.reader._NAMES_KEPT", 2)
    pack = built(LINES)
    first = pack.find("Quill")
    for name in ("Nobody", "Quill Pens", "Ada Quill"):
        pack.find(name)
    assert pack.candidates(["Quill", "Nobody", "Ada Quill"]).found.keys() == {"Quill", "Ada Quill"}
    assert pack.find("Quill") == first


def test_prose_and_undated_facts_keep_their_days(built: Callable[..., Pack]) -> None:
    line = {
        "id": "Q1",
        "label": "Ada Quill",
        "description": [{"text": "poet", "until": "2001-05-04"}, {"text": "minister", "from": "2001-05-04"}],
        "summary": ["A poet.", {"text": "She became a minister.", "from": "2001-05-04", "until": "2004"}],
        "facts": [{"property": "known for", "value": "a reform", "from": "2002"}],
    }
    profile = built([line]).profiles({"Q1"}).found["Q1"]
    assert profile.entity.description == "minister"
    assert profile.descriptions == (DatedText("poet", None, "2001-05-04"), DatedText("minister", "2001-05-04"))
    assert profile.summary == (DatedText("A poet."), DatedText("She became a minister.", "2001-05-04", "2004"))
    assert [(fact.told_from, fact.told_until) for fact in profile.facts] == [("2002", None)]


def test_what_it_was_called_until_a_day_is_kept_and_found(built: Callable[..., Pack]) -> None:
    line = {"id": "Q1", "label": "Borland", "earlier_labels": [{"text": "Old Borland", "until": "2001-05-04"}]}
    pack = built([line])
    assert pack.profiles({"Q1"}).found["Q1"].earlier_labels == (DatedText("Old Borland", None, "2001-05-04"),)
    assert [each.entity.id for each in pack.find("Old Borland")] == ["Q1"]


def test_a_plain_text_is_prose_without_days(built: Callable[..., Pack]) -> None:
    line = {"id": "Q1", "label": "Ada Quill", "description": "poet", "summary": "A poet. She sang."}
    profile = built([line]).profiles({"Q1"}).found["Q1"]
    assert (profile.descriptions, profile.summary) == ((), (DatedText("A poet. She sang."),))


@pytest.mark.parametrize(
    "wrong",
    [
        {"summary": [{"text": "A poet.", "from": "2004", "until": "2004-05"}]},
        {"facts": [{"property": "known for", "value": "x", "start": "2001", "from": "2002"}]},
        {"summary": [{"text": "A poet.", "since": "2004"}]},
        {"earlier_labels": ["Ada Ink"]},
    ],
)
def test_days_that_cannot_be_are_bad_lines(tmp_path: Path, wrong: dict[str, object]) -> None:
    (line,) = read_source(source(tmp_path, [{"id": "Q1", "label": "Ada Quill", **wrong}]))
    assert isinstance(line, BadLine)


def test_prose_is_written_as_it_was_read(tmp_path: Path) -> None:
    line = {
        "id": "Q1",
        "label": "Ada Quill",
        "description": "poet",
        "summary": ["A poet.", {"text": "She sang.", "from": "2001"}],
    }
    (read,) = read_source(source(tmp_path, [line]))
    assert isinstance(read, GoodLine)
    assert read.entity.model_dump(mode="json", exclude_defaults=True, by_alias=True) == line


def test_undated_words_of_a_pack_with_dated_prose_are_timeless(built: Callable[..., Pack]) -> None:
    lines = [{"id": "Q1", "label": "Ada Quill", "description": "poet", "summary": ["A poet."]}, LINES[1]]
    found = built(lines, dated_prose=True).profiles({"Q1", "Q2"}).found
    assert found["Q1"].summary == (DatedText("A poet.", timeless=True),)
    assert found["Q1"].descriptions == (DatedText("poet", timeless=True),)
    assert found["Q2"].descriptions == ()  # nobody has written on it
