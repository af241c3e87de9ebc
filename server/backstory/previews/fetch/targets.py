"""Which addresses of the web may be fetched, as far as the address itself tells. Pure.

Stricter than browsers: what can be read in two ways is refused rather than put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

import idna

from backstory.errors import NotFetched
from backstory.previews.fetch.ranges import not_public

MAX_CHARACTERS = 2_000
DEFAULT_PORTS = {"http": 80, "https": 443}

# Control characters, white space and backslashes: browsers, libraries and people part such addresses differently.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\\u0080-\u00a0\u2028\u2029\u3000\ufeff]")
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Names that never lead to the public web. Source: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN on .internal
_INNER = frozenset("localhost local internal intranet lan home corp private onion alt test invalid arpa".split())


@dataclass(frozen=True, slots=True)
class Rules:
    """Where connections may go."""

    ports: frozenset[int] = frozenset(DEFAULT_PORTS.values())
    also: frozenset[tuple[str, int]] = frozenset()  # IP address and port, whatever the rest says: a site of one's own


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be fetched if its name leads to the public web."""

    url: str  # as it is asked for: ASCII, no fragment
    scheme: str
    host: str  # ASCII name in lower case, or IP address without brackets
    port: int

    @property
    def is_ip(self) -> bool:
        """Whether the host is an IP address and no name."""
        return _ip(self.host) is not None

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return urlunsplit((*urlsplit(self.url)[:2], "", "", ""))

    @property
    def asked(self) -> str:
        """Path and query, as they stand in the request."""
        parts = urlsplit(self.url)
        return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def target_of(url: str, rules: Rules) -> Target:
    """What an address leads to. Raises: NotFetched (not_allowed), with the reason."""
    if len(url) > MAX_CHARACTERS:
        raise _refused(f"it has more than {MAX_CHARACTERS:,} characters")
    if _AMBIGUOUS.search(url):
        raise _refused("it holds spaces, backslashes or control characters")
    try:
        parts = urlsplit(url)
        given, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refused("it is malformed") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise _refused("only http and https are fetched")
    if "@" in parts.netloc:
        raise _refused("it carries a user name or password")
    if not given:
        raise _refused("it names no site")
    host = _ascii_host(given)
    port = DEFAULT_PORTS[scheme] if port is None else port
    if (host, port) not in rules.also:
        if port not in rules.ports:
            raise _refused(f"port {port} is not one of the web's")
        _check_host(host)
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == DEFAULT_PORTS[scheme] else f"{shown}:{port}"
    return Target(urlunsplit((scheme, netloc, parts.path or "/", parts.query, "")), scheme, host, port)


def next_target(here: Target, location: str, rules: Rules) -> Target:
    """Where a redirect leads. Raises: NotFetched (not_allowed)."""
    try:
        # Header values come as Latin-1; what sites mean is UTF-8.
        said = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        said = location
    try:
        return target_of(urljoin(here.url, said.strip()), rules)
    except ValueError as error:
        raise _refused("it is malformed") from error


def harmless(url: str | None) -> str | None:
    """An address that a reader's browser may be given, such as a picture's.

    None where it leads to a network within, carries a password, or is none of the web's.
    """
    if url is None:
        return None
    try:
        target_of(url, Rules())
    except NotFetched:
        return None
    return url


def refused_address(address: str, port: int, rules: Rules) -> str | None:
    """What a resolved address is where no connection may go to it; None where one may."""
    return None if (address, port) in rules.also else not_public(address)


def _ascii_host(host: str) -> str:
    """A host's name as it is resolved. Raises: NotFetched."""
    if ":" in host:
        try:
            return str(ip_address(host))  # one spelling for each IPv6 address
        except ValueError as error:
            raise _refused("its host is malformed") from error
    host = host.removesuffix(".")
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused("its host is no name") from error


def _check_host(host: str) -> None:
    """Raises: NotFetched, when host is not of the public web, or an IP address in an unusual form."""
    address = _ip(host)
    if address is not None:
        if what := not_public(host):
            raise _refused(f"it leads to {_words(what)}")
        return
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        raise _refused("it writes an IP address in an unusual form")
    if host in _INNER or last in _INNER or "." not in host:
        raise _refused("its name is of a network within, not of the public web")
    if not _NAME.fullmatch(host):
        raise _refused("its host is no name")


def _ip(host: str) -> object | None:
    """The IP address that a host is; None for a name, and for an IPv4 address in any but its usual form."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return address if not isinstance(address, IPv4Address) or str(address) == host else None


def refused_words(what: str) -> str:
    """The reason for which an address may not be connected to."""
    return f"it leads to {_words(what)}"


def _words(what: str) -> str:
    return what if what.startswith(("this", "a ")) else f"an address that is {what}"


def _refused(why: str) -> NotFetched:
    return NotFetched(f"The address is not fetched: {why}.", state="not_allowed")
