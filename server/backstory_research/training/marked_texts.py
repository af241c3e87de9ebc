"""Marked texts as the linker sees them: the benchmarks, our own practice texts, and the grid of famous names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backstory.knowledge.pack import Pack
from backstory.linking.candidate_features import CandidateCache
from backstory.linking.collective import CollectiveModel
from backstory.linking.mention_clusters import mention_clusters
from backstory.mentions import find_mentions, propose_spans
from backstory.model import Document
from backstory_research.evaluation.linking.namesakes import draw
from backstory_research.evaluation.linking.spans import widen

ROOT = Path(__file__).resolve().parents[3]
GRID_SEED = 7

# What a mention of each source counts: each benchmark about the same in all, the two largest somewhat more.
COUNTS = {
    "aida-conll-dev": 0.25,
    "derczynski": 4.0,
    "kore50": 7.0,
    "oke-2015-train": 3.0,
    "spotlight": 4.0,
    "wiki-fair-v2-no-coref": 1.3,
    "practice": 1.0,
    "namesakes": 0.08,  # many sentences of few kinds
    "practice-nil": 0.5,  # texts that set traps, one in five of ours; news holds fewer
}


@dataclass
class Text:
    """A marked text as the linker sees it: for each cluster how often each candidate, or NIL as the last, is meant."""

    source: str
    model: CollectiveModel
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


def texts(documents: Iterator[tuple[str, dict[str, Any]]], pack: Pack, cache: CandidateCache) -> Iterator[Text]:
    """Marked texts with their models; names found where nobody marked one are NIL."""
    for source, marks in documents:
        text = marks["text"]
        document = Document.from_text(text)
        proposal = propose_spans(document)
        known = pack.candidates(proposal.surfaces()).found
        mentions = find_mentions(proposal, known)
        published = marks.get("published")
        clusters = mention_clusters(mentions, known, published)
        model = CollectiveModel(document, mentions, clusters, None, cache, published)
        for s, own in enumerate(model.candidates):
            for c in range(len(own)):
                model.note_cluster_features(s, c)
        gold = {widen((m["start"], m["end"]), text): m.get("qid") for m in marks["mentions"]}
        low, high = marks.get("evaluation_span") or (0, len(text))
        meant = []
        for cluster in clusters:
            ids = [candidate.entity.id for candidate in cluster.candidates]
            counts = [0.0] * (len(ids) + 1)
            for index in cluster.mentions:
                start, end = mentions[index].start, mentions[index].end
                span = widen((start, end), text)
                if span in gold or (low <= start and end <= high):
                    id = gold.get(span)
                    counts[ids.index(id) if id in ids else -1] += COUNTS[source]
            meant.append(counts)
        yield Text(source, model, meant)


def namesakes(pack: Pack) -> Iterator[tuple[str, dict[str, Any]]]:
    """Sentences of the grid of famous names, but for the wordings held out; only the name itself is marked."""
    for number, sentence in enumerate(draw(ROOT / "fixtures" / "gold" / "namesakes.toml", seed=GRID_SEED)):
        if sentence.held_out:
            continue
        famous = [c.entity.id for c in pack.find(sentence.name) if c.entity.label == sentence.name]
        start = sentence.text.index(sentence.name)
        id = famous[0] if famous and sentence.reach == "world" else None
        mention = {"start": start, "end": start + len(sentence.name), "qid": id}
        yield "namesakes", {
            "id": f"namesakes:{number}", "text": sentence.text, "published": sentence.published, "mentions": [mention],
            "evaluation_span": (0, 0),
        }  # fmt: skip
