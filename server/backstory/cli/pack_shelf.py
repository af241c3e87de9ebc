"""`backstory pack search`, `get`, `use`, `drop`: packs of published encyclopedias, and which ones answer."""

from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click
from tqdm import tqdm

from backstory.errors import PackSourceError
from backstory.knowledge.pack.shelf import Shelf
from backstory.service.settings import Settings

_LANGUAGE = click.option("--language", help="Two letters, such as en; all languages when left out.")
_SHOWN = 25


@click.command("search")
@click.argument("words", nargs=-1)
@_LANGUAGE
def search_catalogue(words: tuple[str, ...], language: str | None) -> None:
    """List encyclopedias that packs can be made of, from the catalogue of the settings."""
    from backstory.knowledge.catalogue import search

    settings = Settings()
    found = search(settings.catalogue, " ".join(words), language=language, user_agent=_user_agent())
    for offer in found[:_SHOWN]:
        size = f"{offer.size_bytes / 1e6:,.0f} MB" if offer.size_bytes else "size unknown"
        click.echo(f"{offer.name}\t{offer.language}\t{offer.date}\t{offer.articles:,} articles\t{size}\t{offer.title}")
    if len(found) > _SHOWN:
        click.echo(f"and {len(found) - _SHOWN} more; say more words", err=True)
    if not found:
        raise PackSourceError(f"the catalogue has nothing that goes by {' '.join(words)!r}; try fewer words")


@click.command("get")
@click.argument("name")
@click.option("--keep", is_flag=True, help="Keep the downloaded file beside the pack.")
def get(name: str, keep: bool) -> None:
    """Fetch an encyclopedia by its NAME in the catalogue, make a pack of it, and answer from it.

    Broken off, it goes on where it was when said again.
    """
    from backstory.knowledge.catalogue import download, find
    from backstory.knowledge.pack import build_pack
    from backstory.knowledge.pack.manifest import PackMeta
    from backstory.knowledge.pack.sources import describe, read_sources

    settings = Settings()
    offer = find(settings.catalogue, name, user_agent=_user_agent())
    if offer is None:
        raise PackSourceError(f"the catalogue has no {name!r}; `backstory pack search` says what it has")
    click.echo(f"{offer.title} ({offer.name}), {offer.date}, from {offer.url}", err=True)
    with tqdm(total=offer.size_bytes, unit="B", unit_scale=True, file=sys.stderr, desc="fetching") as bar:
        fetched = download(
            offer, settings.packs_dir, user_agent=_user_agent(), progress=lambda done, _of: bar.update(done - bar.n)
        )
    if not fetched.checked:
        click.echo("its catalogue gives no checksum; the file's own was checked", err=True)
    out = settings.packs_dir / f"{offer.name}.pack"
    meta = (describe(fetched.path) or PackMeta()).model_copy(update={"name": offer.name.lower()[:60]})
    lines = tqdm(
        read_sources([fetched.path]), total=offer.articles or None, unit=" entities", file=sys.stderr, desc="building"
    )
    report = build_pack(lines, out, meta, built=date.today().isoformat())
    if not keep:
        fetched.path.unlink()
    Shelf(settings.packs_dir).use(out)
    click.echo(f"{out}: {report.entities:,} entities, {report.surfaces:,} names")
    click.echo("it is in use; a running service takes it up within seconds")
    for bad in report.bad[:20]:
        click.echo(str(bad), err=True)
    if report.bad:
        click.echo(f"{len(report.bad):,} records were left out", err=True)


@click.command("use")
@click.argument("pack", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--first", is_flag=True, help="Before the others in use.")
def use(pack: Path, first: bool) -> None:
    """Answer from a pack too, when the settings name none."""
    from backstory.knowledge.pack import Pack

    Pack(pack).close()  # one that cannot be opened is not used
    Shelf(Settings().packs_dir).use(pack, first=first)
    click.echo(f"{pack} is in use; a running service takes it up within seconds")


@click.command("drop")
@click.argument("pack", type=click.Path(path_type=Path, dir_okay=False))
def drop(pack: Path) -> None:
    """Answer from a pack no more; its file stays. PACK: its file, or its name."""
    if not Shelf(Settings().packs_dir).drop(pack):
        raise PackSourceError(f"{pack}: is not in use; `backstory pack list` says what is")
    click.echo(f"{pack} is out of use; a running service lets go of it within seconds")


def _user_agent() -> str:
    contact = Settings().contact
    return f"Backstory/{version('backstory')} (fetches an encyclopedia for a reader{f'; {contact}' if contact else ''})"
