"""The marks of notes in a sentence: "Prigozhin¹", "Group[2]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backstory.extract.class_hints import hints_of
from backstory.extract.tree import Element, brief, line_of

NOTE = re.compile(r"\[?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|note \d{1,2}|[*†‡§¶]{1,3})\)?\]?", re.IGNORECASE)
NOTED = re.compile(r"(?:foot|end)-?note|(?:^|[\s-])(?:fn|note|ref|cite|reference)(?:$|[\s-]|ref)", re.IGNORECASE)
LONG_WORD = re.compile(r"[^\W\d_]{4,}[.,;:!?”\"’)]*$")  # no unit: m2, km2


def note_marks(story: Element) -> Iterator[Element]:
    """The marks of notes: "Prigozhin¹", "Group[2]". Not the squares of metres, nor powers."""
    for element in story.iter("sup", "a", "span"):
        if len(element) <= 2 and (text := brief(element, 8)) and NOTE.fullmatch(text) and _is_mark(element, text):
            yield element


def _is_mark(element: Element, text: str) -> bool:
    bracketed = text.startswith(("[", "("))
    if element.tag == "span":
        return (bracketed or not text[0].isalpha()) and NOTED.search(hints_of(element)) is not None
    if element.tag == "a":
        href = element.get("href", "")
        named = f"{hints_of(element)} {element.get('role', '')} {href[1:]}"
        return href.startswith("#") and (bracketed or NOTED.search(named) is not None)
    if bracketed or text[0] in "*†‡§¶" or element.get("class") or next(element.iter("a"), None) is not None:
        return True
    return text[0].isdigit() and LONG_WORD.search(_text_before(element)) is not None


def _text_before(element: Element) -> str:
    before = element.getprevious()
    if before is not None:
        return before.tail or line_of(before)
    above = element.getparent()
    return (above.text or "") if above is not None else ""
