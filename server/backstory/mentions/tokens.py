"""Document -> tokens: words with where they stand and how they are written."""

from __future__ import annotations

import re
from typing import NamedTuple

from backstory.mentions.words import ABBREVIATIONS
from backstory.model import BlockKind, Document
from backstory.text.normalise import plain

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]+(?:['’ʼ&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]\Z")
_ELISION = re.compile(r"(?:[dlDLmnstjMNSTJ]|[Qq]u|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Uu]n)['’ʼ](?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?…:;]['\"”’»)\]]*\s|[.!?…]['\"”’»)\]]*\Z")
_OPENING = frozenset("\"“„«‘'([–—-•")
HYPHENS = frozenset("-‐‑")
_ELIDING_LANGUAGES = frozenset({"fr", "it", "ca"})


class Token(NamedTuple):  # made for every word of a story, five times as fast as a frozen dataclass
    """A word of the text. A possessive 's and an elided article stand outside of it."""

    start: int
    end: int
    text: str
    folded: str
    gap: str  # what stands between the token before, or the block's beginning, and this one
    block: int
    sentence: int  # counted through the document
    kind: BlockKind
    opens: bool  # begins a sentence, a quotation or a block, where a capital says little
    capital: bool  # written as names are: with a capital, or in a script without capitals
    number: bool  # a number and nothing else

    @property
    def acronym(self) -> bool:
        """In capitals throughout: "WHO", "IT", "US"."""
        return len(self.text) > 1 and self.text.isupper()


def tokenize(document: Document) -> list[Token]:
    """All tokens of the text's blocks, in order."""
    elides = document.language.split("-")[0] in _ELIDING_LANGUAGES
    tokens: list[Token] = []
    sentence = 0
    for index, block in enumerate(document.blocks):
        previous_end, previous = block.start, ""
        sentence += 1
        for match in _TOKEN.finditer(document.text, block.start, block.end):
            start, end = match.span()
            text = match[0]
            if elides and (elided := _ELISION.match(text)):
                start += elided.end()
                text = text[elided.end() :]
            if possessive := _POSSESSIVE.search(text):
                end -= len(possessive[0])
                text = text[: possessive.start()]
            if not text:
                continue
            gap = document.text[previous_end:start]
            opens = not previous
            if gap != " " and previous and not _abbreviated(previous, gap):
                ends = _SENTENCE_END.search(gap) is not None
                sentence += ends
                opens = ends or (gap not in HYPHENS and gap.strip()[-1:] in _OPENING)
            tokens.append(
                Token(
                    start,
                    end,
                    text,
                    plain(text).casefold(),
                    gap,
                    index,
                    sentence,
                    block.kind,
                    opens,
                    _capital(text),
                    text.isdigit(),
                )
            )
            previous_end, previous = end, text
    return tokens


def _capital(text: str) -> bool:
    if text[0].isdigit():
        return any(c.isupper() for c in text)
    return not text[0].islower()


def _abbreviated(word: str, gap: str) -> bool:
    """Whether the full stop in the gap belongs to the word before it: "St. Petersburg", "J. Edgar"."""
    return gap in (". ", ".") and (word.casefold() in ABBREVIATIONS or (len(word) == 1 and word.isupper()))


def joins(before: Token, after: Token) -> bool:
    """Whether two neighbouring tokens may belong to one name, going by what stands between them."""
    if before.block != after.block:
        return False
    gap = after.gap
    if gap == "–":
        return before.number and after.number  # "2016–17"
    if gap in HYPHENS or gap in (" ", "\n", "\r\n", " & ", "’s ", "'s ", "ʼs ", "\u00a0"):
        return True
    return _abbreviated(before.text, gap) or (gap == "." and before.text.endswith("."))
