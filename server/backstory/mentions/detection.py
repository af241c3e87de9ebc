"""Overlapping candidate spans + what is known of them -> Mentions.

The longest known span wins. A known word inside a longer unknown name is not that known thing: the "Jordan" of
"Jordan Henderson" and the "Moscow" of "Moscow State Circus" stay silent.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import zip_longest

from backstory.deadline import Check, checked, unlimited
from backstory.lang import english
from backstory.mentions.casing import uncased_tokens
from backstory.mentions.coreference import resolve_coreference
from backstory.mentions.evidence import gather
from backstory.mentions.known_spans import Known, longest_known
from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.span_resolution import resolve_spans
from backstory.mentions.tokens import Token
from backstory.mentions.words import NameWords
from backstory.model import Document, Mention
from backstory.text.normalise import normalise

_SURE_PRIOR = 0.5


def find_mentions(proposed: CandidateSpans, known: Known, check: Check = unlimited) -> tuple[Mention, ...]:
    """The names in the text, in order, known or not; none overlap.

    `known`: what each of the spans proposed may mean, by its text; unknown ones left out. `check`: looks at the time.
    """
    tokens, words = proposed.tokens, proposed.words
    uncased = uncased_tokens(tokens, words)
    lower_words = frozenset(token.folded for token in tokens if not token.capital)
    check()
    taken, rejected = longest_known(proposed, known, uncased, lower_words)
    check()
    evidence = gather(proposed, known, taken, uncased, lower_words)
    whole = {span: _stands_by_itself(proposed, span, known) for span in taken.values()}
    joining = words.connectors - {"and", "in", "on", "at"}
    cased: list[Mention] = []
    in_capitals: list[Mention] = []
    for span, is_known in checked(resolve_spans(evidence, taken, whole, joining), check):
        if span in rejected:
            continue
        mention = _mention(proposed, span)
        if span[0] in uncased:
            in_capitals += [mention] if is_known else []
        elif is_known or not words.nouns_in_capitals or " " in mention.surface:
            cased.append(mention)
    forms = {normalise(mention.surface) for mention in cased}
    found = cased + [each for each in in_capitals if _is_name_in_capitals(each, known, forms, words)]
    found += _surnames_alone(proposed, uncased, found)
    ordered = _without_offices(proposed.document, sorted(found, key=lambda mention: mention.start), words)
    return resolve_coreference(proposed.document, ordered, known)


def _mention(proposed: CandidateSpans, span: Span) -> Mention:
    surface = proposed.surface(span)
    short_for = proposed.words.short_for.get(proposed.tokens[span[0]].folded) if span[0] == span[1] else None
    return Mention(proposed.tokens[span[0]].start, proposed.tokens[span[1]].end, surface, short_for)


def _surnames_alone(proposed: CandidateSpans, uncased: frozenset[int], found: list[Mention]) -> list[Mention]:
    """Last names of the story's people where a capital alone makes no name: in headlines, at the head of sentences."""
    names = {form.split()[-1] for form in (normalise(mention.surface) for mention in found) if " " in form}
    taken = {mention.start for mention in found}
    words, english_words = proposed.words, english()
    no_names = words.endings | words.titles
    spans = (
        (i, i)
        for i, token in enumerate(proposed.tokens)
        if token.capital and (i in uncased or token.opens) and token.folded in names and len(token.text) > 3
        if not english_words.is_ordinary(token.folded) and token.folded not in no_names
        if i in uncased or not _goes_on(proposed.tokens, i)
    )
    alone = [_mention(proposed, span) for span in spans]
    within = sorted((mention.start, mention.end) for mention in found)
    return [each for each in alone if each.start not in taken and not _covered(each, within)]


def _goes_on(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].joined and tokens[i + 1].capital


def _covered(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (mention.start, mention.end)) - 1
    return before >= 0 and spans[before][1] > mention.start


def _without_offices(document: Document, mentions: list[Mention], words: NameWords) -> list[Mention]:
    """Names but for offices that stand right before their holder: "Foreign Secretary James Cleverly" names the man."""
    kept = []
    for mention, following in zip_longest(mentions, mentions[1:]):
        office = mention.surface.split()[-1].casefold() in words.titles
        if not (office and following and document.text[mention.end : following.start] == " "):
            kept.append(mention)
    return kept


def _stands_by_itself(proposed: CandidateSpans, span: Span, known: Known) -> bool:
    """Whether a known name is one even after "of": a person's or a body's. Places often end other names."""
    candidates = known[proposed.surface(span)]
    return all(candidate.entity.kind != "place" for candidate in candidates) and (
        span[1] > span[0] or proposed.tokens[span[0]].text.isupper()
    )


def _is_name_in_capitals(mention: Mention, known: Known, forms: set[str], words: NameWords) -> bool:
    """Where any word may have a capital: what the rest of the text names too, or a whole name and no ordinary word."""
    if normalise(mention.surface) in forms or normalise(mention.surface.title()) in forms:
        return True
    candidates = known.get(mention.surface, ())
    if " " in mention.surface:
        return any(c.exact and c.prior >= _SURE_PRIOR for c in candidates)
    folded = mention.surface.casefold()
    if len(folded) < 3 or folded in words.openers or folded in words.titles or english().is_ordinary(folded):
        return False
    return any(normalise(c.entity.label) == normalise(folded) and not c.entity.label.islower() for c in candidates)
