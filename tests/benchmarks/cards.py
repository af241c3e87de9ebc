"""How much of real news gets a card, how fast, and cards drawn by lot to be read: for truth, sense and use.

    python -m tests.benchmarks.cards ../shared/extraction/html            figures
    python -m tests.benchmarks.cards ../shared/extraction/html ../shared/pages --draw 40
                                                                          cards too, each with its sentence
    … --draw-said 40 --draw-unknown 40      what stories say of names that have no card, and such names

The starter pack alone; live sources off. A named mention is one that the service found in the text; which of them are
names that deserve a card, only a reader can tell.
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from backstory.errors import InputError
from backstory.formats.json_api import EnrichRequest
from backstory.model import Answer, Card
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings

_SEED = 20230120
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Told:
    """A page's story, and how long it took."""

    name: str
    story: Answer
    ms: float


def told(service: Service, folders: list[Path]) -> Iterator[Told]:
    """Each page's story; pages that are no article are left out."""
    for path in (each for folder in folders for each in sorted(folder.rglob("*.html.gz"))):
        request = EnrichRequest(html=gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        start = time.perf_counter()
        try:
            story = service.tell(request)
        except InputError:
            continue
        name = path.name.removesuffix(".html.gz")
        yield Told(path.parent.name if name == "source" else name[:12], story, (time.perf_counter() - start) * 1000)


def figures(stories: list[Told]) -> list[str]:
    """What the stories come to, in lines."""
    mentions = sum(len(each.story.mentions) for each in stories)
    carded = sum(len({i for card in each.story.cards for i in card.mentions}) for each in stories)
    said = sum(1 for each in stories for name in each.story.unknown if name.said)
    cards = [len(each.story.cards) for each in stories]
    shown = [sum(card.shown for card in each.story.cards) for each in stories]
    ties = [len(each.story.connections) for each in stories]
    return [
        f"stories                   {len(stories)}",
        f"named mentions            {mentions}, {carded / mentions:.1%} with a card",
        f"cards a story             median {statistics.median(cards):g}, most {max(cards)}",
        f"  shown at once           median {statistics.median(shown):g}, most {max(shown)}",
        f"stories without a card    {sum(not count for count in cards)}",
        f"connections a story       median {statistics.median(ties):g}, most {max(ties)}; "
        f"{sum(bool(count) for count in ties)} stories have some",
        f"unknown names             {sum(len(each.story.unknown) for each in stories)}, {said} with the story's words",
        f"time a story              {_spread([each.ms for each in stories])}",
        f"  of that making cards    {_spread([each.story.timings_ms['cards'] for each in stories])}",
    ]


def _spread(times_ms: list[float]) -> str:
    """Median and 95th percentile."""
    return f"median {statistics.median(times_ms):.1f} ms, 95th {sorted(times_ms)[int(len(times_ms) * 0.95)]:.1f} ms"


def _lot(of: list[_Any], count: int, seed: int) -> Iterator[tuple[int, _Any]]:
    return enumerate(random.Random(seed).sample(of, min(count, len(of))), start=1)


def _heading(number: int, each: Told) -> str:
    return f"\n--- {number}. {each.name}, as of {each.story.as_of}{'' if each.story.dated else ' (undated)'}"


def drawn(stories: list[Told], count: int, seed: int) -> Iterator[str]:
    """Cards by lot of those shown at once, each with the words around its first mention."""
    all_cards = [(each, card) for each in stories for card in each.story.cards if card.shown]
    for number, (each, card) in _lot(all_cards, count, seed):
        yield _heading(number, each)
        yield "…" + _around(each.story, card.mentions[0]) + "…"
        yield from _lines(each.story, card)


def unknown(stories: list[Told], count: int, seed: int, *, said: bool) -> Iterator[str]:
    """Names without a card by lot, with the words around them; or only those of which the story says something."""
    names = [(each, name) for each in stories for name in each.story.unknown if name.said or not said]
    for number, (each, name) in _lot(names, count, seed):
        yield _heading(number, each)
        yield "…" + _around(each.story, name.mentions[0]) + "…"
        yield f"{name.name}" + (f": {name.said}" if name.said else "")


def _around(story: Answer, index: int) -> str:
    text, mention = story.page.document.text, story.mentions[index].mention
    start, end = max(0, mention.start - 160), min(len(text), mention.end + 160)
    return f"{text[start : mention.start]}[[{mention.surface}]]{text[mention.end : end]}".replace("\n", " ")


def _lines(story: Answer, card: Card) -> Iterator[str]:
    yield f"{card.entity.label} – {card.entity.description}   [{card.confidence:.0%}]"
    if card.summary:
        yield f"  {card.summary}"
    for section in card.sections:
        yield f"  {section.title or section.name}: " + " ".join(each.text for each in section.sentences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="of saved pages, ID.html.gz or NAME/source.html.gz")
    parser.add_argument("--seed", type=int, default=_SEED, help="of the lot")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="shown cards by lot, to be read")
    parser.add_argument("--draw-said", type=int, default=0, metavar="N", help="what stories say of unknown names")
    parser.add_argument("--draw-unknown", type=int, default=0, metavar="N", help="unknown names")
    asked = parser.parse_args()
    with closing(assemble(Settings())) as service:
        stories = list(told(service, asked.folders))
    print("\n".join(figures(stories)))
    for lines in (
        drawn(stories, asked.draw, asked.seed),
        unknown(stories, asked.draw_said, asked.seed, said=True),
        unknown(stories, asked.draw_unknown, asked.seed, said=False),
    ):
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
