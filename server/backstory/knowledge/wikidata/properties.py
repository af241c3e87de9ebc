"""Which statements a card may tell, most telling first, and what they are called in English. Data.

The names are those of the starter pack. In other languages a property is called as Wikidata labels it.
Source: https://www.wikidata.org/wiki/Wikidata:List_of_properties
"""

from __future__ import annotations

NAMES = {
    # persons
    "P39": "position held",
    "P106": "occupation",
    "P569": "date of birth",
    "P570": "date of death",
    "P27": "country of citizenship",
    "P102": "member of political party",
    "P108": "employer",
    "P463": "member of",
    "P54": "member of sports team",
    "P26": "spouse",
    "P1830": "owner of",
    "P607": "conflict",
    "P241": "military branch",
    "P69": "educated at",
    "P22": "father",
    "P25": "mother",
    "P40": "child",
    "P3373": "sibling",
    # organisations
    "P571": "inception",
    "P576": "dissolved",
    "P112": "founded by",
    "P127": "owned by",
    "P749": "parent organisation",
    "P169": "chief executive officer",
    "P488": "head",
    "P1037": "director",
    "P159": "headquarters location",
    "P355": "subsidiary",
    "P452": "industry",
    # places
    "P17": "country",
    "P131": "located in",
    "P6": "head of government",
    "P35": "head of state",
    "P36": "capital",
    "P1376": "capital of",
    "P1082": "population",
    # events
    "P585": "point in time",
    "P580": "start time",
    "P582": "end time",
    "P276": "location",
    "P710": "participant",
    "P1346": "winner",
    "P361": "part of",
    # works and products
    "P50": "author",
    "P170": "creator",
    "P57": "director",
    "P176": "manufacturer",
    "P178": "developer",
    "P123": "publisher",
    "P137": "operator",
    "P31": "instance of",
}
IMPORTANCE = {pid: place for place, pid in enumerate(NAMES)}
WEBSITE = "P856"
COORDINATES = "P625"
START, END, POINT = "P580", "P582", "P585"  # as qualifiers

KEPT = frozenset({*NAMES, WEBSITE, COORDINATES})

# What an item is, by what it is an instance of; what is not here has no kind.
KIND_BY_CLASS = {
    "Q5": "person",
    "Q6256": "place", "Q3624078": "place", "Q7275": "place", "Q515": "place", "Q1549591": "place", "Q486972": "place",
    "Q3957": "place", "Q532": "place", "Q35657": "place", "Q10864048": "place", "Q5119": "place", "Q23442": "place",
    "Q4830453": "company", "Q783794": "company", "Q891723": "company", "Q6881511": "company",
    "Q43229": "organisation", "Q7278": "organisation", "Q484652": "organisation", "Q245065": "organisation",
    "Q327333": "organisation", "Q3918": "organisation", "Q4438121": "organisation", "Q192350": "organisation",
    "Q476028": "organisation",
    "Q198": "event", "Q178561": "event", "Q40231": "event", "Q180684": "event", "Q645883": "event",
    "Q11424": "work", "Q571": "work", "Q7725634": "work", "Q5398426": "work", "Q482994": "work",
}  # fmt: skip
