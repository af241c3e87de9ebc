"""Who wrote the story: people or a desk, named in the head, by the headline or below the text; or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from backstory.extract.class_hints import BLOCKS, names_of
from backstory.extract.head import Head, clean
from backstory.extract.page_words import BYLINE, NO_PERSON, PHOTO, all_months, code_of, phrases
from backstory.extract.places import Places, texts
from backstory.extract.titles import words_of
from backstory.extract.tree import Element, brief
from backstory.lang import language

AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "cxenseparse:author", "article:author_name",
)  # fmt: skip
WRITTEN_BY = re.compile(
    r"(?:^|[·|•,]\s*)(?:(?:written|reported|words|story|posted|submitted|text) )?by:?\s+"
    r"(?P<name>[^·|•]+?)(?:\s+on\s.*)?$",
    re.IGNORECASE,
)
# What stands behind a name on its line: a date, a place's bar, a time of reading.
BEHIND = re.compile(
    r"\s*(?:\(?https?:|[|·•/]|\s[–—-]\s|,?\s+(?:on\s+)?\d|\b(?:Published|Updated|Posted|Last updated)\b).*$",
    re.IGNORECASE,
)
BARS = re.compile(r"\s*[|·•]\s*")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
HANDLE = re.compile(r"(?<=\w)\s+\(?@\w+\)?")
MAX_NAME = 80  # characters of a byline that is no sentence
MAX_NAMES = 300
MAX_AUTHORED = 40  # elements looked at for a byline
NAME_WORDS = 8
MAX_TEXTS = 20  # of an element that names an author, and elements in it
AFTER, AROUND = 24, 4  # texts after the headline, levels above it
SMALL = frozenset(
    "de da do dos das del della der den van von zu la le el al bin ibn ben y e und et and of the for af av".split()
)


def bylines(
    root: Element, head: Head, places: Places, site: str | None, tag: str | None, url: str | None
) -> Iterator[tuple[str, str]]:
    """Who may have written the story, and where that was read, most trusted first."""
    whose = _Whose(site, url, tag)
    authors = [found for name in head.node.authors if (found := whose.name(clean(name), said=True))]
    if authors:
        yield ", ".join(dict.fromkeys(authors)), "json_ld"
    for key in AUTHOR_META:
        if found := whose.name(head.metas.get(key), said=True):
            yield found, "meta"
    later: list[tuple[str, str]] = []
    authored = (e for e, names in places.named if _is_called_author(names) or e.get("rel") == "author")
    for element in islice(authored, MAX_AUTHORED):
        text = clean(_in_parts(element)) if brief(element, 2 * MAX_NAME) else None
        inner = [each for each in islice(element.iterdescendants(), MAX_TEXTS) if _is_author(each) or _is_about(each)]
        found = _of_several(inner, text, whose)
        if found is None and not any(map(_is_author, inner)):
            found = whose.name(text)
        if not found or places.is_elsewhere(element) or PHOTO.search(f"{names_of(element)} {text}"):
            continue
        origin = "microdata" if "author" in element.get("itemprop", "") else "html"
        if not places.is_outside(element):
            yield found, origin
        elif text and BYLINE.match(text):
            later.append((found, origin))
    yield from _beside(places, whose)
    yield from _linked(root, places, whose)
    yield from later


def _of_several(authors: list[Element], text: str | None, whose: _Whose) -> str | None:
    """The names of several authors in one byline, as it joins them if it says nothing else; None for one."""
    names = dict.fromkeys(filter(None, (whose.name(clean(_in_parts(each))) for each in authors if each.tag == "a")))
    if len(names) < 2:
        return None
    whole = whose.name(text)
    return whole if whole and set(_joining().split(whole)) == names.keys() else ", ".join(names)


def _linked(root: Element, places: Places, whose: _Whose) -> Iterator[tuple[str, str]]:
    """Links to a page about somebody: who is named so in the story's part of the page wrote it."""
    for link in islice(filter(_is_about, root.iter("a")), MAX_AUTHORED):
        found = whose.name(clean(_in_parts(link))) if brief(link, MAX_NAME) else None
        if found and " " in found and not places.is_outside(link) and not places.is_elsewhere(link):
            yield found, "html"


@cache
def _about() -> re.Pattern[str]:
    """Addresses of pages about who writes, whatever the link is called."""
    words = "|".join(
        map(re.escape, {"by", "writers", "writer", "contributor", "contributors", "staff", *phrases("author_classes")})
    )
    return re.compile(rf"/(?:(?:our-)?authors?|{words})/[\w%.-]", re.IGNORECASE)


def _is_about(element: Element) -> bool:
    return element.tag == "a" and bool(_about().search(element.get("href", "")))


@cache
def _author_words() -> re.Pattern[str]:
    own = [rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in phrases("author_classes")]
    return re.compile(
        "|".join(["author", "byline", "submitted", r"(?<![a-z])(?:by|byl|writer|journalist|reporter)s?(?![a-z])", *own])
    )


def _is_author(element: Element) -> bool:
    return element.get("rel") == "author" or _is_called_author(names_of(element).lower())


@lru_cache(maxsize=20_000)
def _is_called_author(names: str) -> bool:
    return bool(names) and bool(_author_words().search(names))


def _beside(places: Places, whose: _Whose) -> Iterator[tuple[str, str]]:
    """A line after the headline that begins as bylines do: "By Ada Holm"."""
    if places.headline is None:
        return
    title = brief(places.headline, 1_000)
    header = ([places.headline, *places.headline.iterancestors()][: AROUND + 1])[-1]
    after = False
    seen = 0
    for text, element in texts(header):
        if not after:
            after = text in title and places.headline in (element, *element.iterancestors())
            continue
        if text in title:
            continue
        seen += 1
        if seen > AFTER:
            return
        parts = BARS.split(text) if len(text) <= 2 * MAX_NAME else []
        found = next((name for part in parts if whose.opens(part) and (name := whose.name(part))), None)
        if found and not places.is_elsewhere(element):
            yield found, "html"


def _in_parts(element: Element) -> str:
    """An element's text, with bars where its lines end."""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(" | " if each.tag in BLOCKS or each.tag == "br" else " ")
            parts.append(each.text or "")
        elif each is not element:
            parts.append(" | " if each.tag in BLOCKS else " ")
            parts.append(each.tail or "")
    return " ".join("".join(parts).split()).strip("| ").replace(" ,", ",")


def _without_date(text: str) -> str:
    """A name without the month that is left of a date behind it."""
    name, _, last = text.rpartition(" ")
    return name if name and last.casefold().rstrip(".,") in all_months() else text


def _without_role(text: str) -> str:
    """A name without the role behind it: "Ada Holm, Transport Correspondent", but "Ada Holm, MS"."""
    name, *rest = text.split(", ")
    if len(name.split()) < 2 or not rest:
        return text
    roles = language("en").words("names", "titles")
    last = [part.split()[-1] if part.split() else "" for part in rest]
    kept = [part for part, word in zip(rest, last, strict=True) if word.isupper() or word.casefold() not in roles]
    return ", ".join([name, *kept])


class _Whose:
    """What is known of a page that a name must not be: its site."""

    def __init__(self, site: str | None, url: str | None, tag: str | None) -> None:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
        self.sites = {_letters(each) for each in (site, host, host.partition(".")[0]) if each}
        words = [*language(code_of(tag)).phrases("page", "byline"), *language("en").phrases("page", "byline")]
        self._by = re.compile(
            rf"^(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)\s*[::]?\s*", re.IGNORECASE
        )

    def opens(self, text: str) -> bool:
        """Does a line begin as the page's language begins a byline, with a name behind it?"""
        found = self._by.match(text)
        return found is not None and text[found.end() : found.end() + 1].isupper()

    def name(self, text: str | None, *, said: bool = False) -> str | None:
        """The people or the desk that a text names; None where it names none. `said`: as the author, in the head."""
        if not text or len(text) > MAX_NAMES:
            return None
        text = HANDLE.sub("", EMAIL.sub("", text)).strip(" ,|·()<>")
        written = WRITTEN_BY.search(text)
        if written:
            text = written["name"]
        elif not said or (self._by.match(text) and len(text.split()) > 2):
            text = self._by.sub("", text)
        text = _without_role(_without_date(BEHIND.sub("", text)).strip(" ,|·:;-–—"))
        return text if text and len(text) <= (MAX_NAMES if said else MAX_NAME) and self._is_name(text) else None

    def _is_name(self, text: str) -> bool:
        if (
            text.startswith(("http:", "https:", "@", "/", "{", "["))
            or len(text) < 3
            or (text.endswith((".", "!", "?", "…")) and not text.endswith("Jr."))
        ):
            return False
        if (
            re.search(r"\d", text)
            or text.count("(") != text.count(")")
            or _letters(text) in self.sites
            or not _is_person(text)
        ):
            return False
        parts = [part for part in _joining().split(text) if part]
        return bool(parts) and all(len(part.split()) <= NAME_WORDS for part in parts)


@cache
def _joining() -> re.Pattern[str]:
    """What stands between two names."""
    words = "|".join(map(re.escape, (*phrases("and"), "with")))
    return re.compile(rf"\s*(?:,|;|&|\||/)\s*|\s+(?:{words})\s+", re.IGNORECASE)


@cache
def _desks() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases('desk_words')))})(?!\w)", re.IGNORECASE)


def _is_person(text: str) -> bool:
    """Is this written as names are: capitals in scripts that have them, no word of a button?"""
    found = NO_PERSON.match(text)
    if (found or NO_PERSON.search(text[-12:])) and not _desks().search(text):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", text) if word.casefold() not in SMALL]
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    capital = sum(word[0].isupper() for word in cased)
    return bool(words) and (not cased or capital >= len(cased) / 2)


def _letters(text: str) -> str:
    return "".join(words_of(text))
