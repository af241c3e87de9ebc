"""Tokens -> every stretch that may be a name.

The dictionary decides among them, so this asks for more than it expects: all stretches of up to eight words that begin
with a capital and do not cross punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass

from backstory.mentions.tokens import Token, joins, tokenize
from backstory.mentions.words import CONNECTORS, OPENERS
from backstory.model import Document

MAX_WORDS = 8
_LOWER_TAIL = 3  # lower-case words that may end a name: "Putin's chef", "Wagner group", "Concord Catering group"


Stretch = tuple[int, int]  # first and last token


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document's tokens and every stretch of them that may be a name, overlapping."""

    document: Document
    tokens: list[Token]
    stretches: list[Stretch]

    def surface(self, stretch: Stretch) -> str:
        """The text of a stretch as it stands."""
        return self.document.text[self.tokens[stretch[0]].start : self.tokens[stretch[1]].end]

    def surfaces(self) -> set[str]:
        """What to look up."""
        return {self.surface(stretch) for stretch in self.stretches}


def propose(document: Document) -> Proposal:
    """Every stretch of the text that may be a name."""
    tokens = tokenize(document)
    return Proposal(document, tokens, _stretches(tokens))


def _stretches(tokens: list[Token]) -> list[Stretch]:
    found: list[Stretch] = []
    for first, token in enumerate(tokens):
        if not token.capital and not (token.number and _numbers_a_name(tokens, first)):
            continue
        lower = commas = 0
        # a "The" that opens a sentence, or a number, is no part of a name yet
        named = token.capital and not (token.opens and token.folded in OPENERS and not token.acronym)
        for last in range(first, min(first + MAX_WORDS, len(tokens))):
            here = tokens[last]
            if last > first:
                if not joins(tokens[last - 1], here):
                    # "Washington, D.C.": one comma, between two capitals
                    if here.gap != ", " or here.block != token.block or commas or not here.capital:
                        break
                    commas += 1
                named = named or here.capital
                if here.capital or here.folded in CONNECTORS or here.number:
                    lower = 0 if here.capital else lower
                else:
                    lower += 1
                    if lower > _LOWER_TAIL:
                        break
            if not named:
                continue
            if here.capital or here.number or (lower and here.folded not in OPENERS and named):
                found.append((first, last))
    return found


def _numbers_a_name(tokens: list[Token], i: int) -> bool:
    """Whether a number may begin a name: "2018 Winter Olympics", "2016–17 Liiga season"."""
    for following in tokens[i + 1 : i + 3]:
        if not joins(tokens[i], following):
            return False
        if not following.number:
            return following.capital
        i += 1
    return False
