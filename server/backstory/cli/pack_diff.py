"""`backstory pack diff`: what differs between two packs."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command("diff")
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE)
@click.option("--limit", type=click.IntRange(min=0), help="Show no more entities than this; all are counted.")
def diff(first: Path, second: Path, limit: int | None) -> None:
    """Say what differs between two packs, whatever their size: entities one a line, names by their count.

    Exit status 1 where they differ in what they hold.
    """
    from backstory.knowledge.pack import Pack
    from backstory.knowledge.pack.diff import entity_differences, manifest_differences, name_differences

    with closing(Pack(first)) as one, closing(Pack(second)) as other:
        for name, (before, after) in manifest_differences(one, other).items():
            click.echo(f"{name}: {before or '-'} → {after or '-'}")
        counts: Counter[str] = Counter()
        for each in entity_differences(one, other):
            if limit is None or counts.total() < limit:
                fields = f"  ({', '.join(each.fields)})" if each.fields else ""
                click.echo(f"{_SIGNS[each.what]} {each.label}  [{each.id}]{fields}")
            counts[each.what] += 1
        names = name_differences(one, other)
    click.echo(f"entities: {counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed")
    click.echo(f"names: {names.added:,} added, {names.removed:,} removed, {names.changed:,} with other senses")
    sys.exit(bool(counts or names.added or names.removed or names.changed))
