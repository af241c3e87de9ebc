"""States, regions and cities in the languages of the web, from CLDR.

    python -m backstory_packs.importers.cldr_names

writes `names/cldr.jsonl` anew. Needs Babel (`pip install babel`), which carries CLDR's data (Unicode-3.0,
https://cldr.unicode.org). A state is found by its ISO 3166-1 code; a city, which CLDR names as an example of a time
zone, by its English name, where that means one place above all others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from backstory.knowledge.pack import Pack
from backstory.lang import LANGUAGES
from backstory.model import Entity
from backstory.text.normalise import normalise

OUT = Path(__file__).parents[1] / "names" / "cldr.jsonl"
_CODES = "ISO 3166-1 codes"
_OWN = {"NL": "Q55", "DK": "Q35", "TW": "Q865", "PS": "Q219060", "XK": "Q1246"}  # where the bulk has another or no code
_SURE = 0.5  # of a city's English name: how often it means this place


def names_of(pack: Pack, territories: Mapping[str, str], locales: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A line for each entity: what it is called in each language where that is not what it is called in English.

    `territories`: ids by ISO 3166-1 alpha-2 code. `locales`: Babel's, by language.
    """
    zones = dict.fromkeys(zone for locale in locales.values() for zone in locale.time_zones)
    cities = {zone: _city(locales["en"], zone) for zone in zones}
    ids: dict[str, set[tuple[str, str]]] = {}
    for code, id in territories.items():
        ids.setdefault(id, set()).add(("territories", code))
    for zone, name in cities.items():
        senses = pack.find(name) if name else ()
        if name and senses and senses[0].prior >= _SURE and _is_that_city(senses[0].entity, name):
            ids.setdefault(senses[0].entity.id, set()).add(("cities", zone))
    for id, places in sorted(ids.items()):
        names: dict[str, list[str]] = {}
        for code, locale in locales.items():
            if code == "en":
                continue
            own = dict.fromkeys(filter(None, (_name(locale, kind, key) for kind, key in sorted(places))))
            if own:
                names.setdefault(code.split("_")[0], []).extend(own)
        if names:
            yield {"id": id, "names": names}


def _is_that_city(entity: Entity, name: str) -> bool:
    return entity.kind == "place" and normalise(entity.label) == normalise(name)


def _name(locale: Any, kind: str, key: str) -> str | None:
    if kind == "territories":
        territory: str | None = locale.territories.get(key)
        return territory
    return _city(locale, key)


def _city(locale: Any, zone: str) -> str | None:
    """What a city is called; where CLDR does not say, in Latin script as in the time zone."""
    named: str | None = locale.time_zones.get(zone, {}).get("city")
    return named or (None if locale.language in _OTHER_SCRIPTS else zone.rsplit("/", 1)[-1].replace("_", " "))


_OTHER_SCRIPTS = frozenset("ar be bg bn el fa he hi hy ja ka kk ko mk mr ru sr ta te th uk ur zh".split())


def main() -> None:
    from babel import Locale

    from backstory_packs.starter import build_starter

    built = OUT.with_suffix(".pack")
    build_starter(built, built="2026-01-01")
    pack = Pack(built)
    try:
        territories = _territories(pack)
        locales = {code: Locale.parse(code) for code in LANGUAGES if code not in ("sr",)}
        locales["zh_Hant"] = Locale.parse("zh_Hant")
        locales["sr"] = Locale.parse("sr_Cyrl")
        lines = [json.dumps(line, ensure_ascii=False) for line in names_of(pack, territories, locales)]
    finally:
        pack.close()
        built.unlink()
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _territories(pack: Pack) -> dict[str, str]:
    """Ids by ISO 3166-1 alpha-2 code."""
    from backstory_packs.starter import bulk_files

    found = {}
    for path in bulk_files():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for fact in row.get("facts", ()):
                if fact["property"] == _CODES and pack.profiles([row["id"]]).found:
                    found[fact["value"].split(",")[0]] = row["id"]
    return found | {code: id for code, id in _OWN.items() if pack.profiles([id]).found}


if __name__ == "__main__":
    main()
