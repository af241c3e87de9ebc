"""Where on the page the story is: the smallest element that holds its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any

from backstory.extract.class_hints import INLINE, MAYBE_OUTSIDE, NEVER_OUTSIDE, OUTSIDE, names_of, outside_verdict
from backstory.extract.text_size import dense_signs
from backstory.extract.tree import Element

PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "tr", "pre", "dd"})
NOT_PROSE = frozenset("h1 h2 h3 h4 h5 h6 figcaption button label option legend th address footer nav".split())

# Shorter lines are captions, menus and buttons as often as sentences.
SENTENCE = 40
MOSTLY_LINKS = 0.5

# How publishers mark the element that holds the paragraphs and nothing else; most telling first.
BODY_NAMES: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?<![a-z])articlebody(?![a-z])"),
    re.compile(
        r"(?:article|story|entry|post|news|content|blog|single|page)[-_]{0,2}(?:body|content|text|copy|detail|inner|entry)(?![a-z])"
        r"|(?:body|text)[-_]?(?:copy|content|text|description)(?![a-z])|storytext|richtext|wysiwyg"
    ),
)
BODY_SHARE = 0.6  # of the region's prose that an element marked so must hold
LONE_BODY_SHARE = 0.3  # the same, where no other element has its name
REGION_SHARE = 0.6  # of the page's longest run of paragraphs
HEADED_SHARE = 0.1  # of the longest run on the page that the article under the headline must hold to be the story
MIN_POSTS = 2  # beside one
PIECE_SHARE = 0.2  # of the story that another run of paragraphs must hold to be a part of it
PIECE_SIZE = 200  # characters; teasers of other stories are shorter
MOST_SHARE = 0.5  # of the region's prose that the story's element must hold
LONE_PARAGRAPH = 900  # characters that a wrapper around one paragraph, or two, holds
MIN_WRAPPED = 3  # such wrappers
OUTSIDE_SHARE = 0.5  # what holds more of the page's prose is no sidebar, whatever it is called
MAX_HEADINGS = 10
PLAIN, LINKED = 1, 2  # places in a count: characters outside links, inside links


class Prose:
    """How much running text each element holds, in characters outside links."""

    def __init__(self, body: Element) -> None:
        sizes = _Sizes(body)
        self.held: dict[Element, int] = dict.fromkeys(sizes.above, 0)
        alone: dict[Element, int] = {}
        for block, plain, linked in sizes.blocks:
            if plain >= SENTENCE and linked < MOSTLY_LINKS * (plain + linked) and block.tag not in NOT_PROSE:
                self.held[block] = alone[block] = plain
        for element, above in reversed(sizes.above.items()):
            if above is not None and (size := self.held[element]):
                self.held[above] += size
        self._leave_out(sizes.doubtful, body)
        self.own = self._by_parent({block: size for block, size in alone.items() if self.held[block]})
        # Paragraphs come in twos and threes between pictures: their neighbours count for half.
        self.run: dict[Element, float] = dict(self.own)
        for element, size in self.own.items():
            above = element.getparent()
            if above in self.held:
                self.run[above] = self.run.get(above, 0) + size / 2

    def _by_parent(self, alone: dict[Element, int]) -> dict[Element, int]:
        """Prose of an element's own paragraphs, and of text that stands in it without any."""
        own: dict[Element, int] = {}
        for block, size in alone.items():
            above = block.getparent()
            owner = above if block.tag in PARAGRAPHS and above in self.held else block
            own[owner] = own.get(owner, 0) + size
        return own

    def _leave_out(self, doubtful: list[Element], body: Element) -> None:
        """Empty what is called a sidebar, a menu or the like, unless it holds most of the page."""
        for element in doubtful:
            size = self.held[element]
            if 0 < size < OUTSIDE_SHARE * self.held[body]:
                self.held.update((inner, 0) for inner in element.iter() if inner in self.held)
                for above in element.iterancestors():
                    if above in self.held:
                        self.held[above] -= size

    def of(self, element: Element) -> int:
        """Characters of prose in an element; 0 where it is no part of any story."""
        return self.held.get(element, 0)


class _Sizes:
    """Characters outside and inside links of each block, with inline elements counted to their block."""

    def __init__(self, body: Element) -> None:
        self.above: dict[Element, Element | None] = {}  # each element that may be in a story -> its parent
        self.blocks: list[tuple[Element, int, int]] = []  # characters outside links, inside links
        self.doubtful: list[Element] = []  # elements whose name says that they are no part of a story
        # Wrappers are called "sidebar" or "comments-open": what holds a headline is no such thing.
        self._headed = {above for heading in islice(body.iter("h1"), MAX_HEADINGS) for above in heading.iterancestors()}
        self._headed.add(body)
        self._count(body)

    def _count(self, body: Element) -> None:
        counts: list[list[Any]] = []
        state: dict[Element | None, tuple[list[Any], int]] = {}  # element -> its block's counts, which of them is meant
        for element in body.iter():
            above = element.getparent()
            around = state.get(above)
            if around is None and element is not body:
                continue  # in something that is outside
            tag, text = element.tag, element.text
            if around and not text and not len(element):
                if (tail := element.tail) and not tail.isspace():
                    around[0][around[1]] += _size(tail)
                continue
            if around and tag in INLINE:
                here = (around[0], LINKED) if tag == "a" else around
            elif element not in self._headed and self._is_outside(element, str(tag)):
                if around and (tail := element.tail) and not tail.isspace():
                    around[0][around[1]] += _size(tail)
                continue
            else:
                here = ([element, 0, 0], around[1] if around else PLAIN)
                counts.append(here[0])
            state[element] = here
            self.above[element] = above if around else None
            if text and not text.isspace():
                here[0][here[1]] += _size(text)
            if around and (tail := element.tail) and not tail.isspace():
                around[0][around[1]] += _size(tail)
        self.blocks = [(block, plain, linked) for block, plain, linked in counts if plain]

    def _is_outside(self, element: Element, tag: str) -> bool:
        verdict = outside_verdict(tag, "" if tag in NEVER_OUTSIDE else names_of(element))
        if verdict == MAYBE_OUTSIDE:
            self.doubtful.append(element)
        return verdict == OUTSIDE


def _size(text: str) -> int:
    """Length of a text that is no white space; signs of scripts without spaces count for half a word each."""
    return len(text) if text.isascii() else len(text) + 2 * dense_signs(text)


def find_story(body: Element, prose: Prose, headline: Element | None = None) -> Element:
    """The element that holds the story's paragraphs, and as little else as can be."""
    if not prose.run:
        return body
    best = max(prose.run, key=prose.run.__getitem__)
    if (own := _headed_article(headline, prose)) is not None and best not in own.iter():
        within = [element for element in own.iter() if element in prose.run]
        first = max(within, key=prose.run.__getitem__, default=best)
        best = first if prose.run[first] >= HEADED_SHARE * prose.run[best] else best
    above = [best, *(element for element in best.iterancestors() if element in prose.held)]
    region = _region(above, prose)
    blog = region.getparent()
    if headline is not None and blog is not None and _is_post(region, prose, headline):
        return blog
    within = above[: above.index(region) + 1]
    named = _named_body(within, prose)
    story = named if named is not None else _with_its_pieces(within, prose)
    return _with_most_prose(story, within[within.index(story) :], prose)


def _with_most_prose(story: Element, above: list[Element], prose: Prose) -> Element:
    """Up from an element that holds under half of its region's prose: each paragraph has wrappers of its own.

    Above an article or the main part other texts may stand: there only where paragraphs are wrapped one by one.
    """
    region = above[-1]
    if region.tag in {"article", "main"}:
        return next((each for each in above if prose.of(each) >= MOST_SHARE * prose.of(region)), region)
    wrapped, largest = 0, 0
    runs = _runs_beside(above, prose)
    found = None
    for element in above:
        wrapped += len(runs[element])
        largest = max([largest, *runs[element]])
        if (
            (
                _goes_on(found, element, prose)
                if found is not None
                else prose.of(story) <= MOST_SHARE * prose.of(element)
            )
            and wrapped >= MIN_WRAPPED
            and largest <= min(LONE_PARAGRAPH, MOST_SHARE * prose.of(element))
        ):
            found = element
    return story if found is None else found


def _goes_on(story: Element, around: Element, prose: Prose) -> bool:
    """Does the element around hold more of the same: wrappers of the same name as the story's, with as much text?"""
    own = next(each for each in (story, *story.iterancestors()) if each.getparent() is around)
    alike = (each for each in around if each is not own and each.tag == own.tag)
    return any(
        prose.of(each) >= PIECE_SHARE * prose.of(story)
        and _numberless(each.get("class")) == _numberless(own.get("class"))
        for each in alike
    )


def _runs_beside(above: list[Element], prose: Prose) -> dict[Element, list[int]]:
    """The sizes of runs of paragraphs that each element around the story holds beside those of the one within it."""
    met = {element: element for element in above}
    runs: dict[Element, list[int]] = {element: [] for element in above}
    for owner, size in prose.own.items():
        path = [owner]
        while path[-1] not in met and (further := path[-1].getparent()) is not None:
            path.append(further)
        if (place := met.get(path[-1])) is not None:
            met.update(dict.fromkeys(path, place))
            runs[place].append(size)
    return runs


def _headed_article(headline: Element | None, prose: Prose) -> Element | None:
    """The article that the headline stands in, where the page has several."""
    around = () if headline is None else headline.iterancestors("article")
    return next((element for element in around if prose.of(element)), None)


def _region(above: list[Element], prose: Prose) -> Element:
    """The article around the longest run of paragraphs, else the main part, else all."""
    for tag in ("article", "main"):
        around = [element for element in above if element.tag == tag]
        for element in around:
            if prose.of(element) >= REGION_SHARE * prose.of(around[-1]):
                return element
    return above[-1]


def _is_post(article: Element, prose: Prose, headline: Element) -> bool:
    """Is this one of the posts of a live blog, whose headline stands above them all?"""
    if article.tag != "article" or headline in article.iter():
        return False
    siblings = [*article.itersiblings("article", preceding=True), *article.itersiblings("article")]
    own = _numberless(article.get("class"))
    posts = [each for each in siblings if _numberless(each.get("class")) == own and prose.of(each)]
    enough = len(posts) >= MIN_POSTS or any(prose.of(each) >= PIECE_SIZE for each in posts)
    return enough and not any(headline in each.iter() for each in posts)


def _numberless(names: str | None) -> str:
    return re.sub(r"\d+", "", names or "")


def _named_body(above: list[Element], prose: Prose) -> Element | None:
    """The nearest element around the paragraphs that its publisher marked as the story's body."""
    whole = prose.of(above[-1])
    names = Counter(element.get("class") for element, size in prose.held.items() if size)
    for pattern in BODY_NAMES:
        for element in above:
            if element.tag != "body" and pattern.search(names_of(element).lower()):
                lone = names[element.get("class")] == 1
                if prose.of(element) >= BODY_SHARE * whole:
                    return element
                if lone and prose.of(element) >= LONE_BODY_SHARE * whole:
                    return _with_its_pieces(above[above.index(element) :], prose)
    return None


def _with_its_pieces(above: list[Element], prose: Prose) -> Element:
    """Up from the longest run of paragraphs, as long as further runs of the same story stand beside it."""
    joining = _joining(above, prose)
    story = above[0]
    for element in above[1:]:
        least = max(PIECE_SIZE, PIECE_SHARE * prose.of(story))
        if prose.of(element) > prose.of(story) and joining.get(element, 0) >= least:
            story = element
    return story


def _joining(above: list[Element], prose: Prose) -> dict[Element, float]:
    """The longest run of paragraphs that each element around the story adds to those around it from within."""
    joins: dict[Element, Element] = {element: element for element in above}  # element -> where it meets the story
    longest: dict[Element, float] = {element: prose.own.get(element, 0) for element in above}
    for start, run in prose.run.items():
        if run < PIECE_SIZE or start in longest:
            continue
        path = [start]
        while path[-1] not in joins and (further := path[-1].getparent()) is not None:
            path.append(further)
        met = joins.get(path[-1])
        if met is not None:
            joins.update(dict.fromkeys(path, met))
            longest[met] = max(longest[met], run)
    return longest
