"""Descriptions: what the story says right beside a name of who bears it.

Offices ("former President Bush"), roles ("the bus driver, Tom Hale,"), age, and how local news names a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from backstory.linking import lexicon
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Document, Mention
from backstory.text.normalise import plain, stem

_MOST = 8  # mentions of a name that are looked at
_REACH = 90  # characters on either side
_CLAUSE = re.compile(r"[;:!?“”\"()\n]|(?<![A-Z][a-z]{2})(?<!\b[A-Z][a-z])\.\s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|with|who|which|that|to|on|and|by|since|until)\b")
_ARTICLE = re.compile(r"(?:the|an?|our|his|her|their|its|my|another|one)\b", re.IGNORECASE)
_IN_CHARGE = re.compile(r"\b([A-Z][a-z]+) (?:of|for) (?:the )?([A-Z][a-z]+(?: [A-Z][a-z]+)?)\Z")
_NAMED = re.compile(r"([a-z]{3,}) (?:named|called)\Z")
_PAUSE = re.compile(r"[,.;)]|\Z|\n")
_AFTER = re.compile(r",\s+(?:who (?:is|was) )?([^,.;()\n]{3,80})")
_AGE = re.compile(r",? (?:aged )?(\d{2})(?=[,.;)])|,? \((\d{2})\)")
_PERSONS_NOUN = re.compile(r"[a-z]+(?:er|or|ist|man|woman|keeper)\Z")


@dataclass(frozen=True, slots=True)
class Title:
    """The office that the story gives a name: "vice president"."""

    head: str
    qualifiers: frozenset[str]
    former: bool
    local: bool  # "district judge", "parish council chairman"


@dataclass(frozen=True, slots=True)
class Description:
    """What stands right beside the mentions of one name."""

    titles: tuple[Title, ...] = ()
    roles: frozenset[str] = frozenset()  # stems
    direct_role: bool = False  # one stands right before the name, as only persons have it: "rapper Tesla"
    age: int | None = None
    strangers: int = 0  # ways of local news to name a stranger
    acts: bool = False  # it says or does something

    @property
    def everyday(self) -> bool:
        """Whether one of the roles is of everyday life, or an office of one place alone."""
        lesser = lexicon.words("lesser_offices")
        if any(title.local and title.head in lesser for title in self.titles):
            return True
        return not self.roles.isdisjoint(_stems("everyday_roles"))


NOTHING = Description()


def describe(document: Document, mentions: Sequence[Mention], cluster: MentionCluster) -> Description:
    """What the story says right beside a name."""
    text = document.text
    titles: dict[Title, None] = {}
    roles: set[str] = set()
    direct = False
    age: int | None = None
    strangers, acts = 0, False
    for index in islice(cluster.mentions, _MOST):
        mention = mentions[index]
        before = _CLAUSE.split(text[max(0, mention.start - _REACH) : mention.start])[-1]
        after = text[mention.end : mention.end + _REACH].split("\n", 1)[0]
        phrases = _phrases(before, after, mention.surface)
        for phrase, right_before in phrases:
            title, role = _read(phrase, surely=not right_before)
            if title is not None:
                titles[title] = None
            if role is not None:
                roles.add(role)
                direct = direct or right_before
        if match := _AGE.match(after):
            age = age or int(match[1] or match[2])
        acts = acts or _acts().match(after) is not None
        strangers += bool(_stranger_before().search(before)) + bool(_stranger_after().match(after))
    if not (titles or roles or age or strangers or acts):
        return NOTHING
    return Description(tuple(titles), frozenset(roles), direct, age, strangers, acts)


def _phrases(before: str, after: str, surface: str) -> Iterable[tuple[str, bool]]:
    """Noun phrases that say who bears the name, and whether they stand right before it."""
    if before.endswith(" "):
        stripped = before.rstrip()
        if named := _NAMED.search(stripped):
            yield named[1], True
        elif stripped.endswith(","):
            phrase = re.split(r", ", stripped.rstrip(","))[-1].strip()
            if _ARTICLE.match(phrase) and _PAUSE.match(after):
                yield _PREPOSITION.split(phrase, maxsplit=1)[0], False
        else:
            in_charge = _IN_CHARGE.search(stripped)  # "Secretary of Defense" is the defense secretary
            yield f"{in_charge[2]} {in_charge[1]}" if in_charge else " ".join(stripped.split()[-4:]), True
    words = surface.split()
    if len(words) > 1 and words[0].casefold() in lexicon.words("office_words"):  # "King Charles"
        yield words[0], True
    if match := _AFTER.match(after):
        phrase = match[1]
        if _ARTICLE.match(phrase) or phrase[:1].islower():
            yield _PREPOSITION.split(phrase, maxsplit=1)[0], False


def _read(phrase: str, *, surely: bool) -> tuple[Title | None, str | None]:
    """The office or the role that heads a noun phrase. `surely`: it is an apposition, which names nothing else."""
    words = [plain(word).casefold().rstrip(".") for word in _WORD.findall(phrase)]
    if not words:
        return None, None
    former = any(word in lexicon.words("former_words") or word.startswith("ex-") for word in words)
    words = [word.removeprefix("ex-") for word in words]
    head = lexicon.table("abbreviated_offices").get(words[-1], words[-1])
    if head in lexicon.words("office_words"):
        qualifiers = lexicon.words("office_qualifiers").intersection(words[-4:-1])
        local = next((word for word in words[:-1] if word in lexicon.words("local_qualifiers")), None)
        # whom the world knows is no "district judge": that is an everyday role as well
        return Title(head, qualifiers, former, bool(local)), f"{local} {head}" if local else None
    role = stem(head.removesuffix("'s"))
    if role in _stems("everyday_roles") or role in _stems("public_roles"):
        return None, role
    if surely and _PERSONS_NOUN.match(head) and head not in lexicon.words("firm_nouns"):
        return None, role
    return None, None


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, lexicon.words(name)))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{lexicon.either('acting_verbs')})\b")


@cache
def _stranger_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lexicon.listed('stranger_before'))})\Z")


@cache
def _stranger_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lexicon.listed('stranger_after'))})")
