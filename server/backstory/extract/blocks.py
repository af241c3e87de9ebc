"""A story's pruned element -> the lines of text in it, each with its kind and its links."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from backstory.extract.prune import IN_BOX, IS_STANDFIRST
from backstory.extract.soup import EMPHASIS, soup_of
from backstory.extract.text_size import word_count
from backstory.extract.tree import Element, one_line
from backstory.model import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CARD_WORDS = 45  # of a headline, a sentence under it, a date and the like
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
    card: int = 0  # the number of the link that holds this and other lines; 0: no link does


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that stands by itself on the page."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    place: Place = Place()
    emphasised: bool = False  # all of it stands out: bold, italic or small
    lead: str = ""  # the text before the first link
    words: int = field(init=False, compare=False)
    linked: float = field(init=False, compare=False)  # share of the text that is links, 0..1

    def __post_init__(self) -> None:
        # Asked for again and again while lines are sorted.
        linked = sum(len(anchor.text) for anchor in self.anchors)
        object.__setattr__(self, "words", word_count(self.text))
        object.__setattr__(self, "linked", min(1.0, linked / len(self.text)) if linked and self.text else 0.0)

    @property
    def kind(self) -> BlockKind:
        return self.place.kind


def lines_of(story: Element) -> list[Line]:
    """The lines of a pruned story, in reading order."""
    lines = _lines(soup_of(story))
    sizes = Counter[int]()
    for line in lines:
        sizes[line.place.card] += line.words
    return [_unlinked(line) if line.place.card and sizes[line.place.card] > CARD_WORDS else line for line in lines]


def _unlinked(line: Line) -> Line:
    """A line in a link that was never closed: the rest of the story is in it."""
    return Line(line.text, place=replace(line.place, card=0), emphasised=line.emphasised, lead=line.text)


class _Draft:
    """A line while it is being gathered."""

    __slots__ = ("lead", "parts", "place", "plain", "runs")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.parts: list[str] = []
        self.runs: list[tuple[Tag, list[str]]] = []  # text by the link that it stands in
        self.lead = 0  # parts before the first link
        self.plain = False  # some of it is not emphasised

    def add(self, text: str, link: Tag | None, *, plain: bool) -> None:
        self.parts.append(text)
        if link is not None:
            if not self.runs or self.runs[-1][0] is not link:
                self.runs.append((link, []))
            self.runs[-1][1].append(text)
        elif not self.runs:
            self.lead = len(self.parts)
        self.plain = self.plain or plain

    def line(self) -> Line | None:
        text = _collapsed(self.parts)
        if not text:
            return None
        if not self.runs:
            return Line(text, place=self.place, emphasised=not self.plain, lead=text)
        anchors = (Anchor(str(link["href"]).strip(), _collapsed(parts)) for link, parts in self.runs)
        return Line(
            text=text,
            anchors=tuple(anchor for anchor in anchors if anchor.text),
            place=self.place,
            emphasised=not self.plain,
            lead=_collapsed(self.parts[: self.lead]),
        )


class _Walk:
    """What is open while the soup is walked, and the lines so far."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.places = [Place()]
        self.links: list[Tag] = []
        self.emphasis = 0
        self.cards = 0  # links so far
        self.breaks = 0  # br elements since the last text
        self.draft = _Draft(self.places[0])

    def flush(self) -> None:
        """End the line gathered so far; what follows is gathered anew."""
        if self.draft.parts:
            if line := self.draft.line():
                self.lines.append(line)
            self.draft = _Draft(self.places[-1])
        else:
            self.draft.place = self.places[-1]

    def text(self, text: str) -> None:
        blank = text.isspace()
        if not blank:
            self.breaks = 0
        self.draft.add(text, self.links[-1] if self.links else None, plain=not (blank or self.emphasis))

    def enter(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.breaks += 1
            if self.breaks == 2:
                self.flush()
            self.draft.parts.append(" ")
        elif name in CELLS:
            self.draft.parts.append(" ")
        elif name == "a":
            if _leads_away(tag):
                self.links.append(tag)
                self.cards += 1
        elif name in EMPHASIS:
            self.emphasis += 1
        else:
            self.flush()
            place = _place_of(tag, self.places[-1])
            if self.links and place.card != self.cards:
                place = replace(place, card=self.cards)
            self.places.append(place)
            self.draft.place = place

    def leave(self, tag: Tag) -> None:
        name = tag.name
        if name == "a":
            if _leads_away(tag):
                self.links.pop()
        elif name in EMPHASIS:
            self.emphasis -= 1
        elif name != "br" and name not in CELLS:
            self.places.pop()
            self.flush()


def _lines(soup: BeautifulSoup) -> list[Line]:
    """Walk the soup with a stack of its own: pages nest deeper than Python calls may."""
    walk = _Walk()
    stack: list[tuple[PageElement, bool]] = [(child, False) for child in reversed(soup.contents)]
    while stack:
        node, leaving = stack.pop()
        if not isinstance(node, Tag):
            walk.text(str(node))
        elif leaving:
            walk.leave(node)
        else:
            walk.enter(node)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.contents))
    walk.flush()
    return walk.lines


def _leads_away(tag: Tag) -> bool:
    """Is this a link to another page?"""
    href = tag.attrs.get("href")
    return bool(href) and not str(href).startswith("#")


def _place_of(tag: Tag, around: Place) -> Place:
    """What a block element makes of the lines in it."""
    place = around
    if tag.name in KINDS:
        place = replace(place, kind=KINDS[tag.name], heading=place.heading or tag.name in HEADINGS)
    if not tag.attrs:
        return place
    if place.kind == "paragraph" and IS_STANDFIRST in tag.attrs:
        place = replace(place, kind="standfirst")
    number = str(tag.attrs.get(IN_BOX, ""))
    return replace(place, box=int(number)) if number.isdecimal() and not place.box else place


def _collapsed(parts: list[str]) -> str:
    return one_line("".join(parts))
