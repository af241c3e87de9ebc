"""`backstory token`."""

from __future__ import annotations

import click

from backstory.cli.options import settings_from


@click.command("token")
def command() -> None:
    """Show the token that pairs an extension or a program with the service of these settings."""
    from backstory.service.tokens import pairing_token

    click.echo(pairing_token(settings_from()))
