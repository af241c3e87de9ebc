"""Show the token that pairs an extension with this service."""

from __future__ import annotations

from datetime import date

import click

from backstory.cli.options import settings_from
from backstory.service.token_store import TokenStore


@click.group("token", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the token that pairs an extension with the service of these settings; or make, list, revoke others."""
    if context.invoked_subcommand is None:
        from backstory.service.tokens import pairing_token

        click.echo(pairing_token(settings_from()))


@command.command("make")
@click.argument("name")
@click.option("--per-minute", type=click.IntRange(1), help="Stories a minute that its holder may ask for.")
def make(name: str, per_minute: int | None) -> None:
    """Make a token of that name and show it, this once: only its hash is kept."""
    click.echo(_store().make(name, made=date.today().isoformat(), per_minute=per_minute))


@command.command("list")
def show() -> None:
    """List the names, without the tokens."""
    for token in _store().all():
        bound = f", {token.per_minute} a minute" if token.per_minute else ""
        click.echo(f"{token.name}  made {token.made}{bound}")


@command.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """Take a token out; a running service refuses it from now on."""
    _store().revoke(name)
    click.echo(f"{name} is revoked")


def _store() -> TokenStore:
    return TokenStore(settings_from().config_dir)
