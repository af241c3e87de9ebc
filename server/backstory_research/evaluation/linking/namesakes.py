"""The grid of famous names: the same name in local news, where it is a stranger's, and in world news.

A full name alone is no evidence. Wordings are drawn with a seed, in variety; a third of them is held out.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Reach = Literal["local", "world"]
_SLOTS = ("name", "office", "country", "city", "tie", "day")
_HELD_OUT_EVERY = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with a famous name in it."""

    name: str  # also the label of the famous bearer
    text: str
    published: str
    reach: Reach  # local: the name is a stranger's; world: the famous bearer's
    held_out: bool  # of a wording that was set aside while rules were made


def draw(grid: Path, *, seed: int, per_reach: int = 6) -> Iterator[Sentence]:
    """For each name of the grid so many sentences of local and of world news, a third of them of wordings held out."""
    found = tomllib.loads(grid.read_text(encoding="utf-8"))
    chance = random.Random(seed)  # noqa: S311 - drawing wordings, no secret
    held = per_reach // _HELD_OUT_EVERY
    wordings: dict[Reach, Sequence[str]]
    for field, names in found["names"].items():
        wordings = {"local": found["local"], "world": found["world"][field]}
        for name in names:
            slots = dict(zip(_SLOTS, name, strict=True))
            for reach, own in wordings.items():
                for held_out, count in ((False, per_reach - held), (True, held)):
                    of_kind = [each for n, each in enumerate(own) if (n % _HELD_OUT_EVERY == 2) == held_out]
                    for wording in chance.sample(of_kind, count):
                        text = wording.format(**slots)
                        yield Sentence(slots["name"], text[0].upper() + text[1:], slots["day"], reach, held_out)
