"""Document -> tokens: words with where they stand and how they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from backstory.deadline import Check, checked, unlimited
from backstory.mentions.words import name_words
from backstory.model import BlockKind, Document
from backstory.text.normalise import plain
from backstory.text.sentences import ends_in_abbreviation, sentence_ends
from backstory.text.visible import visible

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]+(?:['’ʼ&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]\Z")
_PAUSE = re.compile(r"[:;]['\"”’»)\]]*\s")
_OPENING = frozenset("\"“„«‘'([–—-•")
HYPHENS = frozenset("-‐‑")
_JOINING = HYPHENS | {" ", "\n", "\r\n", " & ", "’s ", "'s ", "ʼs ", "\u00a0"}


class Token(NamedTuple):  # made for every word of a story, five times as fast as a frozen dataclass
    """A word of the text. A possessive 's and an elided article stand outside of it."""

    start: int
    end: int
    text: str  # as it is seen, without invisible signs
    folded: str
    gap: str  # what stands between the token before, or the block's beginning, and this one
    block: int
    clause: int  # parts of sentences up to a colon or semicolon, counted through the document
    kind: BlockKind
    opens: bool  # begins a sentence, a quotation or a block, where a capital says little
    capital: bool  # written as names are: with a capital, or in a script without capitals
    number: bool  # a number and nothing else
    joined: bool  # may belong to one name with the token before, going by what stands between them

    @property
    def acronym(self) -> bool:
        """In capitals throughout: "WHO", "IT", "US"."""
        return len(self.text) > 1 and self.text.isupper()


def tokenize(document: Document, check: Check = unlimited) -> list[Token]:
    """All tokens of the text's blocks, in order."""
    elided = _elided(document.language)
    tokens: list[Token] = []
    clause = 0
    for index, block in enumerate(document.blocks):
        text, places = visible(document.text[block.start : block.end])
        ends = iter([*sentence_ends(text, document.language), len(text)])
        sentence_end = next(ends)
        before_end, before = 0, ""
        clause += 1
        for match in checked(_TOKEN.finditer(text), check):
            start, end = match.span()
            word = match[0]
            if elided and (article := elided.match(word)):
                start += article.end()
                word = word[article.end() :]
            if possessive := _POSSESSIVE.search(word):
                end -= len(possessive[0])
                word = word[: possessive.start()]
            if not word:
                continue
            gap = text[before_end:start]
            opens = not before
            while start >= sentence_end:
                sentence_end = next(ends)
                clause += 1
                opens = True
            joined = not opens
            number = word.isdigit()
            if joined and gap != " ":
                pause = _PAUSE.search(gap) is not None
                clause += pause
                opens = pause or (gap not in HYPHENS and gap.strip()[-1:] in _OPENING)
                joined = (
                    gap in _JOINING
                    or (gap == "–" and number and tokens[-1].number)  # "2016–17"
                    or (gap == "." and before.endswith("."))
                    or _abbreviated(before, gap, document.language)
                )
            tokens.append(
                Token(
                    block.start + (start if places is None else places.starts[start]),
                    block.start + (end if places is None else places.ends[end - 1]),
                    word,
                    plain(word).casefold(),
                    gap,
                    index,
                    clause,
                    block.kind,
                    opens,
                    _capital(word),
                    number,
                    joined,
                )
            )
            before_end, before = end, word
    return tokens


@cache
def _elided(language: str) -> re.Pattern[str] | None:
    """What an apostrophe ties to the word after it in a language: the "d’" of "d’Ukraine"."""
    words = name_words(language).elisions
    return re.compile(rf"(?:{'|'.join(sorted(words, key=len))})['’ʼ](?=[^\W\d_])", re.IGNORECASE) if words else None


def _capital(text: str) -> bool:
    if text[0].isdigit():
        return any(c.isupper() for c in text)
    return not text[0].islower()


def _abbreviated(word: str, gap: str, language: str) -> bool:
    """Whether the full stop in the gap belongs to the word before it: "St. Petersburg", "J. Edgar"."""
    return gap in (". ", ".") and ends_in_abbreviation(word, language)
