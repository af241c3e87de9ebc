"""`backstory serve`."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote

import click

from backstory.cli.options import knowledge_options, settings_from, with_contact
from backstory.errors import InputError


@click.command("serve")
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.  [default: 8765]")
@click.option(
    "--fetch/--no-fetch", default=None, help="Fetch linked stories and addresses where a request asks for it."
)
@knowledge_options
def command(**given: Any) -> None:
    """Run the service on this machine until Ctrl-C.

    Prints the address of its start page and the token that pairs the browser extension with it.
    """
    from waitress.server import create_server

    from backstory.service.assembly import assemble
    from backstory.service.fetching import check_fetching
    from backstory.service.live import check_live
    from backstory.web import create_app
    from backstory.web.guard import is_loopback
    from backstory_packs.starter import starter_file

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("waitress").setLevel(logging.WARNING)
    settings = with_contact(settings_from(**given))
    check_live(settings)
    check_fetching(settings)
    if not settings.packs and not starter_file(settings.cache_dir).is_file():
        click.echo("Building the starter pack, this once; a few seconds ...")
    service = assemble(settings)
    app = create_app(service)
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            # the app answers what is too large, in its own words; this only bounds what is read of it
            max_request_body_size=4 * settings.max_body_bytes,
            channel_timeout=30,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as error:
        raise InputError(
            f"cannot listen on {settings.host} port {settings.port}: {getattr(error, 'strerror', None) or error}; "
            "another Backstory may be running, or choose another --port"
        ) from error
    # A line of a stream leaves when it is ready, not when 18 kB have gathered; the option of that name is deprecated.
    server.adj.send_bytes = 1
    address = f"http://{_shown(settings.host)}:{getattr(server, 'effective_port', settings.port)}/"
    pack = service.ready()[0]
    click.echo(f"Backstory {service.version}, pack {pack.name} with {pack.entities:,} entities")
    click.echo(f"Start page:       {address}")
    click.echo(f"Pairing token:    {service.token()}")
    if is_loopback(settings.host):
        # The part after # stays with the browser: no server and no log ever sees it.
        click.echo(f"Pairing link:     {address}#pair={quote(service.token(), safe='')}")
    else:
        click.echo("Not this machine alone: everyone needs the token, and the names that the service is asked under")
        click.echo("have to stand in BACKSTORY_ALLOWED_HOSTS. Put a proxy with TLS before it.")
    if settings.fetch:
        click.echo("Linked stories are fetched where a request asks for it; their sites see this machine's address.")
    click.echo("Stop with Ctrl-C.")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
