"""The measures, pure: what was read of a page beside what people marked in it.

Text is measured as the Article Extraction Benchmark does (https://github.com/scrapinghub/article-extraction-benchmark):
in overlapping runs of four words.
"""

from __future__ import annotations

import random
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from backstory_research.evaluation.extraction.gold import GoldLink, GoldMeta

WORD = re.compile(r"\w+")
RUN = 4  # words
# Parameters that only say where a click came from.
TRACKING = re.compile(
    r"^(utm_\w+|itm_\w+|intcid|mod|cmp|cmpid|icid|refsource|from|gmpage|ref_src|hprecirc-bullet)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TextScore:
    """A page's text: runs of four words that both have, that only we have, that only the marked text has."""

    both: int
    extra: int
    lost: int
    exact: bool  # all of its words, and no others

    @property
    def f1(self) -> float:
        """0..1; 1 where both texts are empty."""
        all_runs = 2 * self.both + self.extra + self.lost
        return 2 * self.both / all_runs if all_runs else 1.0


@dataclass(frozen=True, slots=True)
class TextFigures:
    """Means over pages. F1 comes from the two means; a page without text has no precision, and a recall of 0."""

    f1: float
    precision: float
    recall: float
    accuracy: float  # share of pages whose words are all and only the marked ones


@dataclass(frozen=True, slots=True)
class Found:
    """Links or dates: how many are right, wrong, lost."""

    right: int = 0
    wrong: int = 0
    lost: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.wrong + other.wrong, self.lost + other.lost)

    @property
    def precision(self) -> float:
        """Share of what we gave that is right, 0..1."""
        given = self.right + self.wrong
        return self.right / given if given else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that we gave, 0..1."""
        there = self.right + self.lost
        return self.right / there if there else 0.0


def words(text: str | None) -> list[str]:
    """Runs of letters and digits, case kept."""
    return WORD.findall(text or "")


def runs(text: str | None) -> Counter[tuple[str, ...]]:
    """Every run of four words with its count; a shorter text is one run, an empty one none."""
    found = words(text)
    if len(found) <= RUN:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(RUN)), strict=False))


def score_text(marked: str, read: str) -> TextScore:
    """A page's text beside the marked one."""
    true, ours = runs(marked), runs(read)
    both = sum((true & ours).values())
    return TextScore(both, ours.total() - both, true.total() - both, words(marked) == words(read))


def text_figures(scores: Sequence[TextScore]) -> TextFigures:
    """The means over pages."""
    precisions = [score.both / (score.both + score.extra) for score in scores if score.both + score.extra]
    recalls = [score.both / (score.both + score.lost) for score in scores if score.both + score.lost]
    precision = statistics.fmean(precisions) if precisions else 0.0
    recall = statistics.fmean(recalls) if recalls else 0.0
    return TextFigures(
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        precision=precision,
        recall=recall,
        accuracy=statistics.fmean(score.exact for score in scores) if scores else 0.0,
    )


def deviations(scores: Sequence[TextScore], *, rounds: int = 1000, seed: int = 20) -> TextFigures:
    """The standard deviation of each figure over resamplings of the pages."""
    chance = random.Random(seed)  # noqa: S311 - resampling, no secret
    drawn = [text_figures(chance.choices(scores, k=len(scores))) for _ in range(rounds)]
    return TextFigures(
        f1=statistics.stdev(figures.f1 for figures in drawn),
        precision=statistics.stdev(figures.precision for figures in drawn),
        recall=statistics.stdev(figures.recall for figures in drawn),
        accuracy=statistics.stdev(figures.accuracy for figures in drawn),
    )


def target(href: str | None, base: str | None) -> tuple[str, str, str]:
    """What makes two links the same: host without www, path without its last slash, query without tracking."""
    parts = urlsplit(urljoin(base or "", (href or "").strip()))
    query = [part for part in parts.query.split("&") if part and not TRACKING.match(part.partition("=")[0])]
    return (parts.hostname or "").lower().removeprefix("www."), parts.path.rstrip("/"), "&".join(query)


@dataclass(frozen=True, slots=True)
class LinkScore:
    """A page's cross-references: targets that only one side has, and how many both have."""

    found: Found
    wrong: tuple[tuple[str, str, str], ...]
    lost: tuple[tuple[str, str, str], ...]


def score_links(gold: Iterable[GoldLink], read: Iterable[str], base: str | None) -> LinkScore:
    """A page's links beside the labelled ones; each target counts once, and not at all where it is optional."""
    targets: dict[str, set[tuple[str, str, str]]] = {"yes": set(), "optional": set(), "no": set()}
    for link in gold:
        targets[link.label].add(target(link.href, base))
    wanted = targets["yes"]
    ours = {target(href, base) for href in read} - (targets["optional"] - wanted)
    wrong, lost = tuple(sorted(ours - wanted)), tuple(sorted(wanted - ours))
    return LinkScore(Found(len(wanted & ours), len(wrong), len(lost)), wrong, lost)


def left_in(gold: Iterable[GoldLink], body: str) -> tuple[int, int]:
    """How many cross-references stand in the body though the marked text leaves them out, and of how many.

    Links of less than four words are too common in prose to tell.
    """
    text = " ".join(words(body))
    out = [" ".join(found) for link in gold if _is_out(link) and len(found := words(link.text)) >= RUN]
    return sum(line in text for line in out), len(out)


def _is_out(link: GoldLink) -> bool:
    return link.label == "yes" and not link.in_body


def plain(text: str | None) -> str:
    """For comparing titles: without case, punctuation and the widths of spaces."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def headline_is(gold: GoldMeta, read: str | None, *, displayed: bool = False) -> bool | None:
    """Is this the headline, in the displayed form or in any that the publisher gives? None: none was marked."""
    if not gold.headlines:
        return None
    return plain(read) in {plain(form) for form in gold.headlines[: 1 if displayed else None]}


def score_date(gold: GoldMeta, read: str | None) -> Found:
    """The day of publication; any is wrong on a page that is known to have none."""
    day = (read or "")[:10]
    if gold.days:
        return Found(right=1) if day in gold.days else Found(wrong=int(bool(day)), lost=1)
    return Found(wrong=int(bool(day) and gold.undated))
