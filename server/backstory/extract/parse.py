"""HTML -> a tree, within bounds."""

from __future__ import annotations

import re

from lxml import etree

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract.tree import Element

COUNT = etree.XPath("count(//*)")

# The longest of 209 real pages has 1.6 million characters and 9,900 elements. Pictures, scripts and style sheets that a
# page saved whole carries in itself are no markup and do not count.
MAX_CHARACTERS = 8_000_000
# Fifteen times what the largest of them has. The costliest markup of this size takes 7 s, within the service's ten.
MAX_ELEMENTS = 150_000
MOST_SAVED = 64_000_000  # characters looked at for what is no markup
_EMBEDDED = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,80}(?:;[\w=-]{1,40}){0,3},[\w+/=%-]{500,}+", re.IGNORECASE)
_NO_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style)\b(?![^>]{0,300}(?:json|NEXT_DATA))[^>]{0,2000}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
# What lies deeper is lost: libxml2 2.14 ends there by itself, 2.12 does not. The deepest of the 209 has 51.
MAX_DEPTH = 2_048

# 40,000 attributes on one tag take libxml2 2.14 2.6 s, 300 a thousandth of one. No tag of the 209 pages has over 60.
MAX_ATTRIBUTES = 300
_LEAST_CHARACTERS = 600  # of a tag with that many attributes
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>="']++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[="'])*+""")
_RAW = re.compile(
    r"<(?:[sS][cC][rR][iI][pP][tT]\b[^<]*+(?:<(?!/[sS][cC][rR])[^<]*+)*+"
    r"|[sS][tT][yY][lL][eE]\b[^<]*+(?:<(?!/[sS][tT][yY])[^<]*+)*+|!--[^-]*+(?:-(?!->)[^-]*+)*+)"
)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_SPACES = re.compile(r"(?<![\s/])[\s/]++[^\s/=>]")
# What may be such a tag: a long run without another tag, or values that hold the beginnings of tags.
_LONG_RUN = re.compile(rb"<[^/!?\s<>][^<]{598}")
_PARTS = re.compile(rb"(?<![\s/])[\s/]++[^\s/=>]")
_PARTING = (b" ", b"\n", b"\r", b"\t", b"\f", b"\v", b"/")
_TAG_OF_BYTES = re.compile(_TAG.pattern.encode())
_QUOTING = bytes(sorted(set(range(256)) - set(b"<=\"'")))
_FEW_IN_VALUES = 30

NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
BINARY_SAMPLE = 20_000  # characters
BINARY_SHARE = 0.05


def parse(markup: str) -> Element:
    """The root of the page's tree, comments left out.

    Raises: NotAnArticle, when there is no markup; PageTooLarge.
    """
    markup = _within_bounds(markup)
    sample = markup[:BINARY_SAMPLE]
    if len(NO_TEXT.findall(sample)) > BINARY_SHARE * len(sample):
        raise NotAnArticle("This is no text: a picture, an archive, or text in another encoding than was said.")
    if "<" not in markup:
        raise NotAnArticle("There is no HTML here, only text or nothing. Send text as text.")
    data = markup.replace("\0", "").encode("utf-8", errors="replace")
    if _may_hold_a_bomb(data):
        _refuse_attribute_bombs(markup)
    # A parser of one's own: it keeps its errors, and pages are read side by side in threads.
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(data, parser=parser)
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


def _within_bounds(markup: str) -> str:
    """The markup, without what a page saved whole carries along where that makes it too long. Raises: PageTooLarge."""
    size = len(markup)
    if MAX_CHARACTERS < size <= MOST_SAVED:
        markup = _EMBEDDED.sub("data:,", markup)
        if len(markup) > MAX_CHARACTERS:
            markup = _NO_MARKUP.sub("", markup)
    if len(markup) > MAX_CHARACTERS:
        raise PageTooLarge(f"The page has {size:,} characters; at most {MAX_CHARACTERS:,} of markup are read.")
    return markup


def _refuse_attribute_bombs(markup: str) -> None:
    """Raises: PageTooLarge, for a tag with more attributes than any page has; libxml2 compares each with each."""
    for tag in _TAG.finditer(_RAW.sub(" ", markup)):  # "i<n" within a script is no tag
        if _is_bomb(tag):
            raise PageTooLarge(f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")


def _may_hold_a_bomb(data: bytes) -> bool:
    """May a tag have that many attributes? Most pages are cleared ten times faster than by reading their tags."""
    for run in _LONG_RUN.finditer(data):
        tag = _TAG_OF_BYTES.match(data, run.start())
        if tag is None:  # what stands in a value or in a script, up to the next tag
            end = data.find(b"<", run.end())
            rest = data[run.start() : end if end >= 0 else len(data)]
            if len(rest.split()) + rest.count(b"/") > MAX_ATTRIBUTES:
                return True
        elif tag.end() - tag.start() >= _LEAST_CHARACTERS and _has_many_parts(tag[0]):
            return True
    skeleton = data.translate(None, _QUOTING)
    return skeleton.count(b'="<') + skeleton.count(b"='<") > _FEW_IN_VALUES


def _has_many_parts(tag: bytes) -> bool:
    if sum(map(tag.count, _PARTING)) <= MAX_ATTRIBUTES:  # as nearly always, and five times as fast
        return False
    return len(_PARTS.findall(tag)) > MAX_ATTRIBUTES


def _is_bomb(tag: re.Match[str]) -> bool:
    if tag.end() - tag.start() < _LEAST_CHARACTERS:
        return False
    return len(_SPACES.findall(_VALUE.sub(" ", tag[0]))) > MAX_ATTRIBUTES


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
