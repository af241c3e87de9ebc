"""country-coder -> states, territories and regions with their codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.source import EntityLine, FactLine, SourceLine, undated
from backstory_packs.importers.archives import archive, json_of

PATTERN = "rapideditor-country-coder-*.tgz"
# The day of each release, which the package itself does not tell.
_RELEASED = {"5.6.1": "2026-02-27"}
_POPULARITY = 0.3
_BODIES = frozenset({"union", "unitedNations"})
# Groupings made for counting: no story speaks of them by these names.
_GROUPINGS = frozenset({"subcountryGroup", "subunion", "world"})
# Whose they are is disputed, and the index has to choose: they are written by hand or not at all.
_DISPUTED = frozenset(
    """
    Q7835 Q23681 Q36678 Q39760 Q6250 Q219060 Q1246 Q865 Q9648 Q35086 Q43448 Q620634 Q184851 Q639185 Q1298289 Q1544253
    Q1585511 Q190571 Q25359 Q17063 Q191011 Q130574 Q191146 Q1184963
    """.split()
)
# What the index cannot say: lands that states share, continents, states of an own kind.
_SAID = {
    "Q12837": "peninsula in south-western Europe, shared by Spain and Portugal",
    "Q22890": "island west of Great Britain, shared by the Republic of Ireland and Northern Ireland",
    "Q23666": "island of England, Scotland and Wales",
    "Q36117": "island in South-east Asia, shared by Indonesia, Malaysia and Brunei",
    "Q105472": "group of archipelagos in the Atlantic Ocean",
    "Q153732": "archipelago in the western Pacific: Guam and the Northern Mariana Islands",
    "Q644636": "island in the eastern Mediterranean Sea",
    "Q35": "country in Northern Europe",
    "Q55": "country in Western Europe",
    "Q15": "continent",
    "Q18": "continent",
    "Q46": "continent",
    "Q48": "continent",
    "Q49": "continent",
    "Q51": "continent around the South Pole",
    "Q538": "region of the world: Australia, New Zealand and the islands of the Pacific",
    "Q828": "North and South America",
    "Q42314": "archipelago in the English Channel",
    "Q25230": "Crown dependency under the protection of the United Kingdom",
    "Q192184": "overseas territory of the United Kingdom",
    "Q37362": "overseas territory of the United Kingdom",
    "Q161258": "territory of France",
    "Q126125": "territory of France",
    "Q756617": "state of Denmark, the Faroe Islands and Greenland",
    "Q29999": "state of the Netherlands, Aruba, Curaçao and Sint Maarten",
    "Q26988": "self-governing state in free association with New Zealand",
    "Q34020": "self-governing state in free association with New Zealand",
}
# Groups of the index that tell what kind of part of its state a territory is.
_STANDING = {
    "Q3336843": "part",  # England, Scotland, Wales, Northern Ireland
    "Q185086": "Crown dependency under the protection",
    "BOTS": "overseas territory",
    "Q3320166": "part",  # the outermost regions of the European Union
    "UM": "territory",
    "TF": "territory",
}


def territories(folder: Path, dropped: Counter[str]) -> list[EntityLine]:
    """The territories of the index, by number; what is left out is counted by reason.

    Raises: PackSourceError.
    """
    path = archive(folder, PATTERN)
    version = path.stem.rpartition("-")[2]
    source = SourceLine(
        name="country-coder",
        url="https://github.com/rapideditor/country-coder",
        licence="ISC",
        retrieved=_RELEASED.get(version),
    )
    features = [feature["properties"] for feature in json_of(path, "src/data/borders.json")["features"]]
    names = {code: one["nameEn"] for one in features for code in (one.get("iso1A2"), one.get("m49")) if code}
    found = []
    for one in features:
        said = None if _why_not(one) else _description(one, names)
        if said is None:
            dropped[_why_not(one) or "in no state and no region of the index"] += 1
        else:
            found.append(_line(one, said, source))
    return sorted(found, key=lambda line: int(line.id[1:]))


def _why_not(one: Mapping[str, Any]) -> str | None:
    if one["wikidata"] in _DISPUTED:
        return "whose it is is disputed: written by hand or not at all"
    if one.get("level") in _GROUPINGS or one["nameEn"].startswith("Mainland ") or ", " in one["nameEn"][:7]:
        return "a grouping for counting, no name in news"
    return None


def _description(one: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    if one["wikidata"] in _SAID:
        return _SAID[one["wikidata"]]
    if one.get("level") in _BODIES:
        return "union of states" if one["level"] == "union" else "organisation of states"
    country = one.get("country")
    if country and country != one.get("iso1A2") and country in names:
        own_code = "iso1A2" in one and "isoStatus" not in one
        standing = next((_STANDING[group] for group in one.get("groups", ()) if group in _STANDING), None)
        return f"{standing or ('territory' if own_code else 'part')} of {_with_article(names[country])}"
    if one.get("m49"):
        return "region of the world, as the United Nations count them"
    region = next((names[group] for group in one.get("groups", ()) if group.isdigit() and group in names), None)
    if region:
        return f"country in {_with_article(region)}"
    return "country" if one.get("iso1A2") else None


def _with_article(name: str) -> str:
    definite = name.endswith(("Kingdom", "States of America", "Netherlands", "Caribbean", "Islands", "Philippines"))
    definite = definite or name.startswith(("Kingdom", "People's Republic", "Republic"))
    return f"the {name}" if definite else name


def _line(one: Mapping[str, Any], said: str, source: SourceLine) -> EntityLine:
    codes = ", ".join(one[key] for key in ("iso1A2", "iso1A3", "iso1N3") if one.get(key))
    facts = (FactLine(property="ISO 3166-1 codes", value=codes),) if codes and not one.get("isoStatus") else ()
    return EntityLine(
        id=one["wikidata"],
        label=one["nameEn"],
        kind="organisation" if one.get("level") in _BODIES else "place",
        descriptions=undated(said),
        # codes are in capitals; a name has a small letter
        aliases=tuple(name for name in one.get("aliases", ()) if name.upper() != name),
        popularity=_POPULARITY,
        facts=facts,
        source=source,
    )
