"""How much of real news gets a card, how fast, and cards drawn by lot to be read: for truth, sense and use.

    python -m tests.benchmarks.cards ../shared/extraction/html            figures
    python -m tests.benchmarks.cards ../shared/extraction/html --draw 40  cards too, each with the sentence it stands in

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

from backstory.errors import InputError
from backstory.formats.json_api import EnrichRequest
from backstory.formats.view import show
from backstory.model import Answer, Card
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings

_SEED = 20230120


@dataclass(frozen=True, slots=True)
class Told:
    """A page's story, and how long it took."""

    name: str
    story: Answer
    ms: float


def told(service: Service, folder: Path) -> Iterator[Told]:
    """Each page's story; pages that are no article are left out."""
    for path in sorted(folder.glob("*.html.gz")):
        request = EnrichRequest(html=gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        start = time.perf_counter()
        try:
            story = service.tell(request)
        except InputError:
            continue
        yield Told(path.name.removesuffix(".html.gz"), story, (time.perf_counter() - start) * 1000)


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


def drawn(stories: list[Told], count: int, seed: int) -> Iterator[str]:
    """Cards by lot, each story's chance as its number of cards, with the words around the first mention."""
    all_cards = [(each, card) for each in stories for card in each.story.cards]
    for number, (each, card) in enumerate(random.Random(seed).sample(all_cards, min(count, len(all_cards))), start=1):
        yield f"\n--- {number}. {each.name}, as of {each.story.as_of}{'' if each.story.dated else ' (undated)'}"
        yield "…" + _around(each.story, card) + "…"
        yield from _lines(each.story, card)


def _around(story: Answer, card: Card) -> str:
    text, mention = story.page.document.text, story.mentions[card.mentions[0]].mention
    start, end = max(0, mention.start - 160), min(len(text), mention.end + 160)
    return f"{text[start : mention.start]}[[{mention.surface}]]{text[mention.end : end]}".replace("\n", " ")


def _lines(story: Answer, card: Card) -> Iterator[str]:
    shown = next(one for one in show(story).cards if one.label == card.entity.label)
    yield f"{shown.label} – {shown.description}   [{shown.certainty}{'' if card.shown else '; behind show all'}]"
    yield f"  {shown.summary}"
    for title, facts in (
        ("then", shown.then),
        ("since", shown.since),
        ("facts", shown.facts),
        ("ties", shown.connections),
    ):
        if facts:
            yield f"  {title}: " + "; ".join(fact.text for fact in facts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of saved pages, ID.html.gz")
    parser.add_argument("--seed", type=int, default=_SEED, help="of the lot")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="cards by lot, to be read")
    asked = parser.parse_args()
    with closing(assemble(Settings())) as service:
        stories = list(told(service, asked.folder))
        print("\n".join(figures(stories)))
        for line in drawn(stories, asked.draw, asked.seed):
            print(line)


if __name__ == "__main__":
    main()
