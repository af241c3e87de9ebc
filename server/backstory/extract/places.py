"""Where on the page something stands: by the headline, in the story's own part, or in what is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import islice

from lxml import etree

from backstory.extract.class_hints import INLINE, names_of
from backstory.extract.page_words import phrases
from backstory.extract.tree import Element, brief, one_line

MAX_HEADINGS = 10
MAX_LEVELS = 64  # above a date; deeper pages are not made to be read
OWN = re.compile("meta|(?:post|entry|article)[-_]?footer")
CARD_LEVELS = 3  # above a date or a name in a card
CARD_SIZE = 400  # characters of a card's text
CARD_TITLE = 4  # words; a date is none
WORD = re.compile(r"(?<!\S)[\"'“‘«„(]?[^\W\d_]\S*")
SENTENCE_BESIDE, LINE_BESIDE = 30, 90  # characters around a date or a name that make its paragraph prose
ENDS = (".", "!", "?", "…", "。", "।", "؟", "”", '"')
PROSE = frozenset({"p", "li", "blockquote", "dd"})


@cache
def _anothers() -> re.Pattern[str]:
    comments = [re.escape(word) for word in phrases("comment_classes")]
    words = [
        "comment",
        "related",
        "side-?bar",
        "(?<!post-)(?<!entry-)(?<!article-)footer",
        "recent",
        "latest",
        "widget",
        "header-date",
        "today",
        "clock",
    ]
    words += [
        "current-?(?:date|time)",
        "masthead",
        "topbar",
        "top-?line",
        "ticker",
        "recommend",
        "teaser",
        "most-?read",
    ]
    return re.compile("|".join([*words, *comments]))


@lru_cache(maxsize=20_000)
def _is_anothers(names: str) -> bool:
    return bool(_anothers().search(names.lower()))


class Places:
    """Where things stand on one page."""

    def __init__(self, root: Element, headline: Element | None) -> None:
        self._root = root
        headings = [headline] if headline is not None else list(islice(root.iter("h1"), MAX_HEADINGS))
        self.headline = headline
        self.headed = {above for heading in headings for above in heading.iterancestors()}
        own = None if headline is None else next(iter(headline.iterancestors("article", "main")), None)
        self.own = own  # the story's part of the page, as far as tags tell

    @cached_property
    def named(self) -> list[tuple[Element, str]]:
        """The page's elements that have a name, or one by their tag, with their names in small letters."""
        return [
            (element, names.lower())
            for element in self._root.iter()
            if (names := names_of(element)) or element.tag == "time" or element.get("rel")
        ]

    def is_elsewhere(self, element: Element) -> bool:
        """Is this another's: the site's clock, a comment's, a list's, a card's, a picture's, or part of a sentence?"""
        around = [element, *islice(element.iterancestors(), MAX_LEVELS)]
        in_article = False
        for above in reversed(around):
            names = names_of(above)
            in_article = in_article or above.tag in {"article", "main"} or "meta" in names
            if above in self.headed:
                continue
            if above.tag in {"nav", "aside", "footer"} and not OWN.search(names):
                return True
            if above.tag in {"figure", "figcaption"} or (names and _is_anothers(names)):
                return True
            if above.tag in {"header", "li"} and not in_article:
                return True  # the site's own header, a menu or a ticker
        return self._is_in_card(element) or _is_in_prose(element)

    def is_outside(self, element: Element) -> bool:
        """Does this stand outside of the article or main part that the headline is in?"""
        return self.own is not None and self.own not in element.iterancestors()

    def _is_in_card(self, element: Element) -> bool:
        """Is there another story's title beside it, as a link, in something that does not hold the headline?"""
        for above in islice(element.iterancestors(), CARD_LEVELS):
            if above in self.headed or above.tag in {"article", "main", "body"}:
                return False
            links = [link for link in islice(above.iter("a"), 6) if link.get("href") and element not in link.iter()]
            titled = any(len(WORD.findall(brief(link, CARD_SIZE))) >= CARD_TITLE for link in links)
            if titled and brief(above, CARD_SIZE):
                return True
        return False


def _is_in_prose(element: Element) -> bool:
    """Is this part of a sentence?"""
    for above in islice((element, *element.iterancestors()), CARD_LEVELS):
        if above.tag in PROSE and above is not element:
            text = one_line("".join(islice(above.itertext(), 50)))
            beside = len(text) - sum(map(len, islice(element.itertext(), 20)))
            return beside > (SENTENCE_BESIDE if text.endswith(ENDS) else LINE_BESIDE)
        if above.tag not in INLINE:
            return False
    return False


def texts(root: Element) -> Iterator[tuple[str, Element]]:
    """Texts on one line each, with the elements that they stand in."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        around = element if event == "start" else element.getparent()
        if text and not text.isspace() and around is not None and (event == "start" or element is not root):
            yield " ".join(text.split()), around
