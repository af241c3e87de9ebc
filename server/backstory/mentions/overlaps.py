"""Overlapping stretches + what is known of them -> Mentions.

The longest known stretch wins. A known word inside a longer unknown name is not that known thing: the "Jordan" of
"Jordan Henderson" and the "Moscow" of "Moscow State Circus" stay silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from backstory.mentions.names import windows
from backstory.mentions.short_forms import with_full_forms
from backstory.mentions.tokens import Token, joins, tokenize
from backstory.mentions.words import CALENDAR, CONNECTORS, DIRECTIONS, OPENERS, TITLES, connectors
from backstory.model import Candidate, Document, Mention
from backstory.surface import key

Known = Mapping[str, tuple[Candidate, ...]]
Stretch = tuple[int, int]  # first and last token
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages that write every noun with a capital
_ARTICLES = frozenset({"the", "a", "an", "i"})  # capitals in the middle of a sentence that name nothing


def find_mentions(document: Document, known: Known) -> tuple[Mention, ...]:
    """The names in the text, in order, known or not; none overlap.

    `known`: what each of the stretches of `propose` may mean, by its text; unknown ones left out.
    """
    tokens = tokenize(document)
    shouted = _shouted_blocks(tokens)
    lower_words = {token.folded for token in tokens if not token.capital}
    cores = {token.folded for token in tokens if token.capital and not token.opens and token.block not in shouted}
    taken = _longest(document, tokens, known)
    chosen: list[tuple[Stretch, bool]] = []
    joining = connectors(document.language.split("-")[0].lower()) - {"and", "in", "on", "at"}
    tied = {stretch: _holds_together(document, tokens, stretch, known) for stretch in taken.values()}
    for run in _runs(tokens, taken, joining):
        chosen += _settle(tokens, run, tied, shouted=shouted, lower_words=lower_words, cores=cores)
    stretches = [
        (stretch, is_known) for stretch, is_known in chosen if is_known or tokens[stretch[0]].block not in shouted
    ]
    mentions = [
        (Mention(tokens[a].start, tokens[b].end, document.text[tokens[a].start : tokens[b].end]), is_known)
        for (a, b), is_known in stretches
    ]
    forms = {key(mention.surface) for mention, _ in mentions if _block_of(document, mention) not in shouted}
    kept = [
        mention
        for mention, is_known in mentions
        if _block_of(document, mention) not in shouted or _sure_in_capitals(mention, known, forms)
    ]
    if document.language.split("-")[0].lower() in _CAPITAL_NOUNS:
        kept = [mention for mention in kept if mention.surface in known or " " in mention.surface]
    return with_full_forms(document, _without_offices(document, kept), known)


def _without_offices(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Names but for offices that stand right before their holder: "Foreign Secretary James Cleverly" names the man."""
    kept = []
    for mention, following in zip_longest(mentions, mentions[1:]):
        office = mention.surface.split()[-1].casefold() in TITLES
        if not (office and following and document.text[mention.end : following.start] == " "):
            kept.append(mention)
    return kept


def _longest(document: Document, tokens: list[Token], known: Known) -> dict[int, Stretch]:
    """Known stretches, the longest first, none overlapping; by the number of their first token."""
    found = [
        (first, last)
        for first, last in windows(tokens)
        if (candidates := known.get(document.text[tokens[first].start : tokens[last].end]))
        and not (first == last and _no_name(tokens[first]))
        and not (tokens[first].folded in _ARTICLES and not _named_with_article(candidates))
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


def _no_name(token: Token) -> bool:
    """A capital that is no name: one that opens a sentence ("The"), or a title on its own ("President")."""
    if token.text.isupper() and len(token.text) > 1:
        return False  # "WHO", "IT", "US"
    return token.folded in OPENERS or token.folded in TITLES or token.folded in CALENDAR


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
        if tokens[following].folded not in joining or following - last > 2:
            return None
        following += 1
    return None


def _settle(
    tokens: list[Token],
    run: Stretch,
    known: Mapping[Stretch, bool],
    *,
    shouted: set[int],
    lower_words: set[str],
    cores: set[str],
) -> list[tuple[Stretch, bool]]:
    """The mentions of one run: its known stretches where nothing unknown is tied to them, else the unknown name."""
    inside = sorted(stretch for stretch in known if run[0] <= stretch[0] <= run[1])
    in_shouted = tokens[run[0]].block in shouted
    if in_shouted:
        return [(stretch, True) for stretch in inside]
    loose = _loose(tokens, run, inside, lower_words)
    if not loose:
        return [(s, True) for s in inside if not _common_opener(tokens, s, lower_words, cores)]
    result: list[tuple[Stretch, bool]] = []
    for piece in _pieces(tokens, loose, {stretch: known[stretch] for stretch in inside}):
        known_here = [s for s in inside if piece[0] <= s[0] <= piece[1]]
        unknown_here = [i for i in loose if piece[0] <= i <= piece[1]]
        if not unknown_here:
            result += [(s, True) for s in known_here if not _common_opener(tokens, s, lower_words, cores)]
        elif known_here and known_here[-1][1] == piece[1] and _whole_name(known_here[-1]):
            result.append((known_here[-1], True))  # "NSC Coordinator John Kirby": the name at the end is whole
        else:
            result += _unknown(tokens, piece)
    return result


def _loose(tokens: list[Token], run: Stretch, inside: list[Stretch], lower_words: set[str]) -> list[int]:
    """Capitals of the run that no known stretch covers and that are not mere titles, sides or openers."""
    covered = {i for first, last in inside for i in range(first, last + 1)}
    loose: list[int] = []
    for i in range(run[0], run[1] + 1):
        token = tokens[i]
        if i in covered or not token.capital or token.number:
            continue
        before_known = i + 1 in covered
        if token.folded in CALENDAR or _mere_title(tokens, i, run, inside, loose):
            continue
        if before_known and token.folded in DIRECTIONS:
            continue
        if token.opens and (token.folded in OPENERS or token.folded in lower_words or token.folded.endswith("ing")):
            continue
        if token.folded in _ARTICLES:
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


def _holds_together(document: Document, tokens: list[Token], stretch: Stretch, known: Known) -> bool:
    """Whether a known name stands by itself even after "of": a person's or a body's. Places often end other names."""
    candidates = known[document.text[tokens[stretch[0]].start : tokens[stretch[1]].end]]
    return all(candidate.entity.kind != "place" for candidate in candidates) and (
        stretch[1] > stretch[0] or tokens[stretch[0]].text.isupper()
    )


def _whole_name(stretch: Stretch) -> bool:
    return stretch[1] > stretch[0]


def _unknown(tokens: list[Token], piece: Stretch) -> list[tuple[Stretch, bool]]:
    """An unknown name, unless it is a lone word where any word has a capital."""
    first, last = piece
    while last > first and tokens[last].folded in CONNECTORS:
        last -= 1
    alone = first == last
    if alone and (tokens[first].opens or len(tokens[first].text) < 3):
        return []
    return [((first, last), False)]


def _common_opener(tokens: list[Token], stretch: Stretch, lower_words: set[str], cores: set[str]) -> bool:
    """A lone known word that opens a sentence and is not sure to be a name there: "Target" of "Target the young".

    It stands in lower case elsewhere, or is an adverb by its ending ("Cleverly, she …"), and is no name elsewhere.
    """
    first, last = stretch
    token = tokens[first]
    if first != last or not token.opens or token.folded in cores:
        return False
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following and following.block == token.block and following.gap == ", " and following.folded in _ARTICLES:
        return False  # "Target, the chain with the red rings"
    return token.folded in lower_words or token.folded.endswith("ly")


def _shouted_blocks(tokens: list[Token]) -> set[int]:
    """Blocks in capitals or in title case, where a capital says nothing: nearly all longer words have one.

    Three such words are enough in a heading; a short sentence of prose may well hold nothing but a long name.
    """
    words: dict[int, list[Token]] = {}
    for token in tokens:
        if len(token.text) > 3 and not token.number and token.text[0].lower() != token.text[0].upper():
            words.setdefault(token.block, []).append(token)
    return {
        block
        for block, telling in words.items()
        if len(telling) >= (6 if telling[0].kind == "paragraph" else 3)
        and sum(token.capital for token in telling) >= 0.8 * len(telling)
    }


def _sure_in_capitals(mention: Mention, known: Known, forms: set[str]) -> bool:
    """In a block of capitals only what the rest of the text names too, or a whole name of several words."""
    if key(mention.surface) in forms or key(mention.surface.title()) in forms:
        return True
    candidates = known.get(mention.surface, ())
    return " " in mention.surface and any(c.exact and c.prior >= 0.5 for c in candidates)


def _block_of(document: Document, mention: Mention) -> int:
    return next(i for i, b in enumerate(document.blocks) if b.start <= mention.start < b.end)
