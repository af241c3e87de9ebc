"""Tell the background of saved pages or texts."""

from __future__ import annotations

import re
import sys
from typing import Any

import click
from pydantic import ValidationError

from backstory.cli.inputs import Item, answer_all, read_bytes
from backstory.cli.options import BY_THE_READER, knowledge_options, settings_from, with_contact
from backstory.errors import InputError
from backstory.formats.registry import format_names

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")


class _FormatOption(click.Option):
    """Says what each format is, in the format's own words; they are read only for the help."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from backstory.formats import format_named

        self.help = "; ".join(f"{name}: {format_named(name).description}" for name in format_names()) + "."
        return super().get_help_record(ctx)


@click.command("enrich")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option(
    "--format", "form", type=click.Choice(format_names()), default="text", show_default=True, cls=_FormatOption
)
@click.option("--url", help="The address that the page was read at; resolves its relative links.")
@click.option("--published", help="The day of the story, over what the page says.")
@click.option("--previews", is_flag=True, help="Fetch the stories behind read-more links and say what they add.")
@click.option("--plain", is_flag=True, help="Take the inputs as plain text even where they look like HTML.")
@knowledge_options
def command(
    inputs: tuple[str, ...],
    form: str,
    url: str | None,
    published: str | None,
    previews: bool,
    plain: bool,
    **given: Any,
) -> None:
    """Tell the background of saved pages or texts, or of a page by its address; "-" reads standard input."""
    from backstory.extract import decode
    from backstory.formats import format_named
    from backstory.formats.json_api import EnrichRequest, Options
    from backstory.service.assembly import assemble

    if previews or any(_is_address(path) for path in inputs):
        given |= BY_THE_READER
    service = assemble(with_contact(settings_from(**given)))
    wanted = format_named(form)
    options = Options(live=service.settings.live, text=wanted.with_text, previews=previews)

    def request_of(data: bytes | str) -> EnrichRequest:
        if isinstance(data, str):
            return EnrichRequest(url=data, published=published, options=options)
        text = decode(data)
        if len(_CONTROLS.findall(text[:20_000])) > 0.02 * len(text[:20_000]):
            raise InputError("is no text: a picture, an archive, or text in an unknown encoding")
        kind = "text" if plain or not _is_html(text) else "html"
        try:
            return EnrichRequest.model_validate({kind: text, "url": url, "published": published, "options": options})
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "input"
            raise InputError(f"{where} {first['msg'].removeprefix('Value error, ')}") from error

    def answer(data: bytes | str) -> str:
        return wanted.write(service.told(request_of(data))).rstrip("\n")

    items = [Item(path, lambda path=path: _read(path)) for path in inputs]  # type: ignore[misc]
    if wanted.alone and len(items) > 1:
        raise InputError(f"--format {form} makes one document; give one input")
    answer_all(items, answer, total=len(items))


def _is_address(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _read(path: str) -> bytes | str:
    """A file's bytes; an address stays what it is. Raises: InputError."""
    if _is_address(path):
        return path
    if path == "-" and sys.stdin is not None and sys.stdin.isatty():
        click.echo("Paste the page's HTML or a text, then press Ctrl-D.", err=True)
    return read_bytes(path)


def _is_html(text: str) -> bool:
    head = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") or "<html" in head or "<p>" in head or "<div" in head
