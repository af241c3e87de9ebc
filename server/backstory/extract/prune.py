"""What stands in and around a story's element besides its text: taken out, or marked for what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from backstory.extract.class_hints import INLINE, Kind, hints_at, is_related_box, is_standfirst
from backstory.extract.description import says_description
from backstory.extract.furniture import LINK_DENSE, is_furniture, link_share
from backstory.extract.main_content import Prose
from backstory.extract.note_marks import note_marks
from backstory.extract.page_words import CUE_ALONE
from backstory.extract.text_size import word_count
from backstory.extract.tree import Element, brief, drop, line_of, one_line, text_of

# A part that holds this share of the story's prose is the story, whatever its class is called.
STORY_SHARE = 0.4

# Attributes that tell blocks.py what prune found; a page's own of these names are taken off.
IN_BOX = "data-backstory-box"
IS_STANDFIRST = "data-backstory-standfirst"
FIRST_CARD = 2_000_000  # over the numbers of boxes that nothing but their looks tells: a picture and a title
BESIDE_BOX = "1000000"  # the number of a box that stands outside of the story

WITH_CLASS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]")
MAX_PAID_PARTS = 100

BOXES = frozenset({"div", "section", "aside", "ul", "nav", "table", "figure", "blockquote", "article", "li"})
CARD_ELEMENTS = 60  # within one
CARD_SIZE, CARD_WORDS = 400, 50  # characters and words of a card, at most
TITLE_WORDS, TITLE_SHARE = 4, 0.35  # words of a title, and its share of a card
READ_TIMES = 20  # as much as the story holds
FIRST_TEXTS = 12  # texts of a box, white space among them, that its heading is one of
BESIDE = 8  # elements right before the story's, and within each of them


def open_paid_parts(root: Element, classes: Sequence[str]) -> None:
    """Take the name off elements that the page says hold the story's paid text: it is called "paywall"."""
    for name in classes:
        for element in islice(WITH_CLASS(root, name=f" {name} "), MAX_PAID_PARTS):
            for attribute in ("class", "id"):
                element.attrib.pop(attribute, None)


def prune(story: Element, prose: Prose, described: str = "") -> None:
    """Take out of a story's element what is not its text; mark boxes of other stories, and standfirsts.

    `described`: the letters of the page's description; what is called a teaser and says the same is the standfirst.
    """
    etree.strip_attributes(story, IN_BOX, IS_STANDFIRST)
    most = STORY_SHARE * prose.of(story)
    suspects = [element for element in story.iterdescendants() if prose.of(element) <= most and element.tag != "a"]
    hints = {element: hints_at(element) for element in suspects}
    boxes = [element for element in suspects if _is_box(element, *hints[element], prose, described)]
    named: list[Element] = []
    for number, element in enumerate(boxes, start=1):
        if hints[element][1] or _heads_cards(element):
            named.append(element)
        element.set(IN_BOX, str(number if named and named[-1] is element else FIRST_CARD + number))
    with_box = _around(named, story)
    # Posts and quotations are embedded in what is called "video" or "social".
    with_quote = _around([element for element in story.iter("blockquote") if prose.of(element)], story)
    junk = list(note_marks(story))
    budget = _Budget(story)
    settled: set[Element | None] = set(named)  # what stands in these goes or stays with them
    for element in suspects:
        if element in settled or element.getparent() in settled or element.get(IN_BOX):
            settled.add(element)
        elif (
            element not in with_quote
            and budget.allows(element, hints[element][0])
            and is_furniture(element, hints[element][0], prose, story)
        ):
            settled.add(element)
            if says_description(element, described):
                element.set(IS_STANDFIRST, "")
            elif element in with_box or _offers_stories(element):
                element.set(IN_BOX, str(len(boxes) + len(settled)))
            else:
                junk.append(element)
        elif is_standfirst(element, in_story=True):
            element.set(IS_STANDFIRST, "")
    drop(story, junk)


class _Budget:
    """How many characters may be read to tell furniture: named elements may stand in each other, thousands deep."""

    def __init__(self, story: Element) -> None:
        self._left = READ_TIMES * len(text_of(story))

    def allows(self, element: Element, kind: Kind) -> bool:
        if kind and self._left > 0:
            self._left -= len(text_of(element))
        return self._left > 0


def _is_box(element: Element, kind: Kind, related: bool, prose: Prose, described: str) -> bool:
    """Is this called a box of other stories, and does it link to any? A paragraph that is prose is none."""
    if element.tag in INLINE:
        return False
    if not related:
        return element.tag in BOXES and (_heads_cards(element) or (not kind and _is_card(element)))
    if prose.of(element) and (next(element.iterdescendants("a"), None) is None or says_description(element, described)):
        return False
    return not (element.tag == "p" and prose.of(element) and link_share(element) < LINK_DENSE)


def _heads_cards(element: Element) -> bool:
    """Does this begin with "Read also" or the like, and go on with a link: cards with a sentence or two under each?"""
    texts = ((text, each) for each, text in _texts(element) if text)
    first = next(texts, None)
    if first is None or not CUE_ALONE.match(first[0]):
        return False
    second = next(texts, None)
    return second is not None and (second[1].tag == "a" or next(second[1].iterancestors("a"), None) is not None)


def _is_card(element: Element) -> bool:
    """Is this a picture and the title of another story, which is a link, with little else?"""
    if next(islice(element.iterdescendants(), CARD_ELEMENTS, None), None) is not None:
        return False
    if next(element.iterdescendants("img", "picture"), None) is None or not (text := brief(element, CARD_SIZE)):
        return False
    titles = [link for link in islice(element.iterdescendants("a"), 6) if len(line_of(link).split()) >= TITLE_WORDS]
    return bool(titles) and word_count(text) <= CARD_WORDS and link_share(element) >= TITLE_SHARE


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """The first texts of an element, with the elements that they stand in."""
    for each in islice(element.iter(), FIRST_TEXTS):
        if each.text and not each.text.isspace():
            yield each, one_line(each.text)
        if len(each) == 0 and each.tail and not each.tail.isspace() and each is not element:
            above = each.getparent()
            yield (above if above is not None else each), one_line(each.tail)


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


def _offers_stories(element: Element) -> bool:
    """Is this box headed "Read more" or the like, whatever its class?"""
    if next(element.iterdescendants("a"), None) is None:
        return False
    if element.tag == "aside" or element.get("role") == "complementary":
        return True
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
