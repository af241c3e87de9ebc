"""A famous name alone is no evidence: how often local and world news get the famous bearer's card.

`python -m tests.quality.test_namesakes` prints the rates; with `--show`, the sentences that fail.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backstory.knowledge.pack import Pack
from backstory.model import Document, Metadata, Page
from backstory.pipeline import link
from backstory.service.settings import Settings
from backstory.watch import Watch
from backstory_packs.starter import starter_pack
from backstory_research.evaluation.linking.namesakes import Sentence, draw
from tests.conftest import FIXTURES

GRID = FIXTURES / "gold" / "namesakes.toml"
FLOORS = json.loads((FIXTURES / "gold" / "floors.json").read_text(encoding="utf-8"))["namesakes"]
SHOWN = Settings.model_fields["min_confidence"].default
SEEDS = (1, 2)

Rates = dict[str, float]


def told(sentences: Iterator[Sentence], pack: Pack) -> list[tuple[Sentence, bool]]:
    """Each sentence, and whether the name has the famous bearer's card."""
    found = []
    for sentence in sentences:
        page = Page(Metadata(published=sentence.published), Document.from_text(sentence.text))
        linked, _ = link(page, knowledge=pack, live=None, watch=Watch(time.perf_counter, 60))
        found.append(
            (
                sentence,
                any(
                    each.entity is not None and each.confidence >= SHOWN and each.entity.label == sentence.name
                    for each in linked
                ),
            )
        )
    return found


def rates(found: list[tuple[Sentence, bool]]) -> Rates:
    """The share of sentences with the famous card, by reach, and by reach among wordings held out."""
    asked: Counter[str] = Counter()
    famous: Counter[str] = Counter()
    for sentence, card in found:
        for group in (sentence.reach, f"{sentence.reach}, {'held out' if sentence.held_out else 'built on'}"):
            asked[group] += 1
            famous[group] += card
    return {group: famous[group] / asked[group] for group in sorted(asked)}


@pytest.fixture(scope="module")
def measured(starter: Pack) -> Rates:
    return rates([each for seed in SEEDS for each in told(draw(GRID, seed=seed), starter)])


def test_the_grid_is_large_enough() -> None:
    sentences = list(draw(GRID, seed=1))
    by_name = Counter(sentence.name for sentence in sentences)
    assert len(by_name) >= 50
    assert set(by_name.values()) == {12}


def test_the_grid_draws_other_wordings_with_another_seed() -> None:
    assert [each.text for each in draw(GRID, seed=1)] == [each.text for each in draw(GRID, seed=1)]
    assert [each.text for each in draw(GRID, seed=1)] != [each.text for each in draw(GRID, seed=2)]


@pytest.mark.parametrize("wordings", ["local", "local, held out"])
def test_local_news_seldom_gets_the_famous_card(measured: Rates, wordings: str) -> None:
    assert measured[wordings] <= FLOORS[f"{wordings} at most"], measured


@pytest.mark.parametrize("wordings", ["world", "world, held out"])
def test_world_news_mostly_gets_the_famous_card(measured: Rates, wordings: str) -> None:
    assert measured[wordings] >= FLOORS[f"{wordings} at least"], measured


def main() -> None:
    """Print the rates; with --show, the sentences of wordings built on that fail."""
    with tempfile.TemporaryDirectory() as folder, closing(Pack(starter_pack(Path(folder), built="now"))) as pack:
        found = [each for seed in SEEDS for each in told(draw(GRID, seed=seed), pack)]
    if "--show" in sys.argv[1:]:
        for sentence, card in found:
            if not sentence.held_out and card == (sentence.reach == "local"):
                sys.stdout.write(f"{sentence.reach}: {sentence.text} [{sentence.published}]\n")
    for group, rate in rates(found).items():
        sys.stdout.write(f"{group:<20} {rate:.3f}\n")


if __name__ == "__main__":
    main()
