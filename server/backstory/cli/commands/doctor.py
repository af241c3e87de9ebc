"""Say what works here, what does not, and why."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from backstory.cli.options import knowledge_options, settings_from
from backstory.errors import BackstoryError
from backstory.service.settings import Settings

Finding = tuple[bool, str, str]  # works, what, and how or why not


@click.command("doctor")
@knowledge_options
def command(**given: Any) -> None:
    """Say what works here, what does not, and why. Asks nothing of the network."""
    findings = list(_findings(given))
    for works, what, how in findings:
        click.echo(f"{'ok  ' if works else 'NO  '}{what}: {how}")
    sys.exit(not all(works for works, _, _ in findings))


def _findings(given: dict[str, Any]) -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), "Python", f"{sys.version.split()[0]} (3.11 or newer is needed)"
    try:
        settings = settings_from(**given)
    except BackstoryError as error:
        yield False, "settings", str(error)
        return
    yield from _folders(settings)
    yield from _packs(settings)
    yield from _live(settings)
    yield _fetching(settings)
    yield _port(settings)


def _folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("settings folder", settings.config_dir), ("cache folder", settings.cache_dir)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = Path(folder) / ".doctor"
            probe.write_text("")
            probe.unlink()
            yield True, name, str(folder)
        except OSError as error:
            yield False, name, f"{folder} cannot be written ({error.strerror}); free it or set another"


def _packs(settings: Settings) -> Iterator[Finding]:
    from backstory.service.assembly import Service

    try:
        for pack in Service(settings).ready():
            yield True, f"pack {pack.name}", f"{pack.entities:,} entities, {pack.surfaces:,} names, built {pack.built}"
    except (BackstoryError, OSError) as error:
        yield False, "packs", str(error)


def _live(settings: Settings) -> Iterator[Finding]:
    if not settings.live:
        yield True, "live sources", "off; nothing leaves this machine"
        return
    if not settings.contact:
        yield False, "live sources", "on, but without a contact; set --contact or BACKSTORY_CONTACT"
        return
    from backstory.service.live import open_live

    try:
        with closing(open_live(settings)) as live:
            gaps = live.gaps
    except BackstoryError as error:
        yield False, "live sources", str(error)
        return
    yield True, "live sources", f"on; only names and ids leave this machine, signed {settings.contact}"
    for gap in gaps:
        yield False, "store of earlier answers", gap.why


def _fetching(settings: Settings) -> Finding:
    from backstory.service.fetching import check_fetching

    what = "linked stories"
    try:
        check_fetching(settings)
    except BackstoryError as error:
        return False, what, str(error)
    if not settings.fetch:
        return True, what, "not fetched, unless `serve --fetch` allows it"
    return True, what, "fetched where a request asks for it; their sites see this machine's address"


def _port(settings: Settings) -> Finding:
    what = f"address {settings.host} port {settings.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, protocol) as probe:
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return True, what, "in use: a Backstory may be running, or serve with another --port"
        return False, what, f"cannot be listened on ({error.strerror or error}); choose another"
    return True, what, "free"
