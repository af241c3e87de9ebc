"""A story's element -> a soup of what lines are made from, and of nothing else.

A Tag costs 20 µs, a string 8: inline elements without a meaning, attributes that nobody reads and white space between
blocks do not become any.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder
from bs4.element import NavigableString, Tag
from lxml import etree

from backstory.extract.class_hints import BLOCKS, INLINE
from backstory.extract.prune import IN_BOX, IS_STANDFIRST
from backstory.extract.tree import Element

EMPHASIS = frozenset({"b", "strong", "em", "i", "small"})
MEANINGLESS = INLINE - EMPHASIS - {"a", "br"}
KNOWN = INLINE | BLOCKS
LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption", "caption"})
WRAPPERS = frozenset({"div", "section", "article", "main", "center", "body", "header"})  # mean nothing by themselves
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
        """Open and close the soup's tags as the story's elements are.

        Tags and strings are hung up in each other and nowhere else: nothing here walks by `next_element`, whose upkeep
        is half of what a soup costs.
        """
        soup = self.soup
        assert soup is not None
        open_tags: list[Tag] = [soup]
        inline: set[Element] = set()  # open elements of unknown tags that stand in a line
        left_out: set[Element] = set()  # open wrappers
        for event, element in etree.iterwalk(self._story, events=("start", "end")):
            tag = str(element.tag)
            if event == "start":
                if tag not in KNOWN and is_inline(element, inline):
                    inline.add(element)
                elif tag in WRAPPERS and _only_wraps(element):
                    left_out.add(element)
                elif tag not in MEANINGLESS:
                    get = element.get
                    made = Tag(name=tag, attrs={name: value for name in READ if (value := get(name)) is not None})
                    _hang(made, open_tags[-1])
                    open_tags.append(made)
                if (text := element.text) and not (text.isspace() and tag not in INLINE and element not in inline):
                    _hang(NavigableString(text), open_tags[-1])
                continue
            in_line = tag in INLINE or element in inline
            if tag not in MEANINGLESS and element not in inline and element not in left_out:
                open_tags.pop()
            # White space after a block parts nothing that the block does not part.
            if element is not self._story and (text := element.tail) and not (text.isspace() and not in_line):
                _hang(NavigableString(text), open_tags[-1])


def _hang(node: Tag | NavigableString, above: Tag) -> None:
    node.parent = above
    above.contents.append(node)


def _only_wraps(element: Element) -> bool:
    """Does an element hold blocks and nothing else, and no mark of prune.py? They part the text as well without it."""
    if len(element) == 0 or (element.text and not element.text.isspace()):
        return False
    if element.get(IN_BOX) is not None or element.get(IS_STANDFIRST) is not None:
        return False
    return all(child.tag in BLOCKS and (not child.tail or child.tail.isspace()) for child in element)


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
