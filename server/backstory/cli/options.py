"""Options that several commands share."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from backstory.errors import InputError
from backstory.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def knowledge_options(command: F) -> F:
    """Which packs and sources to ask."""
    for option in (
        click.option("--contact", help="E-mail or address of the operator, sent to live sources; --live needs it."),
        click.option("--live/--no-live", default=None, help="Ask Wikipedia for names that the packs lack."),
        click.option(
            "--pack",
            "packs",
            multiple=True,
            type=click.Path(path_type=Path, dir_okay=False),
            help="Pack file, most trusted first; the starter pack when none is given.",
        ),
    ):
        command = option(command)
    return command


def settings_from(**given: Any) -> Settings:
    """Settings with the given options over environment and file; options left out (None, empty) change nothing.

    Raises: InputError.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None and value != ()})
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise InputError(f"a setting is wrong: {said}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"settings.toml cannot be read: {error}") from error
