"""Settings -> what looks behind links: whether it may fetch, by what rules, through which proxy."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import ip_address
from typing import TYPE_CHECKING

from backstory.errors import InputError
from backstory.knowledge.base import KnowledgeBase
from backstory.pipeline import Limits
from backstory.previews.fetch import Proxy, Rules, find_proxy
from backstory.previews.unfurl import Unfurler
from backstory.service.settings import Settings
from backstory.service.upkeep import fetched_pages

if TYPE_CHECKING:
    from backstory.previews.fetch.fetcher import Fetcher

_PLACE = re.compile(r"\[?(?P<ip>[0-9a-fA-F:.]+)\]?:(?P<port>\d{1,5})")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def check_fetching(settings: Settings) -> None:
    """Raises: InputError, when the settings let pages be fetched where that is not safe to do unasked."""
    if not settings.fetch:
        return
    if not settings.fetch_shared and not _for_this_machine(settings):
        raise InputError(
            "this service answers others than this machine, and would fetch pages in its own name for them: "
            "set BACKSTORY_FETCH_SHARED=true if that is meant, or leave --fetch off"
        )
    _rules(settings)
    _proxy(settings)


def unfurler(settings: Settings, knowledge: KnowledgeBase, *, version: str) -> Unfurler:
    """What looks behind links; it fetches only where the settings say so. Raises: InputError."""
    limits = Limits(min_confidence=settings.min_confidence, time_limit_s=settings.time_limit_s)
    fetcher = _fetcher(settings, version) if settings.fetch else None
    return Unfurler(fetcher, knowledge=knowledge, limits=limits, today=date.today, max_words=settings.max_words)


def _fetcher(settings: Settings, version: str) -> Fetcher:
    # requests-cache costs 0.1 s to import; a service that never fetches should not pay it at its start.
    from backstory.previews.fetch.fetcher import Fetcher

    signed = f"; {settings.contact}" if settings.contact and settings.contact.isascii() else ""
    return Fetcher(
        user_agent=f"Backstory/{version} (previews a link for a reader{signed})",
        store=fetched_pages(settings),
        rules=_rules(settings),
        proxy=_proxy(settings),
    )


def _for_this_machine(settings: Settings) -> bool:
    """Whether only this machine may ask: it listens on loopback, and is asked under no other name."""
    return all(_is_loopback(host) for host in (settings.host, *settings.allowed_hosts))


def _is_loopback(host: str) -> bool:
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _rules(settings: Settings) -> Rules:
    return Rules(also=frozenset(_place(each) for each in settings.fetch_also))


def _place(given: str) -> tuple[str, int]:
    match = _PLACE.fullmatch(given)
    try:
        if match is None or not 0 < int(match["port"]) < 65_536:
            raise ValueError(given)
        return str(ip_address(match["ip"])), int(match["port"])
    except ValueError as error:
        raise InputError(
            f"BACKSTORY_FETCH_ALSO: {given!r} is no IP address with a port, such as 192.168.1.5:8080"
        ) from error


def _proxy(settings: Settings) -> Proxy | None:
    """The machine's proxy, if the operator says that it keeps private addresses out: it resolves the names, not we."""
    proxy = find_proxy()
    if proxy and not settings.fetch_through_proxy:
        raise InputError(
            f"this machine reaches the web through a proxy ({proxy.host}), which resolves names where we cannot check "
            "them: set BACKSTORY_FETCH_THROUGH_PROXY=true if it refuses private addresses itself, or leave --fetch off"
        )
    return proxy
