"""What was read of many pages -> figures and the worst errors, as data and as lines."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from backstory.model import Page
from backstory_research.evaluation.extraction.gold import Gold, GoldPage
from backstory_research.evaluation.extraction.measure import (
    Found,
    TextFigures,
    deviations,
    headline_is,
    left_in,
    score_date,
    score_links,
    score_text,
    text_figures,
)


@dataclass(frozen=True, slots=True)
class Links:
    """Cross-references."""

    found: Found
    left_in_body: int
    could_be_left: int
    wrong: tuple[str, ...]  # "page: target"
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """Headline and date."""

    headlines: int
    as_displayed: float
    any_form: float
    date: Found
    misses: tuple[str, ...]  # "page: got …, not …"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds a page."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Report:
    """How well pages are read."""

    pages: int
    empty: int  # pages of which no text was read
    text: TextFigures
    text_sd: TextFigures
    f1_by_page: Mapping[str, float] = field(default_factory=dict)
    links: Links | None = None
    meta: Meta | None = None
    times_ms: Times | None = None

    def as_data(self) -> dict[str, Any]:
        """The figures as plain values, for JSON."""
        data = asdict(self)
        for part, key in (("links", "found"), ("meta", "date")):
            if data[part]:
                found: Found = getattr(getattr(self, part), key)
                data[part][key] |= {"precision": found.precision, "recall": found.recall}
        return data


def report(
    gold: Gold, read: Mapping[str, Page | None], times_ms: Sequence[float] = (), *, rounds: int = 1000
) -> Report:
    """The figures for pages that were read; None is a page that was refused."""
    bodies = {id: page.document.body if page else "" for id, page in read.items()}
    scores = {id: score_text(page.body, bodies[id]) for id, page in gold.pages.items()}
    every = list(scores.values())
    return Report(
        pages=len(every),
        empty=sum(not bodies[id].strip() for id in scores),
        text=text_figures(every),
        text_sd=deviations(every, rounds=rounds) if rounds > 1 else TextFigures(0, 0, 0, 0),
        f1_by_page={id: score.f1 for id, score in scores.items()},
        links=_links(gold, read, bodies) if gold.with_links else None,
        meta=_meta(list(gold.pages.values()), read) if gold.with_meta else None,
        times_ms=_times(times_ms) if times_ms else None,
    )


def _links(gold: Gold, read: Mapping[str, Page | None], bodies: Mapping[str, str]) -> Links:
    found, left, could = Found(), 0, 0
    wrong: list[str] = []
    lost: list[str] = []
    for id, page in gold.pages.items():
        ours = read[id]
        score = score_links(page.links, (link.url for link in (ours.read_more if ours else ())), page.url)
        found += score.found
        wrong += [f"{id}: {host}{path}" for host, path, _ in score.wrong]
        lost += [f"{id}: {host}{path}" for host, path, _ in score.lost]
        in_body, of = left_in(page.links, bodies[id])
        left, could = left + in_body, could + of
    return Links(found, left, could, tuple(wrong), tuple(lost))


def _meta(pages: Sequence[GoldPage], read: Mapping[str, Page | None]) -> Meta:
    shown: list[bool] = []
    any_form: list[bool] = []
    date = Found()
    misses: list[str] = []
    for page in pages:
        if page.meta is None:
            continue
        ours = read[page.id]
        title, published = (ours.metadata.title, ours.metadata.published) if ours else (None, None)
        if (right := headline_is(page.meta, title)) is not None:
            any_form.append(right)
            shown.append(bool(headline_is(page.meta, title, displayed=True)))
            misses += [] if right else [f"{page.id}: headline {title!r}, not {page.meta.headlines[0]!r}"]
        of_date = score_date(page.meta, published)
        date += of_date
        misses += [f"{page.id}: date {published}, not {page.meta.days}"] if of_date.wrong or of_date.lost else []
    return Meta(len(any_form), _share(shown), _share(any_form), date, tuple(misses))


def _share(right: Sequence[bool]) -> float:
    return statistics.fmean(right) if right else 0.0


def _times(times: Sequence[float]) -> Times:
    return Times(statistics.median(times), sorted(times)[min(len(times) - 1, round(0.95 * len(times)))])


def lines(told: Report, gold: Gold, *, worst: int = 0) -> Iterator[str]:
    """The report as a person reads it; `worst`: so many of the worst pages and of each kind of error."""
    text, sd = told.text, told.text_sd
    yield f"{told.pages} pages, {told.empty} without text"
    for name in ("f1", "precision", "recall", "accuracy"):
        yield f"text {name:<10} {getattr(text, name):.3f} ± {getattr(sd, name):.3f}"
    for id, f1 in sorted(told.f1_by_page.items(), key=lambda pair: pair[1])[:worst]:
        yield f"    {f1:.3f}  {id}  {gold.pages[id].url or ''}"
    if links := told.links:
        found = links.found
        yield (
            f"read-more       precision {found.precision:.3f}, recall {found.recall:.3f} "
            f"({found.right} right, {found.wrong} wrong, {found.lost} lost)"
        )
        yield f"                left in the text: {links.left_in_body} of {links.could_be_left}"
        yield from (f"    wrong  {target}" for target in links.wrong[:worst])
        yield from (f"    lost   {target}" for target in links.lost[:worst])
    if meta := told.meta:
        yield f"headline        {meta.any_form:.3f} any accepted form, {meta.as_displayed:.3f} as displayed"
        yield f"date            precision {meta.date.precision:.3f}, recall {meta.date.recall:.3f}"
        yield from (f"    {miss}" for miss in meta.misses[:worst])
    if times := told.times_ms:
        yield f"time a page     median {times.median:.1f} ms, p95 {times.p95:.1f} ms"
