"""The base forms that an inflected name may have: “Путина” of “Путин”, “w Kijowie” of “Kijów”, “푸틴은” of “푸틴”.

Without a model: a language's file maps endings to those of the base form (`[inflection]`) and lists what is
written together with the word after it (`joined_before`). Far too many forms come of it; the dictionary decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice, product

from backstory.lang import language
from backstory.text.normalise import plain

_LEAST_STEM = 2  # letters that stay
_LONGEST_NAME = 4  # words: “Europäischen Gerichtshof für Menschenrechte”; the forms of longer names would be very many
_MOST_FORMS = 80  # of one name; an adjective, a noun and a genitive have up to some 70
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class _Inflection:
    endings: tuple[tuple[str, tuple[str, ...]], ...]  # the longest first, each with the endings of base forms
    joined_before: tuple[str, ...]  # the longest first
    last_word_alone: bool  # only the last word of a name changes: “블라디미르 푸틴은”
    by_apostrophe: bool  # an apostrophe parts a name from its endings: “Moskova’da”


@cache
def _inflection(code: str) -> _Inflection | None:
    own = language(code)
    table = own.table("inflection", "endings")
    bases = ((_folded(str(end)), tuple(map(_folded, forms))) for end, forms in table.items())
    endings = sorted(bases, key=lambda each: -len(each[0]))
    joined = sorted(map(_folded, own.words("inflection", "joined_before")), key=lambda each: -len(each))
    by_apostrophe = own.flag("inflection", "apostrophe_before_endings")
    if not (endings or joined or by_apostrophe):
        return None
    last_alone = own.flag("inflection", "last_word_alone")
    return _Inflection(tuple(endings), tuple(joined), last_alone, by_apostrophe)


def _folded(text: str) -> str:
    return plain(text).casefold()


def inflects(code: str) -> bool:
    """Whether a language's file says how names change."""
    return _inflection(code) is not None


def base_forms(name: str, code: str) -> tuple[str, ...]:
    """The base forms, folded, that a name as it stands in a text may have, the likeliest first, without itself."""
    rules = _inflection(code)
    words = _folded(name).split()
    if rules is None or not 0 < len(words) <= _LONGEST_NAME:
        return ()
    last = len(words) - 1
    written = name.split()
    if len(written) != len(words):
        written = words
    choices = [
        _of_word(
            word,
            rules,
            first=index == 0,
            changes=(index == last or not rules.last_word_alone) and not _is_acronym(written[index]),
        )
        for index, word in enumerate(words)
    ]
    found = dict.fromkeys(islice(_fewest_changes_first(words, choices), _MOST_FORMS))
    found.pop(" ".join(words), None)
    return tuple(found)


def _is_acronym(word: str) -> bool:
    """Whether a word is an acronym without an ending: “США”, “ONZ”, but not “ONZ-u”."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def _fewest_changes_first(words: Sequence[str], choices: Sequence[Sequence[str]]) -> Iterator[str]:
    """The names that the words' forms make: those that change one word, then those that change two, and so on."""
    others = [[form for form in forms if form != word] for word, forms in zip(words, choices, strict=True)]
    for count in range(1, len(words) + 1):
        for places in combinations(range(len(words)), count):
            for forms in product(*(others[place] for place in places)):
                changed = dict(zip(places, forms, strict=True))
                yield " ".join(changed.get(place, word) for place, word in enumerate(words))


def _of_word(word: str, rules: _Inflection, *, first: bool, changes: bool) -> tuple[str, ...]:
    """The word itself, and what its endings and what is joined before it leave."""
    found = {word: None}
    if rules.by_apostrophe and changes:
        for place, character in enumerate(word):
            if character in _APOSTROPHES and place >= _LEAST_STEM:
                return (word[:place], word)
    starts = [word]
    if first:
        starts += [
            word.removeprefix(joined)
            for joined in rules.joined_before
            if word.startswith(joined) and len(word) - len(joined) >= _LEAST_STEM
        ]
    for start in starts:
        found[start] = None
        for ending, bases in rules.endings if changes else ():
            if start.endswith(ending) and len(start) - len(ending) >= _LEAST_STEM:
                found |= dict.fromkeys(start[: len(start) - len(ending)] + base for base in bases)
    return tuple(found)
