"""A small encyclopedia of an invented country, in each form that packs are built of: a function for each kind."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

PARSNIP = (
    "<p><b>Ada Parsnip</b> (3 March 1961 – 9 May 2019) was a Quillish politician who led the <a href='{0}'>Harbour "
    "League</a>.<sup class='reference'>[1]</sup> She was mayor of <a href='{1}'>Port Quill</a> and of its docks.</p>"
)
BOX = (
    "<table class='infobox biography vcard'><tr><th>Born</th><td><span style='display:none'>(<span class='bday'>"
    "1961-03-03</span>)</span>3 March 1961</td></tr><tr><th>Died</th><td><span class='dday deathdate'>2019-05-09</span>"
    "</td></tr></table>"
)
PAGES = {
    "Ada Parsnip": BOX + PARSNIP.format("Harbour_League", "Port_Quill"),
    "Harbour League": "<p>The <b>Harbour League</b> is a political party in Quilland, founded by "
    "<a href='Ada_Parsnip'>Parsnip</a> and <a href='Ada_Parsnip'>Ada Parsnip</a>, "
    "whom all called <a href='Ada_Parsnip'>Parsnip</a>.</p>",
    "Port Quill": "<p><b>Port Quill</b> is a city in Quilland, on the estuary of the river Quill.</p>",
    "Parsnip": "<div class='dmbox-disambig'></div><p>Parsnip may be:</p><ul><li><a href='Ada_Parsnip'>Ada Parsnip</a>"
    "</li><li><a href='Parsnip_(vegetable)'>Parsnip (vegetable)</a></li></ul>",
    "Parsnip (vegetable)": "<p>The <b>parsnip</b> is a root vegetable that is grown in Quilland in winter.</p>",
}
REDIRECTS = {"A. Parsnip": "Ada Parsnip", "Quill Harbour": "Port Quill"}


def zim(path: Path, *, old_paths: bool = False) -> Path:
    """The encyclopedia as a ZIM file."""
    from libzim.writer import Creator, Hint, Item, StringProvider

    class Page(Item):  # type: ignore[misc]
        def __init__(self, title: str, html: str) -> None:
            super().__init__()
            self.title, self.html = title, html

        def get_path(self) -> str:
            return self.title.replace(" ", "_")

        def get_title(self) -> str:
            return self.title

        def get_mimetype(self) -> str:
            return "text/html"

        def get_contentprovider(self) -> Any:
            return StringProvider(f"<html><body>{self.html}</body></html>")

        def get_hints(self) -> dict[Any, bool]:
            return {Hint.FRONT_ARTICLE: True}

    with Creator(path).config_indexing(False, "eng") as creator:
        for name, value in {
            "Language": "eng", "Creator": "Wikipedia", "Date": "2024-05-01", "Title": "Quilland", "Name": "quilland_en",
            "Description": "All of Quilland", "Publisher": "Quilland Press",
        }.items():  # fmt: skip
            creator.add_metadata(name, value)
        for title, html in PAGES.items():
            creator.add_item(Page(title, html))
        for title, target in REDIRECTS.items():
            creator.add_redirection(
                title.replace(" ", "_"), title, target.replace(" ", "_"), {Hint.FRONT_ARTICLE: True}
            )
    return path


WIKITEXT = {
    "Ada Parsnip": """{{Infobox officeholder|name=Ada|birth_date={{birth date|1961|3|3|df=y}}
|death_date={{death date and age|2019|5|9|1961|3|3}}}}
'''Ada Parsnip''' (3 March 1961 – 9 May 2019) was a Quillish politician who led the
[[harbour League]].<ref>A book.</ref>
With an area of {{convert|3|km}}, her garden was small. She was mayor of [[Port Quill]].
== Life ==
[[Port Quill|Quill]] was her home.""",
    "Harbour League": """The '''Harbour League''' is a political party in Quilland,
founded by [[Ada Parsnip|Parsnip]] and [[Ada Parsnip]].""",
    "Port Quill": """[[File:Quay.jpg|thumb|The [[quay]].]]
'''Port Quill''' is a city in Quilland, on the estuary of the Quill.""",
}


def mediawiki_xml(path: Path) -> Path:
    """The encyclopedia as an XML export, packed with bzip2."""
    from xml.sax.saxutils import escape

    pages = [
        f"<page><title>{title}</title><ns>0</ns><revision><timestamp>2024-05-01T00:00:00Z</timestamp>"
        f"<text>{escape(text)}</text></revision></page>"
        for title, text in WIKITEXT.items()
    ]
    pages += [
        f'<page><title>{title}</title><ns>0</ns><redirect title="{target}" /><revision><text /></revision></page>'
        for title, target in REDIRECTS.items()
    ]
    pages.append("<page><title>Talk:Port Quill</title><ns>1</ns><revision><text>Hm.</text></revision></page>")
    site = "<sitename>Quillpedia</sitename><base>https://quill.example/wiki/Main_Page</base>"
    space = "http://www.mediawiki.org/xml/export-0.11/"
    whole = f'<mediawiki xmlns="{space}" xml:lang="en"><siteinfo>{site}</siteinfo>{"".join(pages)}</mediawiki>'
    path.write_bytes(bz2.compress(whole.encode()))
    return path


def cirrus_search(path: Path) -> Path:
    """The encyclopedia as a CirrusSearch dump."""
    rows: list[Any] = []
    for n, (title, lead, links) in enumerate(
        [
            ("Ada Parsnip", "Ada Parsnip (born 1961) was a Quillish politician.", ["Harbour_League"]),
            ("Harbour League", "The Harbour League is a political party in Quilland.", ["Ada_Parsnip", "Port_Quill"]),
        ]
    ):
        rows.append({"index": {"_type": "_doc", "_id": str(n)}})
        rows.append(
            {
                "title": title, "namespace": 0, "language": "en", "opening_text": lead, "outgoing_link": links,
                "wikibase_item": f"Q{900 + n}", "timestamp": "2024-05-01T00:00:00Z", "template": [],
                "redirect": [{"namespace": 0, "title": "A. Parsnip"}] if n == 0 else [],
            }
        )  # fmt: skip
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def structured_contents(path: Path) -> Path:
    """The encyclopedia as structured contents."""
    page = {
        "name": "Ada Parsnip", "abstract": "Ada Parsnip (born 3 March 1961) is a Quillish politician.",
        "description": "Quillish politician (born 1961)", "main_entity": {"identifier": "Q900"},
        "in_language": {"identifier": "en"}, "date_modified": "2024-05-01T00:00:00Z",
        "redirects": [{"name": "A. Parsnip"}],
        "sections": [{"has_parts": [{"links": [{"url": "https://e.example/wiki/Port_Quill", "text": "the port"}]}]}],
    }  # fmt: skip
    port = {
        "name": "Port Quill", "abstract": "Port Quill is a city in Quilland.", "main_entity": {"identifier": "Q902"},
        "in_language": {"identifier": "en"},
    }  # fmt: skip
    path.write_text(json.dumps(page) + "\n" + json.dumps(port) + "\n", encoding="utf-8")
    return path


def _claim(value: Any, kind: str, **qualifiers: Any) -> dict[str, Any]:
    dated = {
        pid: [{"snaktype": "value", "property": pid, "datavalue": {"type": "time", "value": _time(day)}}]
        for pid, day in qualifiers.items()
    }
    snak = {"snaktype": "value", "property": "P", "datavalue": {"type": kind, "value": value}}
    return {"mainsnak": snak, "rank": "normal", "qualifiers": dated}


def _time(day: str) -> dict[str, Any]:
    return {"time": f"+{day}T00:00:00Z", "precision": 11, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}


def wikidata_dump(path: Path) -> Path:
    """The country's items as a JSON dump."""

    def item(id: str, label: str, title: str | None, **claims: Any) -> dict[str, Any]:
        return {
            "type": "item", "id": id, "labels": {"en": {"language": "en", "value": label}},
            "descriptions": {"en": {"language": "en", "value": f"{label} of Quilland"}},
            "aliases": {"en": [{"language": "en", "value": f"{label} the Great"}]},
            "claims": {pid: [claim] for pid, claim in claims.items()},
            "sitelinks": {"enwiki": {"site": "enwiki", "title": title}} if title else {},
        }  # fmt: skip

    office = {"entity-type": "item", "id": "Q910"}
    rows = [
        item("Q900", "Ada Parsnip", "Ada Parsnip", P31=_claim({"id": "Q5"}, "wikibase-entityid"),
             P39=_claim(office, "wikibase-entityid", P580="2010-01-05", P582="2014-01-05"),
             P569=_claim(_time("1961-03-03"), "time")),
        item("Q910", "Mayor of Port Quill", None),
        item("Q911", "Category:Quilland", "Category:Quilland", P31=_claim({"id": "Q4167836"}, "wikibase-entityid")),
    ]  # fmt: skip
    path.write_text(
        "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n", encoding="utf-8"
    )
    return path
