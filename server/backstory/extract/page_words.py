"""Words that pages use around their stories, from `[page]` of `lang/<code>.toml`, as patterns and tables.

A page in one language carries furniture of another (themes, embeds), so that cues and labels of all languages are
looked for; where languages disagree, as on month names, the page's own is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from backstory.lang import LANGUAGES, language

SIGNS = " \t\u00a0*•·●■▪►▶→»«›>|-–—_:[(#+\"'“”‘’„…"
SAME_LANGUAGE = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "fil": "tl"}
SITE_WORDS = 25  # longer lines that begin as the site's do are prose
LABEL_WORDS = 4  # longer lines that begin with "Share" or "Anzeige" are prose, unless a colon follows


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrases of this name in all languages, folded, each once."""
    return tuple(dict.fromkeys(each for code in LANGUAGES for each in language(code).phrases("page", name)))


@cache
def pattern(name: str) -> str:
    """A pattern for any of these phrases, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases(name), key=len, reverse=True))


class Opening:
    """Phrases that a line begins with, whatever signs stand before them."""

    def __init__(self, names: Iterable[str], form: str, *further: str) -> None:
        """`form`: what the whole line looks like, where {} is any of the phrases; `further`: other beginnings."""
        known = sorted({phrase for name in names for phrase in phrases(name)}, key=len, reverse=True)
        # Most lines begin with none of them, which this tells ten times faster than the pattern.
        self._starts = tuple(phrase.lower() for phrase in (*known, *further))
        self._pattern = re.compile(rf"^[\W_]{{0,8}}{form.format('|'.join(map(re.escape, known)))}", re.IGNORECASE)

    def match(self, line: str) -> re.Match[str] | None:
        """The line's beginning, if it is one of these."""
        line = line.replace("İ", "I")  # small, it would be two signs
        start = line[:48].lstrip(SIGNS).lower()
        if not start.startswith(self._starts) and start[:1].isalnum():
            return None
        return self._pattern.match(line)


_ON_SITE = r"(?:also |more |read )?on [\w-]+(?:\.[\w-]+)+"
# A cue at the start of a line; up to its colon, it may say more: "Read more on this subject:".
CUE = Opening(
    ["read_more"], rf"(?:(?P<cue>{{}})(?!\w)|{_ON_SITE})(?P<colon>[^\n]{{{{0,40}}}}?\s*[::›»>|–—-]|\s*$)?", "on "
)
# A text that is a cue and nothing else.
CUE_ALONE = Opening(["read_more"], rf"(?:{{}}|{_ON_SITE})[\W_]{{{{0,8}}}}$", "on ")
# What heads a list that the story did not choose: most read, latest, trending.
UNRELATED = re.compile(rf"(?<!\w)(?:{pattern('unrelated')})(?!\w)", re.IGNORECASE)
# A line that is nothing but this says what an empty slot below it is for.
AD_LABEL = re.compile(
    rf"[\W_]*(?:{pattern('ad_labels')})[\W_]*(?:\W continue reading below|\W scroll to continue)?", re.IGNORECASE
)
# A link with these words offers something else than another story.
OFFER = re.compile(rf"(?<!\w)(?:{pattern('offers')})(?!\w)", re.IGNORECASE)
BYLINE = re.compile(rf"^(?:(?:{pattern('byline')})(?!\w)\s*[::]?\s*)", re.IGNORECASE)
PHOTO = re.compile(rf"(?<!\w)(?:{pattern('photo_words')})(?!\w)", re.IGNORECASE)
NO_PERSON = re.compile(rf"(?<!\w)(?:{pattern('no_person')})(?!\w)", re.IGNORECASE)

_SITE = Opening(["site_openings"], r"(?:{})(?!\w)")
_LABEL = Opening(["site_labels"], r"(?:{})(?!\w)(?P<colon>\s*[::|@#–—]|[\W_]*$)?")


def is_site_speaking(line: str, words: int) -> bool:
    """Is this line of so many words the site's, not the story's: newsletters, sharing, consent, rights?"""
    if words > SITE_WORDS:
        return False
    if _SITE.match(line):
        return True
    label = _LABEL.match(line)
    return label is not None and (bool(label["colon"]) or (words <= LABEL_WORDS and not line.endswith((".", "。"))))


def code_of(tag: str | None) -> str:
    """The language file that a BCP 47 tag means."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return SAME_LANGUAGE.get(primary, primary)


@cache
def months_of(code: str) -> Mapping[str, int]:
    """The month that each name of a language means; names of two words stand with a space."""
    return {
        name.replace("_", " "): number
        for number, names in enumerate(language(code).phrases("page", "months"), start=1)
        for name in names.split()
    }


@cache
def all_months() -> Mapping[str, int]:
    """The months of all languages, without names on which they disagree: October or November, "listopad"."""
    found: dict[str, set[int]] = {}
    for code in LANGUAGES:
        for name, number in months_of(code).items():
            found.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@cache
def eras() -> Mapping[str, int]:
    """Eras that years are counted in, each with the year before its first."""
    return {name: first for code in LANGUAGES for name, first in language(code).table("page", "eras").items()}
