"""A story's element -> a soup of what lines are made from, and of nothing else.

A Tag costs 20 µs, a string 8: inline elements without a meaning, attributes that nobody reads and white space between
blocks do not become any.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder
from lxml import etree

from backstory.extract.class_hints import BLOCKS, INLINE
from backstory.extract.prune import IN_BOX, IS_STANDFIRST
from backstory.extract.tree import Element

EMPHASIS = frozenset({"b", "strong", "em", "i", "small"})
MEANINGLESS = INLINE - EMPHASIS - {"a", "br"}
KNOWN = INLINE | BLOCKS
LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption", "caption"})
READ = ("href", IN_BOX, IS_STANDFIRST)


def soup_of(story: Element) -> BeautifulSoup:
    """The soup of an element and all that it holds, however deep."""
    return BeautifulSoup("", builder=_Builder(story))


class _Builder(TreeBuilder):
    """Feeds a soup from a tree that lxml has parsed, where others parse markup."""

    def __init__(self, story: Element) -> None:
        super().__init__(
            multi_valued_attributes=None,  # type: ignore[arg-type]  # none: hrefs are texts
            preserve_whitespace_tags=set(),
            string_containers={},
            empty_element_tags=set(),
        )
        self._story = story

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        """No markup, no encoding: once."""
        yield markup, None, None, False

    def feed(self, _markup: Any) -> None:
        """Open and close the soup's tags as the story's elements are."""
        soup = self.soup
        assert soup is not None
        inline: set[Element] = set()  # open elements of unknown tags that stand in a line
        for event, element in etree.iterwalk(self._story, events=("start", "end")):
            tag = str(element.tag)
            if event == "start":
                if tag not in KNOWN and is_inline(element, inline):
                    inline.add(element)
                elif tag not in MEANINGLESS:
                    get = element.get
                    attributes = {name: value for name in READ if (value := get(name)) is not None}
                    soup.handle_starttag(tag, None, None, attributes)
                if (text := element.text) and not (text.isspace() and tag not in INLINE and element not in inline):
                    soup.handle_data(text)
                continue
            in_line = tag in INLINE or element in inline
            if tag not in MEANINGLESS and element not in inline:
                soup.endData()
                soup.popTag()
            # White space after a block parts nothing that the block does not part.
            if element is not self._story and (text := element.tail) and not (text.isspace() and not in_line):
                soup.handle_data(text)


def is_inline(element: Element, inline: Container[Element]) -> bool:
    """Does an element of a tag that parts no text by itself stand in a line: button, math, x-term?"""
    above = element.getparent()
    if above is None:
        return False
    if above in inline or above.tag in INLINE:
        return True
    if any(child.tag in BLOCKS for child in element):
        return False
    return above.tag in LINES or bool(above.text and not above.text.isspace() and above.tag in BLOCKS)
