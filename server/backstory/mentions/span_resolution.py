"""Runs of capitals -> which of their known spans are names, and which runs are unknown names as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from backstory.lang import english
from backstory.mentions.evidence import TextEvidence
from backstory.mentions.loose_words import loose_words
from backstory.mentions.span_proposal import Span, beginning, within
from backstory.mentions.tokens import HYPHENS, Token
from backstory.mentions.words import CONNECTORS, NameWords

_AFTER_ENDINGS = frozenset({"for", "on"})  # join what follows to the names of bodies alone
_QUOTES = frozenset("\"“”„«»‘’'")


def resolve_spans(
    evidence: TextEvidence, taken: Mapping[int, Span], whole: Mapping[Span, bool], joining: frozenset[str]
) -> Iterator[tuple[Span, bool]]:
    """The names of a text in order, each with whether it is known.

    `taken`: known spans by their first token; `whole`: of each, whether it stands by itself after "of";
    `joining`: lower-case words that may stand inside a name.
    """
    ordered = sorted(whole)
    for run in _runs(evidence, taken, joining):
        inside = within(ordered, run)
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
        after_ending = tokens[last].folded in words.endings
        if small in _AFTER_ENDINGS and not after_ending:
            return None  # "Centre for Policy", "Institute on Fishing", but "Doha for the Asian Cup"
        # "Bank of the West", but not "in Kyiv the Red Cross"
        joins = small in joining or (small in _AFTER_ENDINGS and small in words.connectors)
        if not joins or following - last > 2 or (small == "the" and following == last + 1):
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
    inside = [
        span for span in inside if not (_office_of_holder(evidence, span, run) or _noble_title(evidence, span, run))
    ]
    loose = loose_words(evidence, run, inside)
    if not loose:
        return _side_by_side(evidence, inside)
    result: list[tuple[Span, bool]] = []
    for piece in _pieces(evidence, loose, {span: whole[span] for span in inside}):
        known_here = within(inside, piece)
        if bisect_left(loose, piece[0]) == bisect_left(loose, piece[1] + 1):
            result += _side_by_side(evidence, known_here)
        elif tokens[piece[0]].folded in evidence.words.noble_titles:
            result += _unknown(tokens, piece, evidence.words)
        elif known_here and _whole_at_end(evidence, piece, known_here[-1]):
            result.append((known_here[-1], True))
        elif known_here and any(
            heads(evidence, piece, known_here[0]) for heads in (_whole_at_beginning, _heads_a_noun, _in_genitive)
        ):
            result.append((known_here[0], True))
        elif known_here and _nationality(evidence, piece, known_here[0]):
            result += [(known_here[0], True), ((known_here[0][1] + 1, piece[1]), False)]
        else:
            result += _unknown(tokens, piece, evidence.words)
    return result


def _office_of_holder(evidence: TextEvidence, span: Span, run: Span) -> bool:
    """Whether a known office stands right before its holder: "Foreign Secretary Jane Roe"."""
    tokens, words = evidence.tokens, evidence.words
    if span[1] >= run[1] or tokens[span[1]].folded not in words.titles:
        return False
    if any(t.folded not in words.titles and t.folded not in words.title_modifiers for t in tokens[span[0] : span[1]]):
        return False
    following = tokens[span[1] + 1]
    return following.capital and following.gap == " " and following.folded not in words.endings


def _noble_title(evidence: TextEvidence, span: Span, run: Span) -> bool:
    """Whether a known word is a title of nobility where it stands: the "Duke" of "Duke of Westminster"."""
    tokens = evidence.tokens
    alone = span[0] == span[1] and tokens[span[0]].folded in evidence.words.noble_titles
    return alone and span[1] < run[1] and tokens[span[1] + 1].folded == "of"


def _whole_at_end(evidence: TextEvidence, piece: Span, known: Span) -> bool:
    """Whether a person's whole name ends an unknown run: "NSC Coordinator John Kirby", but not "Ann Robert Roe"."""
    if known[1] != piece[1] or known not in evidence.persons:
        return False
    before = evidence.tokens[known[0] - 1]
    return not (before.capital and before.folded in english().given_names)


def _whole_at_beginning(evidence: TextEvidence, piece: Span, known: Span) -> bool:
    """Whether what follows a whole name is somebody: "European Union Gordon", but not "New York Jets"."""
    if known[0] != piece[0] or known not in evidence.entire or evidence.tokens[known[1] + 1].folded == "of":
        return False
    names = english()
    rest = evidence.tokens[known[1] + 1 : piece[1] + 1]
    return all(t.folded in names.given_names and not names.is_ordinary(t.folded) for t in rest)


def _heads_a_noun(evidence: TextEvidence, piece: Span, known: Span) -> bool:
    """Whether a name only heads a noun, where nouns have capitals: "Trump-Regierung", "Putins Truppen"."""
    tokens, nouns = evidence.tokens, evidence.words.compound_nouns
    if not nouns or known[0] != piece[0] or not tokens[piece[1]].folded.endswith(nouns):
        return False
    following = tokens[known[1] + 1]
    return following.gap in HYPHENS or (_genitive(evidence, known) and known in evidence.people)


def _in_genitive(evidence: TextEvidence, piece: Span, known: Span) -> bool:
    """Whether a name in the genitive stands before any noun: "Polens Regierung"; of "Los Angeles Times" it is none."""
    if not evidence.words.nouns_in_capitals or known[0] != piece[0] or known not in evidence.inflected:
        return False
    return _genitive(evidence, known)


def _genitive(evidence: TextEvidence, known: Span) -> bool:
    following = evidence.tokens[known[1] + 1]
    return following.gap == " " and evidence.tokens[known[1]].text.endswith("s")


def _nationality(evidence: TextEvidence, piece: Span, known: Span) -> bool:
    """Whether a demonym stands before somebody's name: "American Jane Roe", but not "American Baking Institute"."""
    tokens = evidence.tokens
    if known != (piece[0], piece[0]) or known in evidence.bare or known in evidence.bodies or known in evidence.people:
        return False
    rest = tokens[piece[0] + 1 : piece[1] + 1]
    given = (
        len(rest) in (2, 3) and rest[0].folded in english().given_names and not english().is_ordinary(rest[0].folded)
    )
    return given and all(token.capital for token in rest) and rest[-1].folded not in evidence.words.endings


def _goes_on(evidence: TextEvidence, span: Span, inside: list[Span]) -> bool:
    """Whether a known span is only the beginning of a longer name: "Virginia" of "Virginia Beach", in any line."""
    following = span[1] + 1
    if following >= len(evidence.tokens) or beginning(inside, following) is not None:
        return False
    token = evidence.tokens[following]
    return token.capital and token.gap == " " and token.folded in evidence.words.endings


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
    if other[0] != one[1] + 1 or following.gap != " ":
        return False
    alone = other[0] == other[1]
    if last.folded in evidence.words.endings and last.capital:
        # "Denver Post", but "London Metropolitan Police": a word that ends names is none by itself
        return other in evidence.common or (alone and not last.acronym)
    if following.acronym or following.folded in evidence.words.calendar:
        return False
    if one in evidence.bodies and alone and other in evidence.bare:
        # "UN Habitat", "CPA Canada", but "the OSCE Chechnya mission"
        return other not in evidence.places or not _says_what(evidence, other[1] + 1)
    suffixed = not alone and last.folded in evidence.words.suffixes
    rest = evidence.tokens[other[0] + 1 : other[1] + (0 if suffixed else 1)]
    hyphened = all(token.gap in HYPHENS for token in rest)
    given = one[0] == one[1] and evidence.tokens[one[0]].folded in english().given_names
    if hyphened and given and (suffixed or following.folded in english().surnames or other in evidence.surnames):
        return True  # "Dorothy Pole", "James Kennedy Jr."
    return hyphened and (one in evidence.bare or (one in evidence.persons and other in evidence.surnames))


def _says_what(evidence: TextEvidence, following: int) -> bool:
    """Whether a noun follows, so that what stands before it are two names: "the OSCE Chechnya mission"."""
    if following >= len(evidence.tokens):
        return False
    token, words = evidence.tokens[following], evidence.words
    return token.gap == " " and not token.capital and token.folded not in words.openers | words.reporting_verbs


def _pieces(evidence: TextEvidence, loose: list[int], inside: Mapping[Span, bool]) -> list[Span]:
    """The run cut where its parts do not belong together: at titles and openers, and before and after "of" where the
    known part needs nothing else: "Judges of the International Criminal Court", but not "University of Georgia" or
    "Duke of Westminster".
    """
    tokens = evidence.tokens
    parts = sorted([*inside, *((i, i) for i in loose)])
    pieces = [parts[0]]
    last_part = parts[0]
    for part in parts[1:]:
        between = tokens[last_part[1] + 1 : part[0]]
        noble = tokens[last_part[1]].folded in evidence.words.noble_titles
        small = bool(between) and not noble and all(not token.capital for token in between)
        apart = small and (inside.get(last_part, False) or inside.get(part, False))
        if apart or any(token.capital and not token.number for token in between):
            pieces.append(part)
        else:
            pieces[-1] = (pieces[-1][0], part[1])
        last_part = part
    return pieces


def _unknown(tokens: list[Token], piece: Span, words: NameWords) -> list[tuple[Span, bool]]:
    """An unknown name, unless it is a lone word where any word has a capital."""
    first, last = piece
    while last > first and tokens[last].folded in CONNECTORS and not tokens[last].capital:
        last -= 1
    alone = first == last
    if alone and (tokens[first].opens or len(tokens[first].text) < 3 or tokens[first].folded in words.title_modifiers):
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
