"""Runs of capitals -> which of their known stretches are names, and which runs are unknown names as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backstory.mentions.span_proposal import Stretch
from backstory.mentions.tokens import HYPHENS, Token, joins
from backstory.mentions.words import (
    ARTICLES,
    BODY_WORDS,
    CALENDAR,
    CONNECTORS,
    DIRECTIONS,
    OPENERS,
    PLACE_ENDINGS,
    TITLES,
)

_QUOTES = frozenset("\"“”„«»‘’'")


@dataclass(frozen=True, slots=True)
class Clues:
    """What the whole text tells about its capitals."""

    tokens: list[Token]
    loud: frozenset[int]  # tokens whose capital says nothing
    lower_words: frozenset[str]  # words that also stand in lower case
    cores: frozenset[str]  # words with a capital where only names have one
    bare: frozenset[Stretch]  # known lone words that are a whole name by themselves: "Chad", not "Russian" or "US"
    persons: frozenset[Stretch]  # known stretches that are a person's whole name
    surnames: frozenset[Stretch]  # known lone words that may be a person's last name
    common: frozenset[Stretch]  # known stretches that are written in small letters where they are said of many


def settle(
    clues: Clues, taken: Mapping[int, Stretch], whole: Mapping[Stretch, bool], joining: frozenset[str]
) -> Iterator[tuple[Stretch, bool]]:
    """The names of a text in order, each with whether it is known.

    `taken`: known stretches by their first token; `whole`: of each, whether it stands by itself after "of";
    `joining`: lower-case words that may stand inside a name.
    """
    ordered = sorted(whole)
    for run in _runs(clues.tokens, taken, joining):
        inside = ordered[bisect_left(ordered, (run[0], -1)) : bisect_left(ordered, (run[1] + 1, -1))]
        yield from _settle(clues, run, inside, whole)


def _runs(tokens: list[Token], taken: Mapping[int, Stretch], joining: frozenset[str]) -> list[Stretch]:
    """The longest stretches of capitals, small words between two capitals included, known stretches kept whole."""
    runs: list[Stretch] = []
    index = 0
    while index < len(tokens):
        if index not in taken and (not tokens[index].capital or tokens[index].number):
            index += 1
            continue
        first = index
        last = taken.get(index, (index, index))[1]
        while (following := _next_of_run(tokens, taken, last, joining)) is not None:
            last = taken.get(following, (following, following))[1]
        runs.append((first, last))
        index = last + 1
    return runs


def _next_of_run(tokens: list[Token], taken: Mapping[int, Stretch], last: int, joining: frozenset[str]) -> int | None:
    """The next capital of the run that ends at `last`, over at most two small words."""
    following = last + 1
    while following < len(tokens) and joins(tokens[following - 1], tokens[following]):
        if "s " in tokens[following].gap:  # a possessive ends a name unless the dictionary says otherwise
            return None
        if following in taken or (tokens[following].capital and not tokens[following].opens):
            return following
        # "and" and "in" join two names more often than the parts of one; only known stretches hold them
        small = tokens[following].folded
        if small == "for" and tokens[last].folded not in (BODY_WORDS | PLACE_ENDINGS):
            return None  # "Centre for Policy", but "Doha for the Asian Cup"
        # "Bank of the West", but not "in Kyiv the Red Cross"
        if small not in joining or following - last > 2 or (small == "the" and following == last + 1):
            return None
        following += 1
    return None


def _settle(
    clues: Clues, run: Stretch, inside: list[Stretch], whole: Mapping[Stretch, bool]
) -> list[tuple[Stretch, bool]]:
    """The mentions of one run: its known stretches where nothing unknown is tied to them, else the unknown name."""
    tokens = clues.tokens
    if run[0] in clues.loud:
        return [(stretch, True) for stretch in inside if not _goes_on(clues, stretch, inside)]
    loose = _loose(clues, run, inside)
    if not loose:
        return _side_by_side(clues, inside)
    result: list[tuple[Stretch, bool]] = []
    for piece in _pieces(tokens, loose, {stretch: whole[stretch] for stretch in inside}):
        known_here = [s for s in inside if piece[0] <= s[0] <= piece[1]]
        if not any(piece[0] <= i <= piece[1] for i in loose):
            result += _side_by_side(clues, known_here)
        elif known_here and known_here[-1][1] == piece[1] and known_here[-1] in clues.persons:
            result.append((known_here[-1], True))  # "NSC Coordinator John Kirby": the name at the end is whole
        else:
            result += _unknown(tokens, piece)
    return result


def _goes_on(clues: Clues, stretch: Stretch, inside: list[Stretch]) -> bool:
    """Whether a known stretch is only the beginning of a longer name: "Virginia" of "Virginia Beach", in any line."""
    following = stretch[1] + 1
    if following >= len(clues.tokens) or any(first == following for first, _ in inside):
        return False
    token = clues.tokens[following]
    return token.capital and token.gap == " " and token.folded in (BODY_WORDS | PLACE_ENDINGS)


def _side_by_side(clues: Clues, stretches: list[Stretch]) -> list[tuple[Stretch, bool]]:
    """Known stretches; but two lone names without a comma between are one unknown name: "Chad Holland"."""
    result: list[tuple[Stretch, bool]] = []
    position = 0
    while position < len(stretches):
        last = position
        while last + 1 < len(stretches) and _makes_a_name(clues, stretches[last], stretches[last + 1]):
            last += 1
        if last > position:
            result.append(((stretches[position][0], stretches[last][1]), False))
        elif not _common_opener(clues, stretches[position]):
            result.append((stretches[position], True))
        position = last + 1
    return result


def _makes_a_name(clues: Clues, one: Stretch, other: Stretch) -> bool:
    """Whether two known stretches side by side are one name that nobody knows.

    "Chad Holland", "William Alexander Virtue", "Eastleigh Leisure Centre".
    """
    following, last = clues.tokens[other[0]], clues.tokens[other[1]]
    if other[0] != one[1] + 1 or following.gap != " " or following.text.isupper():
        return False
    if last.folded in (BODY_WORDS | PLACE_ENDINGS) and last.capital:
        return other in clues.common
    hyphened = all(token.gap in HYPHENS for token in clues.tokens[other[0] + 1 : other[1] + 1])
    lone = hyphened and following.folded not in CALENDAR
    return lone and (one in clues.bare or (one in clues.persons and other in clues.surnames))


def _loose(clues: Clues, run: Stretch, inside: list[Stretch]) -> list[int]:
    """Capitals of the run that no known stretch covers and that are not mere titles, sides or openers."""
    covered = {i for first, last in inside for i in range(first, last + 1)}
    loose: list[int] = []
    for i in range(run[0], run[1] + 1):
        token = clues.tokens[i]
        if i in covered or not token.capital or token.number or token.folded in ARTICLES:
            continue
        if token.folded in CALENDAR or _mere_title(clues.tokens, i, run, inside, loose):
            continue
        if i + 1 in covered and token.folded in DIRECTIONS:
            continue
        if token.opens and (
            token.folded in OPENERS or token.folded in clues.lower_words or token.folded.endswith("ing")
        ):
            continue
        loose.append(i)
    return loose


def _mere_title(tokens: list[Token], i: int, run: Stretch, inside: list[Stretch], loose: list[int]) -> bool:
    """Whether a title says who someone is, and is no part of a name: not the "State" of "State Circus".

    It begins the run, or stands right before a whole known name.
    """
    if tokens[i].folded not in TITLES:
        return False
    if not loose and not any(last < i for _, last in inside):
        return True
    following = i + 1
    while following <= run[1] and tokens[following].folded in TITLES:
        following += 1
    return any(first == following and last > first for first, last in inside)


def _pieces(tokens: list[Token], loose: list[int], inside: Mapping[Stretch, bool]) -> list[Stretch]:
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


def _unknown(tokens: list[Token], piece: Stretch) -> list[tuple[Stretch, bool]]:
    """An unknown name, unless it is a lone word where any word has a capital."""
    first, last = piece
    while last > first and tokens[last].folded in CONNECTORS:
        last -= 1
    alone = first == last
    if alone and (tokens[first].opens or len(tokens[first].text) < 3):
        return []
    return [((first, last), False)]


def _common_opener(clues: Clues, stretch: Stretch) -> bool:
    """A lone known word that opens a sentence and is not sure to be a name there: "Target" of "Target the young".

    It stands in lower case elsewhere, or is an adverb by its ending ("Cleverly, she …"), and is no name elsewhere.
    """
    first, last = stretch
    token = clues.tokens[first]
    if first != last or not token.opens or token.folded in clues.cores:
        return False
    following = clues.tokens[last + 1] if last + 1 < len(clues.tokens) else None
    if following and following.block == token.block:
        if following.gap == ", " and following.folded in ARTICLES:
            return False  # "Target, the chain with the red rings"
        if token.gap[-1:] in _QUOTES and following.gap[:1] in _QUOTES and token.gap:
            return False  # a title: the film "Belly"
    return token.folded in clues.lower_words or token.folded.endswith("ly")
