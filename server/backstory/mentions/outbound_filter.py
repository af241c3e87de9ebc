"""Which names may be told to a live source. Pure.

What stands in a story is nobody else's business, and not all that is written like a name is one: account numbers,
passwords, number plates, postcodes, streets, words of addresses, long titles.
Such things stay here, at the price of a card.
In a script without capitals, or a language whose names are not on record, a stretch of prose looks like any name: there
nothing leaves at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from backstory.lang import language
from backstory.model import Gap

MAX_WORDS = 8  # more of them are a sentence or a title in quotation marks
MAX_DIGITS = 6  # of a name, a year at its edge left aside: "2016–17" has six
_SMALL_WORD = 4  # letters of the longest word that a title may have in small letters: "from", "with"
_SHOWN = 3  # names that a gap spells out

# Web and e-mail addresses, handles; British, Canadian, Irish and Dutch postcodes; British, French and Italian number
# plates. Repeats have bounds: the page is hostile.
_ADDRESS = re.compile(
    r"""
    \b[a-z][a-z0-9+.-]{0,30}://\S+
    | (?:(?<![\w.+%-])|(?<=[\w.+%-]{64}))[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
    | (?<!\w)@\w+
    | \bwww\.\S+
    | \b(?<!-)[\w-]{2,63}(?:\.[\w-]{2,63}){1,8}/\S*
    | \b(?<!-)[\w-]{2,63}(?:\.[\w-]{2,63}){0,8}\.(?-i:[a-z]{2,24})\b
    | \b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b
    | \b[a-z]\d[a-z]\s?\d[a-z]\d\b
    | \b(?-i:[AC-FHKNPRTV-Y])\d[\dw]\s?(?=[a-z]{0,3}\d)(?-i:[\dAC-FHKNPRTV-Y]{4})\b
    | \b\d{4}\s?(?-i:[A-Z]{2})\b(?!\s[A-Z])
    | \b(?-i:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{1,300})[”“»\"]")
_YEAR_AT_THE_EDGE = re.compile(r"\A(?:1\d|20)\d\d(?!\w)|(?<!\w)(?:1\d|20)\d\d\Z")
_LONG_NUMBER = re.compile(r"\d{4}")
_MIXED_WORD = re.compile(r"(?=[^\W_]{8})[^\W_]*(?:\d[^\W\d_]|[^\W\d_]\d)")
_MIXED_CODE = re.compile(r"(?=[A-Z\d]{5})(?=[A-Z\d]*[A-Z])[A-Z\d]*(?:\d[A-Z]+\d|[A-Z]\d+[A-Z])[A-Z\d]*\Z")  # QXJ7PL
_SMALL_LETTERS = re.compile(r"(?<!\w)[^\W\d_A-Z]+(?!\w)")
_LOOKED_AT = 4_000  # characters
_TOO_FEW, _SMALL_WORDS_SHARE = 8, 0.12
_UNREAD = "Backstory cannot tell names from other words in this language yet, so no live source was asked."
_WHY = "It looks like a number, a code, an address or a sentence, not a name, so no live source was asked for it."


def filter_outbound(text: str, names: Sequence[str], code: str = "en") -> tuple[list[str], tuple[Gap, ...]]:
    """The names of a text in a language that may leave, in their order, and what is kept back."""
    if not names:
        return [], ()
    if not (language(code).words("names", "openers") and _is_written_in(text, code)):
        return [], (Gap(_listed(names), _UNREAD),)
    outside = _private_words(code).sub(" \0 ", _QUOTED.sub(_without_title, _ADDRESS.sub(" \0 ", text)))
    kept = [name for name in names if _is_private(name) or (name in text and not _stands_in(outside, name))]
    if not kept:
        return list(names), ()
    return [name for name in names if name not in kept], (Gap(_listed(kept), _WHY),)


def _is_written_in(text: str, code: str) -> bool:
    """Whether a text is of the language that it is said to be of, going by its small words; a short one may be.

    In prose a third of the words in small letters are small words of the language; of another language's, few are.
    """
    words = _SMALL_LETTERS.findall(text, 0, _LOOKED_AT)
    own = language(code).words("names", "openers") | language(code).words("names", "connectors")
    return len(words) < _TOO_FEW or sum(word in own for word in words) >= _SMALL_WORDS_SHARE * len(words)


@cache
def _private_words(code: str) -> re.Pattern[str]:
    """Streets with a house number, and what stands behind words such as "password", in the words of a language."""
    own = language(code)
    cues = "|".join(map(re.escape, own.phrases("names", "private_cues"))) or "(?!)"
    streets = "|".join(map(re.escape, own.phrases("names", "streets"))) or "(?!)"
    word = r"[^\W\d_][\w’'.-]{0,30}"
    begins = r"\b[^\W\d_]{0,30}" if own.flag("names", "streets_end_words") else r"\b"
    copula = r"(?:(?:is|was|ist|war|est|es|è|é|no\.?|nr\.?|code|number)[\s:]{1,2})?"
    return re.compile(
        rf"\b(?i:{cues})\b[\s:#=]{{1,3}}{copula}[“\"'«]?[^\W_]\S{{0,40}}(?:\s(?=\S{{0,20}}\d)\S{{1,20}})?(?:\s[A-Z]{{3}}\b)?"
        rf"|\b\d{{1,4}}[a-zA-Z]?,?\s(?:{word}\s){{0,4}}?(?i:{streets})\b(?:\s{word}){{0,2}}"
        rf"|\b(?:{word}[\s-]){{0,4}}?{begins}(?i:{streets})\s(?:{word}\s){{0,4}}?\d{{1,4}}[a-zA-Z]?\b"
    )


def _is_private(name: str) -> bool:
    if not all(_is_latin(letter) for letter in name if letter.isalpha()):
        return True
    rest = _YEAR_AT_THE_EDGE.sub("", name)
    return (
        len(name.split()) > MAX_WORDS
        or sum(character.isdigit() for character in rest) > MAX_DIGITS
        or any(pattern.search(rest) for pattern in (_LONG_NUMBER, _MIXED_WORD, _ADDRESS))
        or any(_MIXED_CODE.match(word) for word in rest.split())
    )


def _is_latin(letter: str) -> bool:
    """Whether a letter is of the script that the languages with names on record are written in."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN", "MODIFIER LETTER"))


def _without_title(quoted: re.Match[str]) -> str:
    """Nothing, where a long title stands in quotation marks, or else what stands there: it may name somebody."""
    words = quoted[1].split()
    is_title = len(words) > MAX_WORDS and all(word[0].isupper() for word in words if len(word) > _SMALL_WORD)
    return " \0 " if is_title else quoted[0]


def _stands_in(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name if len(name) <= 40 else name[:39] + '…'}”" for name in names[:_SHOWN]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
