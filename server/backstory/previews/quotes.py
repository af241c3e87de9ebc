"""Sentences of a linked story that carry what is new in it, as they stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt

from backstory.model import Document, LinkedMention, Quote
from backstory.previews.sentences import sentences_of, share_in, shingles
from backstory.text.normalise import plain, stem
from backstory.text.sentences import Sentence
from backstory.text.terms import terms

MOST = 2
SHORTEST, LONGEST = 50, 320  # characters
LEAST_NEW = 3  # words that this story does not have
KNOWN_SHARE = 0.5  # of a sentence's shingles; one that this story has half of says nothing new
ALIKE = 0.4  # share of words in common from which two sentences say the same
CONTEXT = 32  # characters of prefix and suffix
_MOST_COUNTED = 4  # times a word stands in the linked story: more do not make it more telling
_NEW_NAME, _SHARED_NAME = 2.0, 1.5
_EARLY = 0.5  # how much more the first sentence weighs than the last
_HANGING = 0.6  # what is left of a sentence that leans on the one before
_LEANS = re.compile(
    r"(?:he|she|it|they|this|that|these|those|but|and|however|his|her|their|its|also|meanwhile)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class _Scored:
    sentence: Sentence
    score: float
    words: frozenset[str]


def quotes_from(
    linked: Document, mentions: Sequence[LinkedMention], story: Document, story_ids: Collection[str]
) -> tuple[Quote, ...]:
    """Up to two sentences of `linked` that say most of what `story` does not, in the order they stand there.

    A sentence weighs by its words that the story lacks, most of all those that the linked story repeats; by names that
    are new, and by one that both share, which ties it to the reader's story. `story_ids`: the entities of the story.
    """
    known_words, known_shingles = terms(story.text), shingles(story.text)
    counts = Counter(stem(plain(word).casefold()) for word in _WORD.findall(linked.text))
    scored = []
    for sentence in sentences_of(linked):
        if not SHORTEST <= len(sentence.text) <= LONGEST or not _whole(sentence.text):
            continue
        words = terms(sentence.text)
        new = words - known_words
        if len(new) < LEAST_NEW or share_in(shingles(sentence.text), known_shingles) >= KNOWN_SHARE:
            continue
        score = sum(min(counts[word], _MOST_COUNTED) for word in new) / sqrt(max(1, len(words)))
        score += _names(sentence, mentions, story_ids)
        score *= 1 + _EARLY * (1 - sentence.start / max(1, len(linked.text)))
        score *= _HANGING if _LEANS.match(sentence.text.lstrip("“\"‘'«–—- ")) else 1.0
        scored.append(_Scored(sentence, score, words))
    return tuple(_quote(linked, each.sentence) for each in sorted(_best(scored), key=lambda s: s.sentence.start))


def _names(sentence: Sentence, mentions: Sequence[LinkedMention], story_ids: Collection[str]) -> float:
    """What the names of a sentence add to its weight."""
    within = [m for m in mentions if sentence.start <= m.mention.start < sentence.end]
    new = any(m.entity is None or m.entity.id not in story_ids for m in within)
    shared = any(m.entity is not None and m.entity.id in story_ids for m in within)
    return _NEW_NAME * new + _SHARED_NAME * shared


def _best(scored: Sequence[_Scored]) -> list[_Scored]:
    chosen: list[_Scored] = []
    for one in sorted(scored, key=lambda s: (-s.score, s.sentence.start)):
        if all(len(one.words & other.words) < ALIKE * min(len(one.words), len(other.words)) for other in chosen):
            chosen.append(one)
        if len(chosen) == MOST:
            break
    return chosen


def _whole(text: str) -> bool:
    """Are quotation marks and brackets closed that are opened? Else it is a piece of a longer utterance."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS) and text.count('"') % 2 == 0


def _quote(document: Document, sentence: Sentence) -> Quote:
    text = document.text
    return Quote(
        sentence.text,
        text[max(0, sentence.start - CONTEXT) : sentence.start],
        text[sentence.end : sentence.end + CONTEXT],
    )
