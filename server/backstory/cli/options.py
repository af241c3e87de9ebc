"""Options that several commands share."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from backstory.errors import InputError
from backstory.service.live import check_live
from backstory.service.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

# What somebody types here is asked for: it is fetched, and answers nobody else.
BY_THE_READER = {"fetch": True, "host": "127.0.0.1", "allowed_hosts": ""}


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


def with_contact(settings: Settings) -> Settings:
    """The same settings, and where live sources are on, the operator's contact: asked for once, kept in settings.toml.

    Raises: InputError, where it is needed and nobody is there to ask, or the one given cannot be used.
    """
    if not settings.live or settings.contact or sys.stdin is None or not sys.stdin.isatty():
        check_live(settings)
        return settings
    from backstory.knowledge.http_client.line import user_agent

    click.echo(
        "Wikipedia asks every client to say how its operator is reached. It is sent there and kept here.", err=True
    )
    contact = click.prompt("Your e-mail or web address", err=True).strip()
    user_agent(contact)
    file = settings.config_dir / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = file.read_text(encoding="utf-8") if file.is_file() else ""
    line = f"contact = {json.dumps(contact)}\n"
    file.write_text(kept + ("" if not kept or kept.endswith("\n") else "\n") + line, encoding="utf-8")
    click.echo(f"Kept in {file}.", err=True)
    return settings.model_copy(update={"contact": contact})
