"""Candidate spans + what is known of them -> the longest known ones that may be names, none overlapping."""

from __future__ import annotations

from collections.abc import Mapping

from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.tokens import Token
from backstory.mentions.words import NameWords
from backstory.model import Candidate
from backstory.text.normalise import normalise

Known = Mapping[str, tuple[Candidate, ...]]


def longest_known(
    proposed: CandidateSpans, known: Known, uncased: frozenset[int], lower_words: frozenset[str]
) -> tuple[dict[int, Span], set[Span]]:
    """Known spans, none overlapping, by the number of their first token; and those that are no names where they stand.

    Of overlapping ones the longest counts.
    """
    tokens = proposed.tokens
    found = []
    rejected: set[Span] = set()
    for span in proposed.spans:
        candidates = known.get(proposed.surface(span))
        if not candidates:
            continue
        if span[0] == span[1]:
            if _no_name(tokens[span[0]], span[0] in uncased, lower_words, proposed.words):
                continue
        elif not _edges_belong(tokens[span[0] : span[1] + 1], candidates, proposed.words):
            continue
        if _no_known_name(proposed, span, candidates):
            rejected.add(span)
            continue
        if tokens[span[0]].folded in proposed.words.articles and (
            # "Der Spiegel hing schief": at the head of a sentence any article has a capital
            (proposed.words.foreign and tokens[span[0]].opens)
            or not _named_with_article(proposed.surface(span), candidates)
        ):
            continue
        found.append(span)
    found.sort(key=lambda span: (span[0] - span[1], span[0]))
    taken: dict[int, Span] = {}
    covered: set[int] = set()
    for first, last in found:
        if covered.isdisjoint(range(first, last + 1)):
            taken[first] = (first, last)
            covered.update(range(first, last + 1))
    return taken, rejected


def _no_known_name(proposed: CandidateSpans, span: Span, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a known text is a date, a degree or a thing of another kind that is only called alike."""
    tokens, words = proposed.tokens, proposed.words
    inside = tokens[span[0] : span[1] + 1]
    following = tokens[span[1] + 1] if span[1] + 1 < len(tokens) else None
    if all(token.number or token.folded in words.calendar for token in inside):
        # "on September 11", but "the September 11 attacks"
        return not (following and following.joined and following.folded in words.event_nouns)
    if any(_begins(tokens, span[0], degree) for degree in words.degrees.get(inside[0].folded, ())):
        return True
    return _is_of_another_kind(tokens, span, candidates, words)


def _begins(tokens: list[Token], first: int, phrase: str) -> bool:
    """Whether folded words begin at a token."""
    parts = phrase.split()
    return [token.folded for token in tokens[first : first + len(parts)]] == parts


def _is_of_another_kind(tokens: list[Token], span: Span, candidates: tuple[Candidate, ...], words: NameWords) -> bool:
    """Whether the text calls it what no sense is: "Acme, the airline, …", "in New York magazine"."""
    first, last = span
    following = [token for token in tokens[last + 1 : last + 3] if token.block == tokens[last].block]
    if len(following) == 2 and following[0].gap == ", " and following[0].folded in words.articles:
        said = following[1].folded in words.class_nouns
        return said and all(each.entity.kind in ("place", "person") for each in candidates)
    if not following or not following[0].joined or following[0].folded not in words.attributive_nouns:
        return False
    if first and tokens[first - 1].folded in words.articles:
        return False  # "a New York newspaper" is one of New York
    noun = following[0].folded
    likeliest = candidates[0].entity
    return noun not in f"{likeliest.label} {likeliest.description or ''}".casefold()


def _edges_belong(tokens: list[Token], candidates: tuple[Candidate, ...], words: NameWords) -> bool:
    """Whether the doubtful words at the edges are part of what a sense is called, or say what it is.

    Those of "2018 Winter Olympics", "Wagner group" and "Washington state" do; those of "England captain", "At
    Portsmouth" and "Gloucester 19" do not. A possessive makes a nickname of its own: "Putin's chef".
    """
    if words.foreign:
        return (
            True  # labels are English; in another language the name stands on record as it is: "Commission européenne"
        )
    first, last = tokens[0], tokens[-1]
    doubtful = set()
    if first.number or (first.opens and first.folded in words.openers and first.folded not in words.articles):
        doubtful.add(first.folded)
    if last.number or not (last.capital or any("s " in token.gap for token in tokens[1:])):
        doubtful.add(last.folded)
    return not doubtful or any(
        doubtful <= set(normalise(f"{c.entity.label} {c.entity.description or ''}").casefold().split())
        for c in candidates
    )


def _named_with_article(surface: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether the article belongs to the name: "The Hague", but the "IRA" of "The IRA" and the "US" of "The US"."""
    return any(candidate.entity.label.casefold() == surface.casefold() for candidate in candidates)


def _no_name(token: Token, uncased: bool, lower_words: frozenset[str], words: NameWords) -> bool:
    """A capital that is no name: one that opens a sentence ("The"), a title ("President") or a letter on its own."""
    if token.acronym:
        # "WHO", "IT", "US"; but in a line of capitals "WHO IS IT" may be words like any others
        return uncased and (token.folded in words.openers or token.folded in lower_words)
    folded = token.folded
    if folded in words.openers or folded in words.titles or folded in words.title_modifiers:
        return True
    return folded in words.calendar or len(token.text) == 1
