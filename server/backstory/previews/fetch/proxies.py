"""The HTTP proxy that this machine reaches the web through, where it has one."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from backstory.errors import InputError


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that takes plain HTTP; what goes to https addresses is tunnelled through it."""

    host: str
    port: int
    authorization: str | None = None  # the value of Proxy-Authorization

    @property
    def headers(self) -> dict[str, str]:
        """What the proxy itself is told."""
        return {"Proxy-Authorization": self.authorization} if self.authorization else {}


def find_proxy() -> Proxy | None:
    """The proxy in the environment or in the system's settings. Raises: InputError, when it is of another kind."""
    named = getproxies()
    address = named.get("https") or named.get("http") or named.get("all")
    if not address:
        return None
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme != "http" or not parts.hostname:
        raise InputError(
            "this machine reaches the web through a proxy that is asked in another way than plain HTTP; "
            "Backstory cannot fetch pages through it: leave BACKSTORY_FETCH off"
        )
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    authorization = f"Basic {b64encode(login.encode()).decode()}" if login else None
    return Proxy(parts.hostname, parts.port or 80, authorization)
