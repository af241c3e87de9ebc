"""A story's subtree -> lines of text, each with its kind and its links; then the lines that are the story's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from bs4 import BeautifulSoup, PageElement, Tag
from lxml import etree

from backstory.model import BlockKind
from backstory.page.languages import word_count
from backstory.page.marks import is_junk, is_related_box, is_standfirst
from backstory.page.phrases import CUE_ALONE
from backstory.page.story import INLINE, Prose
from backstory.page.tree import Element, drop, line_of

# A part that holds this share of the story's prose is the story, whatever its class is called.
STORY_SHARE = 0.4
IN_BOX = "data-backstory-box"
BESIDE_BOX = "1000000"  # its number
IS_STANDFIRST = "data-backstory-standfirst"

KINDS: dict[str, BlockKind] = {
    "li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "quote", "q": "quote",
    "tr": "table_row", "h1": "subheading", "h2": "subheading", "h3": "subheading", "h4": "subheading", "h5": "subheading", "h6": "subheading",
}  # fmt: skip
CELLS = frozenset({"td", "th"})
FIRST_TEXTS = 12  # texts of a box, white space among them, that its heading is one of
BESIDE = 8  # elements right before the story's
AFTER_HEADLINE = 40  # elements after the headline, on each level, among which a standfirst may be
LEVELS = 4
STANDFIRST_TAGS = frozenset({"p", "div", "h2", "h3", "span", "section"})
STANDFIRST_WORDS = (6, 90)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
EMPHASIS = frozenset({"b", "strong", "em", "i", "small"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as it stands in a line."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that stands by itself on the page."""

    kind: BlockKind
    text: str
    anchors: tuple[Anchor, ...] = ()
    box: int = 0  # the number of the box of other stories that it stands in; 0: in none
    heading: bool = False
    emphasised: bool = False  # all of it stands out: bold, italic or small
    lead: str = ""  # the text before the first link

    @property
    def linked(self) -> float:
        """Share of the text that is links, 0..1."""
        return min(1.0, sum(len(anchor.text) for anchor in self.anchors) / len(self.text)) if self.text else 0.0


def prune(story: Element, prose: Prose) -> None:
    """Take out of a story's element what is not its text; mark boxes of other stories, and standfirsts."""
    most = STORY_SHARE * prose.of(story)
    suspects = [e for e in story.iterdescendants() if prose.of(e) <= most and (e.tag not in INLINE or e.tag == "span")]
    boxes = [element for element in suspects if is_related_box(element)]
    with_box = _around(boxes, story)
    # Posts and quotations are embedded in what is called "video" or "social".
    with_quote = _around([element for element in story.iter("blockquote") if prose.of(element)], story)
    for number, element in enumerate(boxes, start=1):
        element.set(IN_BOX, str(number))
    junk: list[Element] = []
    for element in suspects:
        if is_junk(element) and element not in with_quote and element.get(IN_BOX) is None:
            if element in with_box or _offers_stories(element):
                element.set(IN_BOX, str(len(boxes) + 1))
            else:
                junk.append(element)
        elif is_standfirst(element, in_story=True):
            element.set(IS_STANDFIRST, "")
    drop(story, junk)


def _offers_stories(element: Element) -> bool:
    """Is this box headed "Read more" or the like, whatever its class?"""
    if element.find(".//a") is None:
        return False
    first = next((text for text in islice(element.itertext(), FIRST_TEXTS) if not text.isspace()), "")
    return bool(CUE_ALONE.match(first))


def _around(elements: list[Element], story: Element) -> set[Element]:
    """The elements of a story that hold one of these."""
    around: set[Element] = set()
    for element in elements:
        for above in element.iterancestors():
            if above is story or above in around:
                break
            around.add(above)
    return around


def box_beside(story: Element) -> Element | None:
    """A box of other stories that stands right before the story's element, as floating boxes do; marked as one."""
    for above in (story, story.getparent()):
        if above is None or above.tag == "body":
            return None
        for sibling in islice(above.itersiblings(preceding=True), BESIDE):
            for element in islice(sibling.iter(), BESIDE * BESIDE):
                if is_related_box(element) and _offers_stories(element):
                    element.set(IN_BOX, BESIDE_BOX)
                    return element
    return None


def find_standfirst(root: Element, headline: Element | None, story: Element) -> str | None:
    """The paragraph between headline and story that leads into it, where the story's element does not hold it."""
    if headline is None or headline in story.iter():
        return None
    after = islice(headline.itersiblings(), AFTER_HEADLINE)
    further = (
        element
        for above in islice(headline.iterancestors(), LEVELS)
        for element in islice(above.itersiblings(), AFTER_HEADLINE)
    )
    for element in chain(after, further):
        for inner in islice(element.iter(), AFTER_HEADLINE):
            if inner is story:
                return None
            if inner.tag in STANDFIRST_TAGS and is_standfirst(inner, in_story=False) and not is_junk(inner):
                text = line_of(inner)
                if STANDFIRST_WORDS[0] <= word_count(text) <= STANDFIRST_WORDS[1]:
                    return text
    return None


def lines_of(story: Element) -> list[Line]:
    """The lines of a pruned story, in reading order."""
    markup = etree.tostring(story, encoding="unicode", method="html", with_tail=False)
    soup = BeautifulSoup(f"<div>{markup}</div>", "lxml")
    return list(_lines(soup))


class _Draft:
    """A line while it is being gathered."""

    def __init__(self, within: list[Tag]) -> None:
        self.within = tuple(within)
        self.parts: list[str] = []
        self.runs: list[tuple[Tag, list[str]]] = []  # text by the link that it stands in
        self.lead = 0  # parts before the first link
        self.plain = False  # some of it is not emphasised

    def add(self, text: str, link: Tag | None, *, emphasised: bool) -> None:
        if not self.runs and link is None:
            self.lead = len(self.parts) + 1
        self.parts.append(text)
        if link is not None:
            if not self.runs or self.runs[-1][0] is not link:
                self.runs.append((link, []))
            self.runs[-1][1].append(text)
        if not text.isspace():
            self.plain = self.plain or not emphasised

    def line(self) -> Line | None:
        text = " ".join("".join(self.parts).split())
        if not text:
            return None
        names = [tag.name for tag in self.within]
        kind: BlockKind = next((KINDS[name] for name in reversed(names) if name in KINDS), "paragraph")
        if kind == "paragraph" and any(tag.has_attr(IS_STANDFIRST) for tag in self.within):
            kind = "standfirst"
        box = next((int(str(tag[IN_BOX])) for tag in self.within if tag.has_attr(IN_BOX)), 0)
        heading = any(name in HEADINGS for name in names)
        anchors = [Anchor(str(link["href"]).strip(), " ".join("".join(parts).split())) for link, parts in self.runs]
        lead = " ".join("".join(self.parts[: self.lead]).split())
        return Line(kind, text, tuple(anchor for anchor in anchors if anchor.text), box, heading, not self.plain, lead)


class _Walk:
    """What is open while the soup is walked."""

    def __init__(self) -> None:
        self.blocks: list[Tag] = []
        self.links: list[Tag] = []
        self.emphasis = 0
        self.breaks = 0
        self.draft = _Draft([])

    def flush(self) -> Iterator[Line]:
        if line := self.draft.line():
            yield line
        self.draft = _Draft(self.blocks)

    def text(self, text: str) -> None:
        if not text.isspace():
            self.breaks = 0
        self.draft.add(text, self.links[-1] if self.links else None, emphasised=self.emphasis > 0)

    def enter(self, tag: Tag) -> Iterator[Line]:
        name = tag.name
        if name == "br":
            self.breaks += 1
            if self.breaks == 2:
                yield from self.flush()
            self.draft.parts.append(" ")
        elif name in CELLS:
            self.draft.parts.append(" ")
        elif name == "a" and tag.get("href"):
            self.links.append(tag)
        elif name in EMPHASIS:
            self.emphasis += 1
        elif name not in INLINE:
            self.blocks.append(tag)
            yield from self.flush()

    def leave(self, tag: Tag) -> Iterator[Line]:
        name = tag.name
        if name == "a" and tag.get("href"):
            self.links.pop()
        elif name in EMPHASIS:
            self.emphasis -= 1
        elif name not in INLINE and name not in CELLS and name != "br":
            line = self.draft.line()
            self.blocks.pop()
            self.draft = _Draft(self.blocks)
            if line:
                yield line


def _lines(soup: BeautifulSoup) -> Iterator[Line]:
    """Walk the soup with a stack of its own: pages nest deeper than Python calls may."""
    walk = _Walk()
    stack: list[tuple[PageElement, bool]] = [(child, False) for child in reversed(soup.contents)]
    while stack:
        node, leaving = stack.pop()
        if not isinstance(node, Tag):
            walk.text(str(node))
        elif leaving:
            yield from walk.leave(node)
        else:
            yield from walk.enter(node)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.contents))
    yield from walk.flush()
