"""What is worth a glance on a card of each kind, as data: which properties, in which order, and how each behaves."""

from __future__ import annotations

from backstory.model import Fact

# First what a reader asks first; of the dead and the dissolved, that they are. A property stands under its Wikidata id,
# else under its name.
_PERSON = "P570 P39 head_of P488 age P108 P106 P241 P27 P102 P54 P569 founder_of P1830 P800 P26 P22 P25 P69 P166 P793"
_BODY = "P576 P31 P488 P169 P1037 chair speaker P112 P749 P361 P127 P1830 P452 P159 P17 P463 P571 P793 P1128"
_PLACE = "P31 P35 P6 P36 P17 P131 P361 P1082 P463 P571 P576 P793 P122"
_EVENT = "P31 took_place P585 P580 P582 P276 P17 P710 result P1346 P1120 P361 P793"
_THING = "P31 P50 P170 P57 P178 P176 P137 P127 P123 in_force P577 P17 P710 P571 P793 P576"
ORDER: dict[str, tuple[str, ...]] = {
    "person": tuple(_PERSON.split()),
    "organisation": tuple(_BODY.split()),
    "company": tuple(_BODY.split()),
    "place": tuple(_PLACE.split()),
    "event": tuple(_EVENT.split()),
    **dict.fromkeys(("work", "law", "product", "concept", "people"), tuple(_THING.split())),
}

# Of no use to a reader of news, or said better by the description.
HIDDEN = frozenset(
    {
        "P297", "P298", "P299", "ISO 3166-1 codes",  # codes
        "P21", "P735", "P734",  # sex, given name, family name
        "P2046", "P625",  # area, coordinates
    }
)  # fmt: skip

# One value at a time: two that differ contradict each other, and both are shown.
SINGLE = frozenset({"P569", "P570", "P571", "P576", "P19", "P20"})

# Measured on a day: of several, the last before the day of the story; a later one is no news.
MEASURED = frozenset({"P1082", "P1128", "P2139", "P2226", "P1120"})

# What an event came to: not known before it was over.
OUTCOME = frozenset({"result", "winner", "P1346", "P1120"})

# Ties that carry over a third: a company owned by a holding of the same owner, two bodies of one ministry.
CARRIED = frozenset({"P127", "P1830", "P463", "P361", "P749", "P355", "P108", "owned by", "owner of", "member of",
                     "part of", "parent organisation", "subsidiary", "employer"})  # fmt: skip

# A statement between two entities of the story, read from the other side.
INVERSE = {
    "head of": "head",
    "head": "head of",
    "founder of": "founded by",
    "founded by": "founder of",
    "owner of": "owned by",
    "owned by": "owner of",
    "parent organisation": "subsidiary",
    "subsidiary": "parent organisation",
    "part of": "has part",
    "member of": "has member",
    "member of political party": "party of",
    "participant": "took part in",
    "employer": "employer of",
    "head of state": "head of state of",
    "head of government": "head of government of",
    "capital": "capital of",
    "headquarters location": "seat of",
    "location": "site of",
    "creator": "creator of",
    "author": "author of",
    "manufacturer": "manufacturer of",
    "developer": "developer of",
    "operator": "operator of",
    "publisher": "publisher of",
    "winner": "winner of",
    "chief executive officer": "chief executive officer of",
    "director": "director of",
    "spouse": "spouse",
    "sibling": "sibling",
    "child": "parent",
    "father": "child",
    "mother": "child",
    "located in": "place in it",
    "educated at": "taught",
}

# How much a tie says, strongest first; what is not listed comes between.
_STRENGTH = (
    ("founder of", "founded by", "owner of", "owned by"),
    ("head of", "head", "parent organisation", "subsidiary", "creator", "author", "manufacturer", "developer"),
    ("head of state", "head of government", "chief executive officer", "employer", "spouse", "child"),
    ("part of", "has part", "member of", "has member", "participant", "took part in", "significant event"),
)  # fmt: skip
_WEAKEST = frozenset(
    {"country", "country of citizenship", "located in", "location", "capital", "headquarters location"}
)


def name_of(fact: Fact) -> str:
    """What the tables above call a fact's property."""
    return fact.pid or fact.property.replace(" ", "_")


def in_order(kind: str | None, fact: Fact) -> int:
    """The place of a fact on a card of that kind: 0 comes first."""
    order = ORDER.get(kind or "", _PLAIN)
    keys = (name_of(fact), fact.property.replace(" ", "_"))
    return next((order.index(key) for key in keys if key in order), _unlisted(order))


def strength(property: str) -> int:
    """How much a tie of that property says; 0 is strongest."""
    for place, properties in enumerate(_STRENGTH):
        if property in properties:
            return place
    return len(_STRENGTH) + (property in _WEAKEST)


_PLAIN = tuple(_BODY.split())


def _unlisted(order: tuple[str, ...]) -> int:
    """What no table names comes before the events, which are many, and the dates of birth and founding."""
    return min((order.index(key) for key in ("P793", "P571", "P569") if key in order), default=len(order))
