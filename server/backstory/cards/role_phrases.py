"""Noun phrases that say who somebody is: "a retired teacher from Leeds", "Smith's attorney". Pure.

What a language calls roles, kin and bodies, and which small words it builds phrases of, its file says in `[cards]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backstory.lang import english, language

_MOST_BEFORE = 9  # words of a phrase up to its noun
_MOST_WORDS = 22  # of a whole phrase; a longer one is told without what joins its noun
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing|born|known|seen|held|run|led|shot)\Z")
OWNER = re.compile(r"(?:['’]s|s['’])\Z")
# What a phrase may stand in: up to the next mark, but for the stops of "U.S." and "St. Ives".
SEGMENT = re.compile(
    r"(?:\b(?:[A-Z]\.){2,}|\b[A-Z]\.(?=\s[A-Z])|\b(?:St|Mt|Ft|Dr)\.(?=\s)|\.(?=\w)|[^,.;:!?()—–\n“”\"«»\[\]])*"
)
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of a language that such phrases are built of, folded."""

    roles: frozenset[str]
    kin: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    doubtful: frozenset[str]
    figurative: frozenset[str]
    opinions: frozenset[str]
    qualifiers: frozenset[str]
    determiners: frozenset[str]
    owners: frozenset[str]
    denials: frozenset[str]
    prepositions: frozenset[str]
    others: frozenset[str]  # prepositions that join nothing to a role
    relatives: frozenset[str]
    of_others: frozenset[str]
    verbs: frozenset[str]
    played: frozenset[str]
    plurals: frozenset[str]
    copulas: frozenset[str]
    speech: frozenset[str]
    hedges: frozenset[str]
    adverbials: frozenset[str]
    courtesy: frozenset[str]
    body_names: frozenset[str]  # words that end the names of bodies

    def names_role(self, word: str) -> bool:
        """Whether a word is a noun of role, kin or body: "ex-chancellor" by its last part, or as a whole."""
        folded = word.lower()
        return any(
            form in nouns
            for form in (folded, folded.rsplit("-", 1)[-1])
            for nouns in (self.roles, self.kin, self.bodies, self.places)
        )

    def is_body(self, word: str) -> bool:
        """Whether the noun is one of bodies, places and works alone."""
        folded = word.lower()
        return (folded in self.bodies or folded in self.places) and folded not in self.roles

    def ends_noun_phrase(self, word: str) -> bool:
        """Whether a word cannot stand between an article and its noun."""
        folded = word.lower()
        joining = (self.relatives, self.verbs, self.prepositions, self.others, self.hedges, self.played)
        return any(folded in words for words in joining)


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A noun phrase as a stretch of words: words[:end], its noun at `head`."""

    head: int
    end: int
    determiner: str  # folded; "" where there is none
    cut: bool  # more of it follows, which is not told


@cache
def role_words(code: str) -> RoleWords:
    """The words of a language, by its BCP 47 tag; all empty where its file has none."""
    own = language(code)
    names = (
        "role_nouns", "kin_nouns", "body_nouns", "place_nouns",
        "doubtful_roles", "figurative_roles", "opinions", "qualifiers",
        "determiners", "possessive_pronouns", "negating_determiners", "role_prepositions", "other_prepositions",
        "relatives", "of_somebody_else",
        "finite_verbs", "played", "plural_modifiers", "copulas", "speech_verbs", "hedges", "adverbial_openers",
        "courtesy_titles",
    )  # fmt: skip
    return RoleWords(*[own.words("cards", name) for name in names] + [own.words("names", "body_words")])


def role_phrase(words: Sequence[str], known: RoleWords, *, bare: bool = True) -> RolePhrase | None:
    """The role phrase that some words begin with; None where they are something else, such as a clause.

    `bare`: it may go without an article.
    """
    determiner, first, plural = _opening(words, known)
    head = _head(words, first, known, plural=plural)
    if head is None:
        return None
    owned = any(OWNER.search(word) for word in words[first:head])
    if not (determiner or owned) and (not bare or known.is_body(words[head]) or _is_persons_name(words, head)):
        return None
    if known.is_body(words[head]) and words[head][:1].isupper():
        return None  # "Elm School" is a name
    if known.is_body(words[head]) and determiner == "the" and head == first and words[head + 1 : head + 2] == []:
        return None  # "the party": any party
    following = words[head + 1] if head + 1 < len(words) else None
    if following is None:
        return RolePhrase(head, head + 1, determiner, cut=False)
    folded = following.lower()
    if folded in known.relatives | known.others or folded in ("and", "or") or _PARTICIPLE.match(following):
        return RolePhrase(head, head + 1, determiner, cut=True)
    return _joined(words, head, determiner, known) if folded in known.prepositions else None


def _opening(words: Sequence[str], known: RoleWords) -> tuple[str, int, bool]:
    """The article of a phrase, where its first other word is, and whether its noun is plural: "one of the founders"."""
    folded = [word.lower() for word in words[:4]]
    first = 1 if folded[:1] in (["now"], ["then"]) and len(folded) > 1 and folded[1] in known.determiners else 0
    if folded[first : first + 2] == ["one", "of"]:
        articled = len(folded) > first + 2 and folded[first + 2] in known.determiners
        return "one", first + 2 + articled, True
    if len(folded) > first and folded[first] in known.determiners:
        return folded[first], first + 1, False
    return "", first, False


def _head(words: Sequence[str], first: int, known: RoleWords, *, plural: bool) -> int | None:
    """Where the phrase's noun is: the last one of role, kin or body before anything that joins it."""
    found = None
    for place in range(first, min(len(words), first + _MOST_BEFORE)):
        word = words[place]
        folded = word.lower()
        if folded not in known.qualifiers and (known.ends_noun_phrase(word) or folded in known.denials):
            break
        if (
            found is not None
            and (folded in known.determiners or _PARTICIPLE.match(word))
            and folded not in known.qualifiers
        ):
            if words[place - 1].lower() == "and" and folded in known.determiners:
                continue  # "a lawyer and a poet"
            break
        if found is None and (folded in known.determiners or folded in ("and", "or", "&")):
            return None  # of a list
        if known.names_role(_singular(word) if plural else word):
            found = place
    return found


def _joined(words: Sequence[str], head: int, determiner: str, known: RoleWords) -> RolePhrase | None:
    """The phrase with what joins its noun: "head of research at the office"; None where that turns out a clause."""
    end, cut = len(words), False
    for place in range(head + 2, len(words)):
        word = words[place]
        folded = word.lower()
        if folded in known.verbs:
            return None
        fresh = words[place - 1].lower() not in known.determiners and not words[place - 1].endswith("ly")
        if folded in known.relatives or (_PARTICIPLE.match(word) and word.endswith("ed") and fresh):
            end, cut = place, True
            break
    if end - head > _MOST_WORDS:
        end, cut = head + 1, True
    while end > head + 1 and (words[end - 1].lower() in known.determiners | known.prepositions | {"and", "or"}):
        end -= 1
    return RolePhrase(head, end, determiner, cut=cut)


def _is_persons_name(words: Sequence[str], head: int) -> bool:
    """Whether what looks like a role is a surname: "Anna Dean"."""
    return head > 0 and words[head][:1].isupper() and words[head - 1].casefold() in english().given_names


def _singular(word: str) -> str:
    for plural, one in (("men", "man"), ("ies", "y"), ("ches", "ch"), ("wives", "wife"), ("children", "child")):
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    return word.removesuffix("s")
