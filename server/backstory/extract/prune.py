"""What stands in and around a story's element besides its text: taken out, or marked for what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

from lxml import etree

from backstory.extract.class_hints import INLINE, is_junk, is_related_box, is_standfirst, marks_of
from backstory.extract.languages import word_count
from backstory.extract.main_content import Prose
from backstory.extract.phrases import CUE_ALONE
from backstory.extract.tree import Element, brief, drop

# A part that holds this share of the story's prose is the story, whatever its class is called.
STORY_SHARE = 0.4

# Attributes that tell blocks.py what prune found; a page's own of these names are taken off.
IN_BOX = "data-backstory-box"
IS_STANDFIRST = "data-backstory-standfirst"
BESIDE_BOX = "1000000"  # the number of a box that stands outside of the story

WITH_CLASS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]")
MAX_PAID_PARTS = 100
PAYWALL = re.compile("paywall|piano|paid|premium|metered")
MIN_ROWS = 2
PAID_SIZE = 600  # characters of prose

FIRST_TEXTS = 12  # texts of a box, white space among them, that its heading is one of
BESIDE = 8  # elements right before the story's, and within each of them
AFTER_HEADLINE = 40  # elements after the headline, on each level, among which a standfirst may be
LEVELS = 4
STANDFIRST_TAGS = frozenset({"p", "div", "h2", "h3", "span", "section"})
STANDFIRST_WORDS = (6, 90)
STANDFIRST_SIZE = 900  # characters


def open_paid_parts(root: Element, classes: Sequence[str]) -> None:
    """Take the name off elements that the page says hold the story's paid text: it is called "paywall"."""
    for name in classes:
        for element in islice(WITH_CLASS(root, name=f" {name} "), MAX_PAID_PARTS):
            for mark in ("class", "id"):
                element.attrib.pop(mark, None)


def prune(story: Element, prose: Prose) -> None:
    """Take out of a story's element what is not its text; mark boxes of other stories, and standfirsts."""
    etree.strip_attributes(story, IN_BOX, IS_STANDFIRST)
    most = STORY_SHARE * prose.of(story)
    suspects = [e for e in story.iterdescendants() if prose.of(e) <= most and (e.tag not in INLINE or e.tag == "span")]
    boxes = [element for element in suspects if is_related_box(element)]
    for number, element in enumerate(boxes, start=1):
        element.set(IN_BOX, str(number))
    with_box = _around(boxes, story)
    # Posts and quotations are embedded in what is called "video" or "social".
    with_quote = _around([element for element in story.iter("blockquote") if prose.of(element)], story)
    junk: list[Element] = []
    settled: set[Element | None] = set(boxes)  # what stands in these goes or stays with them
    for element in suspects:
        if element in settled or element.getparent() in settled:
            settled.add(element)
        elif is_junk(element) and element not in with_quote and not _is_text_in_disguise(element, prose):
            settled.add(element)
            if element in with_box or _offers_stories(element):
                element.set(IN_BOX, str(len(boxes) + len(settled)))
            else:
                junk.append(element)
        elif is_standfirst(element, in_story=True):
            element.set(IS_STANDFIRST, "")
    drop(story, junk)


def box_beside(story: Element) -> Element | None:
    """A box of other stories that stands right before the story's element, as floating boxes do; marked as one."""
    for level in (story, story.getparent()):
        if level is None or level.tag == "body":
            return None
        for sibling in islice(level.itersiblings(preceding=True), BESIDE):
            box = next(filter(is_related_box, islice(sibling.iter(), BESIDE)), None)
            if box is not None and _offers_stories(box):
                etree.strip_attributes(box, IN_BOX, IS_STANDFIRST)
                box.set(IN_BOX, BESIDE_BOX)
                return box
    return None


def find_standfirst(headline: Element | None, story: Element) -> str | None:
    """The text between headline and story that leads into it, where the story's element does not hold it."""
    if headline is None or headline in story.iter():
        return None
    levels = [headline, *islice(headline.iterancestors(), LEVELS)]
    after = chain.from_iterable(islice(level.itersiblings(), AFTER_HEADLINE) for level in levels)
    for element in chain.from_iterable(islice(sibling.iter(), AFTER_HEADLINE) for sibling in after):
        if element is story:
            return None
        if element.tag in STANDFIRST_TAGS and is_standfirst(element, in_story=False) and not is_junk(element):
            text = brief(element, STANDFIRST_SIZE)
            if STANDFIRST_WORDS[0] <= word_count(text) <= STANDFIRST_WORDS[1]:
                return text
    return None


def _is_text_in_disguise(element: Element, prose: Prose) -> bool:
    """Is this a table in a figure, or the text behind a paywall? The offers in front of it are short."""
    if element.tag == "figure":
        rows = list(islice(element.iter("tr"), MIN_ROWS))
        return len(rows) == MIN_ROWS and next(element.iter("img"), None) is None
    return prose.of(element) >= PAID_SIZE and bool(PAYWALL.search(marks_of(element)))


def _offers_stories(element: Element) -> bool:
    """Is this box headed "Read more" or the like, whatever its class?"""
    if next(element.iterdescendants("a"), None) is None:
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
