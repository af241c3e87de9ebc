"""Who may ask: hosts, origins and the pairing token. Pure.

A page of any site may send requests to a service on the reader's machine. Three things keep such pages out: the Host
header names us (else a name that was rebound to this address is asking), the Origin is ours or allowed, and an allowed
one brings the token.
Source: RFC 6454 (origins), https://www.w3.org/TR/fetch-metadata/
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import ip_address

from backstory.web.problems import Refused

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})

# Firefox gives each installation of an extension an address of its own, so the token alone decides.
FIREFOX_EXTENSION = re.compile(r"moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")

_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?", re.IGNORECASE)
_PAIRED = "pairing"  # the holder of the pairing token
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="backstory"'}


@dataclass(frozen=True, slots=True)
class Asker:
    """What a request says of where it comes from: header values, None where absent."""

    host: str | None
    own_origin: str  # of the address that was asked
    origin: str | None
    site: str | None  # Sec-Fetch-Site
    authorization: str | None
    is_preflight: bool = False
    is_navigation: bool = False  # a GET of a whole page, in a tab of its own
    wants_proof: bool = False  # asks whether we hold the token, before handing it over
    acts: bool = False  # what is asked makes the service do something for others to see


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a token. `per_minute`: stories that are theirs to ask for; None: what the settings say."""

    name: str
    per_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one service."""

    hosts: Collection[str]  # lower case, without port
    origins: Collection[str]
    token: str
    public: bool  # listens on more than loopback: everyone needs the token
    named: Callable[[str], Holder | None] = lambda _: None  # whose token one other than the pairing token is

    def check(self, asker: Asker) -> None:
        """Raises: Refused, with the reason."""
        if host_name(asker.host) not in self.hosts:
            raise Refused("host-refused", "The Host header names none of this service's hosts.")
        if asker.origin is not None and asker.origin != asker.own_origin:
            if not self.allows_origin(asker.origin):
                raise Refused("origin-refused", "The Origin header names no allowed origin.")
            if not (asker.is_preflight or asker.wants_proof):
                self._require_token(asker)
        elif self.public and not asker.wants_proof:
            self._require_token(asker)
        elif self._comes_from_elsewhere(asker):
            if asker.acts:
                raise Refused(
                    "origin-refused",
                    "A link on another site may not make this service fetch; type the address, or send the token.",
                )
            raise Refused("origin-refused", "Another site asks, and its origin is not among the allowed ones.")

    def allows_origin(self, origin: str) -> bool:
        """Whether an origin other than ours may ask, given the token."""
        return origin in self.origins or FIREFOX_EXTENSION.match(origin) is not None

    def holder(self, authorization: str | None) -> Holder | None:
        """Who holds the token that the Authorization header carries; the time it takes does not tell."""
        scheme, _, given = (authorization or "").partition(" ")
        given = given.strip()
        if scheme.lower() != "bearer" or not given:
            return None
        if self.token and hmac.compare_digest(given.encode(), self.token.encode()):
            return Holder(_PAIRED)
        return self.named(given)

    def knows(self, authorization: str | None) -> bool:
        """Whether the Authorization header carries a token that is good."""
        return self.holder(authorization) is not None

    def _require_token(self, asker: Asker) -> None:
        if not self.knows(asker.authorization):
            raise Refused("not-paired", "Give the pairing token as `Authorization: Bearer TOKEN`.", _CHALLENGE)

    def _comes_from_elsewhere(self, asker: Asker) -> bool:
        """A browser says that another site asks; a link followed to read is fine, and so is who knows the token."""
        if asker.site in (None, "none", "same-origin"):
            return False
        reads = asker.is_navigation and not asker.acts
        return not reads and not self.knows(asker.authorization)


def host_name(header: str | None) -> str | None:
    """The name or address in a Host header, lower case and without port; None when it is none."""
    match = _HOST.fullmatch(header or "")
    return (match["v6"] or match["name"]).lower().rstrip(".") if match else None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
