"""How well names are linked on benchmarks kept beside the repository, in a closed world; the floors only rise.

Where the data is, `python -m tests.quality.test_linking` says which floors could be raised; with `--raise`, it does so.
"""

from __future__ import annotations

import importlib.util
import json
import math
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from backstory.cli.linked import link_all
from backstory.knowledge.pack import build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.service.assembly import assemble
from backstory.service.settings import Settings
from backstory_research.evaluation.linking import GoldDocument, Prediction, Report, load, report, types_beside
from tests.conftest import FIXTURES, SHARED

LINKING = SHARED / "linking"
FLOORS = FIXTURES / "gold" / "linking_floors.json"
SHOWN = Settings.model_fields["min_confidence"].default
STEP = 0.005  # floors stand at what was measured, rounded to this in their favour
SEEDS = 2
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not LINKING.exists(), reason=f"no evaluation data at {LINKING}"),
]


def closed_world(folder: Path) -> Path:
    """The pack of the closed world, built in `folder`."""
    source, pack = folder / "closed-world.jsonl", folder / "closed-world.pack"
    with source.open("wb") as out:
        subprocess.run([sys.executable, str(LINKING / "to_pack_source.py")], stdout=out, check=True)
    build_pack(read_source(source), pack, PackMeta(name="closed-world"), built="2026-01-01")
    return pack


def measured(pack: Path) -> Report:
    """The product's linker with the closed world."""
    gold = load(LINKING / "dev")
    with closing(assemble(Settings(packs=(pack,), config_dir=pack.parent))) as service:
        linked, timings = link_all(gold, service)
        given, _ = link_all(gold, service, given=True)
    types = types_beside(LINKING / "dev")
    return report(linked, types, thresholds=(SHOWN,), given=given, timings=timings)


def figures(told: Report) -> dict[str, float]:
    """What has a floor, or, where its name ends in "error", a ceiling."""
    values: dict[str, float] = {}
    assert told.given is not None
    for name, each in told.benchmarks.items():
        values |= {
            f"{name}: linking F1 named": each.named.linking.f1,
            f"{name}: linking F1 all": each.all.linking.f1,
            f"{name}: detection F1 named": each.named.detection.f1,
            f"{name}: detection F1 all": each.all.detection.f1,
            f"{name}: accuracy on gold spans": told.given[name].named.accuracy,
            f"{name}: precision shown": each.shown[0].all.precision,
            f"{name}: share shown": each.shown[0].all.recall,
            f"{name}: calibration error": each.calibration.error,
        }
    values["mean: linking F1 named"] = told.means["linking_f1_named"]
    values["all texts: calibration error"] = told.pooled.calibration.error
    values["all texts: shown calibration error"] = told.pooled.calibration_of_shown.error
    return values


def is_ceiling(name: str) -> bool:
    return name.endswith("error")


def rounded(name: str, value: float) -> float:
    """The floor (or ceiling) that a figure allows."""
    steps = math.ceil(value / STEP) if is_ceiling(name) else math.floor(value / STEP)
    return round(steps * STEP, 3)


def could_be_raised(values: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors that can be set higher (the ceilings that can be set lower) than they are, and how far."""
    best = {name: rounded(name, value) for name, value in values.items()}
    return {
        name: value
        for name, value in best.items()
        if name not in floors or (value < floors[name] if is_ceiling(name) else value > floors[name])
    }


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed_world(tmp_path_factory.mktemp("closed-world"))


@pytest.fixture(scope="module")
def told(pack: Path) -> Report:
    return measured(pack)


def test_no_figure_falls_below_its_floor(told: Report) -> None:
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    values = figures(told)
    assert floors.keys() == values.keys()
    fallen = {
        name: (round(values[name], 4), floor)
        for name, floor in floors.items()
        if (values[name] > floor if is_ceiling(name) else values[name] < floor)
    }
    assert fallen == {}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("linking_score", LINKING / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def astray(document: GoldDocument, chance: random.Random) -> list[Prediction]:
    """Predictions that err in every way: no entity, another one, another border, twice, on nothing that is marked."""
    entities = [mention.entity for mention in document.mentions] + [None, "Q42", "Q5", "Q577"]
    predictions = []
    for mention in document.mentions:
        if chance.random() < 0.2:
            continue
        start, end = mention.start, mention.end
        if chance.random() < 0.2:
            start = max(0, start + chance.randint(-3, 3))
            end = min(len(document.text), max(start + 1, end + chance.randint(-3, 3)))
        entity = mention.entity if chance.random() < 0.6 else chance.choice(entities)
        predictions.append(Prediction(start, end, entity, chance.choice(["", "", "Name", "name"]), chance.random()))
    for _ in range(chance.randint(0, 5)):
        start = chance.randrange(len(document.text) - 1)
        end = min(len(document.text), start + chance.randint(1, 12))
        predictions.append(Prediction(start, end, chance.choice(entities), "", chance.random()))
    chance.shuffle(predictions)
    return predictions


@pytest.mark.parametrize("seed", range(SEEDS))
def test_our_measures_give_the_figures_of_the_scorer_that_comes_with_the_data(scorer: ModuleType, seed: int) -> None:
    chance = random.Random(seed)
    gold, types = load(LINKING / "dev"), types_beside(LINKING / "dev")
    names = scorer.Names(str(LINKING / "names.tsv"))
    linked = {name: [(each, astray(each, chance)) for each in texts] for name, texts in gold.items()}
    said: dict[str, list[dict[str, Any]]] = {
        document.id: [
            {"start": p.start, "end": p.end, "qid": p.entity, "name": p.name or names.name(p.entity)}
            for p in predictions
        ]
        for texts in linked.values()
        for document, predictions in texts
    }
    named = {
        name: [(d, [Prediction(p["start"], p["end"], p["qid"], p["name"]) for p in said[d.id]]) for d, _ in texts]
        for name, texts in linked.items()
    }
    theirs = scorer.score(scorer.read_gold([str(LINKING / "dev")]), said, names)
    told = report(named, types, thresholds=())
    for name, ours in {**told.benchmarks, "micro": told.pooled}.items():
        for scope, figure in (("named", ours.named), ("all", ours.all)):
            for step, ratios in (("detection", figure.detection), ("linking", figure.linking)):
                values = [ratios.right, ratios.wrong, ratios.missed, ratios.precision, ratios.recall, ratios.f1]
                assert values == pytest.approx(
                    [theirs[name][scope][step][key] for key in ("tp", "fp", "fn", "p", "r", "f1")], abs=1e-9
                ), (name, scope, step)
            assert figure.accuracy == pytest.approx(theirs[name][scope]["accuracy"], abs=1e-9)
        tags = {tag.replace("other", "plain"): (k.found, k.right) for tag, k in ours.kinds["tag"].items() if k.found}
        assert tags == {tag: (n["found"], n["right"]) for tag, n in theirs[name]["tags"].items()}


def test_what_the_link_command_writes_gives_the_same_figures(
    scorer: ModuleType, told: Report, pack: Path, tmp_path: Path
) -> None:
    file = LINKING / "dev" / "kore50.jsonl"
    texts = tmp_path / "texts.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    texts.write_text("\n".join(json.dumps({"id": row["id"], "text": row["text"]}) for row in rows), encoding="utf-8")
    run = [sys.executable, "-c", "from backstory.cli.main import main; main()", "link", str(texts), "--pack", str(pack)]
    (tmp_path / "linked.jsonl").write_bytes(subprocess.run(run, capture_output=True, check=True).stdout)
    predictions = scorer.read_predictions([str(tmp_path / "linked.jsonl")])
    names = scorer.Names(str(LINKING / "names.tsv"))
    theirs = scorer.score(scorer.read_gold([str(file)]), predictions, names)["kore50"]
    ours = told.benchmarks["kore50"]
    for scope, figure in (("named", ours.named), ("all", ours.all)):
        assert figure.linking.f1 == pytest.approx(theirs[scope]["linking"]["f1"], abs=1e-9)
        assert figure.detection.f1 == pytest.approx(theirs[scope]["detection"]["f1"], abs=1e-9)


def main() -> None:
    """Say which floors could be raised; with --raise, raise them."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        values = figures(measured(closed_world(Path(folder))))
    better = could_be_raised(values, floors)
    for name, value in values.items():
        change = f"-> {better[name]}" if name in better else ""
        sys.stdout.write(f"{name:<48} {value:.4f}  floor {floors.get(name, '-')} {change}\n")
    if "--raise" in sys.argv[1:]:
        FLOORS.write_text(json.dumps({name: better.get(name, floors.get(name)) for name in values}, indent=2) + "\n")


if __name__ == "__main__":
    main()
