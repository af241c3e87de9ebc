"""The text that leads into a story from outside of its element: between headline and body, or over the headline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backstory.extract.class_hints import (
    INLINE,
    OUTSIDE,
    furniture_kind,
    is_related_box,
    is_standfirst,
    names_of,
    outside_verdict,
)
from backstory.extract.description import is_description
from backstory.extract.page_words import BYLINE, CUE, PHOTO, is_site_speaking
from backstory.extract.text_size import word_count
from backstory.extract.tree import Element, brief, line_of

LEVELS = 6  # above the headline within which the story's element is looked for
MAX_DEPTH = 40  # levels within what stands between them
MAX_ELEMENTS = 400  # between headline and story
WORDS = (6, 90)
SIZE = 900  # characters
PROSE_WORDS = 10
LISTS = ("ul", "ol")
POINTS, MAX_POINTS, POINT_WORDS = 2, 8, 5  # items of a list that tells the story in short, and words of each
BEFORE = 4  # elements before the headline in its header
LINKED = 0.5
NEVER = frozenset(
    "nav footer aside figure figcaption form button ul ol table time picture img address dl select".split()
)
SENTENCE_ENDS = (".", "!", "?", "…", "。", "”", "»", '"', "’", "।", "؟", ":")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    named: bool  # its class calls it a standfirst
    described: bool  # the page's description says the same


def find_standfirst(headline: Element | None, story: Element, described: str) -> str | None:
    """The text that leads into the story, where the story's element does not hold it.

    What the page's description says too, or what is called so, or else the only prose in that place. `described`: the
    letters of the page's description.
    """
    if headline is None or headline is story or headline in story.iterdescendants():
        return None
    found = [candidate for element in _between(headline, story) if (candidate := _candidate(element, described))]
    before = [candidate for element in _before(headline) if (candidate := _candidate(element, described))]
    for choice in (
        [each for each in found if each.described],
        [each for each in before if each.described],
        [each for each in found if each.named],
        [each for each in before if each.named],
        [each for each in found if _is_prose(each.text)],
        [each for each in before if _is_prose(each.text)],
    ):
        if choice and (len(choice) == 1 or choice[0].described or choice[0].named):
            return choice[0].text
    return None


def find_key_points(headline: Element | None, story: Element) -> list[str]:
    """The items of a list between headline and story, where they are sentences: what the story says, in short."""
    if headline is None or headline is story or headline in story.iterdescendants():
        return []
    for element in _between(headline, story, lists=True):
        if element.tag not in LISTS or story in element.iterdescendants():
            continue
        items = [text for item in islice(element.iterchildren("li"), MAX_POINTS + 1) if (text := brief(item, SIZE))]
        enough = sum(word_count(text) >= POINT_WORDS and not is_site_speaking(text, word_count(text)) for text in items)
        if (
            POINTS <= len(items) <= MAX_POINTS
            and enough == len(items)
            and _link_share(element, " ".join(items)) < LINKED
        ):
            return items
    return []


def _is_prose(text: str) -> bool:
    return word_count(text) >= PROSE_WORDS and text.endswith(SENTENCE_ENDS)


def _candidate(element: Element, described: str) -> _Candidate | None:
    text = brief(element, SIZE)
    if not text or not WORDS[0] <= word_count(text) <= WORDS[1] or _link_share(element, text) > LINKED:
        return None
    says = is_description(text, described)
    if BYLINE.match(text) and not text.endswith(SENTENCE_ENDS):
        return None
    if not says and is_site_speaking(text, word_count(text)):
        return None
    named = is_standfirst(element, in_story=False)
    if not named and not says and (PHOTO.match(text) or (CUE.match(text) and len(element))):
        return None
    return _Candidate(text, named, says)


def _link_share(element: Element, text: str) -> float:
    links = [element] if element.tag == "a" else element.iterdescendants("a")
    return sum(len(line_of(link)) for link in links) / len(text)


def _between(headline: Element, story: Element, *, lists: bool = False) -> Iterator[Element]:
    """Elements between the headline and the story's that hold text of their own and may be prose, in order.

    `lists`: and whole lists.
    """
    above = {story, *story.iterancestors()}
    left = MAX_ELEMENTS
    place: Element = headline
    for _ in range(LEVELS):
        for sibling in place.itersiblings():
            for element in _texts(sibling, story, above, MAX_DEPTH, lists=lists):
                left -= 1
                if left < 0 or element is story:
                    return
                yield element
        parent = place.getparent()
        if parent is None or parent in above:
            return
        place = parent


def _texts(
    element: Element, story: Element, above: set[Element], depth: int, *, lists: bool = False
) -> Iterator[Element]:
    """The outermost elements in this that have text of their own, up to the story."""
    if depth == 0:
        return
    if element is story:
        yield element
    elif element in above:
        for child in islice(element, MAX_ELEMENTS):
            yield from _texts(child, story, above, depth - 1, lists=lists)
            if child in above:
                return
    elif lists and element.tag in LISTS and not _is_furniture(element):
        yield element
    elif element.tag not in NEVER and not _is_furniture(element):
        if _has_own_text(element):
            yield element
        else:
            for child in islice(element, MAX_ELEMENTS):
                yield from _texts(child, story, above, depth - 1, lists=lists)


def _is_furniture(element: Element) -> bool:
    if is_standfirst(element, in_story=False):
        return False
    names = names_of(element)
    kind = furniture_kind(element)
    return (
        outside_verdict(str(element.tag), names) == OUTSIDE
        or kind in {"share", "caption", "author", "list", "hidden", "player"}
        or (is_related_box(element) and next(element.iterdescendants("a"), None) is not None)
    )


def _has_own_text(element: Element, depth: int = 5) -> bool:
    """Does text stand in this itself, or in inline elements of it?"""
    if element.text and not element.text.isspace():
        return True
    return any(
        (child.tail and not child.tail.isspace())
        or (child.tag in INLINE and child.tag != "time" and depth and _has_own_text(child, depth - 1))
        for child in islice(element, 12)
    )


def _before(headline: Element) -> Iterator[Element]:
    """Elements right before the headline in its header."""
    for sibling in islice(headline.itersiblings(preceding=True), BEFORE):
        if sibling.tag not in NEVER and not _is_furniture(sibling):
            yield from ([sibling] if _has_own_text(sibling) else islice(sibling, BEFORE))
