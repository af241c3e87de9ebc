"""Learns how much each of the linker's features counts, from texts whose names people have marked.

A conditional logit: the weights under which the entities meant, among all candidates of their names and NIL, are
likeliest. What the candidates say for each other depends on how far each is believed, so learning and
disambiguating take turns.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backstory.knowledge.pack import Pack
from backstory.linking.candidate_features import CandidateCache
from backstory.linking.collective import disambiguate_collectively
from backstory.linking.feature_groups import GROUPS, RULES
from backstory.linking.weights import FILE, Weights, learned, read
from backstory_packs.starter import starter_pack
from backstory_research.training.marked_texts import Text, marked, namesakes, practice, texts

Array = NDArray[np.float64]

OUTER = 5  # turns of weighing and learning
STEPS = 250
PACE = 0.05
HOLD = {"counts": 3e-4, "shares": 1.5e-2}  # of the squares of what the weights differ from where they began
# Context features that are words around a name, which say the same in every text, unlike those of the name's shape.
AROUND = dict.fromkeys(("place_before", "adjective", "plural", "person_near", "side_near"), 0.5)


class Table:
    """All candidates of all texts, and each cluster's NIL, as rows of one matrix."""

    def __init__(self, found: Sequence[Text]) -> None:
        self.texts = found
        self.columns = [
            *(("candidate", name) for name in GROUPS["candidate"]),
            *(("type", name) for name in GROUPS["type"]),
            *((feature, type) for feature in GROUPS["context"] for type in GROUPS["type"]),
            *(("cluster", name) for name in GROUPS["cluster"]),
            *(("nil", name) for name in GROUPS["nil"]),
            *(("coherence", name) for name in GROUPS["coherence"]),
        ]
        wide, own = len(self.columns), len(GROUPS["coherence"])
        types, nil = len(GROUPS["type"]), len(GROUPS["nil"])
        start_type = len(GROUPS["candidate"])
        start_context = start_type + types
        start_cluster = start_context + types * len(GROUPS["context"])
        start_nil = start_cluster + len(GROUPS["cluster"])
        rows: list[Array] = []
        clusters: list[int] = []
        meant: list[float] = []
        self.places: list[list[tuple[int, int]]] = []  # by text and cluster: first row, how many candidates
        for text in found:
            places = []
            model = text.model
            for candidates, context, in_story, none, counts in zip(
                model.candidates, model.context_rows, model.cluster_rows, model.nil_rows, text.meant, strict=True
            ):
                places.append((len(clusters), len(candidates)))
                block = np.zeros((len(candidates) + 1, wide))
                for row, candidate, values in zip(block, candidates, in_story, strict=False):
                    row[:start_type] = candidate.features
                    row[start_type + candidate.type] = 1
                    row[start_context + candidate.type : start_cluster : types] = context
                    row[start_cluster:start_nil] = values
                block[-1, start_nil : start_nil + nil] = none
                rows.append(block)
                clusters += [len(rows)] * len(block)
                meant += counts
            self.places.append(places)
        self.rows = np.vstack(rows)
        self.clusters = np.array(clusters) - 1
        self.meant = np.array(meant)
        self.starts = np.flatnonzero(np.r_[True, self.clusters[1:] != self.clusters[:-1]])
        self.own = slice(wide - own, wide)

    def beliefs(self, weights: Array) -> Array:
        """The probability of each row within its cluster."""
        scores = self.rows @ weights
        top = np.maximum.reduceat(scores, self.starts)
        powers = np.exp(scores - top[self.clusters])
        share: Array = powers / np.add.reduceat(powers, self.starts)[self.clusters]
        return share

    def note_coherence(self, weights: Weights) -> None:
        """Disambiguate each text collectively, and put down what its candidates say for each other."""
        self.rows[:, self.own] = 0
        for text, places in zip(self.texts, self.places, strict=True):
            _, coherence = disambiguate_collectively(text.model, [weights] * len(text.model.clusters))
            for (first, candidates), rows in zip(places, coherence, strict=True):
                if candidates:
                    self.rows[first : first + candidates, self.own] = rows


def learn(table: Table, start: Array, held_to: Array, hold: float) -> Array:
    """The weights under which what is meant is likeliest, held towards where they began."""
    weights = start
    total = table.meant.sum()
    in_cluster = np.add.reduceat(table.meant, table.starts)[table.clusters]
    free = np.array([column not in RULES for column in table.columns], float)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = table.rows.T @ (table.beliefs(weights) * in_cluster - table.meant) / total + 2 * hold * (
            weights - held_to
        )
        slope *= free
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights = weights - PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def as_data(table: Table, vector: Array) -> dict[str, Any]:
    """The weights as weights.json has them."""
    found: dict[str, Any] = {group: {} for group in GROUPS}
    for (group, name), weight in zip(table.columns, vector, strict=True):
        if group in GROUPS["context"]:
            found["context"].setdefault(group, {})[name] = round(float(weight), 3)
        else:
            found[group][name] = round(float(weight), 3)
    return found


# Where learning starts: the more common the likelier, and coherence counts.
BEGIN = {
    "counts": {
        ("candidate", "log_prior"): 0.5,
        ("cluster", "words"): 1.0,
        ("cluster", "words_near"): 0.5,
        ("cluster", "named_in_full"): 1.0,
        ("nil", "no_sense"): 5.0,
        **{("coherence", name): 0.5 for name in GROUPS["coherence"]},
    },
    # these were found by hand, before there were texts to learn them from
    "shares": {
        ("candidate", "log_prior"): 1.2,
        ("candidate", "stranger"): -1.5,
        ("candidate", "outnamed"): -0.5,
        ("cluster", "words"): 1.8,
        ("cluster", "words_near"): 1.6,
        ("cluster", "topics"): 3.0,
        ("cluster", "named_in_full"): 3.0,
        ("coherence", "ties"): 2.2,
        ("nil", "always"): 0.9,
        ("nil", "log_unlisted"): 1.25,
        ("nil", "part_of_name"): 1.4,
        ("nil", "context_several_words"): -1.7,
        ("nil", "first_name_of_unknown"): 2.5,
        ("nil", "no_sense"): 5.0,
        ("cluster", "office_fits"): 2.0,
        ("cluster", "office_unfit"): -1.5,
        ("cluster", "role_fits"): 2.0,
        ("cluster", "role_unfit"): -2.5,
        ("cluster", "age_fits"): 2.0,
        ("cluster", "dead_acts"): -2.0,
        ("nil", "full_name"): -0.3,
        ("nil", "common_name"): 0.5,
        ("nil", "everyday"): 1.5,
        ("nil", "stranger"): 2.0,
        ("nil", "role_of_nobody"): 1.5,
        ("nil", "out_of_reach"): 0.2,
    },
}


def train(found: Sequence[Text], kind: str, context: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, Any]:
    """Learn a set of weights from texts. Returns them as data.

    `context`: where the weights of context features begin, as data.
    """
    table = Table(found)
    begun = np.array(
        [(context or {}).get(group, {}).get(name, 0.0) * AROUND.get(group, 0.0) for group, name in table.columns]
    )
    for column, weight in {**BEGIN[kind], **RULES}.items():
        begun[table.columns.index(column)] = weight
    vector = begun
    for turn in range(OUTER):
        table.note_coherence(read(as_data(table, vector)))
        vector = learn(table, vector, begun, HOLD[kind])
        loss = -(table.meant * np.log(table.beliefs(vector) + 1e-12)).sum() / table.meant.sum()
        sys.stderr.write(f"{kind}, turn {turn + 1}: mean loss {loss:.4f}\n")
    return as_data(table, vector)


def kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """A set of weights for the features that there are now: a new one says nothing until it is learned."""
    found: dict[str, Any] = {
        group: {name: data[group].get(name, RULES.get((group, name), 0.0)) for name in GROUPS[group]}
        for group in GROUPS
        if group != "context"
    }
    by_type = data["context"]
    found["context"] = {
        name: {type: by_type.get(name, {}).get(type, 0.0) for type in GROUPS["type"]} for name in GROUPS["context"]
    }
    return {group: found[group] for group in GROUPS}


def main() -> None:
    """Learn, and write weights.json: the set for shares from our own texts, that for counts from benchmarks.

    Without benchmarks the set for counts stays as it is.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", type=Path, nargs="?", help="folder of marked texts, for the set for counts")
    parser.add_argument("pack", type=Path, nargs="?", help="the pack of their names")
    parser.add_argument("-o", "--out", type=Path, default=FILE)
    given = parser.parse_args()
    if given.benchmarks and not given.pack:
        parser.error("the benchmarks need the pack of their names")
    began = time.perf_counter()
    cache = CandidateCache()
    counts, counted_texts = kept(learned()["counts"]), 0
    if given.benchmarks:
        with closing(Pack(given.pack)) as counted:
            of_benchmarks = list(texts(marked(given.benchmarks), counted, cache))
        counts, counted_texts = train(of_benchmarks, "counts"), len(of_benchmarks)
    with TemporaryDirectory() as folder, closing(Pack(starter_pack(Path(folder), built="now"))) as shared:
        own = list(texts(chain(practice(), namesakes(shared)), shared, cache))
    # our own texts are too few to learn these from
    data = {"counts": counts, "shares": train(own, "shares", counts["context"])}
    given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"{counted_texts + len(own)} texts, {time.perf_counter() - began:.0f} s: {given.out}\n")


if __name__ == "__main__":
    main()
