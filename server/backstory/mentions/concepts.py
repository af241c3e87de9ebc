"""Concepts: what stands in small letters and has an entry of its own: "solid-fuel engine", "troll farm"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backstory.mentions.span_proposal import Proposal, Stretch
from backstory.mentions.tokens import joins
from backstory.mentions.words import CONNECTORS, OPENERS, TITLES
from backstory.model import Candidate, Mention
from backstory.text.normalise import normalise

_MOST_WORDS = 4
_SHORTEST = 4  # letters of a lone word; shorter ones are rarely worth a card


def concept_stretches(proposal: Proposal) -> list[Stretch]:
    """Every stretch of small letters that may be a concept."""
    tokens = proposal.tokens
    found: list[Stretch] = []
    for first, token in enumerate(tokens):
        if token.capital or token.number or token.folded in OPENERS or token.folded in CONNECTORS:
            continue
        for last in range(first, min(first + _MOST_WORDS, len(tokens))):
            here = tokens[last]
            if here.capital or here.number or (last > first and not joins(tokens[last - 1], here)):
                break
            lone = last == first and (len(here.text) < _SHORTEST or here.folded in TITLES)
            if not (lone or here.folded in OPENERS or here.folded in CONNECTORS):
                found.append((first, last))
    return found


def find_concepts(
    proposal: Proposal, known: Mapping[str, tuple[Candidate, ...]], names: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The concepts of a text beside its names, the longest first, in order; each is the label of an entry."""
    tokens = proposal.tokens
    stretches = [stretch for stretch in concept_stretches(proposal) if _is_label(proposal.surface(stretch), known)]
    stretches.sort(key=lambda stretch: (stretch[0] - stretch[1], stretch[0]))
    covered = {i for i, token in enumerate(tokens) for name in names if name.start <= token.start < name.end}
    found = []
    for first, last in stretches:
        if covered.isdisjoint(range(first, last + 1)):
            covered.update(range(first, last + 1))
            found.append(Mention(tokens[first].start, tokens[last].end, proposal.surface((first, last))))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_label(surface: str, known: Mapping[str, tuple[Candidate, ...]]) -> bool:
    return any(
        candidate.entity.label[:1].islower() and normalise(candidate.entity.label) == normalise(surface)
        for candidate in known.get(surface, ())
    )
