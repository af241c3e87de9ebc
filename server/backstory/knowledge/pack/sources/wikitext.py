"""Wikitext of an article -> an Article: its lead as running text, its links, what its infobox dates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backstory.errors import PackSourceError
from backstory.knowledge.mediawiki.traits import traits
from backstory.knowledge.pack.sources.article_html import first_clause
from backstory.knowledge.pack.sources.encyclopedia import Article
from backstory.text.prose import clean, tidy

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Template
    from mwparserfromhell.wikicode import Wikicode

_MOST_LEAD = 40_000  # characters of wikitext that are parsed: infobox and lead
_MOST_LINKS = 3_000
_SECTION = re.compile(r"^==", re.MULTILINE)
_LINK = re.compile(r"\[\[([^\[\]|#<>{}\n]{1,255})(?:#[^\[\]|\n]{0,200})?(?:\|([^\[\]\n]{1,300}))?\]\]([^\W\d_]*)")
_NAMESPACE = re.compile(r"\A:?[^\W\d_][\w -]*:\S")
_LISTS = re.compile(r"\{\{\s*(?:[\w -]*disambig\w*|hndis|geodis|surname|given name|dab|begriffsklärung|homonymie)\s*[|}]", re.I)
_NOTES = re.compile(r"<ref[^<>]*?/>|<ref\b.*?</ref>|<!--.*?-->|<gallery\b.*?</gallery>|\{\|.*?\|\}", re.DOTALL | re.IGNORECASE)
_BIRTH = re.compile(r"\A(?:birth[ -](?:date|year)|birth date and age|bda|dob)", re.IGNORECASE)
_DEATH = re.compile(r"\A(?:death[ -](?:date|year)|death date and age|dda)", re.IGNORECASE)
_KINDS = (
    ("person", re.compile(r"\Ainfobox (?:person|officeholder|politician|royalty|writer|artist|scientist|military person"
                          r"|football biography|sportsperson|president|prime minister|monarch|philosopher|musical artist)", re.I)),
    ("place", re.compile(r"\Ainfobox (?:settlement|country|city|river|mountain|island|u\.?s\.? state|province|former country)", re.I)),
    ("company", re.compile(r"\Ainfobox (?:company|airline|brand)", re.I)),
    ("organisation", re.compile(r"\Ainfobox (?:organi[sz]ation|university|political party|government agency|military unit"
                                r"|football club|union|school|legislature|newspaper)", re.I)),
    ("event", re.compile(r"\Ainfobox (?:military conflict|event|election|war|civil conflict|earthquake)", re.I)),
    ("work", re.compile(r"\Ainfobox (?:film|book|album|song|television|video game)", re.I)),
)  # fmt: skip


def read_wikitext(title: str, text: str, *, language: str = "en") -> Article | None:
    """What a page's wikitext tells; None where it has no text of an article. Raises: PackSourceError, without the parser."""
    is_list = _LISTS.search(text) is not None
    section = _SECTION.search(text)
    head = _NOTES.sub("", text[: min(section.start() if section else len(text), _MOST_LEAD)])
    code = _parsed(head)
    templates = code.filter_templates(recursive=True)
    born, died = _dated(templates, _BIRTH), _dated(templates, _DEATH)
    boxes = [str(each.name).strip() for each in templates if str(each.name).strip().lower().startswith("infobox")]
    for template in code.filter_templates(recursive=False):
        code.remove(template)
    for link in code.filter_wikilinks(recursive=False):
        if _NAMESPACE.match(str(link.title)):
            code.remove(link)
    lead = _running(code)
    if not lead and not is_list:
        return None
    description = first_clause(lead) if language == "en" else None
    kind, began, ended = traits(description, lead)
    kind = next((kind for kind, pattern in _KINDS if any(pattern.match(box) for box in boxes)), kind)
    return Article(
        title=title,
        lead=lead,
        description=description,
        kind=kind or ("person" if born else None),
        born=born or began,
        died=died or ended,
        is_list=is_list,
        links=tuple(_links(text)),
    )


def _parsed(text: str) -> Wikicode:
    try:
        import mwparserfromhell
    except ImportError as error:
        raise PackSourceError(
            "wikitext needs the package mwparserfromhell: pip install 'backstory[dumps]'"
        ) from error
    return mwparserfromhell.parse(text, skip_style_tags=True)


def _running(code: Wikicode) -> str:
    stripped = code.strip_code(normalize=True, collapse=True).replace("'''", "").replace("''", "")
    paragraphs = (tidy(part) for part in re.split(r"\n\s*\n", stripped))
    return " ".join(part for part in paragraphs if len(part) > 20 and part[0] not in "*#:;|")


def _links(text: str) -> Iterator[tuple[str, str]]:
    """The articles that the text links to, with the words of each link."""
    for count, match in enumerate(_LINK.finditer(text)):
        if count == _MOST_LINKS:
            return
        target = match[1].replace("_", " ").strip()
        if not target or _NAMESPACE.match(match[1]):
            continue
        words = clean((match[2] or target).replace("'''", "").replace("''", "") + match[3], limit=300)
        if words:
            yield target[0].upper() + target[1:], words


def _dated(templates: list[Template], names: re.Pattern[str]) -> str | None:
    """The day of the first template of such a name: {{birth date|1930|9|23}}."""
    for template in templates:
        if not names.match(str(template.name).strip()):
            continue
        numbers = [str(each.value).strip() for each in template.params if not each.showkey]
        numbers = [each for each in numbers if each.isdigit()][:3]
        if numbers and len(numbers[0]) == 4:
            year, *rest = numbers
            rest = [f"{int(each):02}" for each in rest if 1 <= int(each) <= 31]
            return "-".join([year, *rest])
    return None
