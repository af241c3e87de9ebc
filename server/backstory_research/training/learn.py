"""Learns how much each of the linker's signals counts, from texts whose names people have marked.

A conditional logit: the weights under which the senses meant, among all of their names' senses and NIL, are likeliest.
What the senses say for each other depends on how far each is believed, so learning and weighing take turns.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backstory.knowledge.pack import Pack
from backstory.linking.candidate_features import Senses
from backstory.linking.collective import Story, weigh
from backstory.linking.disambiguate import GROUPS
from backstory.linking.mention_clusters import slots_of
from backstory.linking.weights import FILE, Weights, read
from backstory.mentions import find_mentions, propose_spans
from backstory.model import Document
from backstory_packs.starter import starter_pack
from backstory_research.evaluation.linking.spans import widen

ROOT = Path(__file__).resolve().parents[3]
Array = NDArray[np.float64]

# What a mention of each source counts: each benchmark about the same in all, the two largest somewhat more.
COUNTS = {
    "aida-conll-dev": 0.25,
    "derczynski": 4.0,
    "kore50": 7.0,
    "oke-2015-train": 3.0,
    "spotlight": 4.0,
    "wiki-fair-v2-no-coref": 1.3,
    "practice": 1.0,
    "practice-nil": 0.5,  # texts that set traps, one in five of ours; news holds fewer
}
OUTER = 5  # turns of weighing and learning
STEPS = 250
PACE = 0.05
HOLD = {"counts": 3e-4, "shares": 1.5e-2}  # of the squares of what the weights differ from where they began
# Cues that are words around a name, which say the same in every text, unlike those of the name's own shape.
AROUND = dict.fromkeys(("place_before", "adjective", "plural", "person_near", "side_near"), 0.5)
# Not learned: a rule of the world, which few of the texts show.
FIXED = {("story", "ruled_out"): -6.0}


@dataclass
class Text:
    """A marked text as the linker sees it: for each slot how often each of its senses, or NIL as the last, is meant."""

    source: str
    story: Story
    meant: list[list[float]]


def marked(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(source, document) of the benchmarks in a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


def practice() -> Iterator[tuple[str, dict[str, Any]]]:
    """Our own texts, in the benchmarks' form."""
    for line in (ROOT / "fixtures" / "gold" / "practice.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        source = "practice-nil" if text["id"].startswith("nil") else "practice"
        yield source, {**text, "mentions": [{**each, "qid": each["entity"]} for each in text["mentions"]]}


def texts(documents: Iterator[tuple[str, dict[str, Any]]], pack: Pack, senses: Senses) -> Iterator[Text]:
    """Marked texts with their stories; names found where nobody marked one are NIL."""
    for source, marks in documents:
        text = marks["text"]
        document = Document.from_text(text)
        proposal = propose_spans(document)
        known = pack.candidates(proposal.surfaces()).found
        mentions = find_mentions(proposal, known)
        story = Story(
            document, mentions, slots_of(mentions, known, marks.get("published")), None, senses, marks.get("published")
        )
        for s, own in enumerate(story.senses):
            for c in range(len(own)):
                story.look(s, c)
        gold = {widen((m["start"], m["end"]), text): m.get("qid") for m in marks["mentions"]}
        low, high = marks.get("evaluation_span") or (0, len(text))
        meant = []
        for slot in story.slots:
            ids = [candidate.entity.id for candidate in slot.candidates]
            counts = [0.0] * (len(ids) + 1)
            for index in slot.mentions:
                start, end = mentions[index].start, mentions[index].end
                span = widen((start, end), text)
                if span in gold or (low <= start and end <= high):
                    id = gold.get(span)
                    counts[ids.index(id) if id in ids else -1] += COUNTS[source]
            meant.append(counts)
        yield Text(source, story, meant)


class Table:
    """All senses of all texts, and each slot's NIL, as rows of one matrix."""

    def __init__(self, found: Sequence[Text]) -> None:
        self.texts = found
        self.columns = [
            *(("sense", name) for name in GROUPS["sense"]),
            *(("sort", name) for name in GROUPS["sort"]),
            *((cue, sort) for cue in GROUPS["cue"] for sort in GROUPS["sort"]),
            *(("story", name) for name in GROUPS["story"]),
            *(("nil", name) for name in GROUPS["nil"]),
            *(("company", name) for name in GROUPS["company"]),
        ]
        wide, own = len(self.columns), len(GROUPS["company"])
        sorts, nil = len(GROUPS["sort"]), len(GROUPS["nil"])
        start_sort = len(GROUPS["sense"])
        start_cue = start_sort + sorts
        start_story = start_cue + sorts * len(GROUPS["cue"])
        start_nil = start_story + len(GROUPS["story"])
        rows: list[Array] = []
        slots: list[int] = []
        meant: list[float] = []
        self.places: list[list[tuple[int, int]]] = []  # by text and slot: first row, how many senses
        for text in found:
            places = []
            story = text.story
            for senses, cues, features, none, counts in zip(
                story.senses, story.cues, story.features, story.nil, text.meant, strict=True
            ):
                places.append((len(slots), len(senses)))
                block = np.zeros((len(senses) + 1, wide))
                for row, sense, feature in zip(block, senses, features, strict=False):
                    row[:start_sort] = sense.signals
                    row[start_sort + sense.sort] = 1
                    row[start_cue + sense.sort : start_story : sorts] = cues
                    row[start_story:start_nil] = feature
                block[-1, start_nil : start_nil + nil] = none
                rows.append(block)
                slots += [len(rows)] * len(block)
                meant += counts
            self.places.append(places)
        self.rows = np.vstack(rows)
        self.slots = np.array(slots) - 1
        self.meant = np.array(meant)
        self.starts = np.flatnonzero(np.r_[True, self.slots[1:] != self.slots[:-1]])
        self.own = slice(wide - own, wide)

    def beliefs(self, weights: Array) -> Array:
        """The probability of each row within its slot."""
        scores = self.rows @ weights
        top = np.maximum.reduceat(scores, self.starts)
        powers = np.exp(scores - top[self.slots])
        share: Array = powers / np.add.reduceat(powers, self.starts)[self.slots]
        return share

    def settle(self, weights: Weights) -> None:
        """Weigh each text's senses against each other, and put down what they say for each other."""
        self.rows[:, self.own] = 0
        for text, places in zip(self.texts, self.places, strict=True):
            _, company = weigh(text.story, [weights] * len(text.story.slots))
            for (first, senses), rows in zip(places, company, strict=True):
                if senses:
                    self.rows[first : first + senses, self.own] = rows


def learn(table: Table, start: Array, held_to: Array, hold: float) -> Array:
    """The weights under which what is meant is likeliest, held towards where they began."""
    weights = start
    total = table.meant.sum()
    in_slot = np.add.reduceat(table.meant, table.starts)[table.slots]
    free = np.array([column not in FIXED for column in table.columns], float)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = table.rows.T @ (table.beliefs(weights) * in_slot - table.meant) / total + 2 * hold * (weights - held_to)
        slope *= free
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights = weights - PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def as_data(table: Table, vector: Array) -> dict[str, Any]:
    """The weights as weights.json has them."""
    found: dict[str, Any] = {group: {} for group in ("sense", "sort", "cue", "story", "company", "nil")}
    for (group, name), weight in zip(table.columns, vector, strict=True):
        if group in GROUPS["cue"]:
            found["cue"].setdefault(group, {})[name] = round(float(weight), 3)
        else:
            found[group][name] = round(float(weight), 3)
    return found


# Where learning starts: the more common the likelier, and company counts.
BEGIN = {
    "counts": {
        ("sense", "log_prior"): 0.5,
        ("story", "words"): 1.0,
        ("story", "words_near"): 0.5,
        ("story", "named_in_full"): 1.0,
        ("nil", "no_sense"): 5.0,
        **{("company", name): 0.5 for name in GROUPS["company"]},
    },
    # these were found by hand, before there were texts to learn them from
    "shares": {
        ("sense", "log_prior"): 1.2,
        ("sense", "stranger"): -1.5,
        ("sense", "outnamed"): -0.5,
        ("story", "words"): 1.8,
        ("story", "words_near"): 1.6,
        ("story", "topics"): 3.0,
        ("story", "named_in_full"): 3.0,
        ("company", "ties"): 2.2,
        ("nil", "always"): 1.2,
        ("nil", "log_unlisted"): 1.2,
        ("nil", "part_of_name"): 1.4,
        ("nil", "cue_several_words"): -1.7,
        ("nil", "first_name_of_unknown"): 2.5,
        ("nil", "no_sense"): 5.0,
    },
}


def train(found: Sequence[Text], kind: str, cues: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, Any]:
    """Learn a set of weights from texts. Returns them as data.

    `cues`: where the cues' weights begin, as data.
    """
    table = Table(found)
    begun = np.array(
        [(cues or {}).get(group, {}).get(name, 0.0) * AROUND.get(group, 0.0) for group, name in table.columns]
    )
    for column, weight in {**BEGIN[kind], **FIXED}.items():
        begun[table.columns.index(column)] = weight
    vector = begun
    for turn in range(OUTER):
        table.settle(read(as_data(table, vector), GROUPS))
        vector = learn(table, vector, begun, HOLD[kind])
        loss = -(table.meant * np.log(table.beliefs(vector) + 1e-12)).sum() / table.meant.sum()
        sys.stderr.write(f"{kind}, turn {turn + 1}: mean loss {loss:.4f}\n")
    return as_data(table, vector)


def main() -> None:
    """Learn, and write weights.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("pack", type=Path, help="the closed-world pack")
    parser.add_argument("-o", "--out", type=Path, default=FILE)
    given = parser.parse_args()
    began = time.perf_counter()
    senses = Senses()
    with (
        TemporaryDirectory() as folder,
        closing(Pack(given.pack)) as counted,
        closing(Pack(starter_pack(Path(folder), built="now"))) as shared,
    ):
        found = {
            "counts": list(texts(marked(given.benchmarks), counted, senses)),
            "shares": list(texts(practice(), shared, senses)),
        }
    counts = train(found["counts"], "counts")
    # our own texts are too few to learn these from
    data = {"counts": counts, "shares": train(found["shares"], "shares", counts["cue"])}
    given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"{sum(map(len, found.values()))} texts, {time.perf_counter() - began:.0f} s: {given.out}\n")


if __name__ == "__main__":
    main()
