"""How much of a name the bulk may have. Counts are shares of a hundred uses of the name in international news.

The written entries were weighed name by name; the bulk was not. So it gets at most what they leave, and less the more
likely the name is something else. What a share takes before it is shown, against "none of them": of several words, 90
nothing, 25 a story of its topic, 5 much; of one word, 60 one telling word or a story of its topic, 25 both, 8 more.
The stories behind each rule are those of the development sets on which a bulk entity was shown and wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor

from backstory.lang import Words
from backstory_packs.joining.match import Named

WHOLE = 100.0
# "Boeing Field", "Deutsche Telekom": hardly anything else is called so, but somebody may be.
SEVERAL_WORDS = 90.0
# "Siemens", "Lidl": a word may be a place, a product or a surname elsewhere. Less for the less known: "Orion" is a
# German company, and "Essex" one for apartments.
ONE_WORD = {0.25: 60.0, 0.15: 40.0, 0.0: 25.0}
# "SNB", "TMB": every acronym of three letters has a dozen owners.
ACRONYM = 25.0
# "Greenville", "Norwich", "Des Moines": the bulk has some towns of a name, and mostly not the one in the story.
LOCAL_PLACE = 25.0
# "Best Buy", "Family Dollar": brands of ordinary words, written in capitals by few but them.
ORDINARY_BRAND = 25.0
# "Target", "Shell", "Gap", "Boots", "Wendy's": words and names that are everyone's.
ORDINARY = 8.0
# "Paul Smith", "David Jones": a label that is a person's name; news mostly means a person, and rarely that one.
PERSONS_NAME = 5.0
# "Maria Cantwell", "John James": the name of a politician, whom news mostly means, and many people's besides.
PERSON = 40.0
# "Ministry of Health", "Police Department": what every state and city has.
ORDINARY_WORDS = 3.0
# "US Market", "Tuesday Morning": companies called by words that stand together anyway. The well known ("American
# Airlines", "British Gas") have what brands of ordinary words have.
PHRASE = 0.0
_WELL_KNOWN = 0.25  # popularity
_LEAST = 0.5  # a share below it says nothing
_ACRONYM_LETTERS = 3
_SMALL_WORDS = frozenset("of the for and in at on to a an & de".split())
# A word that tells whose or when, and before an ordinary word no name, as in "the U.S. market"; "British Army" is one.
_WHOSE = frozenset(
    """
    african american arab asian australian austrian belgian brazilian british canadian chinese danish dutch egyptian eu
    european finnish french german greek indian indonesian iranian irish israeli italian japanese korean latin mexican
    norwegian polish portuguese russian scottish spanish swedish swiss turkish uk ukrainian us usa vietnamese
    welsh monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """.split()
)
_LOCAL = re.compile(
    r"\b(?:borough|city|commune|comune|county|district|gmina|hamlet|municipality|parish|powiat|settlement|suburb|town|"
    r"township|village|ward)\b"
)
# Words of which bodies make names that every state and city has.
_OFFICES = frozenset(
    """
    academy administration agency airport association authority bank board bureau cathedral center centre central
    chamber church city civil clinic college commission committee community company cooperative corporation council
    county court
    customs defence defense department directorate district education elementary environment federal federation finance
    fire foreign forest foundation government health high highway home hospital housing institute interior international
    justice labour library local metropolitan military ministry municipal municipality museum national navy office
    ombudsman parks parliament patrol police port post postal power prefecture primary prison province public railway
    railways regional rescue revenue road school schools secondary secretariat security senate service services social
    society state supreme tax township trade transit transport transportation treasury university urban water welfare
    works
    """.split()
)


@dataclass(slots=True)
class _Room:
    cap: float
    weight: float = 0.0  # the popularities of all that share it


class Shares:
    """What each bulk entity gets of each of its names.

    The names of all bulk entities are added first; then each asks for its share: the most that the name allows, or what
    the written senses leave, divided among namesakes by popularity.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rooms: dict[str, _Room] = {}

    def __contains__(self, form: str) -> bool:
        return form in self._rooms

    def add(self, one: Named) -> None:
        """Count the names of a bulk entity. The strictest of a name's limits holds for all its bearers."""
        for form in one.forms:
            cap = limit(form, one, self._words)
            room = self._rooms.setdefault(form, _Room(cap))
            room.cap = min(room.cap, cap)
            room.weight += one.popularity

    def of(self, form: str, one: Named, written: float) -> float:
        """The share of a name that was added, where the written senses have `written`; 0 where too little is left."""
        room = self._rooms[form]
        share = min(room.cap, WHOLE - written) * one.popularity / room.weight
        return floor(share * 100) / 100 if share >= _LEAST else 0.0  # rounded down: no name has over a hundred


def limit(form: str, one: Named, words: Words) -> float:
    """The most that all bulk entities together may have of a name, by one of its bearers."""
    parts = [part.casefold() for part in form.split() if part.casefold() not in _SMALL_WORDS] or [form]
    most = _limit_of_several(parts, one, words) if len(parts) > 1 else _limit_of_one(parts[0], one.popularity, words)
    is_local = one.kind == "place" and _LOCAL.search(one.description)
    return min(most, LOCAL_PLACE) if is_local else most


def _limit_of_one(word: str, popularity: float, words: Words) -> float:
    if words.is_ordinary(word) or words.is_persons(word) or word in _OFFICES or word in _WHOSE or len(word) == 1:
        return ORDINARY
    if len(word) <= _ACRONYM_LETTERS:
        return ACRONYM
    return next(most for least, most in ONE_WORD.items() if popularity >= least)


def _limit_of_several(parts: list[str], one: Named, words: Words) -> float:
    is_company = one.kind == "company"
    if one.kind == "person":
        return PERSON
    if all(part in _OFFICES for part in parts):
        return ORDINARY_WORDS
    if is_company and parts[0] in _WHOSE and all(words.is_ordinary(part) or part in _WHOSE for part in parts):
        return ORDINARY_BRAND if one.popularity >= _WELL_KNOWN else PHRASE
    if all(words.is_ordinary(part) or part.isdigit() for part in parts):
        return ORDINARY_BRAND if is_company else ORDINARY_WORDS
    given = parts[0] in words.given_names or len(parts[0].strip(".")) == 1
    if given and len(parts) <= 3 and one.kind != "place" and not set(parts[1:]) & _OFFICES:
        return PERSONS_NAME
    return SEVERAL_WORDS
