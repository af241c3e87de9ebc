"""Cross-references: lines and boxes of a story that offer other stories, told from the story's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from backstory.model import Quote, ReadMoreLink
from backstory.page.blocks import Anchor, Line
from backstory.page.phrases import CUE, NOT_A_STORY, NOT_OF_THIS_STORY

# Parameters that only say where a click came from.
TRACKING = re.compile(
    r"^(?:utm_\w+|itm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ref_?src|ref_?source|refsource|ref|cmp|cmpid|icid|intcid|"
    r"ns_\w+|at_\w+|xtor|wt_?mc\w*|_ga|hsctatracking|hprecirc-bullet|smid|sr_share|gmpage|s_cid|ito|ocid|pk_\w+|mtm_\w+|spm)$",
    re.IGNORECASE,
)
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"})
CONTEXT = 32  # characters of prefix and suffix
MAX_LINKS = 60

NOT_OURS = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, NOT_OF_THIS_STORY))})(?!\w)", re.IGNORECASE)
SECTION = re.compile(
    r"/(?:tags?|topics?|authors?|category|categories|sections?|shop|subscribe|newsletters?|people|users?|search)/|[?&](?:cat|tag|s|q)=",
    re.IGNORECASE,
)
STORY_PATH = re.compile(
    r"[^/?]*(?:\d{3}|[a-z]-[a-z0-9]|[a-z]_[a-z0-9]|%[0-9a-f]{2}|\.[a-z]{3,5}(?:\?|$)|=\w)", re.IGNORECASE
)
MIN_WORDS = 4  # of a headline; shorter links name topics, authors, sections
LISTED_WORDS = 2  # in a list of nothing but links, short ones are headlines too
CUE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of a line that offers another story."""

    line: int
    anchor: Anchor
    confidence: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """Which lines are no part of the text, and which of their links lead to other stories."""

    out: frozenset[int]
    references: tuple[Reference, ...]


def find_references(lines: Sequence[Line], base: str | None) -> Sorted:
    """Sort a story's lines into its own and those that offer other stories."""
    out: set[int] = set()
    references: list[Reference] = []
    cued = 0.0  # a cue stands above: how sure we are of the links below
    shut = False  # a heading stands above that offers what is not of this story
    for number, line in enumerate(lines):
        if len(line.anchors) > MAX_LINKS:
            continue
        cue = CUE.match(line.lead if line.anchors else line.text)
        linked = line.linked
        if line.place.box:
            out.add(number)
            shut = bool(NOT_OURS.search(line.text)) if not line.anchors else shut
            if not shut:
                references += [Reference(number, a, 0.9) for a in line.anchors if is_story(a, base, words=3)]
            continue
        if is_heading_of_links(line, lines[number + 1 : number + 3]):
            shut = bool(NOT_OURS.search(line.text))
            cued = 0.9 if cue and not shut else 0.0
            if cue or shut:
                out.add(number)
                continue
        if cue and line.anchors and _is_labelled(line, cue):
            out.add(number)
            near, far = 1, MIN_WORDS  # a short link to another site is a shop's as often as a sister paper's
            references += [
                Reference(number, a, 0.95)
                for a in line.anchors
                if is_story(a, base, words=near if same_site(a.href, base) else far)
            ]
            cued = 0.8
            continue
        if linked >= 0.8 and line.anchors and (cued or shut or _stands_alone(line, lines, number, base)):
            out.add(number)
            if not shut:
                references += [Reference(number, a, cued or 0.7) for a in line.anchors if is_story(a, base, words=2)]
            continue
        cued, shut = 0.0, False
    return Sorted(frozenset(out), tuple(references[:MAX_LINKS]))


def is_heading_of_links(line: Line, following: Sequence[Line]) -> bool:
    """Is this a short line without a story link of its own, above lines that are links?"""
    short = len(line.text.split()) <= CUE_WORDS
    return short and line.linked < 0.8 and bool(following) and following[0].linked >= 0.8


def _is_labelled(line: Line, cue: re.Match[str]) -> bool:
    """Is the line a cue and links, and little else? "Read the report by X, who said …" is prose."""
    rest = len(line.text) * (1 - line.linked) - len(cue[0])
    strong = bool(cue["colon"]) or line.linked > 0.6 or line.emphasised
    return strong and rest <= max(12, 0.25 * len(line.text))


def _stands_alone(line: Line, lines: Sequence[Line], number: int, base: str | None) -> bool:
    """Is a line that is nothing but a link the headline of another story, rather than an item of a list in the text?"""
    if line.place.heading or line.linked < 0.9:
        return False  # a list of things, each under a heading that is a link, is the story
    neighbours = [lines[i] for i in (number - 1, number + 1) if 0 <= i < len(lines) and lines[i].kind == "list_item"]
    in_list = line.kind == "list_item" and bool(neighbours)
    if in_list and not all(other.linked >= 0.9 for other in neighbours):
        return False
    words = LISTED_WORDS if in_list else MIN_WORDS
    if not all(is_story(anchor, base, words=words) and same_site(anchor.href, base) for anchor in line.anchors):
        return False
    return line.kind in {"paragraph", "list_item"}


def is_story(anchor: Anchor, base: str | None, *, words: int) -> bool:
    """May this link lead to another story? Not to a shop, a newsletter, a section, or this page itself."""
    text = anchor.text
    long_enough = len(text.split()) >= words or (len(text) >= 3 * words and not text.isascii() and " " not in text)
    address = clean_address(anchor.href, base)
    if not long_enough or address is None or NOT_A_STORY.search(text):
        return False
    parts = urlsplit(address)
    return not SECTION.search(f"{parts.path}?{parts.query}") and bool(STORY_PATH.search(f"{parts.path}?{parts.query}"))


def clean_address(href: str, base: str | None) -> str | None:
    """The absolute address without fragment and tracking; None unless it is one of the web's."""
    try:
        parts = urlsplit(urljoin(base or "", href.strip()))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        if base and parts._replace(fragment="") == urlsplit(base)._replace(fragment=""):
            return None
    except ValueError:
        return None
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.match(part.partition("=")[0]))
    return urlunsplit(parts._replace(query=query, fragment=""))


def same_site(href: str, base: str | None) -> bool:
    """Does a link stay with the publisher: on its registered name, whatever the country, as far as the name tells?"""
    address = clean_address(href, base)
    if address is None:
        return False
    return base is None or _registered(address) == _registered(base)


def _registered(address: str) -> str:
    """The name that a publisher registered: that of www.bbc.co.uk and of bbc.com is bbc."""
    labels = (urlsplit(address).hostname or "").split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]


def with_quotes(found: Sorted, base: str | None, page_text: str) -> tuple[ReadMoreLink, ...]:
    """The links, each once, with where it stands in the page's text."""
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
