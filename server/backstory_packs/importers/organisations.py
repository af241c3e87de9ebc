"""name-suggestion-index -> organisations, brands and places by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.check import MAX_DESCRIPTION
from backstory.knowledge.pack.source import EntityLine, FactLine, SourceLine, undated
from backstory.ontology import PROPERTIES
from backstory_packs.importers.archives import archive, json_of
from backstory_packs.importers.kinds import NO_SUBJECT, kind_of, says_nothing

PATTERN = "name-suggestion-index-*.tgz"
_VERSION = re.compile(r"-\d+\.\d+\.(\d{4})(\d{2})(\d{2})\.tgz\Z")
_LETTER = re.compile(r"[^\W\d_]")
# What no description should have: markup, addresses, ids, two sentences run together.
_DISSOLVED = PROPERTIES["dissolved"]
ODD = re.compile(r"[<>\[\]{}|#*_=\\«»]|https?:|\bQ\d{2,}\b|&\w+;|\.\S*[A-Z]")
_CLAUSE = re.compile(r"[,;(]| - | – |\. ")
_SHORTEST_CUT = 25  # characters that a description keeps when it is cut at a clause
_WEBSITE = re.compile(r"https?://[^\s<>\"]{4,200}\Z")
# "Halle (Saale)": what stands in brackets tells namesakes apart and is not said in a story.
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*\Z")
# "Gap Inc.": the form of the company, which stories leave out.
_LEGAL = re.compile(
    r"(?:,? (?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|LLC|plc|PLC|AG|SE|GmbH|S\.p\.A|S\.A|SA|N\.V|NV|AB|ASA|Oyj|"
    r"Co|& Co|Co\., Ltd|Pty Ltd|KGaA))\.?\Z"
)
_EARLY_ID, _MIDDLE_ID = 1_000_000, 10_000_000
_MANY_ACCOUNTS = 4


def organisations(folder: Path, dropped: Counter[str]) -> list[EntityLine]:
    """The entities that the index names, by number; what is left out is counted by reason.

    Raises: PackSourceError.
    """
    path = archive(folder, PATTERN)
    source = _source(path)
    brands = _brands(json_of(path, "dist/json/nsi.json"))
    found = []
    for id, value in json_of(path, "dist/wikidata/wikidata.json")["wikidata"].items():
        line = _line(id, value, id in brands, source)
        if isinstance(line, str):
            dropped[line] += 1
        else:
            found.append(line)
    return sorted(found, key=lambda line: int(line.id[1:]))


def _source(path: Path) -> SourceLine:
    version = _VERSION.search(path.name)
    return SourceLine(
        name="Wikidata, through name-suggestion-index",
        url="https://nsi.guide",
        licence="CC0-1.0",
        retrieved=f"{version[1]}-{version[2]}-{version[3]}" if version else None,
    )


def _brands(index: Mapping[str, Any]) -> frozenset[str]:
    """The ids that are listed as brands."""
    return frozenset(
        item["tags"]["brand:wikidata"]
        for category in index["nsi"].values()
        for item in category["items"]
        if "brand:wikidata" in item["tags"]
    )


def _line(id: str, value: Mapping[str, Any], is_brand: bool, source: SourceLine) -> EntityLine | str:
    label = " ".join(value.get("label", "").split())
    said = _description(value.get("description", ""))
    reason = _why_not(label, value.get("description", ""), said)
    if reason or said is None:
        return reason or "no usable description"
    short = _LEGAL.sub("", _BRACKETS.sub("", label))
    return EntityLine(
        id=id,
        label=label,
        kind=kind_of(said, is_brand=is_brand),
        descriptions=undated(said),
        aliases=tuple(
            dict.fromkeys(name for name in (_BRACKETS.sub("", label), short) if name != label and _LETTER.search(name))
        ),
        popularity=popularity(id, value),
        facts=_facts(value),
        website=_website(value),
        source=source,
    )


def _why_not(label: str, full: str, said: str | None) -> str | None:
    if not label:
        return "no label"
    if not _LETTER.search(label):
        return "a label without letters"
    if len(label) == 1:
        return "a label of one letter"
    if not full:
        return "no description"
    if says_nothing(full):
        return "a description that says nothing, such as “company”"
    if NO_SUBJECT.match(full):
        return "a flag, a list, a name or a notion: no subject of a story"
    if said is None:
        return "a description with markup or too long to cut at a clause"
    if label[0].islower() and " " in label and label.lower() == label and label.isascii():
        return "a label of lower-case words"
    return None


def _description(text: str) -> str | None:
    """The description as it is, or cut at a clause to the length of a card's; None where neither can be."""
    text = " ".join(text.split()).rstrip(".")
    if len(text) > MAX_DESCRIPTION:
        cuts = [match.start() for match in _CLAUSE.finditer(text) if _SHORTEST_CUT <= match.start() <= MAX_DESCRIPTION]
        if not cuts:
            return None
        text = text[: cuts[-1]].rstrip(" .")
    return None if not text or ODD.search(text) else text


def popularity(id: str, value: Mapping[str, Any]) -> float:
    """0.05 to 0.3: how likely a reader has heard of it, by what the index shows of it.

    0.05 for all; 0.15 more for an id below a million, which Wikidata gave out in its first months to what had articles
    in several Wikipedias (0.05 below ten millions); 0.05 for a logo on Commons; 0.05 for four or more public accounts.
    """
    number = int(id[1:])
    known = 0.05 + (0.15 if number < _EARLY_ID else 0.05 if number < _MIDDLE_ID else 0.0)
    known += 0.05 * ("wikidata" in value.get("logos", {}))
    known += 0.05 * (len(value.get("identities", {})) >= _MANY_ACCOUNTS)
    return round(known, 2)


def _website(value: Mapping[str, Any]) -> str | None:
    named = [value.get("identities", {}).get("website"), *value.get("officialWebsites", ())]
    return next((address for address in named if address and _WEBSITE.match(address)), None)


def _facts(value: Mapping[str, Any]) -> tuple[FactLine, ...]:
    """Its end, where the index knows it. Wikidata writes a year as its first of January, a month as its first day."""
    ends: list[Any] = value.get("dissolutions", [])
    if len(ends) != 1 or not ends[0].get("date"):
        return ()
    year, month, day = ends[0]["date"][:10].split("-")
    when = year if (month, day) == ("01", "01") else f"{year}-{month}" if day == "01" else f"{year}-{month}-{day}"
    return (FactLine(property=_DISSOLVED.name, pid=_DISSOLVED.id, value=when, start=when, end=when),)
