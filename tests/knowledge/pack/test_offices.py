from __future__ import annotations

import json
from pathlib import Path

from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.model import Office

HELD = {
    "property": "position held",
    "pid": "P39",
    "value": "President of Norland",
    "start": "1989",
    "end": "1993-01-20",
}
BORN = {"property": "date of birth", "pid": "P569", "value": "1924", "start": "1924", "end": "1924"}
LINES = [
    {"id": "Q1", "label": "Olaf Brack", "kind": "person", "facts": [BORN, HELD]},
    {"id": "Q2", "label": "Brack", "kind": "place"},
]


def test_what_may_be_meant_says_which_offices_it_held(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    build_pack(read_source(source), tmp_path / "tiny.pack", PackMeta(), built="2026-01-01")
    pack = Pack(tmp_path / "tiny.pack")
    held = {name: pack.find(name)[0].entity.offices for name in ("Olaf Brack", "Brack")}
    pack.close()
    assert held == {"Olaf Brack": (Office("President of Norland", "1989", "1993-01-20"),), "Brack": ()}
