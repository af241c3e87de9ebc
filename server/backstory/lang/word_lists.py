"""English words that are names too: ordinary words, given names, surnames. Lists one can read and add to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backstory.text.normalise import stem


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words by what they are."""

    ordinary: frozenset[str]  # target, shell, gap, next
    given_names: frozenset[str]
    surnames: frozenset[str]

    def is_ordinary(self, form: str) -> bool:
        """Whether a normalised form of one word is an ordinary word, in the singular or the plural."""
        word = form.casefold()
        return word in self.ordinary or stem(word) in self.ordinary

    def is_persons(self, form: str) -> bool:
        """Whether a normalised form of one word is what many people are called."""
        word = form.casefold()
        return word in self.given_names or word in self.surnames or word.removesuffix("s") in self.given_names


@cache
def english() -> Words:
    """The lists of the folder `en`."""
    return Words(
        ordinary=_read("common_words.txt") | _read("words_seen.txt"),
        given_names=_read("given_names.txt"),
        surnames=_read("surnames.txt"),
    )


def word_lists() -> Path:
    """Where the lists are."""
    return Path(__file__).parent / "en"


def _read(name: str) -> frozenset[str]:
    lines = (word_lists() / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word.casefold() for line in lines if not line.startswith("#") for word in line.split())
