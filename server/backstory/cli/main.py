"""`backstory`: the commands, each in a module of its own, loaded when it is asked for."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from importlib.metadata import version

import click

from backstory.errors import BackstoryError

# Loaded when used: `backstory extract` need not import Flask.
_COMMANDS = {
    "serve": "Run the service on this machine.",
    "enrich": "Tell the background of saved pages or texts.",
    "token": "Show the token that pairs an extension with this service.",
    "forget": "Empty what is kept of what was read.",
    "preview": "Say what is behind addresses (JSON lines).",
    "extract": "Read pages: title, date, text, read-more links (JSON lines).",
    "link": "Find and link the names of texts (JSON lines).",
    "pack": "Build, look at and check knowledge packs.",
    "evaluate": "Measure how often we are right, on pages that people have marked.",
    "doctor": "Say what works here, what does not, and why.",
}


class _Lazy(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"backstory.cli.{cmd_name}").command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("backstory"), prog_name="backstory")
def cli() -> None:
    """Who and what a news story speaks of: short sourced cards, in the sense and as of the day of the story."""


def main() -> None:
    """Run the command line; what Backstory itself names as wrong is one line on stderr and exit status 1."""
    # a story makes objects by the hundred thousand and hardly a cycle: looking for some at every 700 costs a twentieth
    gc.set_threshold(50_000, 20, 100)
    try:
        cli(prog_name="backstory")
    except BackstoryError as error:
        click.echo(f"backstory: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away; nothing is left to say
        sys.exit(1)
    except OSError as error:
        where = f" {error.filename}:" if error.filename else ""
        click.echo(f"backstory:{where} {error.strerror or error}", err=True)
        sys.exit(1)
