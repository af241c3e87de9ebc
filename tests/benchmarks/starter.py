"""Figures of the starter pack, where the evaluation data lies beside the repository. Run it; it is no test.

.venv/bin/python tests/benchmarks/starter.py
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from backstory.formats.json_api import EnrichRequest
from backstory.knowledge.pack import Pack
from backstory.service.assembly import Service
from backstory.service.settings import Settings
from backstory_packs.starter import starter_pack

SHARED = Path(__file__).parents[2].parent / "shared"
BENCHMARKS = ("wiki-fair-v2-no-coref", "aida-conll-dev")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = starter_pack(Path(folder), built="2026-01-01")
        built_s = time.perf_counter() - began
        began = time.perf_counter()
        pack = Pack(path)
        pack.find("Wagner")
        opened_ms = (time.perf_counter() - began) * 1000
        about = pack.info()
        size_mb = path.stat().st_size / 1e6
        print(f"{about.entities:,} entities, {about.surfaces:,} names, {size_mb:.1f} MB")
        print(f"built in {built_s:.1f} s, opened and asked in {opened_ms:.0f} ms")
        stories(Service(Settings(packs=(path,), config_dir=Path(folder), max_cards=200)))
        for name in BENCHMARKS:
            aliases(pack, name)
        pack.close()


def stories(service: Service) -> None:
    """Cards on the texts of real stories."""
    truth = json.loads((SHARED / "extraction" / "truth.json").read_text(encoding="utf-8"))
    counts = []
    for page in truth.values():
        if page["articleBody"].strip():
            counts.append(len(service.tell(EnrichRequest(text=page["articleBody"])).cards))
    one, three = (sum(count >= least for count in counts) / len(counts) for least in (1, 3))
    mean = sum(counts) / len(counts)
    print(f"{len(counts)} stories: {one:.0%} with a card, {three:.0%} with three or more, {mean:.1f} cards on average")
    service.close()


def aliases(pack: Pack, name: str) -> None:
    """Named gold mentions whose text is a name of the pack, whatever it means there."""
    named = []
    for line in (SHARED / "linking" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for mention in document["mentions"]:
            text = document["text"][mention["start"] : mention["end"]]
            if any(c.isupper() for c in text) and not mention.get("optional"):
                named.append(text)
    known = pack.candidates(set(named)).found
    print(
        f"{name}: {sum(text in known for text in named) / len(named):.0%} of {len(named):,} named mentions are a name"
    )


if __name__ == "__main__":
    main()
