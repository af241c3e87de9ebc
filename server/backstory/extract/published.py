"""When a story came out: what the page says in its head, by its headline, or in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from lxml import etree

from backstory.extract.dates import date_in_url, iso_date, written_date
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

DATED = re.compile(r"date|publish|time|byline|meta")
NOT_THIS_STORYS = re.compile(
    r"comment|related|side-?bar|footer|recent|latest|widget|header-date|today|clock|masthead|topbar"
)
CHANGED = re.compile(r"updat|modif")
CHANGES = etree.XPath("//*[@itemprop='dateModified'] | //time[contains(@class, 'updat') or contains(@class, 'modif')]")
MAX_DATED = 200  # elements; far more than stand by a headline
MAX_TITLE = 1_000  # characters
MAX_LINE = 120  # characters of a line that tells the date
AFTER, BEFORE = 24, 6  # texts after and before the headline in which its date may stand
MAX_HEADINGS = 10
MAX_LEVELS = 64  # above a date; deeper pages are not made to be read
AROUND = 4  # levels above the headline that are its header

Found = tuple[str, PublishedFrom]


def day_first(language: str | None) -> bool:
    """How 3/4/2020 is read: month first in the United States and the Philippines; "en" alone is taken for theirs."""
    return language not in {None, "en", "en-US", "en-PH", "es-US"}


def meta_dates(metas: Mapping[str, str], names: tuple[str, ...], language: str | None) -> Iterator[str]:
    """Dates that meta elements of these names give, most telling name first."""
    for name in names:
        if found := iso_date(metas.get(name), day_first=day_first(language)):
            yield found


def find_published(
    root: Element, headline: Element | None, url: str | None, language: str | None
) -> Found | tuple[None, None]:
    """The date on the page or in its address. Where the address names a day, a date of another day is not believed."""
    first = day_first(language)
    in_url = date_in_url(url)
    for date, source in chain(_marked(root, first), _beside(headline, first), _marked(root, first, changed=True)):
        if in_url is None or date[:10] == in_url:
            return date, source
    return (in_url, "url") if in_url else (None, None)


def find_modified(root: Element, language: str | None) -> Iterator[tuple[str, str]]:
    """Dates of a change on the page, in a machine's form, each with where it stands."""
    for element in islice(CHANGES(root), MAX_DATED):
        said = element.get("datetime") or element.get("content")
        if (found := iso_date(said, day_first=day_first(language))) and not _is_elsewhere(element, set()):
            yield found, "time" if element.tag == "time" else "microdata"


def _marked(root: Element, first: bool, *, changed: bool = False) -> Iterator[Found]:
    """Dates in time elements and elements called dates; those with a machine's form before those in words."""
    written: list[Found] = []
    headed = {above for heading in islice(root.iter("h1"), MAX_HEADINGS) for above in heading.iterancestors()}
    dated = (element for element in root.iter() if element.tag == "time" or DATED.search(_marks(element)))
    for element in islice(dated, MAX_DATED):
        if _is_elsewhere(element, headed) or changed != bool(CHANGED.search(_marks(element))):
            continue
        if found := iso_date(element.get("datetime") or element.get("content"), day_first=first):
            yield found, "time"
            continue
        if (text := brief(element, MAX_LINE)) and (found := written_date(text, day_first=first)):
            written.append((found, "time" if element.tag == "time" else "text"))
    yield from written


def _beside(headline: Element | None, first: bool) -> Iterator[Found]:
    """Dates in the short lines after the headline, else right before it."""
    if headline is None:
        return
    header = ([headline, *headline.iterancestors()][: AROUND + 1])[-1]
    headed = set(headline.iterancestors())
    before: list[tuple[str, Element]] = []
    title = brief(headline, MAX_TITLE)
    texts = _texts(header)
    for text, element in texts:
        if text in title:
            break
        before.append((text, element))
    for text, element in (*islice(texts, AFTER), *reversed(before[-BEFORE:])):
        found = written_date(text, day_first=first) if len(text) <= MAX_LINE else None
        if found and not _is_elsewhere(element, headed):
            yield found, "text"


def _texts(root: Element) -> Iterator[tuple[str, Element]]:
    """Texts on one line each, with the elements that they stand in."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        around = element if event == "start" else element.getparent()
        if text and not text.isspace() and around is not None and (event == "start" or element is not root):
            yield " ".join(text.split()), around


def _marks(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".lower()


def _is_elsewhere(element: Element, headed: set[Element]) -> bool:
    """Is this date another's: the site's clock, a comment's, one in a list? Each of `headed` holds a headline."""
    around = [element, *islice(element.iterancestors(), MAX_LEVELS)]
    in_article = False
    for above in reversed(around):
        marks = _marks(above)
        in_article = in_article or above.tag in {"article", "main"} or "meta" in marks
        if above in headed:
            continue
        if (above.tag in {"nav", "aside", "footer"} and "meta" not in marks) or NOT_THIS_STORYS.search(marks):
            return True
        if above.tag in {"header", "li"} and not in_article:
            return True  # the site's own header, a menu or a ticker
    return False
