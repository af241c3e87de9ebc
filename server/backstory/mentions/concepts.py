"""Concepts: what stands in small letters and has an entry of its own: "solid-fuel engine", "troll farm"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.words import CONNECTORS
from backstory.model import Candidate, Mention
from backstory.ontology import is_common_noun
from backstory.text.normalise import normalise

_MOST_WORDS = 4
_SHORTEST = 4  # letters of a lone word; shorter ones are rarely worth a card


def concept_spans(proposed: CandidateSpans) -> list[Span]:
    """Every run of words in small letters that may be a concept."""
    tokens, words = proposed.tokens, proposed.words
    found: list[Span] = []
    for first, token in enumerate(tokens):
        if token.capital or token.number or token.folded in words.openers or token.folded in CONNECTORS:
            continue
        for last in range(first, min(first + _MOST_WORDS, len(tokens))):
            here = tokens[last]
            if here.capital or here.number or (last > first and not here.joined):
                break
            lone = last == first and (len(here.text) < _SHORTEST or here.folded in words.titles)
            if not (lone or here.folded in words.openers or here.folded in CONNECTORS):
                found.append((first, last))
    return found


def find_concepts(
    proposed: CandidateSpans, known: Mapping[str, tuple[Candidate, ...]], names: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The concepts of a text beside its names, the longest first, in order; each is the label of an entry."""
    tokens = proposed.tokens
    spans = [span for span in concept_spans(proposed) if _is_label(proposed.surface(span), known)]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    covered = {i for i, token in enumerate(tokens) for name in names if name.start <= token.start < name.end}
    found = []
    for first, last in spans:
        if covered.isdisjoint(range(first, last + 1)):
            covered.update(range(first, last + 1))
            found.append(Mention(tokens[first].start, tokens[last].end, proposed.surface((first, last))))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_label(surface: str, known: Mapping[str, tuple[Candidate, ...]]) -> bool:
    return any(
        is_common_noun(candidate.entity.label) and normalise(candidate.entity.label) == normalise(surface)
        for candidate in known.get(surface, ())
    )
