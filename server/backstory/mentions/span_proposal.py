"""Tokens -> candidate spans: every run of words that may be a name.

The dictionary decides among them, so this asks for more than it expects: all runs of some eight words that begin
with a capital and do not cross punctuation.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from backstory.deadline import Check, checked, unlimited
from backstory.mentions.tokens import Token, tokenize
from backstory.mentions.words import CONNECTORS, NameWords, name_words
from backstory.model import Document

MAX_WORDS = 8
PARTS = frozenset("·・＝=")  # between the parts of a foreign name in Chinese and Japanese: “弗拉基米尔·普京”
APOSTROPHES = "'’ʼ"
_LOWER_TAIL = 3  # lower-case words that may end a name: "Putin's chef", "Wagner group", "Concord Catering group"


Span = tuple[int, int]  # first and last token


@dataclass(frozen=True, slots=True)
class CandidateSpans:
    """A document's tokens and every span of them that may be a name, overlapping."""

    document: Document
    tokens: list[Token]
    spans: list[Span]
    words: NameWords  # of the document's language

    def surface(self, span: Span) -> str:
        """The text of a span as it stands."""
        return self.document.text[self.tokens[span[0]].start : self.tokens[span[1]].end]

    def surfaces(self) -> set[str]:
        """What to look up."""
        surfaces = {self.surface(span) for span in self.spans}
        short_for = self.words.short_for
        return surfaces | {short_for[t.folded] for t in self.tokens if t.capital and t.folded in short_for}


def beginning(spans: list[Span], first: int) -> Span | None:
    """The span that begins with a token; they stand in order. A run may hold ten thousand of them."""
    at = bisect_left(spans, (first, -1))
    return spans[at] if at < len(spans) and spans[at][0] == first else None


def within(spans: list[Span], piece: Span) -> list[Span]:
    """The spans that begin within a piece; they stand in order."""
    return spans[bisect_left(spans, (piece[0], -1)) : bisect_left(spans, (piece[1] + 1, -1))]


def propose_spans(document: Document, check: Check = unlimited) -> CandidateSpans:
    """Every span of the text that may be a name. `check`: looks at the time."""
    tokens, words = tokenize(document, check), name_words(document.language)
    return CandidateSpans(document, tokens, _spans(tokens, words, check), words)


def _spans(tokens: list[Token], words: NameWords, check: Check) -> list[Span]:
    found: list[Span] = []
    for first, token in enumerate(checked(tokens, check)):
        if "/" in token.text:
            found.append((first, first))  # "9/11"
            continue
        small = not token.capital and words.small_heads.fullmatch(token.text) is not None
        if not token.capital and not small and not (token.number and _numbers_a_name(tokens, first)):
            continue
        lower = commas = 0
        # a "The" that opens a sentence, or a number, is no part of a name yet
        named = small or (token.capital and not (token.opens and token.folded in words.openers and not token.acronym))
        longest = min(words.longest, MAX_WORDS)
        for last in range(first, min(first + words.longest, len(tokens))):
            here = tokens[last]
            if last - first >= longest:
                break
            if last > first:
                if not here.joined and not _is_elided(here, token):
                    # "Washington, D.C.": one comma, between two capitals
                    if here.gap != ", " or here.block != token.block or commas or not here.capital:
                        break
                    commas += 1
                elif here.gap in PARTS:
                    longest = words.longest
                named = named or here.capital
                if here.capital or here.folded in CONNECTORS or here.number:
                    lower = 0 if here.capital else lower
                else:
                    lower += 1
                    if lower > _LOWER_TAIL:
                        break
            if not named:
                continue
            if small and first == last:
                continue
            if here.capital or here.number or (lower and named and here.folded not in words.openers):
                found.append((first, last))
    return found


def _is_elided(here: Token, first: Token) -> bool:
    """Whether nothing but an elided article stands before a word: "Conseil de sécurité de l’ONU"."""
    return len(here.gap) > 2 and here.gap[0] == " " and here.gap[-1] in APOSTROPHES and here.block == first.block


def _numbers_a_name(tokens: list[Token], i: int) -> bool:
    """Whether a number may begin a name: "2018 Winter Olympics", "2016–17 Liiga season"."""
    for following in tokens[i + 1 : i + 3]:
        if not following.joined:
            return False
        if not following.number:
            return following.capital
    return False
