"""`backstory evaluate`: how often we are right, measured on pages that people have marked."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click
from tqdm import tqdm

from backstory.errors import InputError
from backstory.evaluation import load, report
from backstory.evaluation.report import lines
from backstory.model import Page


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
    from backstory.page import read_page

    gold = load(folder)
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
    told = report(gold, read, times_ms, rounds=rounds)
    if as_json:
        click.echo(json.dumps(told.as_data(), ensure_ascii=False, indent=1))
    else:
        for line in lines(told, gold, worst=worst):
            click.echo(line)
