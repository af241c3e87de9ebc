"""Run the service on this machine."""

from __future__ import annotations

import logging
import signal
import sys
from typing import Any
from urllib.parse import quote

import click

from backstory.cli.options import serve_options, settings_from, with_contact
from backstory.knowledge.base import PackInfo
from backstory.service.settings import Settings


@click.command("serve")
@serve_options
def command(**given: Any) -> None:
    """Run the service on this machine until Ctrl-C.

    Prints the address of its start page and the token that pairs the browser extension with it.
    """
    from backstory.cli.workers import check_workers, run_workers
    from backstory.service.assembly import assemble
    from backstory.service.fetching import check_fetching
    from backstory.service.live import check_live
    from backstory.service.upkeep import Upkeep
    from backstory.web import create_app
    from backstory.web.server import Server
    from backstory_packs.starter import starter_file

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = with_contact(settings_from(**given))
    check_live(settings)
    check_fetching(settings)
    if not settings.packs and not starter_file(settings.cache_dir).is_file():
        click.echo("Building the starter pack, this once; a few seconds ...")
    check_workers(settings)
    service = assemble(settings)
    if settings.workers > 1:
        pack, token = service.ready()[0], service.token()
        service.close()  # each worker opens its own
        upkeep = Upkeep(settings)
        try:
            run_workers(settings, lambda port: _announce(settings, port, pack, token))
        finally:
            upkeep.close()
        return
    app = create_app(service)
    server = Server(app, settings)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: server.stop())
    _announce(settings, server.port, service.ready()[0], service.token())
    upkeep = Upkeep(settings)
    try:
        server.run()
    finally:
        upkeep.close()
        service.close()


def _announce(settings: Settings, port: int, pack: PackInfo, token: str) -> None:
    """Say where it listens, and what a reader pairs the browser with; the token to a terminal alone."""
    from backstory.service.assembly import VERSION
    from backstory.web.guard import is_loopback

    address = f"http://{_shown(settings.host)}:{port}/"
    click.echo(f"Backstory {VERSION}, pack {pack.name} with {pack.entities:,} entities")
    if settings.workers > 1:
        click.echo(f"Workers:          {settings.workers}")
    click.echo(f"Start page:       {address}")
    if sys.stdout.isatty():
        click.echo(f"Pairing token:    {token}")
    else:  # what is not a terminal is kept: a journal, a file, another program's log
        click.echo("Pairing token:    `backstory token` shows it")
    if not is_loopback(settings.host):
        click.echo("Not this machine alone: everyone needs the token, and the names that the service is asked under")
        click.echo("have to stand in BACKSTORY_ALLOWED_HOSTS. Put a proxy with TLS before it.")
    elif sys.stdout.isatty():
        # The part after # stays with the browser: no server and no log ever sees it.
        click.echo(f"Pairing link:     {address}#pair={quote(token, safe='')}")
    if settings.fetch:
        click.echo("Linked stories are fetched where a request asks for it; their sites see this machine's address.")
    click.echo("Stop with Ctrl-C.")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
