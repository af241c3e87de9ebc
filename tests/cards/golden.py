"""Cards as text to look at: what a story's cards say on a given day, for the golden files in `fixtures/cards/`.

`python -m tests.cards.golden` writes them anew; read what changed before you keep it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from backstory.extract import read_page
from backstory.model import Answer, Card, Sentence
from backstory.pipeline import Limits, tell
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory.watch import Watch
from backstory_packs.starter import starter_pack
from tests.conftest import FIXTURES, SHARED

GOLDEN = FIXTURES / "cards"
TODAY = "2026-11-22"  # stands for the day of reading: no golden file depends on a clock
DAYS = ("2018-03-01", "2023-01-20", "2023-09-01", None)  # None: the story has no date
PAGES = {
    "wagner-arms": FIXTURES / "pages" / "wagner-arms" / "source.html",
    "seed": SHARED / "seed" / "article.html",
}
PEOPLE = frozenset(
    {
        "en:Yevgeny Prigozhin",
        "en:Wagner Group",
        "en:James Cleverly",
        "Q7747",
        "Q22686",
        "en:John Kirby (admiral)",
        "en:Concord Management and Consulting",
        "en:Internet Research Agency",
    }
)


def told(service: Service, page: Path, day: str | None) -> Answer:
    """The page's story, as if published on `day`, or without a date and read on `TODAY`."""
    read = read_page(page.read_text(encoding="utf-8"))
    dated = replace(read, metadata=replace(read.metadata, published=day))
    return tell(dated, knowledge=service.knowledge, limits=Limits(), today=TODAY, watch=Watch(time.perf_counter, 60.0))


def as_text(story: Answer) -> str:
    """What the cards of `PEOPLE` say, and how they are tied; no word of the story itself."""
    cards = sorted((card for card in story.cards if card.entity.id in PEOPLE), key=lambda card: card.entity.label)
    ties = [_marked(tie.sentence) for tie in story.connections if tie.sentence and {tie.of, tie.to} <= PEOPLE]
    day = f"As of {story.as_of}" if story.dated else f"No date; as of today, {story.as_of}"
    return "\n".join([day, *(line for card in cards for line in _lines(card)), "", "Connections", *ties]) + "\n"


def _lines(card: Card) -> Iterable[str]:
    yield ""
    yield f"{card.entity.label} – {card.entity.description}"
    yield f"  {card.summary}"
    for section in card.sections:
        yield f"  {section.title}"
        for sentence in section.sentences:
            yield f"    {_marked(sentence)}"


def _marked(sentence: Sentence) -> str:
    """The sentence with its names that have a card in brackets."""
    text = sentence.text
    for span in reversed(sentence.spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def file_of(page: str, day: str | None) -> Path:
    return GOLDEN / f"{page}-{day or 'undated'}.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pack = starter_pack(Path(folder), built="2026-01-01")
        with closing(assemble(Settings(packs=(pack,)))) as service:
            for name, page in PAGES.items():
                for day in DAYS if page.is_file() else ():
                    file_of(name, day).write_text(as_text(told(service, page, day)), encoding="utf-8")


if __name__ == "__main__":
    main()
