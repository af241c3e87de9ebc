"""Written entries + bulk entities -> one pack's source, the written ones first and winning every clash."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from backstory.knowledge.pack.source import AliasLine, EntityLine
from backstory.lang import english
from backstory.text.normalise import normalise
from backstory_packs.joining.match import Matches, Named, full_names, match
from backstory_packs.joining.merge import merged, text_of
from backstory_packs.joining.shares import WHOLE, Shares


@dataclass(slots=True)
class JoinReport:
    """What became of the bulk."""

    matches: Matches = field(default_factory=Matches)
    additions: dict[str, list[EntityLine]] = field(default_factory=dict)  # by the written entry's id
    counts: Counter[str] = field(default_factory=Counter)


def join(
    written: Sequence[EntityLine], bulk: Callable[[], Iterable[EntityLine]], report: JoinReport | None = None
) -> Iterator[EntityLine]:
    """The written entries with what the bulk adds to them, then the bulk entities that nobody wrote about.

    A bulk entity is the written one of its id, or the one that it surely is (`match`). Of several bulk lines of one id
    the first wins. One without a name of its own is left out: nothing could lead to it.

    `bulk` is read twice, first for the names and then for the rest, so that memory never holds it whole.
    """
    report = report if report is not None else JoinReport()
    named, kept = _named(written, bulk())
    known = {entity.id for entity in written}
    report.matches = match(written, (one for id, one in named.items() if id not in known))
    same = {qid: id for id, qid in report.matches.sure.items()}
    target = {id: id if id in known else same[id] for id in named if id in known or id in same}
    report.additions = {target[id]: kept[id] for id in target}
    report.counts["merged into a written entry"] = len(target)
    held, shares = shares_of(written), Shares(english())
    for id, one in named.items():
        if id not in target:
            shares.add(one)
    for entity in written:
        fuller = merged(entity, report.additions.get(entity.id, ()))
        # what others are called too is not given away with a full name
        new = fuller.aliases[len(entity.aliases) :]
        free = tuple(
            alias for alias in new if normalise(text_of(alias)) not in held and normalise(text_of(alias)) not in shares
        )
        yield fuller.model_copy(update={"aliases": entity.aliases + free})
    for entity in _whole((entity for entity in bulk() if entity.id not in target), named):
        one = named[entity.id]
        ranked = ((form, shares.of(form, one, held.get(form, 0.0))) for form in one.forms)
        aliases = tuple(AliasLine(text=form, count=count) for form, count in ranked)
        if any(alias.count for alias in aliases):
            report.counts["bulk"] += 1
            yield entity.model_copy(update={"aliases": aliases})
        else:
            report.counts["left out: no name is its own"] += 1


def shares_of(written: Iterable[EntityLine]) -> dict[str, float]:
    """How much of each name the written senses have together."""
    held: defaultdict[str, float] = defaultdict(float)
    for entity in written:
        own: dict[str, float] = {}
        for alias in entity.aliases:
            if isinstance(alias, AliasLine) and alias.language:
                continue  # it shares with other names of its language alone
            form, count = normalise(text_of(alias)), None if isinstance(alias, str) else alias.count
            own[form] = max(own.get(form, 0.0), WHOLE if count is None else count)
        own.setdefault(normalise(entity.label), WHOLE)
        for form, share in own.items():
            held[form] += share
    return dict(held)


def _named(
    written: Sequence[EntityLine], bulk: Iterable[EntityLine]
) -> tuple[dict[str, Named], dict[str, list[EntityLine]]]:
    """What each bulk entity is called, and the lines of those that may belong to a written entry."""
    known = {entity.id for entity in written}
    wanted = {form for entity in written for form in full_names(entity)}
    named: dict[str, Named] = {}
    kept: dict[str, list[EntityLine]] = {}
    for entity in bulk:
        one = named.get(entity.id)
        forms = tuple(filter(None, dict.fromkeys(map(normalise, (entity.label, *map(text_of, entity.aliases))))))
        if one is None:
            named[entity.id] = Named(
                entity.id, entity.kind, entity.description or "", entity.popularity, forms, article=entity.wikipedia
            )
        else:
            one.lines += 1
            one.forms = tuple(dict.fromkeys([*one.forms, *(form for form in forms if " " in form)]))
        if entity.id in known or not wanted.isdisjoint(named[entity.id].forms):
            kept.setdefault(entity.id, []).append(entity)
    return named, kept


def _whole(bulk: Iterable[EntityLine], named: dict[str, Named]) -> Iterator[EntityLine]:
    """Entities of one line as they come, then those of several lines, each as one."""
    several: dict[str, list[EntityLine]] = {}
    for entity in bulk:
        if named[entity.id].lines == 1:
            yield entity
        else:
            several.setdefault(entity.id, []).append(entity)
    for lines in several.values():
        yield merged(lines[0], lines[1:])
