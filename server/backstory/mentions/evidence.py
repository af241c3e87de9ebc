"""What the whole text tells about its capitals, gathered once for span resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backstory.mentions.known_spans import Known
from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.tokens import Token
from backstory.mentions.words import NameWords
from backstory.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """What the whole text tells about its capitals."""

    tokens: list[Token]
    words: NameWords
    uncased: frozenset[int]  # tokens whose capital says nothing
    lower_words: frozenset[str]  # words that also stand in lower case
    cores: frozenset[str]  # words with a capital where only names have one
    bare: frozenset[Span]  # known lone words that are a whole name by themselves: "Chad", not "Russian" or "US"
    persons: frozenset[Span]  # known spans that are a person's whole name
    surnames: frozenset[Span]  # known lone words that may be a person's last name
    people: frozenset[Span]  # known spans that are first of all a person
    entire: frozenset[Span]  # known spans of several words that are the whole name of something, and no person's
    bodies: frozenset[Span]  # known acronyms of bodies: "UN", not "US"
    places: frozenset[Span]  # known lone words that are first of all a place
    elsewhere: frozenset[str]  # folded known names that stand alone in the middle of a sentence
    inflected: frozenset[Span]  # known spans of which only the base form is on record
    common: frozenset[Span]  # known spans that are written in small letters where they are said of many


def gather(
    proposed: CandidateSpans,
    known: Known,
    taken: Mapping[int, Span],
    uncased: frozenset[int],
    lower_words: frozenset[str],
) -> TextEvidence:
    """The evidence of a text with its known spans by their first token."""
    tokens, words = proposed.tokens, proposed.words
    alone = [span for span in taken.values() if span[0] == span[1]]
    return TextEvidence(
        tokens,
        words,
        uncased,
        lower_words,
        cores=frozenset(t.folded for i, t in enumerate(tokens) if t.capital and not t.opens and i not in uncased),
        bare=frozenset(s for s in alone if _is_whole(proposed.surface(s), known)),
        persons=frozenset(s for s in taken.values() if s[0] < s[1] and _is_whole(proposed.surface(s), known, "person")),
        surnames=frozenset(s for s in alone if any(c.entity.kind == "person" for c in known[proposed.surface(s)])),
        entire=frozenset(
            s for s in taken.values() if s[0] < s[1] and _is_whole(proposed.surface(s), known, other=True)
        ),
        bodies=frozenset(s for s in alone if _is_body_acronym(proposed.surface(s), known)),
        people=frozenset(s for s in taken.values() if known[proposed.surface(s)][0].entity.kind == "person"),
        places=frozenset(s for s in alone if known[proposed.surface(s)][0].entity.kind == "place"),
        inflected=frozenset(s for s in taken.values() if known[proposed.surface(s)][0].inflected),
        elsewhere=_elsewhere(tokens, taken),
        common=frozenset(s for s in taken.values() if known[proposed.surface(s)][0].entity.label.islower()),
    )


def _is_whole(surface: str, known: Known, kind: str | None = None, *, other: bool = False) -> bool:
    """Whether the text is the whole name of a sense (of a kind), and not an acronym, a demonym or a part.

    `other`: and of no person.
    """
    if surface.isupper() and len(surface) > 1:
        return False
    form = normalise(surface)
    whole = [c.entity for c in known[surface] if normalise(c.entity.label) == form]
    return any(kind in (None, each.kind) and not (other and each.kind == "person") for each in whole)


def _is_body_acronym(surface: str, known: Known) -> bool:
    return len(surface) > 1 and surface.isupper() and all(c.entity.kind != "place" for c in known[surface])


def _elsewhere(tokens: list[Token], taken: Mapping[int, Span]) -> frozenset[str]:
    """Known names, folded, that stand somewhere without a capital right before them."""
    return frozenset(
        " ".join(token.folded for token in tokens[first : last + 1])
        for first, last in taken.values()
        if first == 0 or not (tokens[first - 1].capital and tokens[first].joined)
    )
