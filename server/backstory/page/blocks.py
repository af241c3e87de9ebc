"""A story's pruned element -> the lines of text in it, each with its kind and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag
from lxml import etree

from backstory.model import BlockKind
from backstory.page.marks import INLINE
from backstory.page.prune import IN_BOX, IS_STANDFIRST
from backstory.page.tree import Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
EMPHASIS = frozenset({"b", "strong", "em", "i", "small"})
# A Tag costs 20 µs, an attribute a quarter of it: what no line is made from does not become one.
MEANINGLESS = tuple(INLINE - EMPHASIS - {"a", "br"})
UNREAD = (
    "class",
    "id",
    "style",
    "title",
    "target",
    "rel",
    "itemprop",
    "dir",
    "lang",
    "onclick",
    "src",
    "srcset",
    "alt",
)
CELLS = frozenset({"td", "th"})
KINDS: dict[str, BlockKind] = {
    "li": "list_item",
    "dd": "list_item",
    "dt": "list_item",
    "blockquote": "quote",
    "tr": "table_row",
    **dict.fromkeys(HEADINGS, "subheading"),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as it stands in a line."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands."""

    kind: BlockKind = "paragraph"
    box: int = 0  # the number of the box of other stories that it stands in; 0: in none
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that stands by itself on the page."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    place: Place = Place()
    emphasised: bool = False  # all of it stands out: bold, italic or small
    lead: str = ""  # the text before the first link

    @property
    def kind(self) -> BlockKind:
        return self.place.kind

    @property
    def linked(self) -> float:
        """Share of the text that is links, 0..1."""
        return min(1.0, sum(len(anchor.text) for anchor in self.anchors) / len(self.text)) if self.text else 0.0


def lines_of(story: Element) -> list[Line]:
    """The lines of a pruned story, in reading order. The element itself loses what lines do not need."""
    etree.strip_tags(story, *MEANINGLESS)
    etree.strip_attributes(story, *UNREAD)
    markup = etree.tostring(story, encoding="unicode", method="html", with_tail=False)
    return list(_lines(BeautifulSoup(f"<div>{markup}</div>", "lxml")))


class _Draft:
    """A line while it is being gathered."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.parts: list[str] = []
        self.runs: list[tuple[Tag, list[str]]] = []  # text by the link that it stands in
        self.lead = 0  # parts before the first link
        self.plain = False  # some of it is not emphasised

    def add(self, text: str, link: Tag | None, *, emphasised: bool) -> None:
        self.parts.append(text)
        if link is not None:
            if not self.runs or self.runs[-1][0] is not link:
                self.runs.append((link, []))
            self.runs[-1][1].append(text)
        elif not self.runs:
            self.lead = len(self.parts)
        self.plain = self.plain or not (emphasised or text.isspace())

    def line(self) -> Line | None:
        text = _collapsed(self.parts)
        if not text:
            return None
        anchors = (Anchor(str(link["href"]).strip(), _collapsed(parts)) for link, parts in self.runs)
        return Line(
            text=text,
            anchors=tuple(anchor for anchor in anchors if anchor.text),
            place=self.place,
            emphasised=not self.plain,
            lead=_collapsed(self.parts[: self.lead]),
        )


class _Walk:
    """What is open while the soup is walked."""

    def __init__(self) -> None:
        self.places = [Place()]
        self.links: list[Tag] = []
        self.emphasis = 0
        self.breaks = 0  # br elements since the last text
        self.draft = _Draft(Place())

    def flush(self) -> Iterator[Line]:
        """The line gathered so far; what follows is gathered anew."""
        if line := self.draft.line():
            yield line
        self.draft = _Draft(self.places[-1])

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
            yield from self.flush()
            self.places.append(_place_of(tag, self.places[-1]))
            self.draft.place = self.places[-1]

    def leave(self, tag: Tag) -> Iterator[Line]:
        name = tag.name
        if name == "a" and tag.get("href"):
            self.links.pop()
        elif name in EMPHASIS:
            self.emphasis -= 1
        elif name not in INLINE and name not in CELLS:
            self.places.pop()
            yield from self.flush()


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


def _place_of(tag: Tag, around: Place) -> Place:
    """What a block element makes of the lines in it."""
    place = around
    if tag.name in KINDS:
        place = replace(place, kind=KINDS[tag.name], heading=place.heading or tag.name in HEADINGS)
    if place.kind == "paragraph" and tag.has_attr(IS_STANDFIRST):
        place = replace(place, kind="standfirst")
    number = str(tag.get(IN_BOX, ""))
    return replace(place, box=int(number)) if number.isdecimal() and not place.box else place


def _collapsed(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
