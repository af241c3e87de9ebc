"""Furniture in a story: what its tag or its name says is not the story's text, where the text bears that out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from backstory.extract.class_hints import INLINE, OUTSIDE, Kind, furniture_kind, hints_of, names_of, outside_verdict
from backstory.extract.hidden import PLAYS
from backstory.extract.main_content import Prose
from backstory.extract.page_words import BYLINE, OFFER, PHOTO, is_site_speaking
from backstory.extract.text_size import dense_signs, word_count
from backstory.extract.tree import Element, line_of

PAYWALL = re.compile("paywall|piano|paid|premium|metered")
MIN_ROWS = 2
PAID_SIZE = 600  # characters of prose
JUNK_TAGS = frozenset(
    {"nav", "footer", "button", "dialog", "form", "figure", "figcaption", "picture", "label", "img", "hr"}
)
JUNK_ROLES = frozenset({"navigation", "complementary", "dialog", "banner", "contentinfo"})
IN_SENTENCES = frozenset({"button", "dialog", "label"})  # junk by themselves; within a sentence, terms to be explained
SENTENCE_WORDS = 12  # fewer are a label, whatever they say
SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"”»’)\]]*(?:\s|$)")
LINK_DENSE = 0.4  # share of the text
MENTIONED_WORDS = 12  # of a term in a sentence
CAPTION_WORDS = 90  # beside each picture
MAX_PICTURES = 50
BIO_WORDS = 90
OFFER_WORDS = 40
PICTURES = ("img", "picture", "figure", "video", "amp-img", "svg")
CONTROLS = ("form", "button")
OFFERING = (
    "a",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "form",
    "button",
    "img",
    "iframe",
)  # in an aside; a pull quote has none
PORTRAYED = ("a", "img", "h2", "h3", "h4", "h5")  # beside what is said of an author
QUOTED = 25  # characters of a pull quote
LEVELS = 8  # of inline elements within a sentence
MAX_FOLLOWING = 50  # siblings looked at
NEAR = 3  # levels above a caption within which its picture is


def is_furniture(element: Element, kind: Kind, prose: Prose, story: Element) -> bool:
    """Is this inside a story without being its text? A name alone does not take a sentence away."""
    tag = str(element.tag)
    if tag in JUNK_TAGS:
        if tag in IN_SENTENCES and _is_in_sentence(element):
            return is_site_speaking(text := line_of(element), word_count(text))
        return tag != "figure" or not _is_table(element)
    if tag == "aside" or element.get("role") in JUNK_ROLES:
        return _has_any(element, OFFERING) or len(line_of(element)) < QUOTED
    if not kind or (tag in INLINE and tag != "span"):
        return False
    if _is_in_sentence(element):
        return kind == "hidden" and _is_unseen(element)
    return _has_furnitures_text(element, kind, prose, story)


def _has_furnitures_text(element: Element, kind: Kind, prose: Prose, story: Element) -> bool:
    """Does the text of what is called furniture bear the name out: short, links, or what that kind says?"""
    text = line_of(element)
    words = word_count(text)
    if words < SENTENCE_WORDS or not (SENTENCE_END.search(text) or dense_signs(text)):
        return True
    if not prose.of(element) and outside_verdict(str(element.tag), names_of(element)) == OUTSIDE:
        return True
    if kind == "hidden" or link_share(element) >= LINK_DENSE or is_site_speaking(text, words):
        return True
    if prose.of(element) >= PAID_SIZE and PAYWALL.search(hints_of(element)):
        return False
    if kind == "caption":
        pictures = max(1, len(list(islice(element.iterdescendants("img", "figure"), MAX_PICTURES))))
        return words <= CAPTION_WORDS * pictures and (_has_picture(element) or bool(PHOTO.search(text)))
    if kind == "author":
        return words <= BIO_WORDS and (
            bool(BYLINE.match(text))
            or "@" in text
            or (_is_last(element, prose, story) and _has_any(element, PORTRAYED))
        )
    if kind in {"offer", "share", "player"}:
        return (
            _has_any(element, CONTROLS)
            or any(each.get(PLAYS) is not None for each in element.iter())
            or (words <= OFFER_WORDS and OFFER.search(text) is not None)
        )
    if kind == "list":
        return next(islice(element.iterdescendants("a", "li"), 1, None), None) is not None and _is_last(
            element, prose, story
        )
    return False


def _has_any(element: Element, tags: Sequence[str]) -> bool:
    return next(element.iterdescendants(*tags), None) is not None


def _is_in_sentence(element: Element) -> bool:
    """Does this stand within a sentence: text of its paragraph before it or after it on the same line?"""
    above = element.getparent()
    if above is None or len(element) > MENTIONED_WORDS:
        return False
    tag = str(above.tag)
    for _ in range(LEVELS):
        if tag not in INLINE or tag == "a":
            break
        if _has_text_beside(element, above):
            return True
        element, around = above, above.getparent()
        if around is None:
            return False
        above, tag = around, str(around.tag)
    return tag not in {"div", "section", "article", "main", "body", "figure", "aside"} and _has_text_beside(
        element, above
    )


def _has_text_beside(element: Element, above: Element) -> bool:
    beside = (element.tail, above.text, *(each.tail for each in islice(element.itersiblings(preceding=True), 8)))
    return any(text and any(map(str.isalnum, text)) for text in beside)


def _is_unseen(element: Element) -> bool:
    """Is this for screen readers, or a text that opens over the sentence?"""
    return "tooltip" not in hints_of(element) or word_count(line_of(element)) > MENTIONED_WORDS


def link_share(element: Element) -> float:
    """Share of an element's letters that are links to elsewhere."""
    whole = len(line_of(element))
    linked = sum(
        len(line_of(link)) for link in element.iterdescendants("a") if not link.get("href", "").startswith("#")
    )
    return linked / whole if whole else 0.0


def _has_picture(element: Element) -> bool:
    """Is there a picture in this or right around it?"""
    around: Element | None = element
    for _ in range(NEAR):
        if around is None or around.tag in {"article", "main", "body"}:
            return False
        if next(around.iter(*PICTURES), None) is not None:
            return word_count(line_of(around)) <= 2 * CAPTION_WORDS or around is element
        around = around.getparent()
    return False


def _is_last(element: Element, prose: Prose, story: Element) -> bool:
    """Does no prose of the story follow this?"""
    place: Element | None = element
    while place is not None and place is not story:
        following = islice(place.itersiblings(), MAX_FOLLOWING)
        if any(prose.of(sibling) and not furniture_kind(sibling) for sibling in following):
            return False
        place = place.getparent()
    return True


def _is_table(figure: Element) -> bool:
    """Is this figure a table? It is text."""
    rows = list(islice(figure.iter("tr"), MIN_ROWS))
    return len(rows) == MIN_ROWS and next(figure.iter("img"), None) is None
