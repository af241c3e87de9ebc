"""What a short description and an introduction say of a subject's kind and years. Pure.

Wikipedia's short descriptions are terse and alike: "American actor (born 1930)", "City in Ukraine".
Source: https://en.wikipedia.org/wiki/Wikipedia:Short_description#Dates
"""

from __future__ import annotations

import re

_BORN = re.compile(r"\(born (?:c\. )?(\d{4})\)")
_YEARS = re.compile(r"\((\d{4})\s?[–-]\s?(\d{4})\)")
_SINCE = re.compile(r"\(since (\d{4})\)")
_LIFELONG = re.compile(
    r"(?:military|mercenary|guerrilla|rebel|religious|spiritual|party|labou?r) leader\b", re.IGNORECASE
)
_DIED = re.compile(r"\(died (\d{4})\)")
# "(22 May 1813 – 13 February 1883)", "(born June 1, 1961)": in an introduction, lives are given to the day.
_LIFE = re.compile(r"\((?:[^()]*; )?(?:born )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) (\d{4})(?:\)| [–-] )")

# The noun that a description turns on: the last word before the first "in", "of", "from", "for", "since" or sign.
_HEAD = re.compile(
    r"^(?:[^,(;:]*?)([^\W\d_]+)(?=\s*(?:$|[,(;:]|\s(?:in|of|from|for|on|at|by|near|to|with|that|since|which)\s))"
)
_KINDS = {
    "person": """
        politician politicians statesman statesmen minister president chancellor king queen prince princess emperor
        monarch actor actress singer musician composer conductor pianist bassist guitarist drummer rapper writer author
        novelist poet playwright journalist broadcaster presenter artist painter sculptor architect photographer
        director filmmaker producer screenwriter comedian model dancer footballer cricketer golfer boxer swimmer
        player coach manager athlete cyclist driver racer scientist physicist chemist biologist mathematician
        economist historian philosopher lawyer jurist judge attorney businessman businesswoman entrepreneur
        executive banker investor oligarch admiral general officer soldier commander leader diplomat ambassador
        activist cleric bishop priest pope imam rabbi theologian engineer inventor astronaut cosmonaut explorer
        physician surgeon nurse academic professor teacher critic philanthropist spy mercenary criminal terrorist
    """,
    "place": """
        country state republic kingdom nation territory province region oblast krai county district municipality
        city town village capital suburb neighbourhood neighborhood commune borough island islands archipelago
        peninsula continent sea ocean lake river mountain mountains range desert valley bay strait canal port
        airport building palace fortress castle cathedral church mosque temple bridge street square park stadium
        museum residence headquarters complex
    """,
    "organisation": """
        organisation organization agency ministry department party parliament legislature senate council committee
        commission court army navy police force forces militia group movement union federation association
        foundation institute university college school hospital club team alliance bloc newspaper magazine
        broadcaster network channel bank fund
    """,
    "company": "company corporation conglomerate manufacturer airline retailer startup brewery publisher bank brand",
    "event": """
        war battle siege invasion conflict election referendum protest protests revolution coup massacre attack
        bombing earthquake hurricane disaster accident crash pandemic scandal summit conference tournament festival
        games championship strike meddling
    """,
    "work": "film novel book album song series show opera play painting video-game game character poem episode",
}
# Years after an office are those in office: "President of Russia (2000–2008)".
_OFFICES = frozenset("minister president chancellor king queen emperor pope governor mayor secretary leader".split())
_KIND_OF = {noun: kind for kind, nouns in reversed(_KINDS.items()) for noun in nouns.split()}


def traits(description: str | None, extract: str | None) -> tuple[str | None, str | None, str | None]:
    """Kind, beginning and end (years) of what is described so; None for each that is not told."""
    told = description or ""
    life = _LIFE.search((extract or "")[:300])
    born, years, since, died = (pattern.search(told) for pattern in (_BORN, _YEARS, _SINCE, _DIED))
    head = _HEAD.match(told)
    noun = head[1].casefold() if head else ""
    kind = "person" if born or died else _KIND_OF.get(noun)
    if kind is None and life:
        kind = "person"
    if noun in _OFFICES and not _LIFELONG.search(told):
        years = since = None
    began = born or years or since
    if began:
        start: str | None = began[1]
    else:
        start = life[1] if life and kind == "person" else None
    end = years[2] if years else died[1] if died else None
    return kind, start, end
