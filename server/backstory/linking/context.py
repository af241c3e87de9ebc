"""Context: how well what is known of a sense fits the words of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from math import tanh

from backstory.linking.slots import Slot
from backstory.linking.topics import likeness, topics_of
from backstory.model import Candidate, Document, Mention
from backstory.surface import plain, stem, terms

_REACH = 90  # characters on either side of a mention that count as the words around it: about a dozen
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_PLACES = 20  # mentions of one name whose surroundings are read
_SATURATION = 2.0  # telling words in common at which the signal reaches three quarters


class Context:
    """The words of a story, against which senses are held."""

    def __init__(self, document: Document, title: str | None, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._story = terms(document.text) | terms(title or "")
        self._topics = topics_of(self._story)
        self._written: dict[str, str] = {}
        for word in _WORD.findall(document.text):
            self._written.setdefault(stem(plain(word).casefold()), word)

    def shared_terms(self, slot: Slot, candidate: Candidate) -> list[str]:
        """Words that the story and the sense have in common, most telling first; the name's own words left out."""
        said = candidate.entity.terms
        common = (said.keys() & self._story) - terms(slot.name)
        return sorted(common, key=lambda term: (-said[term], term))

    def story_fit(self, slot: Slot, candidate: Candidate) -> float:
        """How well the sense fits the whole story, 0..1."""
        return _fit(candidate.entity.terms[term] for term in self.shared_terms(slot, candidate))

    def local_fit(self, slot: Slot, candidate: Candidate) -> float:
        """How well the sense fits the words around the slot's mentions, 0..1."""
        around = self._around(slot.mentions)
        shared = self.shared_terms(slot, candidate)
        return _fit(candidate.entity.terms[term] for term in shared if term in around)

    def topic_fit(self, candidate: Candidate) -> float:
        """How alike the topics of the story and of the sense are, 0..1."""
        return likeness(self._topics, topics_of(candidate.entity.terms))

    def word(self, term: str) -> str:
        """A folded term as the story writes it."""
        return self._written.get(term, term)

    def _around(self, indices: Iterable[int]) -> frozenset[str]:
        text = self._document.text
        found: set[str] = set()
        for index in islice(indices, _MOST_PLACES):
            mention = self._mentions[index]
            left = text[max(0, mention.start - _REACH) : mention.start].rpartition("\n\n")[2]
            right = text[mention.end : mention.end + _REACH].partition("\n\n")[0]
            found |= terms(left) | terms(right)
        return frozenset(found)


def _fit(weights: Iterable[float]) -> float:
    # squared, so that one telling word outweighs two vague ones
    return tanh(sum(weight * weight for weight in weights) / _SATURATION)
