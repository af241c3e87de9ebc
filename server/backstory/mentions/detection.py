"""Overlapping candidate spans + what is known of them -> Mentions.

The longest known span wins. A known word inside a longer unknown name is not that known thing: the "Jordan" of
"Jordan Henderson" and the "Moscow" of "Moscow State Circus" stay silent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import zip_longest

from backstory.deadline import Check, checked, unlimited
from backstory.lang import english
from backstory.mentions.casing import uncased_tokens
from backstory.mentions.coreference import resolve_coreference
from backstory.mentions.evidence import gather
from backstory.mentions.known_last_names import known_last_names
from backstory.mentions.known_spans import Known, longest_known
from backstory.mentions.loose_words import PLURAL_OF_ACRONYM
from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.span_resolution import resolve_spans
from backstory.mentions.tokens import Token
from backstory.mentions.words import NameWords
from backstory.model import Document, Mention
from backstory.text.normalise import normalise

_SURE_PRIOR = 0.5
_KATAKANA = re.compile("[ァ-ヺー]{2}")


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
    if words.known_only:
        alone = [_mention(proposed, span) for span in sorted(taken.values()) if not _cut_from_katakana(proposed, span)]
        alone += known_last_names(proposed, taken, known)
        return resolve_coreference(proposed.document, alone, known)
    evidence = gather(proposed, known, taken, uncased, lower_words)
    whole = {span: _stands_by_itself(proposed, span, known) for span in taken.values()}
    # where every noun has a capital, "Präsidenten der Ukraine" is no longer name
    joining = frozenset[str]() if words.nouns_in_capitals else words.connectors - {"and", "in", "on", "at"}
    cased: list[Mention] = []
    in_capitals: list[Mention] = []
    for span, is_known in checked(resolve_spans(evidence, taken, whole, joining), check):
        if span in rejected:
            continue
        mention = _without_title(proposed, span, known) or _mention(proposed, span)
        if span[0] in uncased:
            in_capitals += [mention] if is_known else []
        elif is_known or not words.nouns_in_capitals or " " in mention.surface:
            cased.append(mention)
    forms = {normalise(mention.surface) for mention in cased}
    found = cased + [each for each in in_capitals if _is_name_in_capitals(each, known, forms, words)]
    last_names = _last_names(found)
    found = [each for each in found if not _is_noise(each, known, last_names, words)]
    found += _surnames_alone(proposed, uncased, found, last_names)
    ordered = _without_offices(proposed.document, sorted(found, key=lambda mention: mention.start), words)
    return resolve_coreference(proposed.document, ordered, known)


def _cut_from_katakana(proposed: CandidateSpans, span: Span) -> bool:
    """Whether a span is cut out of a longer foreign word in Japanese: the "リカ" of "アメリカ"."""
    text, start, end = proposed.document.text, proposed.tokens[span[0]].start, proposed.tokens[span[1]].end
    return bool(_KATAKANA.match(text[start - 1 : start + 1]) or _KATAKANA.match(text[end - 1 : end + 1]))


def _mention(proposed: CandidateSpans, span: Span) -> Mention:
    surface = proposed.surface(span)
    short_for = proposed.words.short_for.get(proposed.tokens[span[0]].folded) if span[0] == span[1] else None
    return Mention(proposed.tokens[span[0]].start, proposed.tokens[span[1]].end, surface, short_for)


def _without_title(proposed: CandidateSpans, span: Span, known: Known) -> Mention | None:
    """A known person's name without the title that its bearer is not called by: "Gov. Jane Roe", but "Pope John".

    What it may mean is looked up with the title. None where there is none to leave out.
    """
    tokens, words = proposed.tokens, proposed.words
    first = span[0]
    while first < span[1] and (tokens[first].folded in words.titles or tokens[first].folded in words.title_modifiers):
        first += 1
    if first == span[0] or tokens[first - 1].folded not in words.titles - words.titles_in_names:
        return None
    senses, rest = known.get(proposed.surface(span), ()), known.get(proposed.surface((first, span[1])), ())
    if not senses or senses[0].entity.kind != "person":
        return None
    called = normalise(senses[0].entity.label).casefold().split()
    if tokens[span[0]].folded in called or all(each.entity.id != senses[0].entity.id for each in rest):
        return None
    return replace(_mention(proposed, (first, span[1])), long_form=proposed.surface(span))


def _last_names(mentions: list[Mention]) -> frozenset[str]:
    """The last words, folded, of the names of several words."""
    forms = (normalise(mention.surface).casefold() for mention in mentions)
    return frozenset(form.split()[-1] for form in forms if " " in form)


def _is_noise(mention: Mention, known: Known, last_names: frozenset[str], words: NameWords) -> bool:
    """Whether a lone word that nobody knows is likelier no name: "300M", "Northern", "Stats", "SUVs"."""
    if " " in mention.surface or mention.long_form or known.get(mention.surface):
        return False
    form = normalise(mention.surface).casefold()
    if mention.surface[0].isdigit() or form in words.directions or PLURAL_OF_ACRONYM.match(mention.surface):
        return True
    return english().is_ordinary(form) and not mention.surface.isupper() and form not in last_names


def _surnames_alone(
    proposed: CandidateSpans, uncased: frozenset[int], found: list[Mention], names: frozenset[str]
) -> list[Mention]:
    """Last names of the story's people where a capital alone makes no name: in headlines, at heads, in German."""
    taken = {mention.start for mention in found}
    words, english_words = proposed.words, english()
    no_names = words.endings | words.titles
    spans = (
        (i, i)
        for i, token in enumerate(proposed.tokens)
        if token.capital and (i in uncased or token.opens or words.nouns_in_capitals)
        if token.folded in names and len(token.text) > 3
        if not english_words.is_ordinary(token.folded) and token.folded not in no_names
        if i in uncased or words.nouns_in_capitals or not _goes_on(proposed.tokens, i)
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
