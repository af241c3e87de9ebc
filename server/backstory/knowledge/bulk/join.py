"""Written entries + bulk entities -> one pack's source, the written ones first and winning every clash."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from backstory.knowledge.bulk.match import Matcher
from backstory.knowledge.bulk.merge import merged
from backstory.knowledge.bulk.shares import WHOLE, Name, Shares
from backstory.knowledge.bulk.words import english
from backstory.knowledge.pack.source import AliasLine, EntityLine
from backstory.surface import key


@dataclass(slots=True)
class JoinReport:
    """What became of the bulk."""

    upgrades: dict[str, str] = field(default_factory=dict)  # a written `en:` id -> the Wikidata id it surely is
    doubtful: dict[str, str] = field(default_factory=dict)  # the same where name and kind fit, but nothing else
    counts: Counter[str] = field(default_factory=Counter)


def join(
    written: Sequence[EntityLine], bulk: Iterable[EntityLine], report: JoinReport | None = None
) -> Iterator[EntityLine]:
    """The written entries with what the bulk adds to them, then the bulk entities that nobody wrote about.

    A bulk entity is the written one of its id, or the one that it surely is (`match`). Among bulk entities of one id the
    first wins. One whose names are all taken is left out: nothing could lead to it.
    """
    report = report if report is not None else JoinReport()
    own, additions = _sorted_out(written, bulk, report)
    held = shares_of(written)
    shares = Shares(held, english())
    names = {entity.id: _names(entity) for entity in own.values()}
    for each in names.values():
        for name in each:
            shares.add(name)
    for entity in written:
        added = additions.get(entity.id, ())
        if not added:
            yield entity
            continue
        fuller = merged(entity, added)
        # what others are called too is not given away with a full name
        free = tuple(alias for alias in fuller.aliases[len(entity.aliases) :] if _is_free(alias, held, names))
        yield fuller.model_copy(update={"aliases": entity.aliases + free})
    for entity in own.values():
        ranked = _ranked(entity, names[entity.id], shares)
        if any(alias.count for alias in ranked):
            report.counts["bulk"] += 1
            yield entity.model_copy(update={"aliases": ranked})
        else:
            report.counts["left out: every name is taken"] += 1


def shares_of(written: Iterable[EntityLine]) -> dict[str, float]:
    """How much of each name the written senses have together."""
    held: defaultdict[str, float] = defaultdict(float)
    for entity in written:
        own: dict[str, float] = {}
        for alias in entity.aliases:
            text, count = (alias, None) if isinstance(alias, str) else (alias.text, alias.count)
            own[key(text)] = max(own.get(key(text), 0.0), WHOLE if count is None else count)
        own.setdefault(key(entity.label), WHOLE)
        for form, share in own.items():
            held[form] += share
    return dict(held)


def _sorted_out(
    written: Sequence[EntityLine], bulk: Iterable[EntityLine], report: JoinReport
) -> tuple[dict[str, EntityLine], dict[str, list[EntityLine]]]:
    """The bulk entities nobody wrote about, by id, and what the others add, by the written entry's id."""
    by_id: dict[str, list[EntityLine]] = defaultdict(list)
    for entity in bulk:
        by_id[entity.id].append(entity)
    matcher = Matcher(written, [lines[0] for lines in by_id.values()])
    report.upgrades, report.doubtful = matcher.upgrades, matcher.doubtful
    same = {qid: id for id, qid in matcher.upgrades.items()}
    known = {entity.id for entity in written}
    own: dict[str, EntityLine] = {}
    additions: dict[str, list[EntityLine]] = {}
    for id, lines in by_id.items():
        target = id if id in known else same.get(id)
        if target is None:
            own[id] = merged(lines[0], lines[1:]) if lines[1:] else lines[0]
        else:
            additions[target] = lines
            report.counts["merged into a written entry"] += 1
    return own, additions


def _names(entity: EntityLine) -> tuple[Name, ...]:
    texts = [entity.label, *(alias if isinstance(alias, str) else alias.text for alias in entity.aliases)]
    forms = dict.fromkeys(form for form in map(key, texts) if form)
    return tuple(Name(form, entity.kind, entity.popularity) for form in forms)


def _ranked(entity: EntityLine, names: Iterable[Name], shares: Shares) -> tuple[AliasLine, ...]:
    return tuple(AliasLine(text=name.form, count=shares.of(name)) for name in names)


def _is_free(alias: AliasLine | str, held: dict[str, float], names: dict[str, tuple[Name, ...]]) -> bool:
    form = key(alias if isinstance(alias, str) else alias.text)
    return form not in held and not any(form == name.form for each in names.values() for name in each)
