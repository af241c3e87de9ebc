"""Of an answer of `wbgetentities` what is of use. A country's item alone is a megabyte, mostly references. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from backstory.knowledge.http_client.body import mapping, mappings
from backstory.knowledge.wikidata.properties import END, KEPT, POINT, START

MAX_STATEMENTS = 60  # of one property; a state has had hundreds of members and twin cities
_KEPT_KEYS = ("id", "missing", "lastrevid", "modified", "labels", "descriptions", "sitelinks", "redirects")


def reduce(data: Mapping[str, object]) -> Mapping[str, object]:
    """The same answer without references, hashes and the properties that no card tells."""
    entities = {id: _entity(mapping(entity)) for id, entity in mapping(data.get("entities")).items()}
    return {**{name: value for name, value in data.items() if name != "entities"}, "entities": entities}


def _entity(entity: Mapping[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {name: entity[name] for name in _KEPT_KEYS if name in entity}
    kept["claims"] = {
        pid: [_claim(claim) for claim in _best(list(mappings(claims)))]
        for pid, claims in mapping(entity.get("claims")).items()
        if pid in KEPT
    }
    return kept


def _best(claims: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    told = [claim for claim in claims if claim.get("rank") != "deprecated"]
    told.sort(key=lambda claim: claim.get("rank") != "preferred")
    return told[:MAX_STATEMENTS]


def _claim(claim: Mapping[str, object]) -> dict[str, object]:
    qualifiers = mapping(claim.get("qualifiers"))
    return {
        "rank": claim.get("rank"),
        "mainsnak": _snak(mapping(claim.get("mainsnak"))),
        "qualifiers": {
            pid: [_snak(snak) for snak in mappings(qualifiers[pid])] for pid in (START, END, POINT) if pid in qualifiers
        },
    }


def _snak(snak: Mapping[str, object]) -> dict[str, object]:
    return {name: snak[name] for name in ("snaktype", "property", "datavalue") if name in snak}
