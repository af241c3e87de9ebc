"""Overlapping stretches + what is known of them -> Mentions.

The longest known stretch wins. A known word inside a longer unknown name is not that known thing: the "Jordan" of
"Jordan Henderson" and the "Moscow" of "Moscow State Circus" stay silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from backstory.mentions.names import Proposal, Stretch
from backstory.mentions.settle import Clues, settle
from backstory.mentions.short_forms import with_full_forms
from backstory.mentions.tokens import Token
from backstory.mentions.words import ARTICLES, CALENDAR, OPENERS, TITLES, connectors
from backstory.model import Candidate, Document, Mention
from backstory.surface import key

Known = Mapping[str, tuple[Candidate, ...]]
_HEADINGS = frozenset({"headline", "standfirst", "subheading"})
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages that write every noun with a capital


def find_mentions(proposal: Proposal, known: Known) -> tuple[Mention, ...]:
    """The names in the text, in order, known or not; none overlap.

    `known`: what each of the stretches proposed may mean, by its text; unknown ones left out.
    """
    tokens, language = proposal.tokens, proposal.document.language.split("-")[0].lower()
    shouted = _shouted_blocks(tokens)
    lower_words = frozenset(token.folded for token in tokens if not token.capital)
    taken = _longest(proposal, known, shouted, lower_words)
    clues = Clues(
        tokens,
        shouted,
        lower_words,
        cores=frozenset(t.folded for t in tokens if t.capital and not t.opens and t.block not in shouted),
        bare=frozenset(s for s in taken.values() if s[0] == s[1] and _is_whole(proposal.surface(s), known)),
        persons=frozenset(s for s in taken.values() if s[0] < s[1] and _is_whole(proposal.surface(s), known, "person")),
    )
    whole = {stretch: _stands_by_itself(proposal, stretch, known) for stretch in taken.values()}
    plain: list[Mention] = []
    loud: list[Mention] = []
    for stretch, is_known in settle(clues, taken, whole, connectors(language) - {"and", "in", "on", "at"}):
        first, last = tokens[stretch[0]], tokens[stretch[1]]
        mention = Mention(first.start, last.end, proposal.surface(stretch))
        if first.block in shouted:
            loud += [mention] if is_known else []
        elif is_known or language not in _CAPITAL_NOUNS or " " in mention.surface:
            plain.append(mention)
    forms = {key(mention.surface) for mention in plain}
    loud = [mention for mention in loud if _sure_in_capitals(mention, known, forms)]
    ordered = sorted([*plain, *loud], key=lambda mention: mention.start)
    return with_full_forms(proposal.document, _without_offices(proposal.document, ordered), known)


def _without_offices(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Names but for offices that stand right before their holder: "Foreign Secretary James Cleverly" names the man."""
    kept = []
    for mention, following in zip_longest(mentions, mentions[1:]):
        office = mention.surface.split()[-1].casefold() in TITLES
        if not (office and following and document.text[mention.end : following.start] == " "):
            kept.append(mention)
    return kept


def _is_whole(surface: str, known: Known, kind: str | None = None) -> bool:
    """Whether the text is the whole name of a sense (of a kind), and not an acronym, a demonym or a part."""
    return not (surface.isupper() and len(surface) > 1) and any(
        key(candidate.entity.label) == key(surface) and kind in (None, candidate.entity.kind)
        for candidate in known[surface]
    )


def _longest(
    proposal: Proposal, known: Known, shouted: frozenset[int], lower_words: frozenset[str]
) -> dict[int, Stretch]:
    """Known stretches, the longest first, none overlapping; by the number of their first token."""
    tokens = proposal.tokens
    found = [
        stretch
        for stretch in proposal.stretches
        if (candidates := known.get(proposal.surface(stretch)))
        and not (stretch[0] == stretch[1] and _no_name(tokens[stretch[0]], shouted, lower_words))
        and not (tokens[stretch[0]].folded in ARTICLES and not _named_with_article(candidates))
    ]
    found.sort(key=lambda stretch: (stretch[0] - stretch[1], stretch[0]))
    taken: dict[int, Stretch] = {}
    covered: set[int] = set()
    for first, last in found:
        if covered.isdisjoint(range(first, last + 1)):
            taken[first] = (first, last)
            covered.update(range(first, last + 1))
    return taken


def _named_with_article(candidates: tuple[Candidate, ...]) -> bool:
    """Whether the article belongs to the name: "The Hague", but the "IRA" of "The IRA"."""
    return any(candidate.entity.label.startswith(("The ", "A ", "An ")) for candidate in candidates)


def _no_name(token: Token, shouted: frozenset[int], lower_words: frozenset[str]) -> bool:
    """A capital that is no name: one that opens a sentence ("The"), or a title on its own ("President")."""
    if token.text.isupper() and len(token.text) > 1:
        # "WHO", "IT", "US"; but in a line of capitals "WHO IS IT" may be words like any others
        return token.block in shouted and (token.folded in OPENERS or token.folded in lower_words)
    return token.folded in OPENERS or token.folded in TITLES or token.folded in CALENDAR


def _stands_by_itself(proposal: Proposal, stretch: Stretch, known: Known) -> bool:
    """Whether a known name is one even after "of": a person's or a body's. Places often end other names."""
    candidates = known[proposal.surface(stretch)]
    return all(candidate.entity.kind != "place" for candidate in candidates) and (
        stretch[1] > stretch[0] or proposal.tokens[stretch[0]].text.isupper()
    )


def _shouted_blocks(tokens: list[Token]) -> frozenset[int]:
    """Blocks in capitals and headings in title case, where a capital says nothing."""
    words: dict[int, list[Token]] = {}
    for token in tokens:
        if not token.number and token.text[0].lower() != token.text[0].upper():
            words.setdefault(token.block, []).append(token)
    return frozenset(block for block, own in words.items() if _in_capitals(own) or _in_title_case(own))


def _in_capitals(words: list[Token]) -> bool:
    return len(words) >= 4 and sum(token.text.isupper() for token in words) >= 0.8 * len(words)


def _in_title_case(words: list[Token]) -> bool:
    """Headings alone: a sentence of prose may well hold little but names."""
    telling = [token for token in words if len(token.text) > 3]
    capitals = sum(token.capital for token in telling)
    return words[0].kind in _HEADINGS and len(telling) >= 3 and capitals >= 0.8 * len(telling)


def _sure_in_capitals(mention: Mention, known: Known, forms: set[str]) -> bool:
    """In a block of capitals only what the rest of the text names too, or a whole name of several words."""
    if key(mention.surface) in forms or key(mention.surface.title()) in forms:
        return True
    candidates = known.get(mention.surface, ())
    return " " in mention.surface and any(c.exact and c.prior >= 0.5 for c in candidates)
