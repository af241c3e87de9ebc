"""Our own news stories in the languages of the interface, told with the starter pack: what a reader sees of each."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache

import pytest

from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service
from backstory_research.evaluation.linking import entities_of, load
from backstory_research.evaluation.linking.by_language import SHARES, count_story, lines, shares_of
from backstory_research.evaluation.linking.gold import GoldDocument
from backstory_research.evaluation.linking.readings import Prediction
from tests.conftest import FIXTURES

FOLDER = FIXTURES / "gold" / "languages"
FLOORS: dict[str, dict[str, float]] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))


@cache
def stories() -> dict[str, tuple[GoldDocument, ...]]:
    """The marked stories by language."""
    return dict(load(FOLDER))


def measured(service: Service, documents: tuple[GoldDocument, ...]) -> tuple[Counter[str], list[str]]:
    """What of the stories is right, and the errors in words."""
    known = service.knowledge.profiles(entities_of({"": documents})).found.keys()
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for gold in documents:
        story = service.enrich(EnrichRequest(text=gold.text, language=gold.language, published=gold.published))
        labels = {card.id: card.label for card in story.cards}
        places = {each.id: (each.start, each.end) for each in story.mentions}
        shown = [
            Prediction(each.start, each.end, each.entity, labels[each.entity], each.confidence)
            for each in story.mentions
            if each.entity in labels and each.confidence >= service.settings.min_confidence
        ]
        unknown = [places[name.mentions[0]] for name in story.unknown]
        of_story, told = count_story(gold, shown, unknown, known)
        counts += of_story
        errors += told
    return counts, errors


@pytest.mark.quality
@pytest.mark.parametrize("code", sorted(FLOORS))
def test_stories_of_a_language_are_told_as_well_as_the_floors_ask(service: Service, code: str) -> None:
    counts, errors = measured(service, stories()[code])
    sys.stdout.write("\n".join((*lines({code: counts}), *errors, "")))
    shares = shares_of(counts)
    assert {name: share for name, share in shares.items() if share < FLOORS[code].get(name, 0.0)} == {}


def test_every_language_has_stories_with_common_words_and_people_nobody_knows() -> None:
    assert stories().keys() == FLOORS.keys()
    for code, documents in stories().items():
        assert {document.language for document in documents} == {code}
        tags = [tag for document in documents for mark in document.mentions for tag in mark.tags]
        assert tags.count("word") >= len(documents)
        assert tags.count("person") >= len(documents)


def test_floors_name_only_what_is_measured() -> None:
    assert {name for floors in FLOORS.values() for name in floors} <= SHARES.keys()
