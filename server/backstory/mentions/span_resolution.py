"""Runs of capitals -> which of their known spans are names, and which runs are unknown names as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backstory.mentions.span_proposal import Span
from backstory.mentions.tokens import HYPHENS, Token
from backstory.mentions.words import CONNECTORS, NameWords

_QUOTES = frozenset("\"“”„«»‘’'")
_MOST_TITLES = 6  # before one name: "Former First Deputy Prime Minister"


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """What the whole text tells about its capitals."""

    tokens: list[Token]
    words: NameWords
    uncased: frozenset[int]  # tokens whose capital says nothing
    lower_words: frozenset[str]  # words that also stand in lower case
    cores: frozenset[str]  # words with a capital where only names have one
    bare: frozenset[Span]  # known lone words that are a whole name by themselves: "Chad", not "Russian" or "US"
    persons: frozenset[Span]  # known spans that are a person's whole name
    surnames: frozenset[Span]  # known lone words that may be a person's last name
    common: frozenset[Span]  # known spans that are written in small letters where they are said of many


def resolve_spans(
    evidence: TextEvidence, taken: Mapping[int, Span], whole: Mapping[Span, bool], joining: frozenset[str]
) -> Iterator[tuple[Span, bool]]:
    """The names of a text in order, each with whether it is known.

    `taken`: known spans by their first token; `whole`: of each, whether it stands by itself after "of";
    `joining`: lower-case words that may stand inside a name.
    """
    ordered = sorted(whole)
    for run in _runs(evidence, taken, joining):
        inside = _within(ordered, run)
        yield from _resolve_run(evidence, run, inside, whole)


def _runs(evidence: TextEvidence, taken: Mapping[int, Span], joining: frozenset[str]) -> list[Span]:
    """The longest spans of capitals, small words between two capitals included, known spans kept whole."""
    tokens = evidence.tokens
    runs: list[Span] = []
    index = 0
    while index < len(tokens):
        if index not in taken and (not tokens[index].capital or tokens[index].number):
            index += 1
            continue
        first = index
        last = taken.get(index, (index, index))[1]
        while (following := _next_of_run(evidence, taken, last, joining)) is not None:
            last = taken.get(following, (following, following))[1]
        runs.append((first, last))
        index = last + 1
    return runs


def _next_of_run(evidence: TextEvidence, taken: Mapping[int, Span], last: int, joining: frozenset[str]) -> int | None:
    """The next capital of the run that ends at `last`, over at most two small words."""
    tokens, words = evidence.tokens, evidence.words
    following = last + 1
    while following < len(tokens) and tokens[following].joined:
        if "s " in tokens[following].gap:  # a possessive ends a name unless the dictionary says otherwise
            return None
        if following in taken or (tokens[following].capital and not tokens[following].opens):
            return following
        # "and" and "in" join two names more often than the parts of one; only known spans hold them
        small = tokens[following].folded
        if small == "for" and tokens[last].folded not in words.endings:
            return None  # "Centre for Policy", but "Doha for the Asian Cup"
        # "Bank of the West", but not "in Kyiv the Red Cross"
        if small not in joining or following - last > 2 or (small == "the" and following == last + 1):
            return None
        following += 1
    return None


def _resolve_run(
    evidence: TextEvidence, run: Span, inside: list[Span], whole: Mapping[Span, bool]
) -> list[tuple[Span, bool]]:
    """The mentions of one run: its known spans where nothing unknown is tied to them, else the unknown name."""
    tokens = evidence.tokens
    if run[0] in evidence.uncased:
        return [(span, True) for span in inside if not _goes_on(evidence, span, inside)]
    loose = _loose(evidence, run, inside)
    if not loose:
        return _side_by_side(evidence, inside)
    result: list[tuple[Span, bool]] = []
    for piece in _pieces(tokens, loose, {span: whole[span] for span in inside}):
        known_here = _within(inside, piece)
        if bisect_left(loose, piece[0]) == bisect_left(loose, piece[1] + 1):
            result += _side_by_side(evidence, known_here)
        elif known_here and known_here[-1][1] == piece[1] and known_here[-1] in evidence.persons:
            result.append((known_here[-1], True))  # "NSC Coordinator John Kirby": the name at the end is whole
        else:
            result += _unknown(tokens, piece)
    return result


def _goes_on(evidence: TextEvidence, span: Span, inside: list[Span]) -> bool:
    """Whether a known span is only the beginning of a longer name: "Virginia" of "Virginia Beach", in any line."""
    following = span[1] + 1
    if following >= len(evidence.tokens) or _beginning(inside, following) is not None:
        return False
    token = evidence.tokens[following]
    return token.capital and token.gap == " " and token.folded in evidence.words.endings


def _beginning(spans: list[Span], first: int) -> Span | None:
    """The span that begins with a token; they stand in order. A run may hold ten thousand of them."""
    at = bisect_left(spans, (first, -1))
    return spans[at] if at < len(spans) and spans[at][0] == first else None


def _within(spans: list[Span], piece: Span) -> list[Span]:
    """The spans that begin within a piece; they stand in order."""
    return spans[bisect_left(spans, (piece[0], -1)) : bisect_left(spans, (piece[1] + 1, -1))]


def _side_by_side(evidence: TextEvidence, spans: list[Span]) -> list[tuple[Span, bool]]:
    """Known spans; but two lone names without a comma between are one unknown name: "Chad Holland"."""
    result: list[tuple[Span, bool]] = []
    position = 0
    while position < len(spans):
        last = position
        while last + 1 < len(spans) and _makes_a_name(evidence, spans[last], spans[last + 1]):
            last += 1
        if last > position:
            result.append(((spans[position][0], spans[last][1]), False))
        elif not _common_opener(evidence, spans[position]):
            result.append((spans[position], True))
        position = last + 1
    return result


def _makes_a_name(evidence: TextEvidence, one: Span, other: Span) -> bool:
    """Whether two known spans side by side are one name that nobody knows.

    "Chad Holland", "William Alexander Virtue", "Eastleigh Leisure Centre".
    """
    following, last = evidence.tokens[other[0]], evidence.tokens[other[1]]
    if other[0] != one[1] + 1 or following.gap != " " or following.text.isupper():
        return False
    if last.folded in evidence.words.endings and last.capital:
        return other in evidence.common
    hyphened = all(token.gap in HYPHENS for token in evidence.tokens[other[0] + 1 : other[1] + 1])
    lone = hyphened and following.folded not in evidence.words.calendar
    return lone and (one in evidence.bare or (one in evidence.persons and other in evidence.surnames))


def _loose(evidence: TextEvidence, run: Span, inside: list[Span]) -> list[int]:
    """Capitals of the run that no known span covers and that are not mere titles, sides or openers."""
    covered = {i for first, last in inside for i in range(first, last + 1)}
    loose: list[int] = []
    for i in range(run[0], run[1] + 1):
        token = evidence.tokens[i]
        if i in covered or not token.capital or token.number or token.folded in evidence.words.articles:
            continue
        if token.folded in evidence.words.calendar or _mere_title(evidence, i, run, inside, loose):
            continue
        if i + 1 in covered and token.folded in evidence.words.directions:
            continue
        if token.opens and (
            token.folded in evidence.words.openers
            or token.folded in evidence.lower_words
            or token.folded.endswith("ing")
        ):
            continue
        loose.append(i)
    return loose


def _mere_title(evidence: TextEvidence, i: int, run: Span, inside: list[Span], loose: list[int]) -> bool:
    """Whether a title says who someone is, and is no part of a name: not the "State" of "State Circus".

    It begins the run, or stands right before a whole known name.
    """
    tokens, titles = evidence.tokens, evidence.words.titles
    if tokens[i].folded not in titles:
        return False
    if not loose and not (inside and inside[0][1] < i):
        return True
    following = i + 1
    while following <= min(run[1], i + _MOST_TITLES) and tokens[following].folded in titles:
        following += 1
    named = _beginning(inside, following)
    return named is not None and named[1] > following


def _pieces(tokens: list[Token], loose: list[int], inside: Mapping[Span, bool]) -> list[Span]:
    """The run cut where its parts do not belong together: at titles and openers, and before and after "of" where the
    known part needs nothing else: "Judges of the International Criminal Court", but not "University of Georgia".
    """
    parts = sorted([*inside, *((i, i) for i in loose)])
    pieces = [parts[0]]
    last_part = parts[0]
    for part in parts[1:]:
        between = tokens[last_part[1] + 1 : part[0]]
        small = bool(between) and all(not token.capital for token in between)
        apart = small and (inside.get(last_part, False) or inside.get(part, False))
        if apart or any(token.capital and not token.number for token in between):
            pieces.append(part)
        else:
            pieces[-1] = (pieces[-1][0], part[1])
        last_part = part
    return pieces


def _unknown(tokens: list[Token], piece: Span) -> list[tuple[Span, bool]]:
    """An unknown name, unless it is a lone word where any word has a capital."""
    first, last = piece
    while last > first and tokens[last].folded in CONNECTORS:
        last -= 1
    alone = first == last
    if alone and (tokens[first].opens or len(tokens[first].text) < 3):
        return []
    return [((first, last), False)]


def _common_opener(evidence: TextEvidence, span: Span) -> bool:
    """A lone known word that opens a sentence and is not sure to be a name there: "Target" of "Target the young".

    It stands in lower case elsewhere, or is an adverb by its ending ("Cleverly, she …"), and is no name elsewhere.
    """
    first, last = span
    token = evidence.tokens[first]
    if first != last or not token.opens or token.folded in evidence.cores:
        return False
    following = evidence.tokens[last + 1] if last + 1 < len(evidence.tokens) else None
    if following and following.block == token.block:
        if following.gap == ", " and following.folded in evidence.words.articles:
            return False  # "Target, the chain with the red rings"
        if token.gap[-1:] in _QUOTES and following.gap[:1] in _QUOTES and token.gap:
            return False  # a title: the film "Belly"
    return token.folded in evidence.lower_words or token.folded.endswith("ly")
