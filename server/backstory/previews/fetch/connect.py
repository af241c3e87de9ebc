"""A connection to the address that was checked, and its end at the deadline."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from backstory.errors import NotFetched
from backstory.previews.fetch.proxies import Proxy
from backstory.previews.fetch.targets import Rules, Target, refused_address, refused_words

MAX_TRIED = 4  # addresses of one name
MAX_LOOK_UPS = 16  # of names at a time

# What `socket.getaddrinfo` answers: family, kind, protocol, canonical name, socket address.
Resolved = Sequence[tuple[Any, Any, int, str, tuple[Any, ...]]]
Resolve = Callable[..., Resolved]


class Alarm:
    """Shuts a connection at its deadline, whatever its peer is doing: timeouts of sockets begin anew with each byte.

    Holds a second handle on the connection, which stays when TLS takes the first over.
    """

    def __init__(self, ends: float) -> None:
        self._timer = threading.Timer(max(0.0, ends - time.monotonic()), self._ring)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self.rang = False

    def __enter__(self) -> Alarm:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None

    def watch(self, connected: socket.socket) -> None:
        """Shut this connection when the alarm rings."""
        with self._lock:
            self._handle = connected.dup()
            if self.rang:
                _shut(self._handle)

    def _ring(self) -> None:
        with self._lock:
            self.rang = True
            if self._handle is not None:
                _shut(self._handle)


def _shut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the peer was faster


class LookUps:
    """Name look-ups in threads, which cannot be ended: so many at a time at the most, one for each name."""

    def __init__(self, at_once: int = MAX_LOOK_UPS) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._running: dict[tuple[str, int], Future[Resolved]] = {}

    def ask(self, resolve: Resolve, host: str, port: int) -> Future[Resolved]:
        """What a name resolves to; who asks for one that is looked up already waits with the others.

        Raises: NotFetched, while so many hang that none is begun.
        """
        with self._lock:
            if (host, port) in self._running:
                return self._running[host, port]
            if len(self._running) >= self._at_once:
                raise NotFetched("Too many sites' names are not answered for; ask again later.", state="too_slow")
            answer = self._running[host, port] = Future[Resolved]()

        def look_up() -> None:
            try:
                found = resolve(host, port, type=socket.SOCK_STREAM)
            except Exception as error:  # whoever asked gets it
                self._done(host, port)
                answer.set_exception(error)
            else:
                self._done(host, port)
                answer.set_result(found)

        threading.Thread(target=look_up, daemon=True, name="resolve").start()
        return answer

    def _done(self, host: str, port: int) -> None:
        with self._lock:
            del self._running[host, port]


@dataclass(frozen=True)
class Dialer:
    """Opens connections by the rules: a name is resolved once, every address it has is checked, one is connected to."""

    rules: Rules = field(default_factory=Rules)
    resolve: Resolve = socket.getaddrinfo
    proxy: Proxy | None = None  # what all goes through; it resolves and checks the names then
    look_ups: LookUps = field(default_factory=LookUps)

    def connection(self, target: Target, alarm: Alarm, context: ssl.SSLContext, ends: float) -> HTTPConnection:
        """An HTTP connection that is opened with its first request."""
        host, port = (self.proxy.host, self.proxy.port) if self.proxy else (target.host, target.port)
        made = _Checked(host, port) if target.scheme == "http" else _CheckedTls(host, port, ssl_context=context)
        if self.proxy and target.scheme == "https":
            made.set_tunnel(target.host, target.port, self.proxy.headers, scheme="http")
        made.timeout = max(0.001, ends - time.monotonic())
        made.dial = lambda: self._dial(host, port, alarm, ends)
        return made

    def addresses(self, host: str, port: int, ends: float) -> list[tuple[Any, tuple[Any, ...]]]:
        """Family and socket address of each address that a host has, all of them checked.

        Raises: NotFetched, when one is refused, there is none, or the name's server is not done by `ends`.
        """
        found = self._resolved(host, port, ends)
        addresses = list(dict.fromkeys((family, where) for family, _, _, _, where in found))
        for _, where in addresses:
            what = None if self.proxy else refused_address(str(where[0]), port, self.rules)
            if what:
                raise NotFetched(f"The address is not fetched: {refused_words(what)}.", state="not_allowed")
        if not addresses:
            raise NotFetched("The site's name has no address.", state="unreachable")
        return addresses[:MAX_TRIED]

    def _resolved(self, host: str, port: int, ends: float) -> Resolved:
        """What the name resolves to."""
        try:
            found = self.look_ups.ask(self.resolve, host, port).result(timeout=max(0.0, ends - time.monotonic()))
        except TimeoutError:
            raise NotFetched("The site did not answer in time.", state="too_slow") from None
        except (OSError, UnicodeError) as error:
            raise NotFetched("The site's name was not found.", state="unreachable") from error
        return found

    def _dial(self, host: str, port: int, alarm: Alarm, ends: float) -> socket.socket:
        addresses = self.addresses(host, port, ends)
        trouble: OSError | None = None
        for number, (family, where) in enumerate(addresses):
            share = (ends - time.monotonic()) / (len(addresses) - number)
            if share <= 0:
                raise TimeoutError
            dialled = socket.socket(family, socket.SOCK_STREAM)
            try:
                dialled.settimeout(share)
                dialled.connect(where)
            except OSError as error:
                dialled.close()
                trouble = error
                continue
            dialled.settimeout(max(0.001, ends - time.monotonic()))
            alarm.watch(dialled)
            return dialled
        raise trouble or OSError("no address")


class _Checked(HTTPConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _CheckedTls(HTTPSConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


def tls_context() -> ssl.SSLContext:
    """Certificates are verified against those that this machine trusts and those that requests brings."""
    from certifi import where

    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(where())
    return context
