"""How much of a name the bulk may have. Counts are shares of a hundred uses of the name in international news.

The written entries were weighed name by name; the bulk was not. So it gets at most what they leave, and less the more
likely the name is something else. Against "none of them" a share is what it takes without context: from about 70 a name
of one word is shown by its prior alone, at 60 it wants a word of context, at 8 several.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from backstory.knowledge.bulk.words import Words

WHOLE = 100.0
# "Boeing Field", "Deutsche Telekom": hardly anything else is called so, but somebody may be.
SEVERAL_WORDS = 90.0
# "Stadtwerke", "Lidl": a word may be a place, a product or a surname elsewhere.
ONE_WORD = 60.0
# "SNB", "TMB": every acronym of three letters has a dozen owners.
ACRONYM = 30.0
# "Best Buy", "Family Dollar": brands of ordinary words, written in capitals by few but them.
ORDINARY_BRAND = 40.0
# "Paul Smith", "Calvin Klein": a label that is a person's name; news mostly means a person, and rarely that one.
PERSONS_NAME = 15.0
# "Target", "Shell", "Gap", "Boots", "Wendy's", "Ministry of Health": words and offices that are everyone's.
ORDINARY = 8.0
_LEAST = 0.5  # a share below it says nothing
_ACRONYM_LETTERS = 3
_SMALL_WORDS = frozenset("of the for and in at on to a an & de".split())
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

    def add(self, forms: Iterable[str], kind: str | None, popularity: float) -> None:
        """Count the normalised names of a bulk entity. The strictest of a name's limits holds for all its bearers."""
        for form in forms:
            cap = limit(form, kind, self._words)
            room = self._rooms.setdefault(form, _Room(cap))
            room.cap = min(room.cap, cap)
            room.weight += popularity

    def of(self, form: str, popularity: float, written: float) -> float:
        """The share of a name that was added, where the written senses have `written`; 0 where too little is left."""
        room = self._rooms[form]
        share = min(room.cap, WHOLE - written) * popularity / room.weight
        return floor(share * 100) / 100 if share >= _LEAST else 0.0  # rounded down: no name has over a hundred


def limit(form: str, kind: str | None, words: Words) -> float:
    """The most that all bulk entities together may have of a name."""
    parts = [part for part in form.split() if part.casefold() not in _SMALL_WORDS]
    if len(parts) > 1:
        return _limit_of_several(parts, kind, words)
    word = parts[0] if parts else form
    if words.is_ordinary(word) or words.is_persons(word) or word in _OFFICES or len(word) == 1:
        return ORDINARY
    if len(word) <= _ACRONYM_LETTERS:
        return ACRONYM
    return ONE_WORD


def _limit_of_several(parts: list[str], kind: str | None, words: Words) -> float:
    if all(part in _OFFICES for part in parts):
        return ORDINARY
    if all(words.is_ordinary(part) or part.isdigit() for part in parts):
        return ORDINARY_BRAND if kind == "company" else ORDINARY
    given = parts[0] in words.given_names or len(parts[0].strip(".")) == 1
    if given and len(parts) <= 3 and kind != "place" and not set(parts[1:]) & _OFFICES:
        return PERSONS_NAME
    return SEVERAL_WORDS
