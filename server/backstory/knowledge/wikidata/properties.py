"""Which statements a card may tell, most telling first, and what an item is, as the ontology has it.

The names are English, those of packs. In other languages a property is called as Wikidata labels it.
Source: https://www.wikidata.org/wiki/Wikidata:List_of_properties
"""

from __future__ import annotations

from backstory.ontology import KINDS, PROPERTIES

NAMES = {id: each.name for each in PROPERTIES.values() if each.live for id in each.ids}
IMPORTANCE = {pid: place for place, pid in enumerate(NAMES)}
# Of these only the best is told: the others are older counts and other calendars, not what came before.
ONLY_BEST = frozenset(id for each in PROPERTIES.values() if each.best_only for id in each.ids)

CLASS, WEBSITE, COORDINATES = (PROPERTIES[key].ids[0] for key in ("instance_of", "website", "coordinates"))
# As qualifiers.
START, END, POINT = (PROPERTIES[key].ids[0] for key in ("start_time", "end_time", "point_in_time"))

KEPT = frozenset({*NAMES, WEBSITE, COORDINATES})

# What an item is, by what it is an instance of; what is not here has no kind.
KIND_BY_CLASS = {id: kind.name for kind in KINDS.values() for id in kind.wikidata}
