"""Say what is behind addresses (JSON lines)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import click

from backstory.cli.inputs import Item, answer_all
from backstory.cli.options import BY_THE_READER, settings_from
from backstory.errors import InputError


@click.command("preview")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--contact", help="E-mail or address of yours, told to the sites in the User-Agent.")
def command(urls: tuple[str, ...], **given: Any) -> None:
    """Say what is behind addresses: title, site, author, date and length. One JSON line for each, as GET /preview."""
    from backstory.service.assembly import assemble

    service = assemble(settings_from(**given, **BY_THE_READER))

    def answer(url: str) -> str:
        if not _is_address(url):
            raise InputError("is no web address; give one such as https://news.example/story")
        return service.preview(url).model_dump_json()

    answer_all([Item(url, lambda url=url: url) for url in urls], answer, total=len(urls))  # type: ignore[misc]


def _is_address(given: str) -> bool:
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
