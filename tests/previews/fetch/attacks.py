"""The attack table: addresses and servers that try to turn the fetcher against its host, each with its own state."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import brotli
import trustme

from backstory.errors import NotFetched
from backstory.previews.fetch import Rules
from backstory.previews.fetch.fetcher import Fetcher, Limits
from tests.previews.fetch.servers import (
    SECRET,
    STORY,
    Script,
    Site,
    after,
    answer,
    endless,
    gzip_bomb,
    redirect,
    says,
    serving,
    silent,
)

TIME_LIMIT_S = 1.0
GRACE_S = 2.0  # for a busy machine; what is not ended by the deadline would go on for ever


@dataclass(frozen=True)
class Attack:
    """An address and what it has to end in. `{web}`: port of the web; `{inside}`: of what nobody may reach."""

    name: str
    url: str
    state: str
    words: str  # of the reason


def _address(name: str, host: str, words: str) -> Attack:
    return Attack(name, f"http://{host}:{{inside}}/", "not_allowed", words)


def _web(name: str, path: str, state: str, words: str) -> Attack:
    return Attack(name, f"http://news.example:{{web}}{path}", state, words)


def _tls(name: str, state: str, words: str) -> Attack:
    return Attack(f"TLS: {name}", f"https://news.example:{{{name.replace(' ', '_')}}}/", state, words)


UNUSUAL, WITHIN = "unusual form", "network within"
ADDRESSES = (
    _address("loopback", "127.0.0.1", "this machine"),
    _address("loopback, elsewhere in its network", "127.8.9.10", "this machine"),
    _address("decimal", "2130706433", UNUSUAL),
    _address("octal", "0177.0.0.1", UNUSUAL),
    _address("octal, one number", "017700000001", UNUSUAL),
    _address("hexadecimal", "0x7f.0x0.0x0.0x1", UNUSUAL),
    _address("hexadecimal, one number", "0x7f000001", UNUSUAL),
    _address("mixed bases", "0x7f.1", UNUSUAL),
    _address("short form", "127.1", UNUSUAL),
    _address("leading zeros", "127.000.000.001", UNUSUAL),
    _address("overflowing number", "4294967297", UNUSUAL),
    _address("zero address", "0.0.0.0", "this machine"),
    _address("zero, short", "0", UNUSUAL),
    _address("dot at the end", "127.0.0.1.", "this machine"),
    _address("full-width digits", "１２７.０.０.１", "this machine"),
    _address("circled digits", "①②⑦.⓪.⓪.①", "this machine"),
    _address("ideographic full stops", "127。0。0。1", "this machine"),
    _address("percent-encoded", "%31%32%37.0.0.1", UNUSUAL),
    _address("private 10", "10.0.0.1", "private"),
    _address("private 172.16", "172.16.0.1", "private"),
    _address("private 192.168", "192.168.1.1", "private"),
    _address("shared within a provider", "100.64.0.1", "shared"),
    _address("cloud metadata", "169.254.169.254", "link-local"),
    _address("cloud metadata, Alibaba", "100.100.100.200", "shared"),
    _address("cloud metadata, Azure", "168.63.129.16", "metadata"),
    _address("cloud metadata, Oracle", "192.0.0.192", "protocols"),
    _address("documentation", "192.0.2.1", "documentation"),
    _address("benchmarks", "198.18.0.1", "benchmarks"),
    _address("multicast", "224.0.0.1", "multicast"),
    _address("broadcast", "255.255.255.255", "reserved"),
    _address("6to4 relay", "192.88.99.1", "6to4"),
    _address("IPv6 loopback", "[::1]", "this machine"),
    _address("IPv6 loopback, written out", "[0:0:0:0:0:0:0:1]", "this machine"),
    _address("IPv6 unspecified", "[::]", "this machine"),
    _address("IPv4-mapped", "[::ffff:127.0.0.1]", "within IPv6"),
    _address("IPv4-mapped, hexadecimal", "[::ffff:7f00:1]", "within IPv6"),
    _address("IPv4-compatible", "[::127.0.0.1]", "reserved"),
    _address("NAT64", "[64:ff9b::7f00:1]", "NAT64"),
    _address("NAT64, local prefix", "[64:ff9b:1::7f00:1]", "NAT64"),
    _address("6to4", "[2002:7f00:1::]", "6to4"),
    _address("Teredo", "[2001:0:7f00:1::]", "Teredo"),
    _address("IPv6 private", "[fd00:ec2::254]", "private"),
    _address("IPv6 link-local", "[fe80::1]", "link-local"),
    _address("IPv6 with a zone", "[fe80::1%25lo]", "link-local"),
    _address("IPv6 site-local", "[fec0::1]", "private"),
    _address("IPv6 multicast", "[ff02::1]", "multicast"),
    _address("IPv6 documentation", "[2001:db8::1]", "documentation"),
    _address("IPv6 documentation, new", "[3fff::1]", "documentation"),
    _address("localhost", "localhost", WITHIN),
    _address("localhost, capitals", "LOCALHOST", WITHIN),
    _address("localhost with a dot", "localhost.", WITHIN),
    _address("below localhost", "app.localhost", WITHIN),
    _address("a name of one word", "router", WITHIN),
    _address("mDNS", "printer.local", WITHIN),
    _address("metadata by name", "metadata.google.internal", WITHIN),
    _address("a name that leads to loopback", "inside.example", "this machine"),
    _address("a name that leads to IPv6 loopback", "inside6.example", "this machine"),
    _address("a name that leads to a private address", "private.example", "private"),
    _address("a name that leads to mapped loopback", "mapped.example", "within IPv6"),
    _address("one good address and one bad", "both.example", "this machine"),
    Attack("user and password", "http://me:secret@127.0.0.1:{inside}/", "not_allowed", "user name or password"),
    Attack("site as a user name", "http://news.example@127.0.0.1:{inside}/", "not_allowed", "user name or password"),
    Attack("backslash", "http://127.0.0.1:{inside}\\@news.example/", "not_allowed", "backslashes"),
    Attack("line break", "http://news.example:{web}/\r\nHost: inside", "not_allowed", "control characters"),
    Attack("tab in the host", "http://127.0.\t0.1:{inside}/", "not_allowed", "control characters"),
    Attack("no host", "http:///secret", "not_allowed", "names no site"),
    Attack("malformed brackets", "http://[::1/", "not_allowed", "malformed"),
    Attack("port of SSH", "http://news.example:22/", "not_allowed", "port 22"),
    Attack("port of Redis", "http://news.example:6379/", "not_allowed", "port 6379"),
    Attack("port zero", "http://news.example:0/", "not_allowed", "port 0"),
    Attack("port beyond all", "http://news.example:99999/", "not_allowed", "malformed"),
    Attack("endless address", "http://news.example:{web}/" + "a" * 3_000, "not_allowed", "2,000 characters"),
    Attack("javascript:", "javascript:alert(1)", "not_allowed", "only http"),
    Attack("file:", "file:///etc/passwd", "not_allowed", "only http"),
    Attack("file: with a host", "file://127.0.0.1/etc/passwd", "not_allowed", "only http"),
    Attack("gopher:", "gopher://127.0.0.1:{inside}/_SET%20a%201", "not_allowed", "only http"),
    Attack("ftp:", "ftp://127.0.0.1:{inside}/", "not_allowed", "only http"),
    Attack("data:", "data:text/html,<p>hello", "not_allowed", "only http"),
    Attack("view-source:", "view-source:http://127.0.0.1:{inside}/", "not_allowed", "only http"),
    Attack("no scheme", "//127.0.0.1:{inside}/", "not_allowed", "only http"),
)
REBINDING = (
    Attack("rebinding after robots.txt", "http://rebind.example:{web}/story", "not_allowed", "this machine"),
    Attack(
        "rebinding at a redirect to itself", "http://rebind2.example:{web}/to-itself", "not_allowed", "this machine"
    ),
)
SERVERS = (
    *(_web(f"redirect to loopback on hop {n}", f"/hop/{n}", "not_allowed", "this machine") for n in range(1, 6)),
    _web("a sixth redirect", "/more/6", "unreachable", "more than 5"),
    _web("five slow redirects", "/slow/5", "too_slow", "in time"),
    _web("redirect to itself", "/loop", "unreachable", "more than 5"),
    _web("redirect to file:", "/to-file", "not_allowed", "only http"),
    _web("redirect to javascript:", "/to-script", "not_allowed", "only http"),
    _web("redirect to gopher:", "/to-gopher", "not_allowed", "only http"),
    _web("redirect with a password", "/to-password", "not_allowed", "user name or password"),
    _web("redirect to a decimal IP", "/to-decimal", "not_allowed", UNUSUAL),
    _web("redirect to metadata", "/to-metadata", "not_allowed", "link-local"),
    _web("redirect without a host", "/to-slashes", "not_allowed", "this machine"),
    _web("redirect to a name within", "/to-name", "not_allowed", "this machine"),
    _web("redirect to nowhere", "/to-nowhere", "unreachable", "to nowhere"),
    _web("endless body", "/endless", "too_large", "more than 2 MB"),
    _web("endless chunks", "/chunks", "too_large", "more than 2 MB"),
    _web("a length beyond all", "/length", "too_large", "more than 2 MB"),
    _web("endless length of a chunk", "/chunk-length", "unreachable", "made no sense"),
    _web("slow drip of the body", "/drip", "too_slow", "in time"),
    _web("slow drip without a length", "/drip-open", "too_slow", "in time"),
    _web("slow drip of headers", "/drip-headers", "too_slow", "in time"),
    _web("silence", "/silent", "too_slow", "in time"),
    _web("endless 100 Continue", "/continue", "too_slow", "in time"),
    _web("gzip bomb", "/gzip", "too_large", "more than 2 MB"),
    _web("gzip bomb within gzip", "/gzip-gzip", "unreachable", "not asked for"),
    _web("gzip members without content", "/gzip-empty", "too_slow", "in time"),
    _web("brotli bomb", "/brotli", "unreachable", "not asked for"),
    _web("unknown packing", "/packing", "unreachable", "not asked for"),
    _web("gzip that is none", "/no-gzip", "unreachable", "made no sense"),
    _web("a picture", "/picture", "not_an_article", "image/png"),
    _web("a program", "/program", "not_an_article", "application/octet-stream"),
    _web("JSON", "/json", "not_an_article", "application/json"),
    _web("no type", "/no-type", "not_an_article", "nothing"),
    _web("a type with markup", "/type-markup", "not_an_article", "nothing"),
    _web("a huge header", "/huge-header", "unreachable", "made no sense"),
    _web("a thousand headers", "/many-headers", "unreachable", "made no sense"),
    _web("large headers together", "/large-headers", "too_large", "without measure"),
    _web("no HTTP", "/no-http", "unreachable", "made no sense"),
    _web("closes at once", "/closes", "unreachable", "broke off"),
    _web("body breaks off", "/short", "unreachable", "broke off"),
    _web("forbidden", "/403", "blocked", "to programs"),
    _web("too many requests", "/429", "blocked", "wait"),
    _web("gone", "/410", "gone", "no longer there"),
    _web("trouble at the site", "/500", "unreachable", "(500)"),
    _web("robots.txt forbids", "/kept-from-robots", "blocked", "asks programs not to"),
    Attack("robots.txt redirects to loopback", "http://news.example:{robots}/story", "not_allowed", "this machine"),
    Attack("nobody listens", "http://news.example:{nobody}/", "unreachable", "does not answer"),
    Attack("a name server that never answers", "http://stalled.example:{web}/", "too_slow", "in time"),
    Attack("no such name", "http://nowhere.example:{web}/", "unreachable", "name was not found"),
)
TLS = (
    _tls("expired", "unreachable", "certificate"),
    _tls("wrong name", "unreachable", "certificate"),
    _tls("unknown issuer", "unreachable", "certificate"),
    _tls("old protocol", "unreachable", "secure connection"),
    _tls("plain HTTP", "unreachable", "secure connection"),
    _tls("silent handshake", "too_slow", "in time"),
)
ATTACKS = (*ADDRESSES, *REBINDING, *SERVERS, *TLS)


def _scripts(web: int, inside: int) -> dict[str, Script]:
    html = "Content-Type: text/html\r\n"
    head = f"HTTP/1.1 200 OK\r\n{html}".encode()
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    loopback = f"http://127.0.0.1:{inside}/secret"
    empty_member = bytes.fromhex("1f8b08000000000000ff0300000000000000000000")[:20]
    bomb = gzip_bomb()
    hops = {f"/hop/{n}": redirect(f"/hop/{n - 1}" if n > 1 else loopback, 301) for n in range(1, 6)}
    more = {f"/more/{n}": redirect(f"/more/{n - 1}" if n > 1 else "/story") for n in range(1, 7)}
    slow = {f"/slow/{n}": after(0.4, redirect(f"/slow/{n - 1}" if n > 1 else "/story")) for n in range(1, 6)}
    return (
        hops
        | more
        | slow
        | {
            "/robots.txt": says(answer(b"User-agent: *\nDisallow: /kept-from-*\n", kind="text/plain")),
            "/story": says(answer()),
            "/secret": says(answer(SECRET)),
            "/kept-from-robots": says(answer()),
            "/to-itself": redirect("/story"),
            "/loop": redirect("/loop"),
            "/to-file": redirect("file:///etc/passwd"),
            "/to-script": redirect("javascript:alert(1)"),
            "/to-gopher": redirect(f"gopher://127.0.0.1:{inside}/_x"),
            "/to-password": redirect(f"http://a:b@127.0.0.1:{inside}/"),
            "/to-decimal": redirect(f"http://2130706433:{inside}/"),
            "/to-metadata": redirect(f"http://169.254.169.254:{inside}/latest/meta-data/"),
            "/to-slashes": redirect(f"//127.0.0.1:{inside}/"),
            "/to-name": redirect(f"http://inside.example:{inside}/"),
            "/to-nowhere": says(answer(b"", status="302 Found")),
            "/endless": endless(head + b"\r\n", b"<p>and so on " * 1_000),
            "/chunks": endless(chunked, b"1000\r\n" + b"x" * 4_096 + b"\r\n"),
            "/length": says(head + b"Content-Length: 99999999999999999999999\r\n\r\n"),
            "/chunk-length": endless(chunked, b"0" * 65_536),
            "/drip": endless(head + b"Content-Length: 1000\r\n\r\n", b"x", 0.05),
            "/drip-open": endless(head + b"\r\n" + STORY, b" ", 0.05),
            "/drip-headers": endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.05),
            "/silent": silent,
            "/continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001),
            "/gzip": says(answer(bomb, Content_Encoding="gzip")),
            "/gzip-gzip": says(answer(bomb, Content_Encoding="gzip, gzip")),
            "/gzip-empty": endless(head + b"Content-Encoding: gzip\r\n\r\n", empty_member * 50, 0.005),
            "/brotli": says(answer(brotli.compress(bytes(100_000_000), quality=1), Content_Encoding="br")),
            "/packing": says(answer(Content_Encoding="x-unknown")),
            "/no-gzip": says(answer(b"this is not packed at all " * 9, Content_Encoding="gzip")),
            "/picture": says(answer(b"\x89PNG", kind="image/png")),
            "/program": says(answer(b"\x7fELF", kind="application/octet-stream")),
            "/json": says(answer(b"{}", kind="application/json")),
            "/no-type": says(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p>x"),
            "/type-markup": says(answer(kind="<script>alert('" + "x" * 80)),
            "/huge-header": says(answer(X_Padding="x" * 70_000)),
            "/many-headers": says(answer(**{f"X-{n}": "y" for n in range(1_000)})),
            "/large-headers": says(answer(**{f"X-{n}": "y" * 2_000 for n in range(50)})),
            "/no-http": says(b"220 mail.example ESMTP ready\r\n"),
            "/closes": says(b""),
            "/short": says(head + b"Content-Length: 5000\r\n\r\n<p>The first"),
            "/403": says(answer(b"", status="403 Forbidden")),
            "/429": says(answer(b"", status="429 Too Many Requests")),
            "/410": says(answer(b"", status="410 Gone")),
            "/500": says(answer(b"", status="500 Internal Server Error")),
        }
    )


@dataclass
class World:
    """The servers of the table, a fetcher that may reach the web's, and what came of it."""

    fetcher: Fetcher
    web: Site
    inside: tuple[Site, ...]
    ports: dict[str, int]
    resolved: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def reached(self) -> int:
        """Connections to what nobody may reach."""
        return sum(site.connections for site in self.inside)

    def try_it(self, attack: Attack) -> tuple[str, str, float]:
        """State, reason and seconds of an attack; "ready" where it got through."""
        url = attack.url
        for name, port in self.ports.items():
            url = url.replace(f"{{{name}}}", str(port))
        started = time.monotonic()
        try:
            self.fetcher.get(url)
            return "ready", "", time.monotonic() - started
        except NotFetched as error:
            return error.state, str(error), time.monotonic() - started


@contextmanager
def world() -> Iterator[World]:
    """Start everything on free ports of the loopback address."""
    with ExitStack() as stack:
        secret: dict[str, Script] = {"*": says(answer(SECRET))}
        inside = [stack.enter_context(serving(secret))]
        if socket.has_ipv6:
            inside.append(stack.enter_context(serving(secret, host="::1", port=inside[0].port)))
        port = inside[0].port
        scripts: dict[str, Script] = {}
        web = stack.enter_context(serving(scripts))
        scripts.update(_scripts(web.port, port))
        if sys.platform == "linux":  # elsewhere one has to set this address up first
            inside.append(stack.enter_context(serving(secret, host="127.0.0.2", port=web.port)))
        robots = stack.enter_context(serving({"*": redirect(f"http://127.0.0.1:{port}/robots.txt")}))
        ports = {"inside": port, "web": web.port, "robots": robots.port, "nobody": _unused()}
        authority = trustme.CA()
        ports |= {name: stack.enter_context(site).port for name, site in _tls_sites(authority)}
        own = {at for name, at in ports.items() if name != "inside"}
        context = ssl.create_default_context()
        authority.configure_trust(context)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        resolved: dict[str, int] = defaultdict(int)
        fetcher = Fetcher(
            user_agent="Backstory/test",
            rules=Rules(ports=frozenset(ports.values()), also=frozenset(("127.0.0.1", at) for at in own)),
            limits=Limits(time_limit_s=TIME_LIMIT_S),
            resolve=_resolver(resolved),
            tls=context,
        )
        stack.callback(fetcher.close)
        yield World(fetcher, web, tuple(inside), ports, resolved)


def _resolver(resolved: dict[str, int]) -> Any:
    """Names of the table; the rebinding ones lead elsewhere after their first answers."""
    known = {
        "news.example": ("127.0.0.1",),
        "inside.example": ("127.0.0.1",),
        "inside6.example": ("::1",),
        "private.example": ("192.168.1.1",),
        "mapped.example": ("::ffff:127.0.0.1",),
        "both.example": ("93.184.216.34", "127.0.0.1"),
    }
    good_for = {"rebind.example": 1, "rebind2.example": 2}

    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        resolved[host] += 1
        if host == "stalled.example":
            time.sleep(2 * TIME_LIMIT_S)
        if host in good_for:
            found: tuple[str, ...] = ("127.0.0.1",) if resolved[host] <= good_for[host] else ("127.0.0.2",)
        elif host in known:
            found = known[host]
        elif host.replace(".", "").isdigit():
            found = (host,)
        else:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in found
        ]

    return resolve


def _tls_sites(authority: trustme.CA) -> Iterator[tuple[str, Any]]:
    story: dict[str, Script] = {"/": says(answer())}
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    certificates = {
        "trusted": authority.issue_cert("news.example"),
        "expired": authority.issue_cert("news.example", not_before=long_ago, not_after=long_ago.replace(year=2002)),
        "wrong_name": authority.issue_cert("other.example"),
        "unknown_issuer": trustme.CA().issue_cert("news.example"),
    }
    for name, certificate in certificates.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        yield name, serving(story, tls=context)
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificates["trusted"].configure_cert(old)
    # TLS 1.2 is the least; a server without a cipher in common fails as one without a version in common does.
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("AES128-SHA")
    yield "old_protocol", serving(story, tls=old)
    yield "plain_HTTP", _speaking_first(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    yield "silent_handshake", _speaking_first(b"")


@dataclass
class _Port:
    port: int


@contextmanager
def _speaking_first(greeting: bytes) -> Iterator[_Port]:
    """A server that greets whoever connects, and says no more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept: list[socket.socket] = []
        stop = threading.Event()
        listening.settimeout(0.05)

        def run() -> None:
            while not stop.is_set():
                try:
                    peer, _ = listening.accept()
                except TimeoutError:
                    continue
                kept.append(peer)
                if greeting:
                    peer.sendall(greeting)

        running = threading.Thread(target=run)
        running.start()
        try:
            yield _Port(listening.getsockname()[1])
        finally:
            stop.set()
            running.join()
            for peer in kept:
                peer.close()


def _unused() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
