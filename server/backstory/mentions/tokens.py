"""Document -> tokens: words with where they stand and how they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from backstory.deadline import Check, checked, unlimited
from backstory.lang import english
from backstory.mentions.words import UNSPACED, NameWords, name_words
from backstory.model import BlockKind, Document
from backstory.text.normalise import plain
from backstory.text.sentences import ends_in_abbreviation, sentence_ends
from backstory.text.visible import visible

# "U.S.", "9/11", and any other word: "O'Brien", "AT&T".
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|(?<![\w/])\d{1,2}/\d{1,2}(?![\w/])|@\w+|[^\W_]+(?:['’ʼ&][^\W_]+)*")
# Chinese and Japanese write no spaces: each character is a token, and the dictionary finds the words.
_CHARACTER = "[\u3040-\u30ff\u3400-\u9fff]"
_UNSPACED_TOKEN = re.compile(rf"{_CHARACTER}|(?:(?!{_CHARACTER})[^\W_])+")
_WITHIN = re.compile(r"[a-z]{1,2}['’ʼ][A-Z]")  # "d’Ivoire": the capital stands behind an elided article
_POSSESSIVE = re.compile(r"['’ʼ][sS]\Z")
_PAUSE = re.compile(r"[:;]['\"”’»)\]]*\s")
_OPENING = frozenset("\"“„«‘'([–—-•")
_LOOKED_BACK = 100  # characters of an address
_LONGEST_MENU_LINE = 40  # characters
_LONGEST_SYLLABLE = 6  # letters
HYPHENS = frozenset("-‐‑")
_WITHIN_UNSPACED = frozenset({"", "·", "・", "＝", "="})  # between the characters of a name: “弗拉基米尔·普京”
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
    elided, words = _elided(document.language), name_words(document.language)
    unspaced = document.language.split("-")[0] in UNSPACED
    pattern, joining = (_UNSPACED_TOKEN, _JOINING | _WITHIN_UNSPACED) if unspaced else (_TOKEN, _JOINING)
    tokens: list[Token] = []
    clause = 0
    for index, block in enumerate(document.blocks):
        text, places = visible(document.text[block.start : block.end])
        if _is_menu_line(text, words):
            continue
        ends = iter([*sentence_ends(text, document.language), len(text)])
        sentence_end = next(ends)
        before_end, before = 0, ""
        clause += 1
        for match in checked(pattern.finditer(text), check):
            start, end = match.span()
            word = match[0]
            if elided and (article := elided.match(word)):
                start += article.end()
                word = word[article.end() :]
            if possessive := _POSSESSIVE.search(word):
                end -= len(possessive[0])
                word = word[: possessive.start()]
            if not word or word[0] == "@" or (word == "RT" and text[end : end + 2] == " @"):
                continue  # a handle of a microblog, and the mark before one that is quoted
            gap = text[before_end:start]
            if gap[-1:] == "/" and _in_address(text, start):
                continue
            opens = not before
            while start >= sentence_end:
                sentence_end = next(ends)
                clause += 1
                opens = True
            joined = not opens
            number, capital = word.isdigit(), _capital(word)
            if joined and gap != " ":
                pause = _PAUSE.search(gap) is not None
                clause += pause
                opens = pause or (gap not in HYPHENS and gap.strip()[-1:] in _OPENING)
                joined = (
                    gap in joining
                    or (gap == "–" and number and tokens[-1].number)  # "2016–17"
                    or (gap == "." and before.endswith("."))
                    or _abbreviated(before, gap, document.language)
                )
            if capital and joined and gap in HYPHENS and tokens[-1].folded in words.prefixes:
                tokens[-1] = tokens[-1]._replace(capital=True)  # "al-Sadr", in small letters as well
            elif joined and not capital and gap in HYPHENS:
                capital = _ends_given_name(word, tokens, words)
                if word in words.likeness_endings:
                    tokens[-1] = tokens[-1]._replace(capital=False)
            folded = plain(word).casefold()
            # "Calif.", "Apple Inc.": the full stop is part of how the name is written
            last = end + (capital and folded in words.dotted and text[end : end + 1] == ".")
            tokens.append(
                Token(
                    block.start + (start if places is None else places.starts[start]),
                    block.start + (last if places is None else places.ends[last - 1]),
                    word,
                    folded,
                    gap,
                    index,
                    clause,
                    block.kind,
                    opens,
                    capital,
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


def _is_menu_line(text: str, words: NameWords) -> bool:
    """Whether a short line is a menu's or a button's: "Post to Facebook"."""
    return len(text) <= _LONGEST_MENU_LINE and text.casefold().startswith(words.menu_lines) and text[-1] not in ".!?"


def _in_address(text: str, start: int) -> bool:
    """Whether a word behind a slash is part of a web address, with or without its scheme."""
    chunk = text[max(0, start - _LOOKED_BACK) : start].split(" ")[-1]
    return "://" in chunk or "." in chunk


def _ends_given_name(word: str, tokens: list[Token], words: NameWords) -> bool:
    """Whether a word in small letters behind a hyphen ends a given name: the "in" of "Moon Jae-in"."""
    if len(tokens) < 2 or not (tokens[-1].capital and tokens[-2].capital and tokens[-1].gap == " "):
        return False
    if not (word.isalpha() and len(word) <= _LONGEST_SYLLABLE) or word in words.compound_endings:
        return False
    return not tokens[-1].acronym and (len(word) == 2 or not english().is_ordinary(word))


def _capital(text: str) -> bool:
    first = text[0]
    if first.islower():
        return "a" <= first <= "z" and _WITHIN.match(text) is not None
    return not first.isdigit() or any(c.isupper() for c in text)


def _abbreviated(word: str, gap: str, language: str) -> bool:
    """Whether the full stop in the gap belongs to the word before it: "St. Petersburg", "J. Edgar"."""
    return gap in (". ", ".") and ends_in_abbreviation(word, language)
