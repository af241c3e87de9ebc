"""Names that no source knows, with what the story itself says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from backstory.cards.appositions import said_of
from backstory.cards.role_phrases import role_words
from backstory.cards.unmarked import in_unmarked
from backstory.lang import english, language
from backstory.model import Document, LinkedMention, Mention, Unknown
from backstory.text.normalise import normalise

_MOST = 40
_MOST_READ = 25  # mentions of one name that are looked at for what is said of it: a story says it early


_MOST_WORDS = 6  # of a name
_PAIR = 2
_ARTICLE = 5  # characters before a name in which an article stands
_LEAST_LETTERS = 3  # of a name of one word with figures in it: "96W" is none
_PROSE = frozenset({"paragraph", "quote", "standfirst"})
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"(?<![\w’'.-])[^\W\d_]{3,}(?![\w’'])")


def unknown_names(document: Document, linked: Sequence[LinkedMention]) -> tuple[Unknown, ...]:
    """Names without a sense on record, in text order: those of several words, or named more than once.

    Only what names something in running text: no headings, credits, numbers, or ordinary words with capitals.
    """
    groups: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    aside = in_unmarked(document)
    for index, link in enumerate(linked):
        # a name that means several things on record, none surely, is ambiguous; it is not unknown
        if link.entity is not None or (link.runner_up is not None and link.mention.long_form is None):
            continue
        name = link.mention.long_form or link.mention.surface
        groups.setdefault(normalise(name), []).append(index)
        names.setdefault(normalise(name), name)
    small = _small_words(document)
    known = {normalise(link.mention.surface) for link in linked if link.entity is not None}
    told = []
    for form, indices in groups.items():
        mentions = [linked[index].mention for index in indices]
        names[form] = name = _without_title(_without_opener(names[form], mentions, small), document.language)
        if (
            (" " in name or len(indices) > 1)
            and normalise(name) not in known
            and _is_name(name, small, document.language)
            and not _is_common(document, mentions)
            and any(_in_prose(document, mention) and not aside(mention.start) for mention in mentions)
        ):
            told.append(form)
    return tuple(_unknown(document, linked, names[form], groups[form]) for form in told[:_MOST])


def _without_opener(name: str, mentions: Sequence[Mention], small: frozenset[str]) -> str:
    """The name without an ordinary word that stands before it once, by chance: "Schedule RPC" as "RPC"."""
    first, _, rest = name.partition(" ")
    if not rest or not _is_ordinary(first, small) or first.casefold() in english().given_names | english().surnames:
        return name
    whole = sum(mention.surface == name for mention in mentions)
    return rest if whole == 1 < sum(mention.surface == rest for mention in mentions) else name


def _without_title(name: str, code: str) -> str:
    """The name of a person without the office before it: "Port President Jane Roe" as "Jane Roe"."""
    words, known = name.split(" "), role_words(code)
    place = max((i for i, word in enumerate(words) if known.names_role(word) and not known.is_body(word)), default=-1)
    rest = words[place + 1 :]
    bodies = language(code).words("names", "body_words")
    persons = len(rest) >= _PAIR and all(word[:1].isupper() for word in rest) and rest[-1].casefold() not in bodies
    return " ".join(rest) if persons else name


def _is_common(document: Document, mentions: Sequence[Mention]) -> bool:
    """Whether a word with a capital is used like a noun or adjective: "an ADC", "a Hermitian matrix"."""
    articles = language(document.language).words("cards", "indefinite_articles")
    return any(
        " " not in mention.surface
        and document.text[max(0, mention.start - _ARTICLE) : mention.start].rstrip(" ").rpartition(" ")[2] in articles
        for mention in mentions
    )


def _is_name(name: str, small: frozenset[str], code: str) -> bool:
    """Whether a text is what something is called: not a sentence, a number, or ordinary words with capitals."""
    words = _WORD.findall(name)
    if not any(word[0].isupper() for word in words) or name.count(" ") >= _MOST_WORDS:
        return False
    if any(sign.isdigit() for sign in name) and sum(map(len, words)) < _LEAST_LETTERS:
        return False
    if len(words) > 1 and (_says_who(words, code) or _is_loud(words, small)):
        return False
    if any(word.casefold() in english().given_names for word in words):
        return True
    if language(code).sections.get("names", {}).get("nouns_in_capitals"):
        return False
    if len(words) > 1 and words[-1].casefold() in language(code).words("names", "body_words"):
        return not words[0].endswith(("ed", "ing"))
    if len(words) == _PAIR and _is_ordinary(words[0], small) and words[0].endswith(("ed", "ing")):
        return False  # "Removed Herobrine", of a list of changes
    return any(not _is_ordinary(word, small) for word in words)


def _says_who(words: Sequence[str], code: str) -> bool:
    """Whether words say who somebody is, not what they are called: "Founder of Boatco", "Oakshire Republican"."""
    known = role_words(code)
    last = words[-1].casefold()
    joined = (first for first, second in pairwise(words) if second.casefold() in known.prepositions)
    if any(known.names_role(word) and not known.is_body(word) for word in joined):
        return True
    return known.names_role(last) and not known.is_body(last) and last not in english().surnames


def _is_loud(words: Sequence[str], small: frozenset[str]) -> bool:
    """Whether an ordinary word in capitals stands beside others that are not: "STAFF Choreographer"."""
    loud = [word for word in words if word.isupper() and len(word) >= _LEAST_LETTERS]
    return 0 < len(loud) < len(words) and any(_is_ordinary(word, small) for word in loud)


def _is_ordinary(word: str, small: frozenset[str]) -> bool:
    folded = word.casefold()
    return len(word) < _LEAST_LETTERS or folded in small or english().is_ordinary(folded)


def _small_words(document: Document) -> frozenset[str]:
    """The words that the story has in small letters."""
    return frozenset(word for word in _SMALL.findall(document.text) if word.islower())


def _in_prose(document: Document, mention: Mention) -> bool:
    place = bisect_right(document.blocks, mention.start, key=lambda block: block.start) - 1
    return place >= 0 and document.blocks[place].kind in _PROSE


def _unknown(document: Document, linked: Sequence[LinkedMention], name: str, indices: Sequence[int]) -> Unknown:
    """The name with the first words that the story has for it, wherever it is named."""
    said = next(filter(None, (said_of(document, linked[index].mention) for index in indices[:_MOST_READ])), None)
    words = document.text[said.start : said.end] if said else None
    return Unknown(name, words, tuple(indices), (said.start, said.end) if said else None)
