"""Members of the United States Congress, presidents and vice presidents, with their terms, states and parties.

Reads the lines of the public repository unitedstates/congress-legislators (CC0), one person a line, as a file
`us-legislators-executive-YYYY-MM.jsonl` of the month in which they were taken.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from backstory.knowledge.pack.source import DatedLine, EntityLine, FactLine, SourceLine
from backstory.text.dates import before, in_words, parse_date

PATTERN = "us-legislators-executive-*.jsonl"
_MONTH = re.compile(r"(\d{4}-\d{2})\.jsonl\Z")
_SENATE, _HOUSE, _STATES = "Q66096", "Q11701", "Q30"
_PARTIES = {
    "Democrat": ("Democratic Party", "Democratic", "Q29552"),
    "Republican": ("Republican Party", "Republican", "Q29468"),
}
_OFFICES = {
    "sen": ("senator for {}", _SENATE),
    "rep": ("member of the House of Representatives for {}", _HOUSE),
    "prez": ("President of the United States", _STATES),
    "viceprez": ("Vice President of the United States", _STATES),
}
# How widely known a member is: of the Senate, of the House, of either with an office of leadership, in the executive.
_POPULARITY = {"sen": 0.3, "rep": 0.15, "prez": 0.6, "viceprez": 0.4}
_LEADERSHIP = 0.15
_RECESS = timedelta(days=10)  # between two terms of one seat
_STATE_NAMES = dict(
    line.split(" ", 1)
    for line in """
AK Alaska|AL Alabama|AR Arkansas|AS American Samoa|AZ Arizona|CA California|CO Colorado|CT Connecticut
DC the District of Columbia|DE Delaware|FL Florida|GA Georgia|GU Guam|HI Hawaii|IA Iowa|ID Idaho|IL Illinois
IN Indiana|KS Kansas|KY Kentucky
LA Louisiana|MA Massachusetts|MD Maryland|ME Maine|MI Michigan|MN Minnesota|MO Missouri|MP the Northern Mariana Islands
MS Mississippi|MT Montana|NC North Carolina|ND North Dakota|NE Nebraska|NH New Hampshire|NJ New Jersey|NM New Mexico
NV Nevada|NY New York|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VA Virginia|VI the United States Virgin Islands|VT Vermont|WA Washington
WI Wisconsin|WV West Virginia|WY Wyoming
""".strip()
    .replace("\n", "|")
    .split("|")
)


def legislators(folder: Path, dropped: Counter[str]) -> list[EntityLine] | None:
    """Everybody of the newest such file in `folder`, by number, None where there is none; left out ones are counted."""
    found = sorted(folder.glob(PATTERN))
    if not found:
        return None
    month = _MONTH.search(found[-1].name)
    retrieved = month[1] if month else None
    source = SourceLine(
        name="congress-legislators",
        url="https://github.com/unitedstates/congress-legislators",
        licence="CC0-1.0",
        retrieved=retrieved,
    )
    people: dict[str, EntityLine] = {}
    for line in found[-1].read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if not one["wikidata"]:
            dropped["no Wikidata id"] += 1
        elif one["wikidata"] in people:
            dropped["stands twice, in Congress and in the executive"] += 1
        else:
            people[one["wikidata"]] = _line(one, source, retrieved)
    return sorted(people.values(), key=lambda line: int(line.id[1:]))


def _line(one: Mapping[str, Any], source: SourceLine, retrieved: str | None) -> EntityLine:
    title = one["wikipedia"] or one["name"]
    label = title.partition(" (")[0]
    names = dict.fromkeys([one["name"], f"{one['nickname'] or one['first']} {one['last']}"])
    last = one["terms"][-1]
    party = _PARTIES.get(last["party"])
    office, _ = _OFFICES[last["type"]]
    plain = " ".join(filter(None, ["American politician", f"of the {party[0]}" if party else ""]))
    facts = [_born(one["born"])] if one["born"] else []
    facts += _party_facts(one["terms"])
    facts += _terms(one["terms"], retrieved)
    first_day = next(fact.start for fact in reversed(facts) if fact.pid == "P39")
    place = _STATE_NAMES.get(last.get("state", ""), "")
    candidate = _candidate_from(one["terms"])
    seat = "representative" if last["type"] == "rep" else "senator"
    said = f"American politician, {party[1] if party else 'independent'} {seat} for {place}" if place else None
    return EntityLine(
        id=one["wikidata"],
        label=label,
        kind="person",
        descriptions=(
            *([DatedLine(text=said, told_from=first_day)] if said and office.endswith("{}") else []),
            DatedLine(text=plain, told_from=candidate),
        ),
        aliases=tuple(name for name in names if name != label),
        popularity=round(_POPULARITY[last["type"]] + (_LEADERSHIP if one["leadership"] else 0), 2),
        facts=tuple(facts),
        wikipedia=one["wikipedia"] or None,
        source=source,
    )


def _born(day: str) -> FactLine:
    return FactLine(property="date of birth", pid="P569", value=in_words(day), start=day, end=day)


def _candidate_from(terms: Sequence[Mapping[str, Any]]) -> str:
    """A year before the first term: by then they were politicians of that party, which the years before may not know.

    An admiral of 2018 was a candidate at the end of 2019 and took his seat in January 2021.
    """
    day = date.fromisoformat(terms[0]["start"])
    return day.replace(year=day.year - 1, day=min(day.day, 28)).isoformat()


def _party_facts(terms: Iterable[Mapping[str, Any]]) -> Iterator[FactLine]:
    """The party of the latest term, told from the first term that has had it since, or from the candidacy for that."""
    run = list(terms)
    latest = run[-1]["party"]
    if latest not in _PARTIES:
        return
    first = len(run) - 1
    while first and run[first - 1]["party"] == latest:
        first -= 1
    name, _, id = _PARTIES[latest]
    told = run[first]["start"] if first else _candidate_from(run)
    yield FactLine(property="member of political party", pid="P102", value=name, entity=id, told_from=told)


def _terms(terms: Iterable[Mapping[str, Any]], retrieved: str | None) -> Iterator[FactLine]:
    """One fact for each office held without a break; one whose term ends after the file was taken goes on."""
    held: list[dict[str, Any]] = []
    for term in terms:
        office, body = _OFFICES[term["type"]]
        value = office.format(_STATE_NAMES.get(term.get("state", ""), ""))
        if held and held[-1]["value"] == value and _adjoin(held[-1]["end"], term["start"]):
            held[-1]["end"] = term["end"]
        else:
            held.append({"value": value, "entity": body, "start": term["start"], "end": term["end"]})
    for one in held:
        if retrieved and before(retrieved, one["end"]):
            one["end"] = None
        yield FactLine(property="position held", pid="P39", **one)


def _adjoin(end: str, start: str) -> bool:
    first, second = parse_date(end), parse_date(start)
    return first is not None and second is not None and second.first - first.last <= _RECESS
