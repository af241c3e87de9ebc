"""Roles that stand before a name: "the retired teacher Jane Roe", "the city's mayor, Jane Roe". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backstory.cards.assertion import Surroundings, is_asserted, opens_with, surroundings
from backstory.cards.role_phrases import OWNER, WORD, RoleWords, role_phrase
from backstory.model import Document, Mention

_LOOKED_BACK = 120  # characters before a name in which a role may stand
_MOST_PREMODIFIERS = 7  # words before a noun that stands right before a name
_LIST_GOES_ON = re.compile(r",?\s+(?:and|or)\s")
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = ',.;:!?()—–\n“”"«»[]'
_ABBREVIATED = re.compile(r"\b(?:(?:[A-Z]\.){2,}|(?:St|Mt|Dr|Mr|Ms|Mrs)\.)\Z")
_CAPITAL_OR_HYPHEN = re.compile(r"\A(?:[A-Z]|.*-)")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the story about a name: `Document.text[start:end]`."""

    start: int
    end: int


def role_before(document: Document, mention: Mention, block: tuple[int, int], known: RoleWords) -> Said | None:
    """What stands right before a name: "the retired teacher Jane Roe", "Foreign Secretary Jane Roe"."""
    begin = max(block[0], mention.start - _LOOKED_BACK)
    text = document.text
    if mention.start == block[0] or text[mention.start - 1] != " ":
        return None
    last = text.rfind(" ", begin, mention.start - 1) + 1 or begin
    if not known.names_role(text[last : mention.start - 1]):  # nearly all names: nothing more is looked at
        return None
    words = list(WORD.finditer(text, _clause_start(text, begin, mention.start), mention.start))
    first, boundary = _walk_back([word[0] for word in words], known)
    if first is None or _continues(document, mention):
        return None
    spoken = [word[0] for word in words[first:]]
    noun = spoken[-1].lower()
    if not known.is_body(noun) and mention.surface.split()[-1].lower() in known.body_names:
        return None  # "Lord Roe College"
    alone = len(spoken) == 1
    if alone and noun in known.doubtful and spoken[0].islower():
        return None  # "in general Roe agreed"
    if alone and boundary in known.determiners and spoken[0][0].isupper():
        return None  # "the Princess Arcana"
    if alone and known.is_body(noun) and boundary not in known.determiners:
        return None  # "to store Roe"
    if boundary in known.denials or boundary in known.played:
        return None
    around = surroundings(document, words[first].start(), mention.end, block)
    articled = boundary in known.determiners and spoken[-1].islower()
    if articled and (" " not in mention.surface or _is_of_a_relative_clause(document, mention, around, known)):
        return None  # "the artist Roe chose"
    if not is_asserted(around, document.language):
        return None
    start = words[first].start()
    if boundary in known.owners and noun.rsplit("-", 1)[-1] in known.kin and first > 0:
        start = words[first - 1].start()  # "his widow": whose it is not
    return Said(start, words[-1].end())


def _clause_start(text: str, begin: int, stop: int) -> int:
    """Where the clause before `stop` begins, at `begin` at the earliest; the stop of "U.S." ends none."""
    place = stop
    while True:
        place = max(text.rfind(mark, begin, place) for mark in _MARKS)
        if place < 0:
            return begin
        if text[place] != "." or (
            text[place + 1].isspace() and not _ABBREVIATED.search(text[max(begin, place - 8) : place + 1])
        ):
            return place + 1


def _walk_back(words: list[str], known: RoleWords) -> tuple[int | None, str]:
    """Where a phrase begins whose noun is the last word, and the word before it, folded ("" where there is none)."""
    head = len(words) - 1
    titled = words[head][:1].isupper() and not words[head].isupper()
    place = head
    while place > 0 and head - place < _MOST_PREMODIFIERS:
        word = words[place - 1]
        folded = word.lower()
        before = words[place - 2].lower() if place > 1 else ""
        if folded in known.qualifiers and (
            not word.endswith("ed") or "-" in word or _opens_premodifiers(before, known)
        ):
            place -= 1
            continue
        if folded in known.determiners or folded in known.denials:
            return place, folded
        if folded == "and" and place > 1 and known.names_role(words[place - 2]):
            place -= 2
            continue
        if known.ends_noun_phrase(word) or folded in ("and", "or", "&") or not _LETTER.search(word):
            return place, folded
        if (titled or words[place][:1].isupper()) and word.islower() and "-" not in word and not known.names_role(word):
            return place, folded
        if _is_verb(word, before, known):
            return place, folded
        place -= 1
    return place, (words[place - 1].lower() if place else "")


def _is_verb(word: str, before: str, known: RoleWords) -> bool:
    """Whether a small word before a role may be its verb: "praised teacher Jane Roe", "names teacher Jane Roe"."""
    if before == "to" and word.islower() and not known.names_role(word):
        return True  # "to kill mayor Jane Roe"
    if _CAPITAL_OR_HYPHEN.match(word) or OWNER.search(word) or _opens_premodifiers(before, known):
        return False
    if word.endswith(("ed", "ing")):
        return True
    return word.endswith("s") and not word.endswith(("ss", "ics")) and word not in known.plurals


def _opens_premodifiers(before: str, known: RoleWords) -> bool:
    """Whether a word, folded, stands before adjectives alone: "the jailed mayor", but "the court jailed mayor Roe"."""
    return (
        not before
        or before in known.determiners
        or before in ("and", "or")
        or before.endswith(("ly", "'s", "’s"))
        or (known.ends_noun_phrase(before) and before not in known.relatives)
    )


def _continues(document: Document, mention: Mention) -> bool:
    """Whether a name goes on after what was found of it: "mayor Tom Ash Gallery"."""
    rest = document.text[mention.end : mention.end + 2]
    return len(rest) == 2 and rest[0] == " " and rest[1].isupper()


def _is_of_a_relative_clause(document: Document, mention: Mention, around: Surroundings, known: RoleWords) -> bool:
    """Whether the name is who did something to the one before: "the lawyer Jane Roe hired was late".

    Where the phrase opens its sentence, the sentence has another verb then.
    """
    following = [word[0] for word in WORD.finditer(document.text, mention.end, mention.end + 40)][:2]
    if not following or document.text[mention.end : mention.end + 1] != " ":
        return False
    word = following[0].strip(_MARKS)
    if word in known.speech or not (word in known.verbs or word.endswith("ed")):
        return False
    opens = around.before.strip().lower() in known.determiners
    return not opens or (following[1:] != [] and following[1].strip(_MARKS) in known.verbs)


def role_before_comma(document: Document, mention: Mention, block: tuple[int, int], known: RoleWords) -> Said | None:
    """An apposition with the name behind it: "the city's mayor, Jane Roe, said"."""
    text = document.text
    lead = text[max(block[0], mention.start - 2) : mention.start]
    if lead != ", " or not _is_closed(text[mention.end : mention.end + 12]):
        return None
    begin, stop = max(block[0], mention.start - _LOOKED_BACK), mention.start - 2
    clause = _clause_start(text, begin, stop)
    words = list(WORD.finditer(text, clause, stop))
    spoken = [word[0] for word in words]
    whole = [first for first in _phrase_starts(spoken, known) if _is_whole(spoken[first:], known)]
    if text[max(begin, clause - 1) : clause] == ",":
        # "Ash, the brother of the mayor, Roe": what stands behind a comma may be of the name before it
        opening = surroundings(document, clause - 1, clause - 1, block)
        whole = [first for first in whole if first > 0 or opens_with(opening, known.adverbials)]
    if not whole or any(word.lower() in known.of_others for word in spoken[: whole[0]]):
        return None  # none, or one within a clause of somebody else: "the man who hit the mayor, Roe, was jailed"
    around = surroundings(document, words[whole[0]].start(), mention.end, block)
    if (whole[0] > 0 and opens_with(around, known.adverbials)) or not is_asserted(around, document.language):
        return None
    return Said(words[whole[0]].start(), words[-1].end())


def _phrase_starts(words: list[str], known: RoleWords) -> Iterator[int]:
    """Where a phrase with an article or an owner may begin: at "the", "his" or "Tom Ash's"."""
    for place, word in enumerate(words):
        if word.lower() in known.determiners:
            yield place
        elif OWNER.search(word) and word[0].isupper():
            first = place
            while first and words[first - 1][:1].isupper() and not known.ends_noun_phrase(words[first - 1]):
                first -= 1
            if not first or words[first - 1].lower() not in known.determiners:
                yield first


def _is_whole(words: list[str], known: RoleWords) -> bool:
    """Whether words are a role phrase from the first to the last."""
    phrase = role_phrase(words, known)
    return phrase is not None and phrase.end == len(words) and words[phrase.head].lower() not in known.places


def _is_closed(rest: str) -> bool:
    """Whether what follows a name ends an apposition, and no list goes on there."""
    if rest[:1] == ",":
        return not _LIST_GOES_ON.match(rest)
    return rest[:1] in ("", ".", ";", ")", "\n", "—", "–") or rest[:2] in (" (", " –", " —")
