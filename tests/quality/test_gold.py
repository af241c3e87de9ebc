"""Our own gold texts: names of one sense and of several, linked with the starter pack."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest

from backstory.knowledge.pack import Pack
from backstory.model import Document, Metadata, Page
from backstory.pipeline import link
from backstory.service.settings import Settings
from backstory.watch import Watch
from tests.conftest import FIXTURES

GOLD = [json.loads(line) for line in (FIXTURES / "gold" / "links.jsonl").read_text(encoding="utf-8").splitlines()]
FLOORS = json.loads((FIXTURES / "gold" / "floors.json").read_text(encoding="utf-8"))
SHOWN = Settings.model_fields["min_confidence"].default


@pytest.fixture(scope="module")
def counts(starter: Pack) -> Counter[str]:
    """How many gold names are right, wrong, missed; an entity that the pack lacks is right as NIL."""
    found: Counter[str] = Counter()
    ids = {mention["entity"] for text in GOLD for mention in text["mentions"] if mention["entity"]}
    known = starter.profiles(ids).found.keys()
    for text in GOLD:
        page = Page(Metadata(published=text["published"]), Document.from_text(text["text"]))
        linked, _ = link(page, knowledge=starter, live=None, watch=Watch(time.perf_counter, 60))
        for gold in text["mentions"]:
            entity = next(
                (
                    each.entity.id
                    for each in linked
                    if each.entity
                    and each.confidence >= SHOWN
                    and each.mention.start < gold["end"]
                    and gold["start"] < each.mention.end
                ),
                None,
            )
            wanted = gold["entity"] if gold["entity"] in known else None
            found["right" if entity == wanted else "missed" if entity is None else "wrong"] += 1
            found[f"{text['id']}:{text['text'][gold['start'] : gold['end']]}"] += entity not in {wanted, None}
    return found


def test_no_more_names_are_wrong_than_the_floor_allows(counts: Counter[str]) -> None:
    wrong = sorted(name for name, count in counts.items() if ":" in name and count)
    assert len(wrong) <= FLOORS["links"]["wrong_at_most"], wrong


def test_at_least_as_many_names_are_right_as_the_floor_asks(counts: Counter[str]) -> None:
    share = counts["right"] / (counts["right"] + counts["missed"] + counts["wrong"])
    assert share >= FLOORS["links"]["right_at_least"]
