"""The questions whose answers are kept in `fixtures/wikipedia`, and how a kept answer is found again."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "fixtures" / "wikipedia"
WIKI = "https://wiki.example"  # stands for the wiki's address in the kept answers
DATE = "Fri, 20 Jan 2023 12:00:00 GMT"

SEED_NAMES = (
    "Korean Central News",
    "Bakhmut", "Putin's chef", "Wagner PMC", "KCNA", "IRA", "Wagner", "Kirby", "John Kirby", "Cleverly", "DPR Korea",
    "Roth IRA", "Wagner Center", "Nobody of This Name", "Talk:Wagner", "putin",
)  # fmt: skip
# More than one answer's worth of introductions.
MANY_NAMES = (
    "Bakhmut", "Battle of Bakhmut", "Crimea", "Donald Trump", "Donbas", "Donetsk Oblast", "Dmitry Utkin",
    "Hillary Clinton", "James Cleverly", "Joe Biden", "Kim Jong Un", "London", "Mali", "Moscow", "North Korea",
    "Pyongyang", "Russia", "Sergei Shoigu", "Soledar", "South Korea", "Syria", "Ukraine",
    "United Kingdom", "United States",
)  # fmt: skip
SENSES = ("Q1511", "en:Wagner Group", "en:John Kirby (admiral)")
# Each page: its name, the names asked for, and the entities that get cards.
PAGES = (("seed", SEED_NAMES, SENSES), ("many", MANY_NAMES, ("Q912", "en:Bakhmut")))


def kept_answers() -> dict[frozenset[tuple[str, str]], bytes]:
    """Every kept answer by the parameters that it was asked for with."""
    found = {}
    for path in sorted(FOLDER.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        found[frozenset(kept["question"].items())] = json.dumps(kept["answer"]).encode()
    return found


def kept_answer(**parameters: str) -> dict[str, object]:
    """The kept answer to the one question that has these parameters."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    (found,) = [each["answer"] for each in kept if parameters.items() <= each["question"].items()]
    return found
