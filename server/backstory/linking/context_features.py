"""Cues: what the words right around a name say about the sort of thing it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from backstory.lang import english
from backstory.linking.mention_clusters import Slot
from backstory.model import Document, Mention

CUES = (
    "place_before",  # "in Turkey", "near Aleppo"
    "adjective",  # "Russian troops", "the Chelsea striker"
    "plural",  # "Russians"
    "person_near",  # "Mr Putin", "Kirby said", "her father Jon"
    "side_near",  # "beat Surrey", "Essex won by", "against England"
    "sport",  # a story of sport
    "given_name",  # the name is a given name
    "surname",
    "several_words",
    "capitals",  # written in capitals throughout, and no acronym
)
_MOST = 12  # mentions of one name that are looked at
_REACH = 24  # characters on either side

_PLACE = frozenset("in at near from outside across around throughout to".split())
_PERSON = frozenset(
    """
    mr mrs ms dr sir dame lord lady president minister secretary chancellor premier governor senator mayor judge coach
    captain manager striker defender midfielder goalkeeper forward winger singer actor actress director author father
    mother husband wife son daughter brother sister partner friend chairman spokesman spokeswoman king queen prince
    princess pope general colonel detective officer professor who by
    """.split()
)
_SAYS = re.compile(
    r"\s(?:said|says|told|added|asked|who|whose|himself|herself|was born|died|married|joined|resigned|argued|wrote)\b"
)
_SIDE_BEFORE = frozenset("beat beats against defeated v vs over thrashed face faces hosts host between for".split())
_LOSES = frozenset("lost loses fell falls loss losses defeat losing".split())  # "lost to Dallas"
_SIDE_AFTER = re.compile(
    r"\s(?:won|beat|beats|lost|drew|scored|defeated|thrashed|led|trailed|improved|signed|traded|rallied|clinched|striker"
    r"|midfielder|defender|captain|coach|manager|fans|\d+|(?:will )?(?:play|face|host))\b"
)
_ADJECTIVE = re.compile(r"-[a-z]{3,}| (?![a-z]+(?:ed|ly)\b)[a-z]{3,}")
_NO_NOUN = re.compile(
    r" (?:and|was|were|has|had|have|said|says|will|would|are|the|for|from|after|with|who|which|that|beat|won|but|could"
    r"|can|may|did|does|when|where|while|into|also|they|she|his|her|against|over|last|since|until|during|between|under"
    r"|before|then|told|lost|its|their|this|because|should|must|might|about|than|not)\b"
)


def cues_of(document: Document, mentions: Sequence[Mention], slot: Slot, sport: float) -> list[float]:
    """How far each of CUES holds of a slot, 0..1: its share of the mentions, or that of the story."""
    text = document.text
    place = adjective = plural = person = side = 0
    seen = 0
    for index in islice(slot.mentions, _MOST):
        mention = mentions[index]
        seen += 1
        before = text[max(0, mention.start - _REACH) : mention.start].split()
        word = before[-1].strip(".,").lower() if before else ""
        if word == "to" and len(before) > 1 and before[-2].lower() in _LOSES:
            word = "against"
        after = text[mention.end : mention.end + _REACH]
        place += word in _PLACE
        person += word in _PERSON or _SAYS.match(after) is not None
        side += word in _SIDE_BEFORE or _SIDE_AFTER.match(after) is not None
        adjective += _ADJECTIVE.match(after) is not None and _NO_NOUN.match(after) is None
        plural += mention.surface.endswith("s")
    words = slot.form.casefold().split()
    one = words[0] if len(words) == 1 else ""
    name = slot.name
    return [
        place / seen,
        adjective / seen,
        plural / seen,
        person / seen,
        side / seen,
        sport,
        float(one in english().given_names),
        float(one in english().surnames),
        float(len(words) > 1),
        float(name.isupper() and (" " in name or len(name) > 5)),
    ]
