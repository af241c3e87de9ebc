"""Options that several commands share."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

import click
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from backstory.errors import InputError
from backstory.service.live import check_live
from backstory.service.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

# What somebody types here is asked for: it is fetched, and answers nobody else.
BY_THE_READER = {"fetch": True, "host": "127.0.0.1", "allowed_hosts": ""}


class _Value(click.ParamType):  # type: ignore[type-arg] # generic since click 8.2 alone
    """A setting's type, with its bounds."""

    def __init__(self, field: FieldInfo, type: Any) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(Annotated[type, *field.metadata] if field.metadata else type)
        self.name = {int: "integer", float: "number", Path: "path"}.get(type, "text")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._adapter.validate_python(value)
        except ValidationError as error:
            self.fail(f"{value}: {error.errors()[0]['msg']}", param, ctx)


def setting_options(*names: str) -> Callable[[F], F]:
    """Options made of the settings of these names: `--live/--no-live`, `--port`, `--pack` for each of `packs`."""
    made = [_option(name, Settings.model_fields[name]) for name in names]

    def decorate(command: F) -> F:
        for option in reversed(made):
            command = option(command)
        return command

    return decorate


def _option(name: str, field: FieldInfo) -> Callable[[F], F]:
    says = f"{(field.description or name)[:1].upper()}{(field.description or name)[1:]}."
    spelled = name.replace("_", "-")
    if field.annotation is bool:
        return click.option(f"--{spelled}/--no-{spelled}", name, default=None, help=says)
    if get_origin(field.annotation) is tuple:
        one = _Value(FieldInfo(), get_args(field.annotation)[0])
        return click.option(f"--{spelled.removesuffix('s')}", name, multiple=True, type=one, help=says)
    type = next((each for each in get_args(field.annotation) if each is not NoneType), field.annotation)
    default = f"  [default: {field.default}]" if field.default not in (None, "") else ""
    return click.option(f"--{spelled}", name, type=_Value(field, type), help=says + default)


knowledge_options = setting_options("packs", "live", "contact")
"""Which packs and sources to ask."""

# Secrets are no options: whoever lists the processes of a machine sees their words. Nor is the folder of the settings
# file, which is read before them.
serve_options = setting_options(
    *(name for name, field in Settings.model_fields.items() if field.repr and name != "config_dir")
)
"""All settings but those."""


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
