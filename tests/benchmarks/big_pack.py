"""Makes a pack of millions of names, to measure the linker with: the closed world and many invented entities beside it.

.venv/bin/python tests/benchmarks/big_pack.py SOURCE.jsonl OUT.pack [NAMES]

SOURCE.jsonl is the pack source of the closed world. NAMES is how many names are invented (5,000,000 when left out),
with the entities that have them. Invented words are made of syllables and differ from the words of the closed world,
so that its texts mean the same with either pack. How often each is used follows Zipf's law: a few names mean hundreds
of entities, most mean one. The same NAMES give the same pack. Its source stays beside it as OUT.jsonl.
"""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backstory.cli.linked import peak_mb
from backstory.knowledge.pack import build_pack
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.source import read_source
from backstory.text.normalise import hashed, normalise

NAMES = 5_000_000
SEED = 20
BYTES_A_NAME = 600  # of source, pack and what SQLite sorts on disk, together
FIRST_ID = 1_000_000_000  # Wikidata is far from it
WORDS = 400_000
ONSETS = "b br ch d dr f g gr h j k kl kr l m n p pr r s sh sk st t tr v w y z zh".split()
VOWELS = "a e i o u ai au ei ia io ou".split()
CODAS = ["", "", "", "l", "n", "r", "s", "t", "m", "k", "nd", "rg", "sk", "tz"]
ROLES = {
    "person": "footballer politician painter composer chemist admiral singer novelist judge cyclist bishop".split(),
    "organisation": "party university club ministry union newspaper regiment theatre museum foundation bank".split(),
    "place": "village town river district island mountain municipality lake province valley station".split(),
    "work": "novel film album song painting opera play series poem symphony game".split(),
}
CALLED = {"organisation": ["Union", "Club", "Institute", "Party", "Society"], "place": ["Valley", "District", "North"]}


class Language:
    """Invented words, used as often as Zipf's law has it."""

    def __init__(self, chance: random.Random, taken: set[str]) -> None:
        self._chance = chance
        words: dict[str, None] = {}
        while len(words) < WORDS:
            word = "".join(
                chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
                for _ in range(chance.choice((2, 2, 3, 3, 4)))
            )
            if word not in taken:
                words[word.capitalize()] = None
        self._words = list(words)
        self._weights = list(itertools.accumulate(1 / (rank + 50) for rank in range(1, WORDS + 1)))

    def words(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)


def words_of(source: Path) -> set[str]:
    """The words of all names in a pack source."""
    taken: set[str] = set()
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            entity = json.loads(line)
            for text in (entity["label"], *(alias["text"] for alias in entity.get("aliases", ()))):
                taken.update(normalise(text).split())
    return taken


def invented(names: int, taken: set[str]) -> Iterator[dict[str, Any]]:
    """Entities with `names` names between them."""
    chance = random.Random(SEED)
    language = Language(chance, taken)
    seen: set[int] = set()
    for number in itertools.count():
        if len(seen) >= names:
            return
        kind = chance.choices(list(ROLES), weights=(50, 20, 20, 10))[0]
        label, aliases = named(kind, language, chance)
        popularity = int(chance.paretovariate(0.9)) % 400
        seen.update(hashed(normalise(text)) for text in (label, *aliases))
        near = max(0, number - 50_000)
        yield {
            "id": f"Q{FIRST_ID + number}",
            "label": label,
            "kind": kind,
            "description": f"{chance.choice(ROLES[kind])} of {' '.join(language.words(chance.choice((1, 2))))}",
            "popularity": popularity,
            "aliases": [{"text": text, "count": 1 + popularity % 50} for text in aliases],
            "links": [f"Q{FIRST_ID + chance.randrange(near, number + 1)}" for _ in range(chance.choice((0, 1, 2, 4)))],
        }


def named(kind: str, language: Language, chance: random.Random) -> tuple[str, list[str]]:
    """A name as things of this kind have it, and its other forms."""
    one, two, three = language.words(3)
    if kind == "person":
        full = f"{one} {three}"
        return full, [three, f"{one} {two} {three}", f"{one[0]}. {three}"]
    if kind == "place":
        return one, [f"{one}, {two}", f"{one} {chance.choice(CALLED['place'])}", f"{two} {one}"]
    if kind == "organisation":
        whole = f"{one} {two} {chance.choice(CALLED['organisation'])}"
        return whole, [
            f"{one} {two}",
            "".join(word[0] for word in (one, two, three)) + three[1].upper(),
            f"{whole} of {three}",
        ]
    return f"{one} {two} {three}", [f"{one} {two}"]


def written(source: Path, out: Path, names: int) -> int:
    """Write the closed world and the invented entities; gives how many entities are invented."""
    count = 0
    with out.open("w", encoding="utf-8") as lines:
        with source.open(encoding="utf-8") as known:
            shutil.copyfileobj(known, lines)
        for entity in invented(names, words_of(source)):
            lines.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def built(big: Path, pack: Path) -> None:
    """Build the pack in a process of its own, for its memory."""
    began = time.perf_counter()
    report = build_pack(read_source(big), pack, PackMeta(name="big"), built="2026-01-01")
    if report.bad:
        sys.exit(f"{len(report.bad)} lines were refused; the first: {report.bad[0]}")
    print(
        f"{pack}: {report.entities:,} entities, {report.surfaces:,} names, {pack.stat().st_size / 1e6:,.0f} MB, "
        f"built in {time.perf_counter() - began:.0f} s, peak memory {peak_mb():,.0f} MB"
    )


def main() -> None:
    if sys.argv[1:2] == ["--build"]:
        return built(Path(sys.argv[2]), Path(sys.argv[3]))
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    source, pack = Path(sys.argv[1]), Path(sys.argv[2])
    names = int(sys.argv[3]) if len(sys.argv) > 3 else NAMES
    free, needed = shutil.disk_usage(pack.parent).free, names * BYTES_A_NAME
    if free < needed:
        sys.exit(f"{pack.parent}: {free / 1e9:.1f} GB are free, about {needed / 1e9:.1f} GB are needed")
    began = time.perf_counter()
    big = pack.with_suffix(".jsonl")
    count = written(source, big, names)
    print(
        f"{big}: {count:,} invented entities, {big.stat().st_size / 1e6:,.0f} MB, {time.perf_counter() - began:.0f} s"
    )
    subprocess.run([sys.executable, __file__, "--build", str(big), str(pack)], check=True)
    return None


if __name__ == "__main__":
    main()
