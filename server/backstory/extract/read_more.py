"""Cross-references: lines and boxes of a story that offer other stories, told from the story's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from backstory.extract.addresses import clean_address, is_same_page, same_site
from backstory.extract.blocks import Anchor, Line
from backstory.extract.language_of import small_words_of_all
from backstory.extract.page_words import AD_LABEL, CUE, OFFER, UNRELATED
from backstory.extract.prune import FIRST_CARD
from backstory.extract.text_size import dense_signs
from backstory.model import Quote, ReadMoreLink
from backstory.text.normalise import plain, stem

CONTEXT = 32  # characters of prefix and suffix
MAX_LINKS = 60
ENOUGH = 500  # links; far more than are kept, as not all of them are
LABEL_LENGTH = 80  # characters

# Of four letters and more, in the headlines of every story.
EVERYWHERE = frozenset(
    "what when where this that with from after about more than over into years year first says".split()
)
SECTION = re.compile(
    r"/(?:tags?|topics?|authors?|category|categories|sections?|shop|subscribe|newsletters?|people|users?|search)/|[?&](?:cat|tag|s|q)=",
    re.IGNORECASE,
)
STORY_PATH = re.compile(
    r"[^/?]*(?:\d{3}|[a-z]-[a-z0-9]|[a-z]_[a-z0-9]|%[0-9a-f]{2}|\.[a-z]{3,5}(?:\?|$)|=\w)", re.IGNORECASE
)
OFFERED = re.compile(
    r"/(?:promos?|apps?|apps-products|shop|store|newsletters?)(?:/|$|\?)|subscri(?:be|ption)", re.IGNORECASE
)
SLUG = re.compile(r"(?:[a-z0-9]+-){4}|\d{5}", re.IGNORECASE)  # of a story, whatever section is named before it
OFFER_WORDS = 6
FEW_HEADINGS = 2
SEVERAL = 2  # links below a heading that says nothing of them
RECIRCULATED = 3  # links of a list, none of which shares a word with the story
APART = 3  # lines between two links of one list
MIN_WORDS = 4  # of a headline; shorter links name topics, authors, sections
LISTED_WORDS = 2  # in a list of nothing but links, short ones are headlines too
BOX_WORDS = 3  # the same in a box of other stories
CUE_WORDS = 8  # of a heading above links
NEARLY_ALL = 0.75  # of a line that is said to be a link; the rest is a label such as [VIDEO]
MOSTLY = 0.6
FEW = 12  # characters beside cue and link: punctuation, a date, a section's name

# How sure it is that a link leads to another story of the publisher, 0..1.
LABELLED = 0.95  # "Read more: …"
IN_BOX = 0.9
UNDER_CUE = 0.9  # below "Related"
UNDER_LABEL = 0.8  # below another labelled line
ALONE = 0.7  # a line that is nothing but a link, or a list of such


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of a line that offers another story."""

    line: int
    anchor: Anchor
    confidence: float


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """Which lines are no part of the text, and which of their links lead to other stories."""

    out: frozenset[int]
    references: tuple[Reference, ...]


def find_references(lines: Sequence[Line], base: str | None, canonical: str | None = None) -> CrossReferences:
    """Sort a story's lines into its own and those that offer other stories; its own address is none of theirs."""
    sorting = _Sorter(lines, base)
    for number, line in enumerate(lines):
        sorting.take(number, line)
    found = [each for each in sorting.references if not (canonical and _leads_to(each, base, canonical))]
    return CrossReferences(frozenset(sorting.out), tuple(_without_recirculation(found, lines, sorting.out)[:MAX_LINKS]))


def _without_recirculation(found: list[Reference], lines: Sequence[Line], out: set[int]) -> list[Reference]:
    """Without lists that share no word with the story: what they offer is not offered because of it."""
    if len(found) < RECIRCULATED:
        return found
    story = {term for n, line in enumerate(lines) if n not in out for term in _terms(line.text)}
    kept: list[Reference] = []
    for group in _groups(found):
        strange = [
            each for each in group if not dense_signs(each.anchor.text) and story.isdisjoint(_terms(each.anchor.text))
        ]
        if len(group) < RECIRCULATED or len(strange) < len(group) or group[0].confidence == LABELLED:
            kept += group
    return kept


def _groups(found: list[Reference]) -> Iterator[list[Reference]]:
    """References that stand line by line."""
    group: list[Reference] = []
    for reference in found:
        if group and reference.line > group[-1].line + APART:
            yield group
            group = []
        group.append(reference)
    if group:
        yield group


def _terms(text: str) -> frozenset[str]:
    """The folded words of a text that may carry its subject."""
    words = re.findall(r"[^\W\d_]{4,}", plain(text).casefold())
    return frozenset(map(stem, words)) - small_words_of_all() - EVERYWHERE


def _leads_to(reference: Reference, base: str | None, page: str) -> bool:
    address = clean_address(reference.anchor.href, base)
    return address is not None and is_same_page(address, page)


class _Sorter:
    """What is known of the lines taken so far."""

    def __init__(self, lines: Sequence[Line], base: str | None) -> None:
        self.lines = lines
        self.base = base
        self.out: set[int] = set()
        self.references: list[Reference] = []
        self.above: float | None = None  # a cue stands above: how sure it makes us of the links below
        self.shut = False  # what stands above offers what is not of this story: most read, sponsored

    def take(self, number: int, line: Line) -> None:
        cue = CUE.match(line.lead if line.anchors else line.text)
        if len(line.anchors) > MAX_LINKS:
            self.above, self.shut = None, False
        elif line.place.card and not line.place.box:
            self._give_card(self._card(number))
        elif line.place.box:
            self.shut = self.shut if line.anchors else bool(UNRELATED.search(line.text))
            if line.place.box < FIRST_CARD:
                self._give(number, line, IN_BOX, BOX_WORDS)
            else:
                self._give_card([number])
        elif len(line.text) <= LABEL_LENGTH and AD_LABEL.fullmatch(line.text):
            self.out.add(number)
            self.shut = self.shut or not same_site(self._next_href(number), self.base)
        elif (heads := self._heads_links(number, line)) and (cue or UNRELATED.search(line.text)):
            self.out.add(number)
            self.shut = bool(UNRELATED.search(line.text))
            self.above = UNDER_CUE
        elif cue and line.anchors and _is_labelled(line, cue):
            self._give(number, line, LABELLED, 1)
            self.above = UNDER_LABEL
        elif _is_link(line) and (self.above or self.shut or _stands_alone(line, self.lines, number, self.base)):
            self._give(number, line, self.above or ALONE, LISTED_WORDS)
        elif heads and (line.place.heading or line.emphasised) and self._heads_several(number):
            self.out.add(number)
            self.above = UNDER_LABEL
        else:
            self.above, self.shut = None, heads and self.shut

    def _give(self, number: int, line: Line, confidence: float, words: int) -> None:
        """The line is out; its links of so many words lead to other stories. Those to other sites need more words."""
        self.out.add(number)
        for anchor in () if self.shut or len(self.references) >= ENOUGH else line.anchors:
            near = same_site(anchor.href, self.base)
            if is_story(anchor, self.base, words=words if near or words > 1 else MIN_WORDS):
                self.references.append(Reference(number, anchor, confidence))

    def _card(self, number: int) -> Sequence[int]:
        """The lines of the link that this line is in: a headline and little else."""
        place = self.lines[number].place
        return list(takewhile(lambda n: self.lines[n].place.card == place.card, range(number, len(self.lines))))

    def _give_card(self, card: Sequence[int]) -> None:
        """A card is no text; its headline leads to another story, if it stays with the publisher."""
        if self.out.issuperset(card):
            return
        self.out.update(card)
        lines = [(n, self.lines[n]) for n in card if self.lines[n].anchors]
        titles = [pair for pair in lines if pair[1].place.heading] + lines
        for number, line in () if self.shut or len(self.references) >= ENOUGH else titles:
            anchor = line.anchors[0]
            if same_site(anchor.href, self.base) and is_story(anchor, self.base, words=MIN_WORDS):
                self.references.append(Reference(number, anchor, self.above or ALONE))
                break

    def _next_href(self, number: int) -> str:
        following = self.lines[number + 1 : number + 2]
        return following[0].anchors[0].href if following and following[0].anchors else ""

    def _heads_links(self, number: int, line: Line) -> bool:
        """Is this a short line that is no link, above a line that is one?"""
        following = self.lines[number + 1 : number + 2]
        short = len(line.text.split()) <= CUE_WORDS
        return short and not _is_link(line) and bool(following) and _is_link(following[0])

    def _heads_several(self, number: int) -> bool:
        """Do nothing but other stories of the site follow, two or more, until the text goes on?"""
        links = list(takewhile(_is_link, self.lines[number + 1 : number + 1 + MAX_LINKS]))
        return len(links) >= SEVERAL and all(
            same_site(anchor.href, self.base) and is_story(anchor, self.base, words=MIN_WORDS)
            for line in links
            for anchor in line.anchors
        )


def _is_link(line: Line) -> bool:
    return bool(line.anchors) and line.linked >= NEARLY_ALL


def _is_labelled(line: Line, cue: re.Match[str]) -> bool:
    """Is the line a cue and links, and little else? "Read the report by X, who said …" is prose."""
    rest = len(line.text) * (1 - line.linked) - len(cue[0])
    strong = bool(cue["colon"]) or line.linked > MOSTLY or line.emphasised
    return strong and rest <= max(FEW, len(line.text) / 4)


def _stands_alone(line: Line, lines: Sequence[Line], number: int, base: str | None) -> bool:
    """Is a line that is nothing but a link the headline of another story, rather than an item of a list in the text?"""
    if line.place.heading and _headed_links(lines) > FEW_HEADINGS:
        return False  # a list of things, each under a heading that is a link, is the story
    neighbours = [lines[i] for i in (number - 1, number + 1) if 0 <= i < len(lines) and lines[i].kind == "list_item"]
    in_list = line.kind == "list_item" and bool(neighbours)
    if in_list and not all(_is_link(other) for other in neighbours):
        return False
    words = LISTED_WORDS if in_list else MIN_WORDS
    if not all(is_story(anchor, base, words=words) and same_site(anchor.href, base) for anchor in line.anchors):
        return False
    return line.kind in {"paragraph", "list_item", "quote", "subheading", "table_row"}


def _headed_links(lines: Sequence[Line]) -> int:
    """How many headings of the story are links, each with prose below it."""
    pairs = pairwise(lines)
    return sum(1 for line, below in pairs if line.place.heading and _is_link(line) and not below.anchors)


def is_story(anchor: Anchor, base: str | None, *, words: int) -> bool:
    """May this link lead to another story? Not to a shop, a newsletter, a section, or this page itself."""
    text = anchor.text
    long_enough = len(text.split()) >= words or (len(text) >= 3 * words and not text.isascii() and " " not in text)
    address = clean_address(anchor.href, base)
    if not long_enough or address is None:
        return False
    # A long headline may be about an app or a shop; an offer begins with what it offers.
    if OFFER.match(text) or (len(text.split()) <= OFFER_WORDS and OFFER.search(text)):
        return False
    parts = urlsplit(address)
    place = f"{parts.path}?{parts.query}"
    if OFFERED.search(place):
        return False
    if SECTION.search(place) and not SLUG.search(parts.path.rstrip("/").rpartition("/")[2]):
        return False
    return bool(STORY_PATH.search(place))


def with_quotes(found: CrossReferences, base: str | None, page_text: str) -> tuple[ReadMoreLink, ...]:
    """The links, each once, with where it stands in the page's text."""
    if not found.references:
        return ()
    page_text = " ".join(page_text.split())
    links: dict[str, ReadMoreLink] = {}
    position = 0
    for reference in found.references:
        address = clean_address(reference.anchor.href, base)
        if address is None or address in links:
            continue
        exact = reference.anchor.text
        at = page_text.find(exact, position)
        at = page_text.find(exact) if at < 0 else at
        if at >= 0:
            position = at + len(exact)
        prefix = page_text[max(0, at - CONTEXT) : at] if at >= 0 else ""
        suffix = page_text[position : position + CONTEXT] if at >= 0 else ""
        links[address] = ReadMoreLink(address, exact, Quote(exact, prefix, suffix), reference.confidence)
    return tuple(links.values())
