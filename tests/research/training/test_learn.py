from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.linking.candidate_features import CandidateCache
from backstory.linking.collective import disambiguate_collectively
from backstory.linking.feature_groups import GROUPS, RULES
from backstory.linking.weights import Weights, learned, read
from tests.conftest import ROOT

pytest.importorskip("numpy", reason="Learning the weights needs numpy, which is not here.")

from backstory_research.training.learn import BEGIN, Table, as_data, kept, train
from backstory_research.training.marked_texts import Text, marked, texts

LEARN = ROOT / "server" / "backstory_research" / "training" / "learn.py"
# Of each name the pack has the one sense more often, the texts the other.
PACK = [
    ("Q1", "Wagner Group", "organisation", "company of mercenaries", {"Wagner": 80}),
    ("Q2", "Richard Wagner", "person", "composer of operas", {"Wagner": 20}),
    ("Q3", "Essex", "place", "county of England", {"Essex": 90}),
    ("Q4", "Essex CC", "organisation", "cricket club", {"Essex": 10}),
    ("Q5", "Quill", "place", "town in the north", {"Quill": 50}),
]
SAID = [
    "The mercenaries of [Wagner|Q1] left.",
    "We heard an opera by [Wagner|Q2] again.",
    "They met in [Essex|Q3] by the sea.",
    "In came [Essex|Q4] to play cricket.",
    "In [Quill|Q5] it rained.",
    "We asked Mr [Quill|] about it.",
]
_MARK = re.compile(r"\[([^|]+)\|(Q\d+)?\]")


def document(number: int, said: str) -> dict[str, Any]:
    """A text in the benchmarks' form, of one in which names are marked: "In [Quill|Q5] it rained."."""
    mentions, text, position = [], "", 0
    for match in _MARK.finditer(said):
        text += said[position : match.start()]
        mentions.append({"start": len(text), "end": len(text) + len(match[1]), "qid": match[2]})
        text += match[1]
        position = match.end()
    return {"id": str(number), "text": text + said[position:], "mentions": mentions}


@pytest.fixture
def pack_file(tmp_path: Path) -> Path:
    """A pack of two names with two senses each, and one with a sense that is not always meant."""
    lines = [
        {"id": id, "label": label, "kind": kind, "description": said, "aliases": [
            {"text": text, "count": count} for text, count in counts.items()]}
        for id, label, kind, said, counts in PACK
    ]  # fmt: skip
    path = tmp_path / "tiny.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    build_pack(read_source(path), tmp_path / "tiny.pack", PackMeta(), built="2026-01-01")
    return tmp_path / "tiny.pack"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A benchmark of our own words, under a name that counts."""
    place = tmp_path / "marked"
    place.mkdir()
    lines = [json.dumps(document(number, said)) for number, said in enumerate(SAID)]
    (place / "kore50.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return place


@pytest.fixture
def found(folder: Path, pack_file: Path) -> Iterator[list[Text]]:
    """The marked texts, as the linker sees them."""
    pack = Pack(pack_file)
    yield list(texts(marked(folder), pack, CandidateCache()))
    pack.close()


def begun(found: list[Text]) -> Weights:
    """The weights that learning starts from."""
    table = Table(found)
    given = {**BEGIN["counts"], **RULES}
    return read(as_data(table, [given.get(column, 0.0) for column in table.columns]))


def chances(found: list[Text], weights: Weights) -> list[float]:
    """How far what is meant by each name is believed, NIL where no sense is."""
    chance = []
    for text in found:
        beliefs, _ = disambiguate_collectively(text.model, [weights] * len(text.model.clusters))
        for own, meant in zip(beliefs, text.meant, strict=True):
            chance += [[*own, 1 - sum(own)][place] for place, count in enumerate(meant) if count]
    return chance


def test_each_name_of_a_text_is_seen_with_what_is_meant_by_it(found: list[Text]) -> None:
    seen = [
        (slot.name, [c.entity.id for c in slot.candidates][place] if place < len(slot.candidates) else None)
        for text in found
        for slot, meant in zip(text.model.clusters, text.meant, strict=True)
        for place, count in enumerate(meant)
        if count
    ]
    assert seen == [(match[1], match[2]) for said in SAID for match in _MARK.finditer(said)]


def test_learning_raises_the_probability_of_what_is_meant(found: list[Text]) -> None:
    before = chances(found, begun(found))
    after = chances(found, read(train(found, "counts")))
    assert all(one < other for one, other in zip(before, after, strict=True))
    assert min(after) > 0.5


def test_what_is_a_rule_is_not_learned(found: list[Text]) -> None:
    data = train(found, "counts")
    assert {(group, name): data[group][name] for group, name in RULES} == RULES


def test_nothing_is_learned_of_signals_that_no_text_shows(found: list[Text]) -> None:
    assert train(found, "counts")["type"]["event"] == 0


def test_what_shares_were_given_by_hand_holds_longer_than_what_counts_begin_with(found: list[Text]) -> None:
    moved = {
        kind: sum(abs(weight - BEGIN[kind].get(("candidate", name), 0.0)) for name, weight in data["candidate"].items())
        for kind in ("counts", "shares")
        for data in [train(found, kind)]
    }
    assert moved["shares"] < moved["counts"]


def test_cues_around_a_name_begin_at_half_of_what_they_are_given(found: list[Text]) -> None:
    given = {cue: {"event": 1.0} for cue in ("place_before", "sport")}
    cues = train(found, "shares", given)["context"]
    assert (cues["place_before"]["event"], cues["sport"]["event"]) == (0.5, 0)  # no text has an event


def test_without_benchmarks_a_set_stays_and_a_new_feature_says_nothing_in_it() -> None:
    before = deepcopy(dict(learned()["counts"]))
    assert kept(before) == before
    del before["cluster"]["words"], before["context"]["place_before"]
    before["nil"]["of_yore"] = 3.0
    now = kept(before)
    assert now["cluster"]["words"] == 0
    assert set(now["context"]["place_before"].values()) == {0}
    assert "of_yore" not in now["nil"]
    read(now)


def test_the_same_texts_give_the_same_weights(folder: Path, pack_file: Path) -> None:
    found = []
    for _ in range(2):
        pack = Pack(pack_file)
        found.append(json.dumps(train(list(texts(marked(folder), pack, CandidateCache())), "counts")))
        pack.close()
    assert found[0] == found[1]


@pytest.mark.slow
def test_the_same_texts_give_the_same_file_and_the_linker_can_read_it(folder: Path, pack_file: Path) -> None:
    written = []
    for seed in ("1", "2"):  # the order of sets is another each time
        out = folder.parent / f"weights{seed}.json"
        command = [
            sys.executable,
            str(LEARN),
            str(folder),
            str(pack_file),
            "-o",
            str(out),
        ]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append(out.read_bytes())
    assert written[0] == written[1]
    data = json.loads(written[0])
    assert data.keys() == learned().keys()
    for kind in data:
        assert len(read(data[kind]).candidate) == len(GROUPS["candidate"])
