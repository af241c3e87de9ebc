"""The HTML of a wiki's article, as MediaWiki's parsers and their offline copies write it -> an Article. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from backstory.knowledge.mediawiki.traits import traits
from backstory.knowledge.pack.sources.encyclopedia import Article, first_clause, kind_of, label_of
from backstory.text.prose import clean, tidy

_LONGEST_LEAD = 1_500  # characters: a card tells three sentences
_MOST_LINKS = 3_000
_LIST_MARKS = frozenset(
    {"disambigbox", "dmbox", "dmbox-disambig", "disambiguation", "bandeau-homonymie", "begriffsklaerung"}
)
# what a lead's paragraph holds beside its sentences
_ASIDE = (
    ".//sup | .//style | .//script | .//table | .//*[contains(@style, 'display:none')] | .//figure"
    " | .//*[contains(concat(' ', @class, ' '), ' noprint ')] | .//*[contains(concat(' ', @class, ' '), ' reference ')]"
)
_INFOBOX = re.compile(r"\binfobox\b|\btaxobox\b|\binfobox_v2\b")
_NAMESPACE = re.compile(r"\A(?:\.\./)?(?:A/)?")
_OUTSIDE = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//|\A#|\A(?:\.\./)?[-IJMSUVWXB]/|\A[a-z]+:")
_KIND_BY_CLASS = (
    ("biography", "person"),
    ("geography", "place"),
    ("settlement", "place"),
    ("haudio", "work"),
    ("hproduct", "work"),
)
_MAX_DESCRIPTION = 120
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}\Z")


def read_article(title: str, content: bytes, *, language: str = "en") -> Article | None:
    """What the page tells; None where it has no text of an article, as main pages and empty ones."""
    try:
        page = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    body = page.find("body")
    if body is None:
        return None
    is_list = _is_list(body)
    boxes = [table for table in body.iter("table") if _INFOBOX.search(table.get("class") or "")]
    born, died = _day(boxes, ("bday",)), _day(boxes, ("deathdate", "dday"))
    links = tuple(_links(body, title))
    short = _first_text(body, "shortdescription")
    for box in boxes:
        _drop(box)
    lead = _lead(body)
    if not lead and not is_list:
        return None
    description = short or (first_clause(lead, label_of(title)) if language == "en" else None)
    kind, began, ended = traits(description, lead)
    kind = next((kind for name, kind in _KIND_BY_CLASS if any(name in (box.get("class") or "") for box in boxes)), kind)
    kind = kind_of(kind, born or began, title)
    if kind is None:
        kind = "person" if born else "event" if any("vevent" in (box.get("class") or "") for box in boxes) else None
    return Article(
        title=title,
        lead=lead,
        description=description,
        kind=kind,
        born=born or began,
        died=died or ended,
        is_list=is_list,
        links=links,
    )


def _is_list(body: html.HtmlElement) -> bool:
    for element in body.iter("table", "div", "p"):
        if _LIST_MARKS & {name.lower() for name in (element.get("class") or "").split()}:
            return True
        if (element.get("id") or "").lower() in _LIST_MARKS:
            return True
    return False


def _links(body: html.HtmlElement, title: str) -> Iterator[tuple[str, str]]:
    """The articles that the page links to, with the words of each link."""
    count = 0
    for anchor in body.iter("a"):
        href = anchor.get("href") or ""
        if not href or _OUTSIDE.match(href) or "external" in (anchor.get("class") or ""):
            continue
        target = _target(href)
        words = clean("".join(anchor.itertext()), limit=300)
        if target and words and target != title:
            yield target, words
            count += 1
            if count == _MOST_LINKS:
                return


def _target(href: str) -> str:
    path = _NAMESPACE.sub("", unquote(href.split("#", 1)[0].split("?", 1)[0]))
    path = path.removeprefix("./").removeprefix("/wiki/").removesuffix(".html")
    return path.replace("_", " ").strip()


def _lead(body: html.HtmlElement) -> str:
    """The paragraphs before the first heading of a section, as running text."""
    parts: list[str] = []
    length = 0
    for element in body.iter("p", "h2", "h3"):
        if element.tag != "p":
            if parts:
                break
            continue
        for aside in element.xpath(_ASIDE):
            _drop(aside)
        text = tidy("".join(element.itertext()))
        if len(text) > 20:
            parts.append(text)
            length += len(text)
        if length > _LONGEST_LEAD:
            break
    return " ".join(parts)


def _drop(element: html.HtmlElement) -> None:
    """Take an element out and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def _first_text(body: html.HtmlElement, name: str) -> str | None:
    for element in body.iter("div", "span"):
        if name in (element.get("class") or "").split():
            return clean(element.text_content(), limit=_MAX_DESCRIPTION) or None
    return None


def _day(boxes: list[html.HtmlElement], names: tuple[str, ...]) -> str | None:
    """The first date in the infoboxes that is marked with one of the classes."""
    for box in boxes:
        for element in box.iter("span", "time"):
            if set(names) & set((element.get("class") or "").split()):
                day = clean(element.text_content(), limit=12)
                if _DATE.match(day):
                    return day
    return None
