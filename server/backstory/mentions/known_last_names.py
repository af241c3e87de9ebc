"""Last names of people on record where words cannot tell names from prose: “Роухани” after “Хасан Роухани”.

Only what stands in the story as a whole name counts, so that a lone word is looked for that the dictionary lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backstory.mentions.inflection import base_forms
from backstory.mentions.known_spans import Known
from backstory.mentions.span_proposal import PARTS, CandidateSpans, Span
from backstory.mentions.words import UNSPACED
from backstory.model import Mention
from backstory.text.normalise import plain

_LEAST = 4  # letters; shorter words are too often something else
_LEAST_UNSPACED = 2


def known_last_names(proposed: CandidateSpans, taken: Mapping[int, Span], known: Known) -> Iterator[Mention]:
    """The last names that stand alone, each with the whole name as its long form. `taken`: the known spans."""
    people = [
        span
        for span in taken.values()
        if span[1] > span[0] and all(each.entity.kind == "person" for each in known[proposed.surface(span)])
    ]
    if not people:
        return
    code = proposed.document.language.split("-")[0].lower()
    covered = {i for first, last in taken.values() for i in range(first, last + 1)}
    yield from (
        _in_characters(proposed, people, covered) if code in UNSPACED else _in_words(proposed, people, covered, code)
    )


def _in_words(proposed: CandidateSpans, people: list[Span], covered: set[int], code: str) -> Iterator[Mention]:
    whole = {form: proposed.surface(span) for span in people for form in _forms(proposed.tokens[span[1]].text, code)}
    for i, token in enumerate(proposed.tokens):
        if token.capital and i not in covered and len(token.text) >= _LEAST:
            name = next((whole[form] for form in _forms(token.text, code) if form in whole), None)
            if name:
                yield Mention(token.start, token.end, token.text, name)


def _forms(word: str, code: str) -> tuple[str, ...]:
    """A word, folded, and the base forms that it may have."""
    return tuple(form for form in (plain(word).casefold(), *base_forms(word, code)) if len(form) >= _LEAST)


def _in_characters(proposed: CandidateSpans, people: list[Span], covered: set[int]) -> Iterator[Mention]:
    tokens = proposed.tokens
    parts: dict[str, str] = {}
    for first, last in people:
        begin = next((i for i in range(last, first, -1) if tokens[i].gap in PARTS), None)
        if begin is not None and last - begin + 1 >= _LEAST_UNSPACED:
            parts[proposed.surface((begin, last))] = proposed.surface((first, last))
    starts = {token.start: i for i, token in enumerate(tokens)}
    for part, name in parts.items():
        place = proposed.document.text.find(part)
        while place >= 0:
            at = starts.get(place)
            if at is not None and covered.isdisjoint(range(at, at + len(part))):
                yield Mention(place, place + len(part), part, name)
            place = proposed.document.text.find(part, place + len(part))
