"""Empty what is kept of what was read."""

from __future__ import annotations

import click

from backstory.cli.options import settings_from


@click.command("forget")
def command() -> None:
    """Empty what is kept of what was read: fetched pages and answers of live sources. A running service goes on."""
    from backstory.service.upkeep import forget_all

    for what, number in forget_all(settings_from()).items():
        click.echo(f"{number:,} {what} forgotten")
