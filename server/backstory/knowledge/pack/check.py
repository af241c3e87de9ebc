"""A look over written pack source: what is wrong, and what a writer should look at again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from backstory.knowledge.pack.source import AliasLine, BadLine, EntityLine, GoodLine
from backstory.knowledge.pack.time_bound import time_bound
from backstory.text.dates import before
from backstory.text.normalise import normalise
from backstory.text.sentences import sentences

MAX_DESCRIPTION = 90  # characters
SENTENCES = (1, 8)  # that of a day and that of another among them
_SAME = 0.9  # share of a summary that another repeats from which the two count as alike
_UNTIMELY = ("currently", "recently", "as of today", "nowadays")


@dataclass(slots=True)
class CheckReport:
    """What was found."""

    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: str = ""
    namesakes: set[str] = field(default_factory=set)  # entities that share a text with one that it means more often


def check(
    lines: Iterable[GoodLine | BadLine],
    *,
    share_of: float = 100,
    known: Collection[str] = (),
    retrieved: str | None = None,
) -> CheckReport:
    """Ids unique and well formed, dates in order, links resolved, texts within length, shares that add up.

    `share_of`: what the counts of all senses of one text may add up to. `known`: ids beside those of the lines that a
    link may lead to. `retrieved`: until when the source as a whole knew what it says.
    """
    report = CheckReport()
    good: dict[str, GoodLine] = {}
    for line in lines:
        if isinstance(line, BadLine):
            report.errors.append(str(line))
        elif line.entity.id in good:
            first = good[line.entity.id]
            report.errors.append(f"{line.file}:{line.line}: {line.entity.id} stands at {first.file}:{first.line} too")
        else:
            good[line.entity.id] = line
    for line in good.values():
        report.errors += [f"{line.file}:{line.line}: {line.entity.id}: {what}" for what in _wrong(line.entity)]
        notes = (*time_bound(line.entity), *_too_late(line.entity, retrieved))
        report.notes += [f"{line.file}:{line.line}: {line.entity.id}: {what}" for what in notes]
    _links(good, known, report)
    _shares(good, report, share_of)
    _alike(good, report)
    kinds = Counter(line.entity.kind for line in good.values())
    aliases = sum(len(line.entity.aliases) for line in good.values())
    facts = sum(bool(fact.start or fact.end) for line in good.values() for fact in line.entity.facts)
    by_kind = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    report.counts = (
        f"{len(good)} entities ({by_kind}), {len(report.namesakes)} of them namesakes, {aliases} aliases, "
        f"{facts} dated facts"
    )
    return report


def _wrong(entity: EntityLine) -> list[str]:
    said = []
    for length in {len(each.text) for each in entity.descriptions} or {0}:
        if not 0 < length <= MAX_DESCRIPTION:
            said.append(f"the description has {length} characters; 1 to {MAX_DESCRIPTION} are due")
    if not entity.kind:
        said.append("has no kind")
    written = [sentence for each in entity.summary for sentence in sentences(each.text)]
    if not written:
        said.append("has no summary")
    elif not SENTENCES[0] <= len(written) <= SENTENCES[1]:
        said.append(f"the summary has {len(written)} sentences")
    lowered = _whole(entity).lower()
    said += [f"the summary says “{word}”, which no date makes true" for word in _UNTIMELY if word in lowered]
    if not 0 <= entity.popularity <= 1:
        said.append(f"popularity {entity.popularity:g} is not between 0 and 1")
    return said


def _whole(entity: EntityLine) -> str:
    return " ".join(each.text for each in entity.summary)


def _too_late(entity: EntityLine, retrieved: str | None) -> Iterable[str]:
    """Facts of a day that their source had yet to see."""
    for fact in entity.facts:
        source = fact.source or entity.source
        known = source.retrieved if source and source.retrieved else retrieved
        late = next((day for day in (fact.end, fact.start) if day and known and before(known, day)), None)
        if late:
            yield f"“{fact.property}: {fact.value}” is of {late}, its source of {known}"


def _links(good: dict[str, GoodLine], known: Collection[str], report: CheckReport) -> None:
    for line in good.values():
        entity = line.entity
        loose = {link for link in entity.links if link not in good}
        loose |= {fact.entity for fact in entity.facts if fact.entity and fact.entity not in good}
        loose = {link for link in loose if link not in known}
        report.errors += [
            f"{line.file}:{line.line}: {entity.id}: no entry for the link {link}" for link in sorted(loose)
        ]


def _shares(good: dict[str, GoodLine], report: CheckReport, share_of: float) -> None:
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for id, line in good.items():
        for alias in line.entity.aliases:
            named = alias if isinstance(alias, AliasLine) else AliasLine(text=alias)
            form = normalise(named.text)
            shares[form][id] = max(shares[form].get(id, 0), share_of if named.count is None else named.count)
        shares[normalise(line.entity.label)].setdefault(id, share_of)
    for form, by_id in sorted(shares.items()):
        by_share = sorted(by_id.items(), key=lambda item: (-item[1], item[0]))
        told = ", ".join(f"{id} {count:g}" for id, count in by_share)
        if not form:
            report.errors.append(f"an alias of {', '.join(by_id)} is empty once normalised")
        elif sum(by_id.values()) > share_of:
            report.errors.append(f"“{form}”: the shares of its senses add up to {sum(by_id.values()):g}: {told}")
        elif len(by_id) > 1:
            report.namesakes |= {id for id, _ in by_share[1:]}
            report.notes.append(f"“{form}” means {told}")


def _alike(good: dict[str, GoodLine], report: CheckReport) -> None:
    """Summaries that repeat each other, compared where they share their first words or their length."""
    by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in good.values():
        if whole := _whole(line.entity):
            by_start[whole[:24]].append((line.entity.id, whole))
    for same in by_start.values():
        for i, (id, one) in enumerate(same):
            for other, two in same[i + 1 :]:
                if SequenceMatcher(None, one, two).ratio() > _SAME:
                    report.errors.append(f"the summaries of {id} and {other} are alike")
