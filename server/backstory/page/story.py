"""Where on the page the story is: the smallest element that holds its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from backstory.page.languages import WITHOUT_SPACES
from backstory.page.marks import INLINE, MAYBE_OUTSIDE, OUTSIDE, marks_of, outside_verdict
from backstory.page.tree import Element

PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "tr", "pre", "dd"})
NOT_PROSE = frozenset("h1 h2 h3 h4 h5 h6 figcaption button label option legend th address footer nav".split())

# Shorter lines are captions, menus and buttons as often as sentences.
SENTENCE = 40
MOSTLY_LINKS = 0.5

# How publishers mark the element that holds the paragraphs and nothing else; most telling first.
BODY_MARKS: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?<![a-z])articlebody(?![a-z])"),
    re.compile(
        r"(?:article|story|entry|post|news|content|blog|single|page)[-_]{0,2}(?:body|content|text|copy|detail|inner|entry)(?![a-z])"
        r"|(?:body|text)[-_]?(?:copy|content|text|description)(?![a-z])|storytext|richtext|wysiwyg"
    ),
)
BODY_SHARE = 0.6  # of the region's prose that an element marked so must hold
LONE_BODY_SHARE = 0.3  # the same, where no other element has its name
REGION_SHARE = 0.6  # of the page's longest run of paragraphs
PIECE_SHARE = 0.2  # of the story that another run of paragraphs must hold to be a part of it
PIECE_SIZE = 200  # characters; teasers of other stories are shorter
OUTSIDE_SHARE = 0.5  # what holds more of the page's prose is no sidebar, whatever it is called
MAX_HEADINGS = 10


class Prose:
    """How much running text each element holds, in characters outside links."""

    def __init__(self, body: Element) -> None:
        sizes = _Sizes(body)
        self.elements = sizes.elements
        self.held = dict.fromkeys(sizes.elements, 0)
        for block, (plain, linked) in sizes.of_block.items():
            if plain >= SENTENCE and linked < MOSTLY_LINKS * (plain + linked) and block.tag not in NOT_PROSE:
                self.held[block] = plain
        alone = {block: size for block, size in self.held.items() if size}
        for element in reversed(sizes.elements):
            above = element.getparent()
            if element is not body and above is not None and self.held[element]:
                self.held[above] += self.held[element]
        self._leave_out(sizes.doubtful, body)
        self.own = self._by_parent({block: size for block, size in alone.items() if self.held[block]})
        # Paragraphs come in twos and threes between pictures: their neighbours count for half.
        self.run: dict[Element, float] = dict(self.own)
        for element, size in self.own.items():
            above = element.getparent()
            if above in self.held:
                self.run[above] = self.run.get(above, 0) + size / 2

    def _by_parent(self, alone: dict[Element, int]) -> dict[Element, int]:
        """Prose of an element's own paragraphs, and of text that stands in it without any."""
        own: dict[Element, int] = {}
        for block, size in alone.items():
            above = block.getparent()
            owner = above if block.tag in PARAGRAPHS and above in self.held else block
            own[owner] = own.get(owner, 0) + size
        return own

    def _leave_out(self, doubtful: list[Element], body: Element) -> None:
        """Empty what is called a sidebar, a menu or the like, unless it holds most of the page."""
        for element in doubtful:
            size = self.held[element]
            if 0 < size < OUTSIDE_SHARE * self.held[body]:
                self.held.update((inner, 0) for inner in element.iter() if inner in self.held)
                for above in element.iterancestors():
                    if above in self.held:
                        self.held[above] -= size

    def of(self, element: Element) -> int:
        """Characters of prose in an element; 0 where it is no part of any story."""
        return self.held.get(element, 0)


class _Sizes:
    """Characters outside and inside links of each block, with inline elements counted to their block."""

    def __init__(self, body: Element) -> None:
        self.elements: list[Element] = []
        self.of_block: dict[Element, list[int]] = {}  # [outside links, inside links]
        self.doubtful: list[Element] = []  # elements whose name says that they are no part of a story
        self._verdicts: dict[tuple[str, str], int] = {}  # by tag and marks: a page repeats its classes
        self._block: dict[Element | None, Element] = {}
        self._linked: set[Element | None] = set()
        # Wrappers are called "sidebar" or "comments-open": what holds a headline is no such thing.
        headed = {above for heading in islice(body.iter("h1"), MAX_HEADINGS) for above in heading.iterancestors()}
        headed.add(body)
        outside: set[Element | None] = set()
        for element in body.iter():
            above = element.getparent()
            if above in outside or (element not in headed and self._is_outside(element)):
                outside.add(element)
            else:
                self._count(element, above)
            if element.tail and above in self._block:
                self.of_block[self._block[above]][above in self._linked] += _size(element.tail)

    def _is_outside(self, element: Element) -> bool:
        if element.tag in INLINE:
            return False
        key = (str(element.tag), marks_of(element))
        if key not in self._verdicts:
            self._verdicts[key] = outside_verdict(*key)
        verdict = self._verdicts[key]
        if verdict == MAYBE_OUTSIDE:
            self.doubtful.append(element)
        return verdict == OUTSIDE

    def _count(self, element: Element, above: Element | None) -> None:
        self.elements.append(element)
        if element.tag in INLINE and above in self._block:
            block = self._block[above]
        else:
            block = element
            self.of_block[block] = [0, 0]
        self._block[element] = block
        if above in self._linked or element.tag == "a":
            self._linked.add(element)
        self.of_block[block][element in self._linked] += _size(element.text)


def _size(text: str | None) -> int:
    """Length without the white space of the markup; signs of scripts without spaces count for half a word each."""
    if not text or text.isspace():
        return 0
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(WITHOUT_SPACES.findall(text))


def find_story(body: Element, prose: Prose) -> Element:
    """The element that holds the story's paragraphs, and as little else as can be."""
    if not prose.run:
        return body
    best = max(prose.run, key=lambda element: prose.run[element])
    above = [best, *(element for element in best.iterancestors() if element in prose.held)]
    region = _region(above, prose)
    marked = _marked(above[: above.index(region) + 1], prose)
    return marked if marked is not None else _with_its_pieces(above[: above.index(region) + 1], prose)


def _region(above: list[Element], prose: Prose) -> Element:
    """The article around the longest run of paragraphs, else the main part, else all."""
    for tag in ("article", "main"):
        around = [element for element in above if element.tag == tag]
        for element in around:
            if prose.of(element) >= REGION_SHARE * prose.of(around[-1]):
                return element
    return above[-1]


def _marked(above: list[Element], prose: Prose) -> Element | None:
    """The nearest element around the paragraphs that its publisher marked as the story's body."""
    whole = prose.of(above[-1])
    names = Counter(element.get("class") for element in prose.elements if prose.of(element))
    for pattern in BODY_MARKS:
        for element in above:
            if element.tag != "body" and pattern.search(marks_of(element)):
                lone = names[element.get("class")] == 1
                if prose.of(element) >= (LONE_BODY_SHARE if lone else BODY_SHARE) * whole:
                    return element
    return None


def _with_its_pieces(above: list[Element], prose: Prose) -> Element:
    """Up from the longest run of paragraphs, as long as further runs of the same story stand beside it."""
    joining = _joining(above, prose)
    story = above[0]
    for element in above[1:]:
        least = max(PIECE_SIZE, PIECE_SHARE * prose.of(story))
        if prose.of(element) > prose.of(story) and joining.get(element, 0) >= least:
            story = element
    return story


def _joining(above: list[Element], prose: Prose) -> dict[Element, float]:
    """The longest run of paragraphs that each element around the story adds to those around it from within."""
    joins: dict[Element, Element] = {element: element for element in above}  # element -> where it meets the story
    longest: dict[Element, float] = {element: prose.own.get(element, 0) for element in above}
    for start, run in prose.run.items():
        if run < PIECE_SIZE or start in longest:
            continue
        path = [start]
        while path[-1] not in joins and (further := path[-1].getparent()) is not None:
            path.append(further)
        met = joins.get(path[-1])
        if met is not None:
            joins.update(dict.fromkeys(path, met))
            longest[met] = max(longest[met], run)
    return longest
