"""What the story itself says of a name where it stands: a role or kin noun in apposition, before it or after it. Pure.

"Jane Roe, a retired teacher", "the city's mayor, Jane Roe", "former chancellor Jane Roe", "Jane Roe is a sculptor":
only what the story asserts, with what makes it true (former, acting, alleged). Nothing in languages whose file has no
such nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from backstory.cards.assertion import Surroundings, is_asserted, opens_with, surroundings
from backstory.cards.preceding_roles import Said, role_before, role_before_comma
from backstory.cards.role_phrases import SEGMENT, WORD, RolePhrase, RoleWords, role_phrase, role_words
from backstory.model import Document, Mention

_LOOKED_AHEAD = 220  # characters after a name in which a role may stand
_LEAST = 3  # characters that say something
_COMMA = re.compile(r"['’]?,\s+(?:(?P<age>\d{1,3}),?\s+(?:and\s+)?)?")
_WHO = re.compile(r"['’]?,\s+who\s+")
_BRACKET = re.compile(r"\s\((?:(?P<age>\d{1,3}),\s+)?")
_DASH = re.compile(r"\s[–—-]\s|—(?P<age>)")
_LIST_GOES_ON = re.compile(r",?\s+(?:and|or)\s")
_JOINED = re.compile(r",\s+(?:and|or)\s+(?:an?|the)\s")
_NAME_GOES_ON = re.compile(r",\s(?:[A-Z][\w’'-]*,?\s)+(?:and|&)\s[A-Z]")
_ONE_OF_MANY = ("a", "an", "one")
_NO_PROSE = frozenset({"quote", "table_row"})


def said_of(document: Document, mention: Mention) -> Said | None:
    """What the story says of a name right before it or right after it; None where it says nothing as a fact."""
    known = role_words(document.language)
    place = bisect_right(document.blocks, mention.start, key=lambda block: block.start) - 1
    if not known.roles or place < 0 or document.blocks[place].kind in _NO_PROSE:
        return None
    block = (document.blocks[place].start, document.blocks[place].end)
    following = document.text[mention.end : mention.end + 1]
    if mention.start >= block[1] or following == "-" or following.isalnum():
        return None  # half a name
    before = role_before(document, mention, block, known)
    after = _after(document, mention, block, known)
    found = max(filter(None, (before, after)), key=lambda said: said.end - said.start, default=None)
    found = found or role_before_comma(document, mention, block, known)
    return found if found is not None and found.end - found.start >= _LEAST else None


def _after(document: Document, mention: Mention, block: tuple[int, int], known: RoleWords) -> Said | None:
    """An apposition, a bracket, a dashed aside, or a clause of the name's own."""
    ahead = document.text[mention.end : min(block[1], mention.end + _LOOKED_AHEAD)]
    who = _WHO.match(ahead)
    if who or (ahead[:1] == " " and ahead[1:2].islower()):
        return _clause(document, mention, block, known, ahead, who.end() if who else 0)
    form, match = next(((form, m) for form in (_COMMA, _BRACKET, _DASH) if (m := form.match(ahead))), (None, None))
    if form is None or match is None:
        return None
    segment = SEGMENT.match(ahead, match.end())
    words = list(WORD.finditer(ahead, match.end(), segment.end() if segment else match.end()))
    phrase = role_phrase([word[0] for word in words], known)
    if segment is None or phrase is None or not _closes(form, phrase, ahead[segment.end() :], known):
        return None
    around = surroundings(document, mention.start, mention.end, block)
    closed = ahead[segment.end() : segment.end() + 1] == "," and not phrase.cut
    if form is _COMMA and not closed and opens_with(around, known.adverbials):
        return None  # "According to Roe, the mayor …": the comma closes what opened the sentence
    if not is_asserted(_without_titles(around, known), document.language):
        return None
    start = match.start("age") if match["age"] else words[0].start()
    end = phrase.end
    if _NAME_GOES_ON.match(ahead, segment.end()):  # "head of the School of Physics, Chemistry and Biology"
        end = max((i for i in range(phrase.head + 1, end) if words[i][0] in known.prepositions), default=end)
    return Said(mention.end + start, mention.end + words[end - 1].end())


def _closes(form: re.Pattern[str], phrase: RolePhrase, rest: str, known: RoleWords) -> bool:
    """Whether the mark after a phrase is one that ends an apposition, and no list goes on there."""
    closing = rest[:1]
    if form is _BRACKET:
        return closing == ")" or (phrase.cut and closing != "")
    if form is _DASH:
        return closing in ("–", "—", ",") or phrase.cut
    if _JOINED.match(rest):
        return False  # "fellow of the Roe, a member of the Elm, and a member of the Oak"
    following = WORD.match(rest, 2)
    if closing == "," and phrase.determiner not in _ONE_OF_MANY and following is not None:
        listed = following[0].lower() in known.determiners and following[0].lower() not in _ONE_OF_MANY
        if listed or _LIST_GOES_ON.match(rest):
            return False  # "They met Roe, the mayor, and the judge"
    return not phrase.cut or closing == "," or phrase.determiner in _ONE_OF_MANY


def _clause(
    document: Document, mention: Mention, block: tuple[int, int], known: RoleWords, ahead: str, begin: int
) -> Said | None:
    """A clause of the name's own: "Roe is a sculptor from Hull"; or, with a `begin`, "Roe, who is a sculptor"."""
    segment = SEGMENT.match(ahead, begin)
    words = list(WORD.finditer(ahead, begin, segment.end() if segment else begin))
    if len(words) < 2 or words[0][0] not in known.copulas:
        return None
    spoken = [word[0] for word in words[1:]]
    if "and" in spoken and not begin:
        spoken = spoken[: spoken.index("and")]
    phrase = role_phrase(spoken, known)
    if phrase is None or spoken[phrase.head].lower() in known.figurative:
        return None
    if any(word.lower() in known.opinions for word in spoken[: phrase.head]):
        return None
    if not phrase.determiner and phrase.end == phrase.head + 1:
        return None  # "Roe is mayor material"
    around = surroundings(document, mention.start, mention.end, block)
    opening = around.before.strip().lower()
    if not begin and opening and opening not in known.determiners and opening not in known.courtesy:
        return None
    if not is_asserted(_without_titles(around, known), document.language, whole=True):
        return None
    start = ahead.rindex("who", 0, begin) if begin else words[0].start()
    return Said(mention.end + start, mention.end + words[phrase.end].end())


def _without_titles(around: Surroundings, known: RoleWords) -> Surroundings:
    """The sentence as it stands before a name's titles: "said spokeswoman Jane Roe, a lawyer" has a verb before her."""
    words = around.before.split()
    while len(words) > 1 and (words[-1][:1].isupper() or known.names_role(words[-1])):
        words.pop()
    return Surroundings(" ".join(words), around.after, around.quoted)
