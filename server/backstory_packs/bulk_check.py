"""A look over the bulk's files, and over what becomes of them beside the written entries."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from backstory.knowledge.pack.check import MAX_DESCRIPTION
from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine, GoodLine
from backstory.lang import english
from backstory.text.normalise import normalise
from backstory_packs.importers.organisations import ODD
from backstory_packs.joining.join import shares_of
from backstory_packs.joining.shares import ORDINARY, WHOLE


def check_bulk(lines: Iterable[GoodLine | BadLine]) -> list[str]:
    """What is wrong with the bulk's lines: ids, order, descriptions, sources."""
    wrong = []
    good: list[GoodLine] = []
    for line in lines:
        if isinstance(line, BadLine):
            wrong.append(str(line))
        else:
            good.append(line)
            wrong += [f"{line.file}:{line.line}: {line.entity.id}: {what}" for what in _wrong(line.entity)]
    wrong += [
        f"{second.file}:{second.line}: {second.entity.id} behind {first.entity.id}: lines go by number, each once"
        for first, second in pairwise(good)
        if first.file == second.file and _number(first) >= _number(second)
    ]
    return wrong


def check_shares(joined: Iterable[EntityLine], written: Iterable[EntityLine]) -> list[str]:
    """Names of which written and bulk senses together have more than a hundred, though the written alone do not."""
    before = shares_of(written)
    return [
        f"“{form}”: the shares of its senses add up to {share:g} with the bulk"
        for form, share in sorted(shares_of(joined).items())
        if share > WHOLE + 1e-6 and before.get(form, 0.0) <= WHOLE
    ]


def ordinary_names(written: Iterable[EntityLine]) -> list[str]:
    """Written names of one word that are ordinary English words, where an entry has much of one."""
    notes = []
    for entity in written:
        for alias in entity.aliases:
            named = alias if isinstance(alias, AliasLine) else AliasLine(text=alias)
            form = normalise(named.text)
            share = WHOLE if named.count is None else named.count
            # an acronym keeps its capitals, "the Times" its article: neither is the word
            is_word = " " not in form and not form.isupper() and not named.text.lower().startswith("the ")
            if is_word and share > ORDINARY and english().is_ordinary(form):
                notes.append(f"“{form}” is an ordinary English word; {entity.id} has {share:g} of it")
    return sorted(notes)


def _wrong(entity: EntityLine) -> list[str]:
    said = []
    if not entity.id.startswith("Q"):
        said.append("has no Wikidata id")
    if not entity.description or len(entity.description) > MAX_DESCRIPTION or ODD.search(entity.description):
        said.append(f"the description is empty, longer than {MAX_DESCRIPTION} characters or has markup")
    if not entity.kind:
        said.append("has no kind")
    if entity.summary:
        said.append("has a summary; whoever writes one writes it among the starter pack's entries")
    if not entity.source or not entity.source.licence:
        said.append("has no source with a licence")
    if any(isinstance(alias, AliasLine) for alias in entity.aliases):
        said.append("has an alias with a count; the bulk's shares are given out when it is joined")
    return said


def _number(line: GoodLine) -> int:
    return int(line.entity.id[1:]) if line.entity.id[1:].isdigit() else 0
