"""Measure how often we are right, on pages that people have marked."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click
from tqdm import tqdm

from backstory.cli.options import settings_from
from backstory.errors import InputError
from backstory.model import Page
from backstory_research.evaluation import extraction as reading
from backstory_research.evaluation import linking as senses
from backstory_research.evaluation.extraction.report import lines as reading_lines
from backstory_research.evaluation.linking.by_language import by_language, shares_of
from backstory_research.evaluation.linking.by_language import lines as language_lines
from backstory_research.evaluation.linking.errors import worst as worst_links
from backstory_research.evaluation.linking.figures import score_all
from backstory_research.evaluation.linking.report import lines as linking_lines

_THRESHOLDS = (0.5, 0.8, 0.9)  # of confidence, besides the one in the settings
_ENGLISH = "en"


@click.group("evaluate")
def command() -> None:
    """Measure how often we are right."""


@command.command("extraction")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--worst", default=0, metavar="N", help="Name the N worst pages, and as many errors of each kind.")
@click.option("--json", "as_json", is_flag=True, help="All figures as one JSON object, F1 of every page among them.")
@click.option("--rounds", default=1000, show_default=True, help="Resamplings for the standard deviations; 0: none.")
def extraction(folder: Path, worst: int, as_json: bool, rounds: int) -> None:
    """Read pages and compare text, read-more links, headline and date with what people marked.

    DIR holds html/ID.html.gz, truth.json, and, where they were marked, readmore.jsonl and meta.jsonl.
    """
    from backstory.extract import read_page

    gold = reading.load(folder)
    read: dict[str, Page | None] = {}
    times_ms: list[float] = []
    for page in tqdm(gold.pages.values(), file=sys.stderr, disable=None, leave=False, unit=" pages"):
        html = page.html()
        start = time.perf_counter()
        try:
            read[page.id] = read_page(html, page.url)
        except InputError:
            read[page.id] = None  # a refused page is one without text
        times_ms.append((time.perf_counter() - start) * 1000)
    told = reading.report(gold, read, times_ms, rounds=rounds)
    if as_json:
        click.echo(json.dumps(told.as_data(), ensure_ascii=False, indent=1))
    else:
        for line in reading_lines(told, gold, worst=worst):
            click.echo(line)


@command.command("linking")
@click.argument("path", metavar="DIR", type=click.Path(path_type=Path, exists=True))
@click.option("--pack", "packs", multiple=True, type=click.Path(path_type=Path, dir_okay=False), help="As of `link`.")
@click.option("--worst", default=0, metavar="N", help="Name N errors of each kind, with the words around.")
@click.option("--json", "as_json", is_flag=True, help="All figures as one JSON object.")
@click.option("--given/--no-given", default=True, help="Link once more with the marked spans given, to judge senses.")
def linking(path: Path, packs: tuple[Path, ...], worst: int, as_json: bool, given: bool) -> None:
    """Link texts and compare names and entities with what people marked.

    DIR is a file or a folder of *.jsonl, one document a line: {"id","text","evaluation_span","mentions"}; a names.tsv
    beside it, or a folder up, tells which entities are dates and quantities. Documents may have "language" and
    "published"; where one is not English, the cards and names that are right are told by language, too.
    """
    from backstory.cli.linked import link_all
    from backstory.service.assembly import assemble

    gold, types = senses.load(path), senses.types_beside(path)
    service = assemble(settings_from(packs=packs))
    shown = service.settings.min_confidence
    try:
        linked, _ = link_all(gold, service)
        _, timings = link_all(gold, service)  # once more, for the time: packs and interpreter are warm now
        on_gold = link_all(gold, service, given=True)[0] if given else None
        known = service.knowledge.profiles(senses.entities_of(gold)).found.keys()
    finally:
        service.close()
    languages = by_language(linked, known, shown)
    told = senses.report(linked, types, thresholds=sorted({shown, *_THRESHOLDS}), given=on_gold, timings=timings)
    if as_json:
        data = told.as_data() | {"languages": {code: shares_of(counts) for code, counts in languages.items()}}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for line in linking_lines(told):
        click.echo(line)
    if languages.keys() - {_ENGLISH}:
        for line in language_lines(languages):
            click.echo(line)
    if worst:
        scored = [each for texts in linked.values() for each in score_all(texts, types)]
        for line in worst_links(scored, worst, least=shown):
            click.echo(line)
