"""How pages are fetched: honestly, politely, kept as long as their site allows."""

from __future__ import annotations

import gzip
import socket
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from backstory.errors import InputError, NotFetched
from backstory.previews.fetch import Proxy, Rules, find_proxy
from backstory.previews.fetch.connect import tls_context
from backstory.previews.fetch.fetcher import HTML, JSON, Fetcher, Limits
from backstory.previews.fetch.robots import MAX_BYTES, allows
from tests.previews.fetch.servers import STORY, Script, Site, answer, redirect, says, serving, silent

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]
AGENT = "Backstory/test (previews a link for a reader)"
Make = Callable[..., Fetcher]


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, Script]], Site]]:
    with ExitStack() as stack:
        yield lambda scripts: stack.enter_context(serving(scripts))


@pytest.fixture
def fetcher(tmp_path: Path) -> Iterator[Make]:
    """Makes a fetcher that may reach the sites named; without a store unless one is asked for."""
    made: list[Fetcher] = []

    def make(*sites: Site, **more: Any) -> Fetcher:
        given: dict[str, Any] = {
            "user_agent": AGENT,
            "rules": Rules(also=frozenset(("127.0.0.1", s.port) for s in sites)),
        }
        made.append(Fetcher(**(given | more)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def at(site: Site, path: str = "/story") -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def refusal(fetcher: Fetcher, url: str, **more: Any) -> tuple[str, str]:
    with pytest.raises(NotFetched) as caught:
        fetcher.get(url, **more)
    return caught.value.state, str(caught.value)


def headers_of(request: bytes) -> dict[str, str]:
    lines = request.decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if value}


def test_a_page_comes_with_its_bytes_and_kind(site: Any, fetcher: Make) -> None:
    web = site({"/story": says(answer())})
    fetched = fetcher(web).get(at(web))
    assert (fetched.body, fetched.content_type, fetched.url) == (STORY, "text/html; charset=utf-8", at(web))


def test_it_says_who_it_is_and_neither_where_from_nor_who_before(site: Any, fetcher: Make) -> None:
    web = site({"/first": redirect("/story"), "/story": says(answer(Set_Cookie="who=you; Path=/"))})
    one = fetcher(web)
    one.get(at(web, "/first"))
    one.get(at(web))
    for request in web.requests:
        said = headers_of(request)
        assert said["user-agent"] == AGENT
        assert said.keys() <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_redirects_are_followed_to_where_the_page_is(site: Any, fetcher: Make) -> None:
    web = site({"/old": redirect("/st%C3%B6ry?a=1#part", 301), "/st%C3%B6ry?a=1": says(answer())})
    assert fetcher(web).get(at(web, "/old")).url == at(web, "/st%C3%B6ry?a=1")


def test_a_page_of_another_kind_is_taken_only_where_that_is_asked_for(site: Any, fetcher: Make) -> None:
    web = site({"/oembed": says(answer(b'{"title": "x"}', kind="application/json"))})
    one = fetcher(web)
    assert refusal(one, at(web, "/oembed"))[0] == "not_an_article"
    assert one.get(at(web, "/oembed"), accept=JSON).body == b'{"title": "x"}'


ROBOTS = b"""User-agent: *
Disallow: /private/
Disallow: /*?print=
Allow: /private/press/

User-agent: Backstory
User-agent: Otherbot
Disallow: /not-for-us$
"""


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        (ROBOTS, "/story", True),
        (ROBOTS, "/not-for-us", False),
        (ROBOTS, "/not-for-us/but-this", True),
        (ROBOTS, "/private/story", True),
        (ROBOTS.replace(b"Backstory", b"Somebot"), "/private/story", False),
        (ROBOTS.replace(b"Backstory", b"Somebot"), "/private/press/story", True),
        (ROBOTS.replace(b"Backstory", b"Somebot"), "/story?print=1", False),
        (b"User-agent: *\nDisallow: /", "/story", False),
        (b"User-agent: *\nDisallow:", "/story", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /story", "/story", False),
        (b"user-agent:backstory\ndisallow:/story", "/story", False),
        (b"<html>no robots here</html>", "/story", True),
        (b"", "/story", True),
    ],
)
def test_robots_txt_is_obeyed(site: Any, fetcher: Make, robots: bytes, path: str, allowed: bool) -> None:
    web = site({"/robots.txt": says(answer(robots, kind="text/plain")), "*": says(answer())})
    if allowed:
        assert fetcher(web).get(at(web, path)).body == STORY
    else:
        assert refusal(fetcher(web), at(web, path))[0] == "blocked"
        assert web.asked == []


FORBIDS = b"User-agent: *\nDisallow: /story\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (FORBIDS, {"kind": "application/xml"}),
        (FORBIDS, {"kind": "image/png"}),
        (FORBIDS, {"kind": ""}),
        (FORBIDS + b"# and so on\n" * 200_000, {"kind": "text/plain"}),
        (FORBIDS.decode().encode("utf-16"), {"kind": "text/plain"}),
        (b"\xfe\xff" + FORBIDS.decode().encode("utf-16-be"), {"kind": "text/plain; charset=utf-16"}),
        (b"# caf\xe9\n" + FORBIDS, {"kind": "text/plain; charset=latin-1"}),
        (gzip.compress(FORBIDS), {"kind": "text/plain", "Content_Encoding": "gzip"}),
        (gzip.compress(FORBIDS), {"kind": "application/gzip"}),
        (gzip.compress(FORBIDS + b"#" * 50_000_000), {"kind": "application/gzip"}),
        (gzip.compress(FORBIDS + b"#" * 50_000_000), {"kind": "text/plain", "Content_Encoding": "gzip"}),
    ],
)
def test_robots_txt_is_read_whatever_it_calls_itself(
    site: Any, fetcher: Make, tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    web = site({"/robots.txt": says(answer(body, **headers)), "*": says(answer())})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    for _ in range(2):  # from the site, then from the store
        assert refusal(one, at(web))[0] == "blocked"
    assert one.get(at(web, "/other")).body == STORY
    assert web.asked == ["/other"]


def test_robots_txt_without_a_type_is_read(site: Any, fetcher: Make) -> None:
    web = site({"/robots.txt": says(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + FORBIDS), "*": says(answer())})
    assert refusal(fetcher(web), at(web))[0] == "blocked"


def test_a_line_of_robots_txt_that_is_cut_off_counts_for_nothing() -> None:
    rules = b"User-agent: *\nDisallow: /\nAllow: /"
    robots = b"#" * (MAX_BYTES - len(rules) - 1) + b"\n" + rules
    assert allows(robots, "http://news.example/story")
    assert not allows(robots + b"press/\n", "http://news.example/story")


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nUser-agent: *"), "unreachable"),
        (says(b"nonsense\r\n\r\n"), "unreachable"),
        (says(b"HTTP/1.1 200 OK\r\n" + b"X-Long: %s\r\n" % (b"x" * 60_000) * 2 + b"\r\n"), "too_large"),
        (silent, "too_slow"),
    ],
)
def test_no_page_is_fetched_where_robots_txt_cannot_be_had(
    site: Any, fetcher: Make, script: Script, state: str
) -> None:
    web = site({"/robots.txt": script, "*": says(answer())})
    assert refusal(fetcher(web, limits=Limits(time_limit_s=0.5)), at(web))[0] == state
    assert web.asked == []


@pytest.mark.parametrize(
    ("status", "state"),
    [("404 Not Found", "ready"), ("403 Forbidden", "ready"), ("503 Busy", "blocked"), ("429 Slow", "blocked")],
)
def test_a_robots_txt_that_is_missing_allows_and_one_that_fails_does_not(
    site: Any, fetcher: Make, status: str, state: str
) -> None:
    web = site({"/robots.txt": says(answer(b"", status=status)), "/story": says(answer())})
    if state == "ready":
        assert fetcher(web).get(at(web)).body == STORY
    else:
        assert refusal(fetcher(web), at(web))[0] == state


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("204 No Content", "The site answers, but sends no page (204)."),
        ("300 Choices", "The site points elsewhere in a way that cannot be followed (300)."),
        ("418 Teapot", "The site does not take the question (418)."),
        ("500 Ill", "The site has trouble of its own (500)."),
    ],
)
def test_a_status_is_told_in_plain_words(site: Any, fetcher: Make, status: str, said: str) -> None:
    web = site({"/story": says(answer(b"", status=status))})
    assert refusal(fetcher(web), at(web)) == ("unreachable", said)


def test_robots_txt_is_asked_at_every_hop(site: Any, fetcher: Make) -> None:
    there = site({"/robots.txt": says(answer(b"User-agent: *\nDisallow: /", kind="text/plain")), "*": says(answer())})
    here = site({"/story": redirect(at(there))})
    assert refusal(fetcher(here, there), at(here))[0] == "blocked"
    assert there.asked == []


def test_a_page_is_kept_as_long_as_its_site_says(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site({"/kept": says(answer(Cache_Control="max-age=600")), "/plain": says(answer())})
    one = fetcher(web, store=tmp_path / "cache" / "linked.sqlite")
    for path in ("/kept", "/kept", "/plain", "/plain"):
        assert one.get(at(web, path)).body == STORY
    assert web.asked == ["/kept", "/plain"]
    assert len(web.requests) == 3  # and robots.txt once
    file = tmp_path / "cache" / "linked.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("said", ["no-store", "private, max-age=600", "max-age=0", "no-cache"])
def test_a_page_is_asked_anew_where_its_site_says_so(site: Any, fetcher: Make, tmp_path: Path, said: str) -> None:
    web = site({"/story": says(answer(Cache_Control=said))})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    one.get(at(web))
    one.get(at(web))
    assert web.asked == ["/story", "/story"]


@pytest.mark.parametrize(
    ("expires", "asked"),
    [("0", 2), ("Thu, 01 Jan 1998 00:00:00 GMT", 2), ("Thu, 01 Jan 2998 00:00:00 GMT", 1), ("soon", 2)],
)
def test_an_expiry_date_counts_where_nothing_else_is_said(
    site: Any, fetcher: Make, tmp_path: Path, expires: str, asked: int
) -> None:
    web = site({"/story": says(answer(Expires=expires))})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    one.get(at(web))
    one.get(at(web))
    assert len(web.asked) == asked


def test_nothing_is_kept_for_longer_than_a_day(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site({"/a": says(answer(Cache_Control="max-age=31536000")), "/b": says(answer(Cache_Control="max-age=60"))})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    for path, most in (("/a", 24 * 3600), ("/b", 60)):
        one.get(at(web, path))
        kept = one._session.get(at(web, path), headers={"Accept": HTML}, timeout=1.0)
        left = kept.expires - datetime.now(UTC).replace(tzinfo=kept.expires.tzinfo)
        assert left.total_seconds() <= most


def test_a_store_that_has_grown_too_large_begins_anew(
    site: Any, fetcher: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstory.previews.fetch.cache.MAX_FILE_BYTES", 4_000_000)
    web = site({"*": says(answer(b"<p>" + b"and so on " * 100_000))})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    for n in (*range(12), 11, 0):
        one.get(at(web, f"/{n}"))
    assert (web.asked.count("/11"), web.asked.count("/0")) == (1, 2)
    assert (tmp_path / "linked.sqlite").stat().st_size < 8_000_000


def test_a_store_that_another_holds_costs_no_answer(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site({"/story": says(answer())})
    one = fetcher(web, store=tmp_path / "linked.sqlite", limits=Limits(time_limit_s=20))
    with closing(sqlite3.connect(tmp_path / "linked.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert one.get(at(web)).body == STORY
        other.execute("ROLLBACK")


def test_a_page_that_did_not_change_is_asked_by_its_mark(site: Any, fetcher: Make, tmp_path: Path) -> None:
    def story(peer: socket.socket, _path: str) -> None:
        unchanged = b"If-None-Match" in web.requests[-1]
        told = (
            answer(b"", status="304 Not Modified", ETag='"1"')
            if unchanged
            else answer(ETag='"1"', Cache_Control="max-age=0")
        )
        peer.sendall(told)

    web = site({"/story": story})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    assert one.get(at(web)).body == one.get(at(web)).body == STORY
    assert len(web.asked) == 2


def test_what_is_gone_is_remembered_and_what_failed_is_not(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site({"/gone": says(answer(b"", status="410 Gone")), "/ill": says(answer(b"", status="500 Ill"))})
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    for path in ("/gone", "/gone", "/ill", "/ill"):
        refusal(one, at(web, path))
    assert web.asked == ["/gone", "/ill", "/ill"]


def test_a_robots_txt_named_as_a_page_is_no_page(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site(
        {"/robots.txt": says(answer(b"User-agent: *\nDisallow: /x", kind="text/plain")), "/story": says(answer())}
    )
    one = fetcher(web, store=tmp_path / "linked.sqlite")
    one.get(at(web))
    assert refusal(one, at(web, "/robots.txt"))[0] == "not_an_article"


def test_a_store_that_is_damaged_or_locked_costs_no_answer(site: Any, fetcher: Make, tmp_path: Path) -> None:
    web = site({"/story": says(answer())})
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"this is no database" * 100)
    folder = tmp_path / "folder.sqlite"
    folder.mkdir()
    for store in (damaged, folder):
        assert fetcher(web, store=store).get(at(web)).body == STORY


def test_a_site_gets_two_requests_at_a_time(site: Any, fetcher: Make) -> None:
    free = threading.Event()

    def wait(peer: socket.socket, _path: str) -> None:
        free.wait(5)
        peer.sendall(answer())

    web = site({"/robots.txt": says(answer(b"", status="404 None")), "*": wait})
    one = fetcher(web, limits=Limits(time_limit_s=10))
    threads = [threading.Thread(target=one.get, args=(at(web, f"/{n}"),)) for n in range(6)]
    for thread in threads:
        thread.start()
    while len(web.asked) < 2:
        time.sleep(0.01)
    free.set()
    for thread in threads:
        thread.join()
    assert len(web.asked) == 6
    assert web.most_at_once == 2


def test_who_finds_no_place_in_time_is_told_so(site: Any, fetcher: Make) -> None:
    free = threading.Event()

    def wait(peer: socket.socket, _path: str) -> None:
        free.wait(10)
        peer.sendall(answer())

    web = site({"*": wait, "/robots.txt": says(answer(b"", status="404 None"))})
    one = fetcher(web, limits=Limits(time_limit_s=5))
    threads = [threading.Thread(target=one.get, args=(at(web, f"/{n}"),)) for n in range(2)]
    for thread in threads:
        thread.start()
    while len(web.asked) < 2:
        time.sleep(0.01)
    assert refusal(one, at(web, "/third"), ends=time.monotonic() + 0.2)[0] == "too_slow"
    free.set()
    for thread in threads:
        thread.join()
    assert len(web.asked) == 2


def test_a_deadline_that_has_passed_connects_nowhere(site: Any, fetcher: Make) -> None:
    web = site({})
    assert refusal(fetcher(web), at(web), ends=time.monotonic() - 1)[0] == "too_slow"
    assert web.connections == 0


def test_the_settings_of_the_machine_bring_no_proxy_and_no_password(
    site: Any, fetcher: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    web = site({"/story": says(answer())})
    fetcher(web).get(at(web))
    assert not any(b"authorization" in request.lower() for request in web.requests)


def test_a_proxy_gets_whole_addresses_and_its_password(site: Any, fetcher: Make) -> None:
    proxy = site({"*": says(answer())})
    one = fetcher(proxy=Proxy("127.0.0.1", proxy.port, "Basic bWU6cHc="), resolve=_only_itself)
    assert one.get("http://news.example/story").body == STORY
    assert proxy.requests[-1].startswith(b"GET http://news.example/story HTTP/1.1\r\n")
    said = headers_of(proxy.requests[-1])
    assert (said["host"], said["proxy-authorization"]) == ("news.example", "Basic bWU6cHc=")


def test_a_proxy_gets_no_address_within(site: Any, fetcher: Make) -> None:
    proxy = site({"*": says(answer())})
    one = fetcher(proxy=Proxy("127.0.0.1", proxy.port), resolve=_only_itself)
    for url in (
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://localhost/",
        "http://a.internal/",
    ):
        assert refusal(one, url)[0] == "not_allowed"
    assert proxy.connections == 0


def test_through_a_proxy_https_goes_to_the_site_in_a_tunnel(site: Any, fetcher: Make) -> None:
    authority = trustme.CA()
    import ssl

    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(served)
    trusted = tls_context()
    authority.configure_trust(trusted)

    def tunnel(peer: socket.socket, _path: str) -> None:
        peer.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with served.wrap_socket(peer, server_side=True) as within:
            web.play(within)
            within.unwrap()

    proxy = site({"news.example:443": tunnel})
    web = Site(443, {"/story": says(answer())})
    one = fetcher(proxy=Proxy("127.0.0.1", proxy.port), resolve=_only_itself, tls=trusted)
    assert one.get("https://news.example/story").body == STORY
    assert not any(b"proxy-" in request.lower() for request in web.requests)


def _only_itself(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
    assert host == "127.0.0.1", "what goes through a proxy is resolved by it"
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]


@pytest.mark.parametrize(
    ("value", "proxy"),
    [
        ("http://proxy.example:3128", Proxy("proxy.example", 3128)),
        ("proxy.example:3128", Proxy("proxy.example", 3128)),
        ("http://me:p%40ss@proxy.example", Proxy("proxy.example", 80, "Basic bWU6cEBzcw==")),
    ],
)
def test_the_machines_proxy_is_found(monkeypatch: pytest.MonkeyPatch, value: str, proxy: Proxy) -> None:
    monkeypatch.setenv("https_proxy", value)
    assert find_proxy() == proxy


def test_a_proxy_of_another_kind_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://proxy.example:1080")
    with pytest.raises(InputError, match="BACKSTORY_FETCH off"):
        find_proxy()


def test_a_malformed_answer_leaves_no_address_in_the_log(
    site: Any, fetcher: Make, caplog: pytest.LogCaptureFixture
) -> None:
    web = site({"/secret-reading": says(b"HTTP/1.1 200 OK\r\n: none\r\nContent-Type: text/html\r\n\r\n<p>x")})
    with caplog.at_level("WARNING"):
        fetcher(web).get(at(web, "/secret-reading"))
    assert "secret-reading" not in caplog.text


def test_an_address_is_admitted_by_where_its_name_leads(fetcher: Make) -> None:
    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        ip = {"good.example": "93.184.216.34", "bad.example": "10.0.0.1"}.get(host)
        if ip is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    one = fetcher(resolve=resolve)
    for url, admitted in (
        ("https://good.example/a.jpg", True),
        ("https://bad.example/a.jpg", False),
        ("https://unknown.example/a.jpg", False),
        ("https://good.example:8080/a.jpg", False),
        ("javascript:alert(1)", False),
    ):
        assert one.admits(url, ends=time.monotonic() + 2) is admitted, url


def test_a_fetch_is_bounded_as_we_say() -> None:
    assert (Limits().time_limit_s, Limits().max_bytes, Limits().max_redirects) == (4.0, 2_000_000, 5)
    assert Rules() == Rules(ports=frozenset({80, 443}), also=frozenset())
