"""Short texts in the kinds of mistake that readers complain of: the card that must stay, the card that must go.

`python -m tests.quality.test_name_kinds` prints the rate of each kind; with `--show`, the texts that fail.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backstory.knowledge.pack import Pack
from backstory.model import Document, Metadata, Page
from backstory.pipeline import link
from backstory.service.settings import Settings
from backstory.watch import Watch
from backstory_packs.starter import starter_pack
from tests.conftest import FIXTURES

TEXTS = [json.loads(line) for line in (FIXTURES / "gold" / "kinds.jsonl").read_text(encoding="utf-8").splitlines()]
WRONG = json.loads((FIXTURES / "gold" / "floors.json").read_text(encoding="utf-8"))["kinds"]["wrong_at_most"]
SHOWN = Settings.model_fields["min_confidence"].default


def faults(text: dict[str, Any], pack: Pack) -> list[str]:
    """What is wrong with the cards of a text: those it must have, those it must not have ("*": any)."""
    page = Page(Metadata(published=text.get("published")), Document.from_text(text["text"]))
    linked, _ = link(page, knowledge=pack, live=None, watch=Watch(time.perf_counter, 60))
    on: dict[str, set[str]] = defaultdict(set)
    for each in linked:
        if each.entity is not None and each.confidence >= SHOWN:
            on[each.mention.surface].add(each.entity.label)
    lacking = [f"{name}: {on[name] or 'no card'}, not {label}" for name, label in text["want"].items()
               if label not in on[name]]  # fmt: skip
    wrong = [f"{name}: {on[name]}" for name, labels in text["never"].items()
             if on[name] and ("*" in labels or on[name] & set(labels))]  # fmt: skip
    return lacking + wrong


@pytest.mark.parametrize("kind", sorted({text["kind"] for text in TEXTS}))
def test_no_more_texts_of_a_kind_are_wrong_than_its_floor_allows(kind: str, starter: Pack) -> None:
    found = {text["text"][:60]: faults(text, starter) for text in TEXTS if text["kind"] == kind}
    wrong = {text: said for text, said in found.items() if said}
    assert len(wrong) <= WRONG.get(kind, 0), wrong


def main() -> None:
    """Print the rates; with --show, the texts that fail."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, closing(Pack(starter_pack(Path(folder), built="now"))) as pack:
        for text in TEXTS:
            found = faults(text, pack)
            asked[text["kind"]] += 1
            right[text["kind"]] += not found
            if found and "--show" in sys.argv[1:]:
                sys.stdout.write(f"{text['kind']}: {'; '.join(found)}   [{text['text'][:70]}]\n")
    for kind in asked:
        sys.stdout.write(f"{kind:45}{right[kind]:4} of {asked[kind]}\n")
    sys.stdout.write(f"{'all':45}{right.total():4} of {asked.total()}\n")


if __name__ == "__main__":
    main()
