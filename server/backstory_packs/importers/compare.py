"""Where the written entries and the bulk do not say the same: for whoever keeps the written ones up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backstory.knowledge.pack.source import EntityLine, FactLine
from backstory.ontology import PROPERTIES
from backstory.text.dates import before
from backstory.text.normalise import normalise
from backstory_packs.importers.factbook import EDITION
from backstory_packs.joining.join import JoinReport
from backstory_packs.joining.merge import HEADS, is_missing, is_open, same_person, text_of

# "President of Gabon", "Prime Minister of the Netherlands"; a president may lead the government as well.
_OFFICE = re.compile(
    r"(?:(?:acting|interim|transitional) )?(?:(?P<state>president|king|queen|emperor|emir|sultan|grand duke|prince)|"
    r"prime minister|chancellor|premier|taoiseach) of (?:the )?(?P<name>.+)\Z",
    re.IGNORECASE,
)


def id_upgrades(matches: Mapping[str, str], written: Sequence[EntityLine]) -> list[str]:
    """Written ids that can be changed for the Wikidata id that a data package backs."""
    described = {entity.id: entity.description for entity in written}
    return [f"{id} -> {qid}  ({described[id]})" for id, qid in sorted(matches.items())]


def possibly_ended(written: Sequence[EntityLine], report: JoinReport) -> list[str]:
    """Written heads of states that are said to go on, where the Factbook of January 2026 names someone else."""
    heads = {id: _heads(lines) for id, lines in report.additions.items() if _heads(lines)}
    by_name = {form: id for entity in written if entity.id in heads for form in _forms(entity) for id in (entity.id,)}
    found = []
    for entity in written:
        for fact in entity.facts:
            if not is_open(fact) or not before(fact.start or "", EDITION):
                continue
            rivals = [rival for rival in heads.get(entity.id, ()) if rival.pid == fact.pid]
            name = fact.value
            if fact.pid == PROPERTIES["position_held"].id and (office := _OFFICE.match(fact.value)):
                head = PROPERTIES["head_of_state" if office["state"] else "head_of_government"]
                pid, name = head.id, entity.label
                rivals = [
                    rival for rival in heads.get(by_name.get(normalise(office["name"]), ""), ()) if rival.pid == pid
                ]
            if rivals and not any(same_person(name, rival.value) for rival in rivals):
                now = ", ".join(f"{rival.property} {rival.value} since {rival.start}" for rival in rivals)
                found.append(f"{entity.id}: {fact.property} {fact.value} since {fact.start}; the Factbook has {now}")
    return found


def added_heads(written: Sequence[EntityLine], report: JoinReport) -> Iterator[str]:
    """Heads of states that the written entries do not name and the Factbook adds."""
    for entity in written:
        for fact in _heads(report.additions.get(entity.id, ())):
            if is_missing(fact, entity.facts):
                yield f"{entity.id}: {fact.property} {fact.value} since {fact.start}"


def _heads(lines: Iterable[EntityLine]) -> list[FactLine]:
    return [fact for line in lines for fact in line.facts if fact.pid in HEADS]


def _forms(entity: EntityLine) -> set[str]:
    return {normalise(entity.label), *(normalise(text_of(alias)) for alias in entity.aliases if " " in text_of(alias))}
