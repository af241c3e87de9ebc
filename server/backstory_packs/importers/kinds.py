"""What kind of thing a short description speaks of."""

from __future__ import annotations

import re

# Where the noun of "Japanese chain of supermarkets" ends and what is said of it begins.
_NOUN_ENDS = re.compile(
    r"(?<![\w-])(?:in|of|from|based|on|for|that|which|by|at|with|headquartered|operating|operated|founded|located|serving|"
    r"owned|under|within|across|to|specializing|specialising|formed|responsible)(?![\w-])|[,(;:]"
)
_OWNED = re.compile(r"\b\w+[- ](?:owned|run|controlled)\b")  # "state-owned" is no state
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_PLACES = frozenset(
    """
    archipelago borough canton capital city city-state comarca commune comune country county dependency emirate gmina
    hamlet island islands kingdom metropolis municipality nation parish powiat prefecture principality province region
    republic settlement state suburb territory town township village voivodeship ward
    """.split()
)
_COMPANIES = frozenset(
    """
    airline automaker bakery bank brand brewer brewery broker brokerage business cafe café carmaker carrier casino chain
    chains clinic cloud company companies concern conglomerate contractor corporation dealer dealership developer
    distributor enterprise firm franchise franchisee franchisor grocer grocery group hotel hotels hypermarket insurer
    jeweler jeweller label lender maker manufacturer marque marketplace optician pharmacy pizzeria producer publisher
    restaurant restaurants retail retailer seller shop shops startup store stores subsidiary supermarket supermarkets
    supplier telecommunications trademark utility wholesaler winery
    """.split()
)
_ORGANISATIONS = frozenset(
    """
    academy administration agency alliance archdiocese army association assembly authority board body bureau church club
    college commission committee community confederation consortium convention cooperation cooperative co-operative
    corps council court department diocese directorate district federation force forces foundation fund government
    hospital hospitals initiative institute institution jurisdiction library libraries ministry mission movement museum
    network ngo non-profit nonprofit office order organisation organization partnership party police program programme
    school schools secretariat service services society system trust union university
    """.split()
)
_DISTRICTS = re.compile(r"\b(?:district|department|governorate) (?:in|of) (?!.*\b(?:school|government|police)\b)")
_ADMINISTERED = re.compile(
    r"\b(?:school|health|police|fire|water|transit|library|park|hospital|utility|special|irrigation|"
    r"government|public)\b"
)

# Things that have a name but are no one a story speaks of.
NO_SUBJECT = re.compile(
    r"(?:wikimedia|wikipedia|topics referred|(?:male|female|unisex)? ?(?:given|family|first) name|surname|"
    r"type of|kind of|name (?:of|for|given)|term (?:for|of)|word |overview|class of|list of|concept)|"
    r".*\b(?:flags?|coat of arms|banner)\b",
    re.IGNORECASE,
)


def says_nothing(description: str) -> bool:
    """Whether a description is but one word of kind: "company"."""
    return description.lower() in _PLACES | _COMPANIES | _ORGANISATIONS


def kind_of(description: str, *, is_brand: bool) -> str:
    """`place`, `company` or `organisation`.

    `is_brand`: the index lists it as a brand of shops, not only as an operator or a network: a company where the
    description does not say.
    """
    lowered = _OWNED.sub("", description.lower())
    head = _NOUN_ENDS.split(lowered, maxsplit=1)[0]
    words = _WORD.findall(head)
    last = words[-1] if words else ""
    if last in _PLACES and not {"chain", "company", "brand"} & set(words):
        return "place"
    if _DISTRICTS.search(lowered) and not _ADMINISTERED.search(lowered) and last in {"district", "department"}:
        return "place"
    if last in _COMPANIES:
        return "company"
    if last in _ORGANISATIONS:
        return "organisation"
    said = set(_WORD.findall(lowered))
    if said & _COMPANIES or is_brand:
        return "company"
    return "organisation"
