"""Context features: what the words right around a name say about the semantic type of what it means.

Each has a weight for each semantic type: "in" before a name speaks for a place and against a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from backstory.lang import english
from backstory.linking import lexicon
from backstory.linking.features import Feature, names_of
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Document, Mention

_MOST = 12  # mentions of one name that are looked at
_REACH = 24  # characters on either side
_ADJECTIVE = re.compile(r"-[a-z]{3,}| (?![a-z]+(?:ed|ly)\b)[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands right before and right after the mentions of one name."""

    name: str
    words: tuple[str, ...]  # of the name, folded
    surfaces: tuple[str, ...]
    befores: tuple[str, ...]  # the word right before each mention, folded; a side's after "lost to" is "against"
    afters: tuple[str, ...]  # the text right after each mention
    sport: float  # how far the story is one of sport, 0..1

    def share(self, holds: Sequence[bool]) -> float:
        """Of how many of the mentions something holds, 0..1."""
        return sum(holds) / len(self.surfaces)


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{lexicon.either('speech_verbs')})\b")


@cache
def _plays() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{lexicon.either('side_words_after')}|\d{{1,3}}(?!-\d)|(?:will )?(?:play|face|host))\b")


@cache
def _no_noun() -> re.Pattern[str]:
    return re.compile(rf" (?:{lexicon.either('no_nouns')})\b")


FEATURES: tuple[Feature[Surroundings], ...] = (
    Feature(
        "place_before",
        "“in Turkey”, “near Aleppo”",
        lambda s: s.share([word in lexicon.words("place_prepositions") for word in s.befores]),
    ),
    Feature(
        "adjective",
        "“Russian troops”, “the Chelsea striker”",
        lambda s: s.share([_ADJECTIVE.match(t) is not None and _no_noun().match(t) is None for t in s.afters]),
    ),
    Feature("plural", "“Russians”", lambda s: s.share([surface.endswith("s") for surface in s.surfaces])),
    Feature(
        "person_near",
        "“Mr Putin”, “Kirby said”, “her father Jon”",
        lambda s: s.share(
            [
                word in lexicon.words("person_words") or _says().match(after) is not None
                for word, after in zip(s.befores, s.afters, strict=True)
            ]
        ),
    ),
    Feature(
        "side_near",
        "“beat Surrey”, “Essex won by”, “against England”",
        lambda s: s.share(
            [
                word in lexicon.words("side_words_before") or _plays().match(after) is not None
                for word, after in zip(s.befores, s.afters, strict=True)
            ]
        ),
    ),
    Feature("sport", "a story of sport", lambda s: s.sport, "in a story without a word of sport"),
    Feature(
        "given_name",
        "the name is a given name",
        lambda s: float(len(s.words) == 1 and s.words[0] in english().given_names),
    ),
    Feature(
        "surname", "the name is a surname", lambda s: float(len(s.words) == 1 and s.words[0] in english().surnames)
    ),
    Feature("several_words", "the name has several words", lambda s: float(len(s.words) > 1)),
    Feature(
        "capitals",
        "written in capitals throughout, and no acronym",
        lambda s: float(s.name.isupper() and (" " in s.name or len(s.name) > 5)),
    ),
)
NAMES = names_of(FEATURES)


def context_features(
    document: Document, mentions: Sequence[Mention], cluster: MentionCluster, sport: float
) -> list[float]:
    """How far each of FEATURES holds of a cluster, 0..1: its share of the mentions, or that of the story."""
    around = surroundings(document, mentions, cluster, sport)
    return [feature.value(around) for feature in FEATURES]


def surroundings(
    document: Document, mentions: Sequence[Mention], cluster: MentionCluster, sport: float
) -> Surroundings:
    """What stands right beside the first mentions of a cluster."""
    text = document.text
    here = [mentions[index] for index in islice(cluster.mentions, _MOST)]
    return Surroundings(
        name=cluster.name,
        words=tuple(cluster.form.casefold().split()),
        surfaces=tuple([mention.surface for mention in here]),
        befores=tuple([_word_before(text, mention) for mention in here]),
        afters=tuple([text[mention.end : mention.end + _REACH] for mention in here]),
        sport=sport,
    )


def _word_before(text: str, mention: Mention) -> str:
    before = text[max(0, mention.start - _REACH) : mention.start].split()
    word = before[-1].strip(".,").lower() if before else ""
    if word == "to" and len(before) > 1 and before[-2].lower() in lexicon.words("losing_verbs"):
        return "against"
    return word
