"""Context: how well what is known of a candidate fits the words of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import islice
from math import tanh

from backstory.linking import lexicon
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.topics import topics_of
from backstory.model import Document, Entity, Mention
from backstory.text.normalise import plain, stem
from backstory.text.terms import EMPTY_WORDS, terms

_REACH = 90  # characters on either side of a mention that count as the words around it: about a dozen
_MOST_PLACES = 20  # mentions of one name whose surroundings are read
_RUN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SATURATION = 2.0  # telling words in common at which the signal reaches three quarters


class Context:
    """The words of a story, against which candidates are held."""

    def __init__(self, document: Document, title: str | None, mentions: Sequence[Mention]) -> None:
        self._blocks = [block.start for block in document.blocks]
        self._ends = [block.end for block in document.blocks]
        self._mentions = mentions
        self._places: list[int] = []  # where each term stands, in order
        self._terms: list[str] = []
        self._written: dict[str, str] = {}
        for match in _WORD.finditer(document.text):
            folded = plain(match[0]).casefold()
            if folded not in EMPTY_WORDS:
                term = stem(folded)
                self._places.append(match.start())
                self._terms.append(term)
                self._written.setdefault(term, match[0])
        self._document = document
        self.terms = frozenset(self._terms) | terms(title or "")
        self.topics = topics_of(self.terms)

    def view(self, cluster: MentionCluster) -> ClusterContext:
        """The story as one name sees it: its own words left out."""
        return ClusterContext(self.terms, self._around(cluster.mentions), terms(cluster.name))

    def spells_out(self, label: str) -> bool:
        """Whether the story has these words in a row, in any case: "an individual retirement account, or IRA"."""
        return " " in label and f" {label} " in self._running

    @cached_property
    def _running(self) -> str:
        return f" {' '.join(_RUN.findall(plain(self._document.text).casefold()))} "

    def word(self, term: str) -> str:
        """A folded term as the story writes it."""
        return self._written.get(term, term)

    def _around(self, indices: Iterable[int]) -> frozenset[str]:
        found: set[str] = set()
        for index in islice(indices, _MOST_PLACES):
            mention = self._mentions[index]
            block = max(0, bisect_left(self._blocks, mention.start + 1) - 1)
            left, right = mention.start - _REACH, mention.end + _REACH
            if self._blocks:
                left, right = max(left, self._blocks[block]), min(right, self._ends[block])
            found.update(self._terms[bisect_left(self._places, left) : bisect_left(self._places, right)])
        return frozenset(found)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(stem, lexicon.words("everyday_words") | lexicon.words("everyday_roles")))


class ClusterContext:
    """The words of the story around one name."""

    def __init__(self, story: frozenset[str], around: frozenset[str], own: frozenset[str]) -> None:
        self._story = story
        self._around = around
        self._own = own

    def shared_terms(self, entity: Entity) -> list[str]:
        """Words that the story and the entity have in common, most telling first."""
        said = entity.terms
        return sorted(self._story.intersection(said) - self._own, key=lambda term: (-said[term], term))

    def everyday(self) -> float:
        """How far the words around the name are those of everyday life, 0..1."""
        return tanh(len(self._around & _everyday()) / _SATURATION)

    def fit(self, entity: Entity) -> tuple[float, float]:
        """How well the entity fits the whole story and the words around the name, each 0..1."""
        said = entity.terms
        shared = self._story.intersection(said)
        if not shared:
            return 0.0, 0.0
        # squared, so that one telling word outweighs two vague ones
        story = local = 0.0
        for term in shared:
            if term not in self._own:
                weight = said[term] ** 2
                story += weight
                if term in self._around:
                    local += weight
        return tanh(story / _SATURATION), tanh(local / _SATURATION)
