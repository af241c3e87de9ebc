"""The story's headline, as the page displays it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from backstory.extract.text_size import dense_signs
from backstory.extract.tree import Element, brief, one_line

HEADLINES = etree.XPath("//*[@itemprop='headline' or @itemprop='name headline']")
# Old pages set their headlines in a cell or a bold line; the title in the page's head tells which.
SAYING = etree.XPath("//body//*[not(self::script)][starts-with(normalize-space(text()), $start)]")
MAX_HEADINGS = 20
MAX_TITLE = 500  # characters
START = 12  # characters of a title that find it on the page
DENSE_START = 6  # the same in scripts without spaces
# Where titles are written without spaces, so is the line between them and the site's name.
TITLE_BREAK = re.compile(r"\s+[|·•»–—:-]\s+|\s*[|»｜丨]\s*|\s::\s|(?<=[\u3040-\u9fff”」』])\s?[-_—:：]+\s?(?=\w)")
EDGES = " |·•»–—-:"
NEARLY_SAME = 0.8
SAME = 0.5  # share of words that a heading and the page's title have in common
LONG = 4  # words that no site's name has


def words_of(text: str | None) -> list[str]:
    """Lowercase words, for comparing titles; a text without spaces counts by its signs."""
    found = re.findall(r"\w+", (text or "")[:MAX_TITLE].casefold())
    return found if len(found) > 1 else list("".join(found))


def likeness(one: str | None, other: str | None) -> float:
    """Share of words that two titles have in common, 0..1, of all words of both."""
    left, right = set(words_of(one)), set(words_of(other))
    return len(left & right) / len(left | right) if left and right else 0.0


def find_headline(root: Element, said: Sequence[str]) -> Element | None:
    """The element that displays the headline: the heading most like the titles that the page's head gives.

    A title made for social networks may share no word with it: then the page's only heading of the first rank is it.
    """
    headings = list(islice(root.iter("h1"), MAX_HEADINGS)) or HEADLINES(root)[:MAX_HEADINGS]
    shown = [(heading, text) for heading in headings if (text := headline_text(heading, said))]
    best = max(shown, key=lambda pair: _score(pair[1], said), default=None)
    if best and (not said or _score(best[1], said) >= SAME):
        heading: Element = best[0]
        return heading
    found = next(_saying(root, said), None)
    if found is None and len(shown) == 1 and _heads_story(*shown[0], said):
        return shown[0][0]
    return found


def headline_text(heading: Element, said: Sequence[str]) -> str:
    """What a heading says, without the label above it that stands in the same element."""
    whole = brief(heading, MAX_TITLE)
    if not whole or not len(heading):
        return whole
    parts = [whole, *(text for child in islice(heading, MAX_HEADINGS) if (text := brief(child, MAX_TITLE)))]
    if len(parts) == 1:
        return whole
    parts.insert(1, " ".join(one_line(" ".join(heading.itertext())).split()))
    best = max(parts, key=lambda part: _score(part, said))
    return best if _score(best, said) >= NEARLY_SAME and _score(whole, said) < 1 else whole


def _heads_story(heading: Element, text: str, said: Sequence[str]) -> bool:
    """Is the page's only such heading a story's, and not the site's name?"""
    if len(words_of(text)) < LONG or any(site_in_title(title, text) is None and text in title for title in said):
        return False
    around = {above.tag for above in heading.iterancestors()}
    return bool(around & {"article", "main", "section"}) or not around & {"header", "nav", "a"}


def _score(shown: str, said: Sequence[str]) -> float:
    return max((likeness(shown, without_site(title)) for title in said), default=0.0)


def _saying(root: Element, said: Sequence[str]) -> Iterator[Element]:
    """Elements whose text is a title, or a title without the site's name after it."""
    for title in said:
        if len(title) > START and "'" not in title[:START]:
            start = title[: DENSE_START if dense_signs(title[:START]) else START]
            for element in SAYING(root, start=start)[:MAX_HEADINGS]:
                text = brief(element, MAX_TITLE)
                if text and (text == title or (title.startswith(text) and TITLE_BREAK.match(title, len(text)))):
                    yield element


def without_site(title: str, site: str | None = None) -> str:
    """A title without the site's name at its end or start."""
    parts = TITLE_BREAK.split(title)
    if len(parts) < 2:
        return title
    for part, rest in ((parts[-1], title.removesuffix(parts[-1])), (parts[0], title.removeprefix(parts[0]))):
        if site and likeness(part, site) > SAME and len(words_of(rest)) > 2:
            return rest.strip(EDGES)
    rest = title.removesuffix(parts[-1])
    # A hyphen or a colon also divides headlines; bars and the like do not.
    if len(words_of(parts[-1])) <= LONG < len(words_of(rest)) and re.search(r"[|»•·｜丨]|\s::\s", title):
        return rest.strip(EDGES)
    return title


def site_in_title(title: str | None, headline: str | None) -> str | None:
    """What a page's title says beside the headline: the site's name."""
    if not title or not headline or not title.startswith(headline):
        return None
    parts = [part for part in TITLE_BREAK.split(title[len(headline) :]) if part.strip(EDGES)]
    return parts[-1].strip(EDGES) if parts and len(parts[-1].split()) <= LONG + 2 else None
