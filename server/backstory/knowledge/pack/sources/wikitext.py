"""Wikitext of an article -> an Article: its lead as running text, its links, what its infobox dates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backstory.errors import PackSourceError
from backstory.knowledge.mediawiki.traits import traits
from backstory.knowledge.pack.sources.encyclopedia import Article, first_clause, kind_of, label_of
from backstory.text.prose import clean, tidy
from backstory.text.sentences import sentences

_MOST_LEAD = 60_000  # characters of wikitext that are looked at: infobox and lead
_MOST_LINKS = 3_000
_SECTION = re.compile(r"^==", re.MULTILINE)
_LINK = re.compile(r"\[\[([^\[\]|#<>{}\n]{1,255})(?:#[^\[\]|\n]{0,200})?(?:\|([^\[\]\n]{1,300}))?\]\]([^\W\d_]*)")
_NAMESPACE = re.compile(r"\A:?[^\W\d_][\w -]*:\S")
_LISTS = re.compile(
    r"\{\{\s*(?:[\w -]*disambig\w*|hndis|geodis|surname|given name|dab|begriffsklärung|homonymie)\s*[|}]", re.I
)
_NOTES = re.compile(
    r"<ref[^<>]*?/>|<ref\b.*?</ref>|<!--.*?-->|<gallery\b.*?</gallery>|\{\|.*?\|\}", re.DOTALL | re.IGNORECASE
)
_BIRTH = re.compile(r"\{\{\s*(?:birth[ -](?:date|year)[\w ]*|bda|dob)\|([^{}]{4,80})\}\}", re.IGNORECASE)
_DEATH = re.compile(r"\{\{\s*(?:death[ -](?:date|year)[\w ]*|dda)\|([^{}]{4,80})\}\}", re.IGNORECASE)
_BOX = re.compile(r"\{\{\s*infobox ([^|{}\n<]{2,60})", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}")
_FILES = re.compile(
    r"\[\[(?:File|Image|Category|Datei|Bild|Fichier|Archivo|Файл)\s*:(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", re.IGNORECASE
)
_HOLLOW_BRACKETS = re.compile(r"\s?\((?:[\s;,:'\"]|or|and)*\)|(?<=\()[\s;,:'\"]+(?=\w)")
_HOLE = re.compile(r"\b(?:of|about|is|was|to|at|over|than|approximately) ?[,.;)]|\s,")
# What an article is, by the first words of its infobox's name.
_KIND_BY_BOX = {
    "person": (
        "person", "officeholder", "politician", "royalty", "writer", "artist", "scientist", "military person",
        "football biography", "sportsperson", "president", "prime minister", "monarch", "philosopher", "musical artist",
    ),
    "place": (
        "settlement", "country", "city", "river", "mountain", "island", "province", "u.s. state", "former country",
    ),
    "company": ("company", "airline", "brand"),
    "organisation": (
        "organi", "university", "political party", "government agency", "military unit", "football club", "union",
        "school", "legislature", "newspaper",
    ),
    "event": ("military conflict", "event", "election", "war", "civil conflict", "earthquake"),
    "work": ("film", "book", "album", "song", "television", "video game"),
}  # fmt: skip


def read_wikitext(title: str, text: str, *, language: str = "en") -> Article | None:
    """What a page's wikitext tells; None where it has no text of an article. Raises: PackSourceError: no parser."""
    is_list = _LISTS.search(text) is not None
    section = _SECTION.search(text)
    head = _NOTES.sub("", text[: min(section.start() if section else len(text), _MOST_LEAD)])
    born, died = _dated(_BIRTH, head), _dated(_DEATH, head)
    lead = _running(_without_templates(head), label_of(title))
    if not lead and not is_list:
        return None
    description = first_clause(lead, label_of(title)) if language == "en" else None
    kind, began, ended = traits(description, lead)
    return Article(
        title=title,
        lead=lead,
        description=description,
        kind=_boxed(head) or kind_of(kind, born or began, title),
        born=born or began,
        died=died or ended,
        is_list=is_list,
        links=tuple(_links(text)),
    )


def _boxed(text: str) -> str | None:
    """The kind that the first known infobox tells."""
    for name in _BOX.findall(text):
        for kind, begins in _KIND_BY_BOX.items():
            if name.strip().casefold().startswith(tuple(begins)):
                return kind
    return None


def _without_templates(text: str) -> str:
    """The text without {{…}} and what is nested in it: a parser takes fifty times as long over an infobox."""
    kept: list[str] = []
    depth = position = 0
    for match in _BRACES.finditer(text):
        if depth == 0:
            kept.append(text[position : match.start()])
        depth = max(0, depth + (1 if match[0] == "{{" else -1))
        position = match.end()
    if depth == 0:
        kept.append(text[position:])
    return "".join(kept)


def _running(text: str, label: str) -> str:
    """The lead as sentences; those that a taken-out template left with a hole are left out."""
    try:
        import mwparserfromhell
    except ImportError as error:
        raise PackSourceError("wikitext needs the package mwparserfromhell: pip install 'backstory[dumps]'") from error
    code = mwparserfromhell.parse(_FILES.sub("", text), skip_style_tags=True)
    stripped = code.strip_code(normalize=True, collapse=True).replace("'''", "").replace("''", "")
    paragraphs = (tidy(part) for part in re.split(r"\n\s*\n", stripped))
    lead = " ".join(part for part in paragraphs if len(part) > 20 and part[0] not in "*#:;|")
    lead = _HOLLOW_BRACKETS.sub("", lead)
    if lead[:1].islower():  # its beginning was a template that writes the name
        lead = f"{label} {lead}"
    return " ".join(sentence for sentence in sentences(lead) if not _HOLE.search(sentence))


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


def _dated(template: re.Pattern[str], text: str) -> str | None:
    """The day of the first such template: {{birth date|1930|9|23}}."""
    match = template.search(text)
    numbers = [part.strip() for part in match[1].split("|") if part.strip().isdigit()][:3] if match else []
    if not numbers or len(numbers[0]) != 4:
        return None
    year, *rest = numbers
    return "-".join([year, *(f"{int(each):02}" for each in rest if 1 <= int(each) <= 31)])
