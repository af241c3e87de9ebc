"""Which language a text is in, by its script and its small words.

By hand: py3langid 0.4 costs 0.8 s of the processor at its first use and 120 MB for as long as the service runs, and
always answers (Latin for filler text). On the 202 real pages that the tests read, the two differ on 3 beside filler:
there this is silent, with too little text, and takes a third of the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from backstory.lang import LANGUAGES, language

# The script settles it for these. Tried in order: kana before han, since Japanese uses both.
SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[぀-ヿ]")),
    ("ko", re.compile("[가-힯]")),
    ("zh", re.compile("[一-鿿]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[؀-ۿ]")),
    ("he", re.compile("[א-ת]")),
    ("el", re.compile("[α-ω]", re.IGNORECASE)),
    ("hi", re.compile("[ऀ-ॿ]")),
    ("bn", re.compile("[ঀ-৿]")),
    ("ta", re.compile("[஀-௿]")),
    ("te", re.compile("[ఀ-౿]")),
    ("th", re.compile("[ก-๛]")),
    ("ka", re.compile("[ა-ჿ]")),
    ("hy", re.compile("[ա-և]", re.IGNORECASE)),
)
# Letters that only one of two languages has are few in any of its texts.
FEW = {"fa": 0.02, "ja": 0.1}
UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
SAMPLE = 4_000  # characters
LEAST_SHARE = 0.1  # of the words that must be small ones of a language
SURE_SHARE = 0.2
OWN_SHARE = 0.17  # of the words that are small ones of the language that the page says it is in
SURE_LEAD = 2.0  # times as many small words of the one as of the other
SURE_WORDS = 40


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """The commonest small words by language: enough to tell one where the page does not name it."""
    return {code: found for code in LANGUAGES if (found := language(code).words("page", "small_words"))}


@cache
def small_words_of_all() -> frozenset[str]:
    """The small words of all languages."""
    return frozenset(word for words in small_words().values() for word in words)


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    words = {word for small in small_words().values() for word in small}
    return {word: tuple(code for code, small in small_words().items() if word in small) for word in words}


def language_of(text: str) -> str | None:
    """The primary language subtag that script or small words tell; None where they do not."""
    sample = text[:SAMPLE]
    if found := _by_script(sample):
        return found
    counts, words = _counts(sample)
    likely = [code for code in counts if words and counts[code] > LEAST_SHARE * words]
    if likely:
        return max(likely, key=lambda code: _told_apart(sample, code))
    return _by_letters(sample)


def _told_apart(sample: str, code: str) -> float:
    """How much speaks for one language: a small word that k languages share counts one kth (Portuguese, Galician)."""
    codes = _languages_by_word()
    return sum(1 / len(found) for word in sample.casefold().split() if code in (found := codes.get(word, ())))


def is_surely(text: str, said: str) -> str | None:
    """The language that a text is in beyond doubt, where it is another than the page says; else None."""
    sample = text[:SAMPLE]
    if not sample.strip():
        return None
    primary = said.split("-")[0].lower()
    own, words_said = small_words().get(primary, frozenset()), sample.casefold().split()
    if sum(word in own for word in words_said) >= OWN_SHARE * len(words_said):
        return None  # as on nearly every page
    script = _by_script(sample)
    if script:
        return script if primary in small_words() and not _shares_script(primary, script) else None
    counts, words = _counts(sample)
    if primary in counts and (found := _by_letters(sample)) and not any(map(CYRILLIC.search, small_words()[primary])):
        cyrillic = [code for code in counts if any(map(CYRILLIC.search, small_words()[code]))]
        best = max(cyrillic, key=lambda code: counts[code])
        return best if counts[best] > LEAST_SHARE * words else found
    best = max(counts, key=lambda code: counts[code])
    told_by_script = any(primary == code for code, _ in SCRIPTS)  # without that script it is another language's text
    if words < SURE_WORDS or counts[best] < SURE_SHARE * words or not (primary in counts or told_by_script):
        return None
    return best if counts[best] >= SURE_LEAD * counts[primary] else None


def _shares_script(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"ar", "fa", "ur"} or {one, other} <= {"hi", "mr"}


def _counts(sample: str) -> tuple[Counter[str], int]:
    words = sample.casefold().split()
    codes = _languages_by_word()
    counts = Counter(dict.fromkeys(small_words(), 0))
    for word in words:
        for code in codes.get(word, ()):
            counts[code] += 1
    return counts, len(words)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for code, script in () if sample.isascii() else SCRIPTS:
        if len(script.findall(sample)) > FEW.get(code, 0.4) * letters:
            return code
    return None


def _by_letters(sample: str) -> str | None:
    """Cyrillic without the small words of any: a list, a poem."""
    letters = sum(map(str.isalpha, sample))
    if sample.isascii() or len(CYRILLIC.findall(sample)) < 0.4 * letters or not letters:
        return None
    return "uk" if len(UKRAINIAN.findall(sample)) > 0.02 * letters else "ru"
