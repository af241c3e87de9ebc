"""`backstory`: each module of `commands/` is a command."""

from __future__ import annotations

import ast
import gc
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules

import click

from backstory.errors import BackstoryError

_FOLDER = Path(__file__).with_name("commands")


class _Lazy(click.Group):
    """Finds the commands by their modules and loads the one that is asked for: `extract` need not import Flask."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(module.name for module in iter_modules([str(_FOLDER)]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"backstory.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _purpose(name)) for name in self.list_commands(ctx)])


def _purpose(name: str) -> str:
    """The first line of a command's module, which is not loaded for it."""
    said = ast.get_docstring(ast.parse((_FOLDER / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return said.split("\n", 1)[0]


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
