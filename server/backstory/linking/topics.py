"""Topics: words that keep company in stories, so that "orchestra" speaks for a composer and "missile" for an army.

What is known of an entity rarely repeats the story's words; it mostly shares their topic. The words are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import log1p, sqrt

from backstory.linking import lexicon
from backstory.text.normalise import stem


@cache
def _topics_by_term() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic, words in lexicon.table("topics").items():
        for term in sorted({stem(word) for word in words.split()}):
            found.setdefault(term, []).append(topic)
    return {term: tuple(topics) for term, topics in found.items()}


def topics_of(terms: Iterable[str]) -> dict[str, float]:
    """How far each topic is touched by these folded words, as a vector of length one; empty where none is."""
    by_term = _topics_by_term()
    counts: dict[str, int] = {}
    for term in terms:
        for topic in by_term.get(term, ()):
            counts[topic] = counts.get(topic, 0) + 1
    weights = {topic: log1p(count) for topic, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {topic: weight / length for topic, weight in weights.items()} if length else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two topic vectors are: their cosine, 0..1."""
    return sum([weight * one[topic] for topic, weight in other.items() if topic in one])
