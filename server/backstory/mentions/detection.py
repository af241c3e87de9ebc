"""Overlapping candidate spans + what is known of them -> Mentions.

The longest known span wins. A known word inside a longer unknown name is not that known thing: the "Jordan" of
"Jordan Henderson" and the "Moscow" of "Moscow State Circus" stay silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from backstory.deadline import Check, checked, unlimited
from backstory.lang import english
from backstory.mentions.casing import uncased_tokens
from backstory.mentions.coreference import resolve_coreference
from backstory.mentions.span_proposal import CandidateSpans, Span
from backstory.mentions.span_resolution import TextEvidence, resolve_spans
from backstory.mentions.tokens import Token
from backstory.mentions.words import NameWords
from backstory.model import Candidate, Document, Mention
from backstory.text.normalise import normalise

Known = Mapping[str, tuple[Candidate, ...]]
_SURE_PRIOR = 0.5


def find_mentions(proposed: CandidateSpans, known: Known, check: Check = unlimited) -> tuple[Mention, ...]:
    """The names in the text, in order, known or not; none overlap.

    `known`: what each of the spans proposed may mean, by its text; unknown ones left out. `check`: looks at the time.
    """
    tokens, words = proposed.tokens, proposed.words
    loud = uncased_tokens(tokens, words)
    lower_words = frozenset(token.folded for token in tokens if not token.capital)
    check()
    taken = _longest(proposed, known, loud, lower_words)
    check()
    alone = [span for span in taken.values() if span[0] == span[1]]
    evidence = TextEvidence(
        tokens,
        words,
        loud,
        lower_words,
        cores=frozenset(t.folded for i, t in enumerate(tokens) if t.capital and not t.opens and i not in loud),
        bare=frozenset(s for s in alone if _is_whole(proposed.surface(s), known)),
        persons=frozenset(s for s in taken.values() if s[0] < s[1] and _is_whole(proposed.surface(s), known, "person")),
        surnames=frozenset(s for s in alone if any(c.entity.kind == "person" for c in known[proposed.surface(s)])),
        common=frozenset(s for s in taken.values() if known[proposed.surface(s)][0].entity.label.islower()),
    )
    whole = {span: _stands_by_itself(proposed, span, known) for span in taken.values()}
    joining = words.connectors - {"and", "in", "on", "at"}
    quiet: list[Mention] = []
    shouted: list[Mention] = []
    for span, is_known in checked(resolve_spans(evidence, taken, whole, joining), check):
        first, last = tokens[span[0]], tokens[span[1]]
        mention = Mention(first.start, last.end, proposed.surface(span))
        if span[0] in loud:
            shouted += [mention] if is_known else []
        elif is_known or not words.nouns_in_capitals or " " in mention.surface:
            quiet.append(mention)
    forms = {normalise(mention.surface) for mention in quiet}
    shouted = [mention for mention in shouted if _is_name_in_capitals(mention, known, forms, words)]
    ordered = sorted([*quiet, *shouted], key=lambda mention: mention.start)
    return resolve_coreference(proposed.document, _without_offices(proposed.document, ordered, words), known)


def _without_offices(document: Document, mentions: list[Mention], words: NameWords) -> list[Mention]:
    """Names but for offices that stand right before their holder: "Foreign Secretary James Cleverly" names the man."""
    kept = []
    for mention, following in zip_longest(mentions, mentions[1:]):
        office = mention.surface.split()[-1].casefold() in words.titles
        if not (office and following and document.text[mention.end : following.start] == " "):
            kept.append(mention)
    return kept


def _is_whole(surface: str, known: Known, kind: str | None = None) -> bool:
    """Whether the text is the whole name of a sense (of a kind), and not an acronym, a demonym or a part."""
    if surface.isupper() and len(surface) > 1:
        return False
    form = normalise(surface)
    return any(kind in (None, c.entity.kind) and normalise(c.entity.label) == form for c in known[surface])


def _longest(
    proposed: CandidateSpans, known: Known, loud: frozenset[int], lower_words: frozenset[str]
) -> dict[int, Span]:
    """Known spans, the longest first, none overlapping; by the number of their first token."""
    tokens = proposed.tokens
    found = []
    for span in proposed.spans:
        candidates = known.get(proposed.surface(span))
        if not candidates:
            continue
        if span[0] == span[1]:
            if _no_name(tokens[span[0]], span[0] in loud, lower_words, proposed.words):
                continue
        elif not _edges_belong(tokens[span[0] : span[1] + 1], candidates, proposed.words):
            continue
        if tokens[span[0]].folded in proposed.words.articles and not _named_with_article(
            proposed.surface(span), candidates
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
    return taken


def _edges_belong(tokens: list[Token], candidates: tuple[Candidate, ...], words: NameWords) -> bool:
    """Whether the doubtful words at the edges are part of what a sense is called, or say what it is.

    Those of "2018 Winter Olympics", "Wagner group" and "Washington state" do; those of "England captain", "At
    Portsmouth" and "Gloucester 19" do not. A possessive makes a nickname of its own: "Putin's chef".
    """
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


def _no_name(token: Token, loud: bool, lower_words: frozenset[str], words: NameWords) -> bool:
    """A capital that is no name: one that opens a sentence ("The"), a title ("President") or a letter on its own."""
    if token.acronym:
        # "WHO", "IT", "US"; but in a line of capitals "WHO IS IT" may be words like any others
        return loud and (token.folded in words.openers or token.folded in lower_words)
    no_names = words.openers | words.titles | words.calendar
    return token.folded in no_names or len(token.text) == 1


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
