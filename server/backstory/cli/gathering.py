"""`backstory pack build --from-wikipedia`: a pack out of live answers."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import click
from tqdm import tqdm

from backstory.cli.options import settings_from, with_contact
from backstory.errors import PackSourceError
from backstory.service.live import open_live


def build_from_wikipedia(titles: Path, out: Path, *, name: str, language: str, contact: str | None) -> None:
    """Build the pack; titles that give no entity are named on stderr and end in exit status 1.

    Raises: InputError, without a contact; PackSourceError, without a title; SourceUnavailable.
    """
    from backstory.knowledge.live.gather import Gatherer, Unusable
    from backstory.knowledge.pack import build_pack
    from backstory.knowledge.pack.manifest import PackMeta
    from backstory.knowledge.pack.source import GoodLine

    wanted = _titles(titles)
    settings = with_contact(settings_from(contact=contact, live=True))
    lines: list[GoodLine] = []
    unusable: list[Unusable] = []
    with (
        closing(open_live(settings, batch=True)) as live,
        tqdm(total=len(wanted), unit="title", file=sys.stderr) as bar,
    ):
        for each in Gatherer(live, language).entities(list(wanted)):
            bar.update()
            if isinstance(each, Unusable):
                unusable.append(each)
            else:
                lines.append(GoodLine(str(titles), len(lines) + 1, each))
    for left_out in unusable:
        click.echo(f"{titles}:{wanted[left_out.title]}: {left_out.title}: {left_out.reason}", err=True)
    if not lines:
        raise PackSourceError(f"{titles}: none of its titles gave an entity; no pack was made")
    meta = PackMeta(
        name=name,
        title=f"{len(lines):,} articles of Wikipedia ({language})",
        licence="CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        url=f"https://{language}.wikipedia.org/",
        retrieved=date.today().isoformat(),
        language=language,
    )
    report = build_pack(lines, out, meta, built=date.today().isoformat())
    size = out.stat().st_size / 1e6
    click.echo(f"{out}: {report.entities:,} entities, {report.surfaces:,} names, {size:.1f} MB, hash {report.hash}")
    if unusable:
        click.echo(f"{len(unusable):,} titles were left out; they are named above", err=True)
        sys.exit(1)


def _titles(path: Path) -> dict[str, int]:
    """The titles of a file, each with its line; empty lines and those after "#" are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PackSourceError(f"{path}: is not UTF-8") from error
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if (title := line.strip()) and not title.startswith("#"):
            found.setdefault(title, number)
    if not found:
        raise PackSourceError(f"{path}: holds no title; write one a line")
    return found
