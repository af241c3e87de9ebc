"""Elements of a page's tree, and the text that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
STRING = etree.XPath("string()", smart_strings=False)
DROPPED = "dropped"


def text_of(element: Element) -> str:
    """All text that an element holds, as it stands in the page."""
    return str(STRING(element)) if len(element) else element.text or ""  # most have no elements in them


# Signs that only say where a word may break, or nothing at all. Joiners are part of the spelling in the scripts of
# Persia and India and in emoji; between letters of Latin, Greek and Cyrillic script they are not.
UNWRITTEN = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u180e]|(?<=[A-Za-z\u00c0-\u052f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u052f])"
)


def one_line(text: str) -> str:
    """A text on one line, its words unbroken: soft hyphens and spaces of no width are no part of a name."""
    return " ".join((text if text.isascii() else UNWRITTEN.sub("", text)).split())


def line_of(element: Element) -> str:
    """All text that an element holds, on one line."""
    return one_line(text_of(element))


def brief(element: Element, most: int) -> str:
    """The element's text on one line, if it has at most so many characters; else nothing."""
    left = 4 * most  # white space between tags does not count
    if len(element) == 0:
        text = element.text or ""
        line = one_line(text) if len(text) <= left else ""
        return line if len(line) <= most else ""
    parts: list[str] = []
    for part in element.itertext():
        parts.append(part)
        left -= len(part)
        if left < 0:
            return ""
    line = one_line("".join(parts))
    return line if len(line) <= most else ""


def drop(root: Element, elements: Iterable[Element]) -> None:
    """Take elements out, with all they hold, leaving the text after them. One pass, however many they are."""
    for element in elements:
        element.tag = DROPPED
    etree.strip_elements(root, DROPPED, with_tail=False)
