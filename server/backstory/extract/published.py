"""When a story came out: what the page says in its head, by its headline, or in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, islice

from lxml import etree

from backstory.extract.addresses import country_of
from backstory.extract.class_hints import names_of
from backstory.extract.dates import Reading, date_in_url, iso_date, written_date
from backstory.extract.page_words import phrases
from backstory.extract.places import Places, texts
from backstory.extract.tree import Element, brief
from backstory.model import PublishedFrom

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date",
    "publishdate", "publish-date", "publish_date", "pubdate", "og:pubdate", "bt:pubdate", "publication_date",
    "cxenseparse:recs:publishtime", "article.published",
    "published-date", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "rnews:datepublished",
    "citation_publication_date", "citation_date",
    "dcterms.created", "dc.date.created", "dc.created", "dcsext.articlefirstpublished", "ptime", "displaydate",
    "datecreated", "created", "dc.date", "dcterms.date",
    "date", "lastpubdate",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
)

CHANGED = re.compile(r"updat|modif")
CHANGES = etree.XPath("//*[@itemprop='dateModified'] | //time[contains(@class, 'updat') or contains(@class, 'modif')]")
MAX_DATED = 200  # elements; far more than stand by a headline
MAX_TITLE = 1_000  # characters
MAX_LINE = 120  # characters of a line that tells the date
AFTER, BEFORE = 24, 6  # texts after and before the headline in which its date may stand
AROUND = 4  # levels above the headline that are its header
MONTH_FIRST = frozenset({"en-us", "en-ph", "es-us", "us", "ph"})  # regions and countries that write 3/4 for 4 March
EITHER = frozenset({"en", "en-ca", "ca", ""})  # where both are written

Found = tuple[str, PublishedFrom]


def reading_of(language: str | None, url: str | None) -> Reading:
    """How the dates of a page in this language, at this address, are to be read.

    The country of the address tells more than the language's region, which page templates leave at en-US.
    """
    tag, country = (language or "").lower(), country_of(url)
    where = country or tag
    if country and not tag.startswith("en"):
        where = tag
    if where in MONTH_FIRST:
        return Reading(language, day_first=False)
    return Reading(language, day_first=None if where in EITHER else True)


def meta_dates(metas: Mapping[str, str], names: tuple[str, ...], reading: Reading) -> Iterator[str]:
    """Dates that meta elements of these names give, most telling name first."""
    for name in names:
        if found := iso_date(metas.get(name), reading):
            yield found


def find_published(places: Places, url: str | None, reading: Reading) -> Found | tuple[None, None]:
    """The date on the page or in its address. Where the address names a day, a date of another day is not believed."""
    in_url = date_in_url(url)
    marked = list(_marked(places, reading))
    own = (found[:2] for found in marked if not found[2] and not found[3])
    changed = (found[:2] for found in marked if found[3])
    outside = (found[:2] for found in marked if found[2] and not found[3])
    for date, source in chain(own, _beside(places, reading), outside, changed):
        if in_url is None or date[:10] == in_url:
            return date, source
    return (in_url, "url") if in_url else (None, None)


def find_modified(root: Element, places: Places, reading: Reading) -> Iterator[tuple[str, str]]:
    """Dates of a change on the page, those in a machine's form first, each with where it stands."""
    for element in islice(CHANGES(root), MAX_DATED):
        said = element.get("datetime") or element.get("content")
        if (found := iso_date(said, reading)) and not places.is_elsewhere(element):
            yield found, "time" if element.tag == "time" else "microdata"
    for element in _dated(places):
        said = element.get("datetime") or element.get("content")
        if (
            said
            and _follows_change(element)
            and (found := iso_date(said, reading))
            and not places.is_elsewhere(element)
        ):
            yield found, "time" if element.tag == "time" else "text"
    for text, element in _lines_beside(places):
        changed = _in_two(text)[1]
        if changed and (found := written_date(changed, reading)) and not places.is_elsewhere(element):
            yield found, "text"


@cache
def _change_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the date of a change; and the same where nothing follows."""
    words = "|".join(map(re.escape, sorted(phrases("updated"), key=len, reverse=True)))
    first = "|".join(map(re.escape, sorted(phrases("published"), key=len, reverse=True)))
    return (
        re.compile(rf"(?<!\w)(?:{words})(?P<date>.*?)(?=(?<!\w)(?:{first})|$)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{words})[\s::]*(?:\w{{1,3}}\s)?$", re.IGNORECASE),
    )


def _in_two(text: str) -> tuple[str, str]:
    """A line without what it tells of a change; and that."""
    found = _change_words()[0].search(text)
    return (f"{text[: found.start()]} {text[found.end() :]}", found["date"]) if found else (text, "")


def _follows_change(element: Element) -> bool:
    """Does "Updated:" stand right before this?"""
    before, above = element.getprevious(), element.getparent()
    if before is not None:
        text = f"{brief(before, MAX_LINE)} {before.tail or ''}"
    else:
        text = (above.text or "") if above is not None else ""
    return bool(_change_words()[1].search(" ".join(text.split())[-MAX_LINE:]))


@cache
def _date_words() -> re.Pattern[str]:
    return re.compile("|".join(["date|publish|time|byline|meta", *map(re.escape, phrases("date_classes"))]))


def _dated(places: Places) -> Iterator[Element]:
    """Time elements and elements called dates, in their order."""
    return islice((each for each, names in places.named if each.tag == "time" or _is_called_date(names)), MAX_DATED)


@lru_cache(maxsize=20_000)
def _is_called_date(names: str) -> bool:
    return bool(names) and bool(_date_words().search(names))


def _marked(places: Places, reading: Reading) -> Iterator[tuple[str, PublishedFrom, bool, bool]]:
    """Dates in time elements and elements called dates, each with whether it stands outside of the story's part of the
    page, and whether it is that of a change; those with a machine's form before those in words.
    """
    written: list[tuple[str, PublishedFrom, bool, bool]] = []
    for element in _dated(places):
        if places.is_elsewhere(element):
            continue
        outside = places.is_outside(element)
        changed = bool(CHANGED.search(names_of(element).lower())) or _follows_change(element)
        if found := iso_date(element.get("datetime") or element.get("content"), reading):
            yield found, "time", outside, changed
            continue
        own, change = _in_two(brief(element, MAX_LINE))
        if found := written_date(own, reading) or written_date(change, reading):
            changed = changed or not written_date(own, reading)
            written.append((found, "time" if element.tag == "time" else "text", outside, changed))
    yield from written


def _beside(places: Places, reading: Reading) -> Iterator[Found]:
    """Dates in the short lines after the headline, else right before it; those of a change last."""
    later: list[Found] = []
    for text, element in _lines_beside(places):
        own, change = _in_two(text)
        if (found := written_date(own, reading)) and not places.is_elsewhere(element):
            yield found, "text"
        elif change and (found := written_date(change, reading)) and not places.is_elsewhere(element):
            later.append((found, "text"))
    yield from later


def _lines_beside(places: Places) -> Iterator[tuple[str, Element]]:
    """The short lines after the headline, then those right before it."""
    headline = places.headline
    if headline is None:
        return
    header = ([headline, *headline.iterancestors()][: AROUND + 1])[-1]
    before: list[tuple[str, Element]] = []
    title = brief(headline, MAX_TITLE)
    lines = texts(header)
    for text, element in lines:
        if text in title:
            break
        before.append((text, element))
    for text, element in (*islice(lines, AFTER), *reversed(before[-BEFORE:])):
        if len(text) <= MAX_LINE:
            yield text, element
