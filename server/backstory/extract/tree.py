"""HTML -> a tree of what a reader can see, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

from backstory.errors import NotAnArticle, PageTooLarge

Element: TypeAlias = etree._Element
STRING = etree.XPath("string()", smart_strings=False)
COUNT = etree.XPath("count(//*)")

# The longest of 209 real pages has 1.6 million characters and 9,900 elements.
MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 60_000
# What lies deeper is lost: libxml2 2.14 ends there by itself, 2.12 does not. The deepest of the 209 has 51.
MAX_DEPTH = 2_048

# 40,000 attributes on one tag took libxml2 17 s, 300 take a thousandth of one. No tag of the 209 pages has over 60.
MAX_ATTRIBUTES = 300
_LEAST_CHARACTERS = 600  # of a tag with that many attributes
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>="']++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[="'])*+""")
_RAW = re.compile(
    r"<(?:[sS][cC][rR][iI][pP][tT]\b[^<]*+(?:<(?!/[sS][cC][rR])[^<]*+)*+"
    r"|[sS][tT][yY][lL][eE]\b[^<]*+(?:<(?!/[sS][tT][yY])[^<]*+)*+|!--[^-]*+(?:-(?!->)[^-]*+)*+)"
)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_SPACES = re.compile(r"[\s/]+[^\s/=>]")

# Never shown, or shown as a control and not as text. Scripts that hold metadata are read before they go.
NEVER_TEXT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas", "audio", "video",
    "input", "select", "textarea", "map", "datalist", "progress", "meter", "link", "meta", "math-renderer",
    "amp-ad", "amp-analytics", "amp-audio", "amp-auto-ads", "amp-consent", "amp-embed", "amp-iframe", "amp-list",
    "amp-next-page", "amp-sidebar", "amp-social-share", "amp-state", "amp-user-notification", "amp-video",
)  # fmt: skip
HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# By attribute, each on its own: four times faster than elements by a condition.
MAYBE_HIDDEN = tuple(etree.XPath(f"descendant::*/@{name}/..") for name in ("hidden", "aria-hidden", "style"))
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
BINARY_SAMPLE = 20_000  # characters
BINARY_SHARE = 0.05
DROPPED = "dropped"

# A page that hides this share of its text does so until its script has run, and means it to be read.
HIDDEN_STORY_SHARE = 0.4


def parse(markup: str) -> Element:
    """The root of the page's tree, comments left out.

    Raises: NotAnArticle, when there is no markup; PageTooLarge.
    """
    if len(markup) > MAX_CHARACTERS:
        raise PageTooLarge(f"The page has {len(markup):,} characters; at most {MAX_CHARACTERS:,} are read.")
    sample = markup[:BINARY_SAMPLE]
    if len(NO_TEXT.findall(sample)) > BINARY_SHARE * len(sample):
        raise NotAnArticle("This is no text: a picture, an archive, or text in another encoding than was said.")
    if "<" not in markup:
        raise NotAnArticle("There is no HTML here, only text or nothing. Send text as text.")
    _refuse_attribute_bombs(markup)
    # A parser of one's own: it keeps its errors, and pages are read side by side in threads.
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", errors="replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise NotAnArticle("The page is empty.") from error
    if root is None:
        raise NotAnArticle("The page is empty.")
    elements = float(str(COUNT(root)))
    if elements > MAX_ELEMENTS:
        raise PageTooLarge(f"The page has more than {MAX_ELEMENTS:,} elements.")
    if elements > MAX_DEPTH:
        _cut_depth(root)
    return root


def _refuse_attribute_bombs(markup: str) -> None:
    """Raises: PageTooLarge, for a tag with more attributes than any page has; libxml2 compares each with each."""
    for tag in _TAG.finditer(_RAW.sub(" ", markup)):  # "i<n" within a script is no tag
        if tag.end() - tag.start() < _LEAST_CHARACTERS:
            continue
        if len(_SPACES.findall(_VALUE.sub(" ", tag[0]))) > MAX_ATTRIBUTES:
            raise PageTooLarge(f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")


def _cut_depth(root: Element) -> None:
    """Take out what lies deeper than any page is: everything after walks up and down the tree."""
    too_deep: list[Element] = []
    depth = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        depth += 1 if event == "start" else -1
        if event == "start" and depth == MAX_DEPTH:
            too_deep += element
            walk.skip_subtree()
    for element in too_deep:
        above = element.getparent()
        if above is not None:
            above.remove(element)


def text_of(element: Element) -> str:
    """All text that an element holds, as it stands in the page."""
    return str(STRING(element))


def line_of(element: Element) -> str:
    """All text that an element holds, on one line."""
    return " ".join(text_of(element).split())


def brief(element: Element, most: int) -> str:
    """The element's text on one line, if it has at most so many characters; else nothing."""
    parts: list[str] = []
    left = 4 * most  # white space between tags does not count
    for part in element.itertext():
        parts.append(part)
        left -= len(part)
        if left < 0:
            return ""
    line = " ".join("".join(parts).split())
    return line if len(line) <= most else ""


def drop(root: Element, elements: Iterable[Element]) -> None:
    """Take elements out, with all they hold, leaving the text after them. One pass, however many they are."""
    for element in elements:
        element.tag = DROPPED
    etree.strip_elements(root, DROPPED, with_tail=False)


def drop_unseen(root: Element) -> None:
    """Take out what a reader never sees: scripts, styles, templates, hidden elements."""
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)
    unseen = [element for find in MAYBE_HIDDEN for element in find(root) if _is_hidden(element)]
    if not unseen:
        return
    whole = len(text_of(root))
    left_to_read = 10 * whole  # hidden elements may stand in hidden elements, thousands deep
    dropped = []
    for element in unseen:
        size = len(text_of(element)) if left_to_read > 0 else 0
        left_to_read -= size
        if size <= HIDDEN_STORY_SHARE * whole:
            dropped.append(element)
    drop(root, dropped)


def _is_hidden(element: Element) -> bool:
    # Formulas are hidden from screen readers beside a spoken form, single words for their look: only blocks count.
    said_hidden = element.get("aria-hidden") == "true" and element.tag in {"div", "section", "aside", "p", "ul", "ol"}
    return said_hidden or element.get("hidden") is not None or bool(HIDING_STYLE.search(element.get("style", "")))
