"""Where on the page the story is: the smallest element that holds its paragraphs."""

from __future__ import annotations

import re

from backstory.page.languages import WITHOUT_SPACES
from backstory.page.marks import marks_of, outside_verdict
from backstory.page.tree import Element

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
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
        self.elements: list[Element] = []
        self.held: dict[Element, int] = {}
        self.own: dict[Element, float] = {}  # prose of an element's own paragraphs
        self.run: dict[Element, float] = {}  # the same with half of its children's
        self._weigh(body)

    def _weigh(self, body: Element) -> None:
        sizes, doubtful = self._own_sizes(body)
        held = dict.fromkeys(self.elements, 0)
        for block, (plain, linked) in sizes.items():
            if plain >= SENTENCE and linked < MOSTLY_LINKS * (plain + linked) and block.tag not in NOT_PROSE:
                held[block] = plain
        own = {block: size for block, size in held.items() if size}
        for element in reversed(self.elements):
            if element is not body and held[element]:
                held[element.getparent()] += held[element]
        self.held = held
        self._leave_out(doubtful, body)
        for block, size in own.items():
            if held[block]:
                above = block.getparent() if block is not body and block.tag in PARAGRAPHS else block
                self.own[above] = self.own.get(above, 0) + size
        # Paragraphs come in twos and threes between pictures: their neighbours count for half.
        self.run = dict(self.own)
        for element, size in self.own.items():
            if element is not body:
                above = element.getparent()
                self.run[above] = self.run.get(above, 0) + size / 2

    def _own_sizes(self, body: Element) -> tuple[dict[Element, list[int]], list[Element]]:
        """Characters outside and inside links of each block, and elements whose name says that they are outside."""
        block_of: dict[Element, Element] = {}
        sizes: dict[Element, list[int]] = {}
        in_link: set[Element] = set()
        outside: set[Element] = set()
        doubtful: list[Element] = []
        headed = {above for heading in list(body.iter("h1"))[:MAX_HEADINGS] for above in heading.iterancestors()}
        for element in body.iter():
            parent = element.getparent()
            tag = element.tag
            if parent in outside:
                outside.add(element)
            elif element is body or tag not in INLINE:
                verdict = outside_verdict(element) if element is not body and element not in headed else 0
                if verdict == 2:
                    outside.add(element)
                else:
                    if verdict:
                        doubtful.append(element)
                    self.elements.append(element)
                    block_of[element] = element
                    sizes[element] = [_size(element.text), 0]
                    if parent in in_link:
                        in_link.add(element)
                        sizes[element].reverse()
            else:
                self.elements.append(element)
                block_of[element] = block_of[parent]
                if tag == "a" or parent in in_link:
                    in_link.add(element)
                sizes[block_of[element]][element in in_link] += _size(element.text)
            if element.tail and parent in block_of and element is not body:
                sizes[block_of[parent]][parent in in_link] += _size(element.tail)
        return sizes, doubtful

    def _leave_out(self, doubtful: list[Element], body: Element) -> None:
        for element in doubtful:
            size = self.held[element]
            if size and size < OUTSIDE_SHARE * self.held[body]:
                for inner in element.iter():
                    if inner in self.held:
                        self.held[inner] = 0
                for above in element.iterancestors():
                    if above in self.held:
                        self.held[above] -= size

    def of(self, element: Element) -> int:
        """Characters of prose in an element; 0 where it is no part of any story."""
        return self.held.get(element, 0)


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
    share = BODY_SHARE * prose.of(above[-1])
    for pattern in BODY_MARKS:
        for element in above:
            if element.tag != "body" and pattern.search(marks_of(element)):
                size = prose.of(element)
                if size >= share or (
                    size >= LONE_BODY_SHARE * prose.of(above[-1]) and not _has_likes(element, above, prose)
                ):
                    return element
    return None


def _has_likes(element: Element, above: list[Element], prose: Prose) -> bool:
    """Are there more elements of the same name with prose: one body in many parts?"""
    name = element.get("class")
    return any(
        other.get("class") == name and other is not element and prose.of(other) for other in above[-1].iter(element.tag)
    )


def _with_its_pieces(above: list[Element], prose: Prose) -> Element:
    """Up from the longest run of paragraphs, as long as further runs of the same story stand beside it."""
    story = above[0]
    for element in above[1:]:
        if prose.of(element) > prose.of(story) and _has_piece(element, story, prose):
            story = element
    return story


def _has_piece(element: Element, story: Element, prose: Prose) -> bool:
    least = max(PIECE_SIZE, PIECE_SHARE * prose.of(story))
    seen = {*story.iter(), *story.iterancestors()}
    return any(prose.run.get(inner, 0) >= least and inner not in seen for inner in element.iter()) or (
        prose.own.get(element, 0) >= least
    )
