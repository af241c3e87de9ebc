"""Which addresses may be fetched, or given to a reader's browser, as far as they tell themselves."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.errors import NotFetched
from backstory.previews.fetch import Rules, harmless
from backstory.previews.fetch.ranges import not_public
from backstory.previews.fetch.robots import allows
from backstory.previews.fetch.targets import next_target, target_of


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://news.example/a b".replace(" ", "%20"), "http://news.example/a%20b"),
        ("HTTPS://News.Example:443/Path?q=1#part", "https://news.example/Path?q=1"),
        ("http://news.example", "http://news.example/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:4700:0:0::1111]:80/", "http://[2606:4700::1111]/"),
        ("http://news.example.:80/", "http://news.example/"),
    ],
)
def test_an_address_has_one_form(url: str, asked: str) -> None:
    assert target_of(url, Rules()).url == asked


def test_a_redirect_is_read_against_where_it_stands() -> None:
    here = target_of("https://news.example/a/b?c=1", Rules())
    assert next_target(here, "../d", Rules()).url == "https://news.example/d"
    assert next_target(here, "//other.example/e", Rules()).url == "https://other.example/e"
    assert next_target(here, "/ü".encode().decode("latin-1"), Rules()).url == "https://news.example/ü"


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.1/admin.png",
        "http://router/reboot",
        "http://localhost:8765/",
        "https://me:secret@news.example/a.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AA",
        "http://news.example:8080/a.jpg",
        "http://2130706433/",
    ],
)
def test_what_would_harm_a_reader_is_not_handed_on(url: str) -> None:
    assert harmless(url) is None
    assert harmless("https://news.example/a.jpg") == "https://news.example/a.jpg"


@given(st.ip_addresses())
def test_no_address_is_public_that_the_standard_library_knows_not_to_be(address: object) -> None:
    parsed = ip_address(str(address))
    if parsed.is_private or parsed.is_loopback or parsed.is_link_local or parsed.is_multicast or parsed.is_reserved:
        assert not_public(str(parsed)) is not None


@given(st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_no_spelling_of_loopback_passes(address: object) -> None:
    number = int(ip_address(str(address)))
    parts = str(address).split(".")
    for host in (
        str(address),
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(f"0{int(part):o}" for part in parts),
        ".".join(hex(int(part)) for part in parts),
        f"[::ffff:{address}]",
        f"[::{address}]",
        f"[64:ff9b::{address}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::]",
    ):
        with pytest.raises(NotFetched):
            target_of(f"http://{host}/", Rules())


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://news.example/{text}"):
        try:
            target = target_of(url, Rules())
        except NotFetched:
            continue
        assert target.host.isascii()
        assert target.port in {80, 443}


def test_many_robots_with_many_rules_take_no_time() -> None:
    """Protego alone takes half a minute for these."""
    agents = "".join(f"User-agent: {n}\n" for n in range(5_000))
    robots = f"{agents}Disallow: /x$\nUser-agent: Backstory\nDisallow: /story\n" + "Disallow: /a$\n" * 2_000
    assert not allows(robots.encode(), "http://news.example/story")
    assert allows(robots.encode(), "http://news.example/other")


def test_robots_beside_each_other_share_their_rules() -> None:
    robots = b"User-agent: Backstory\nUser-agent: Somebot\nDisallow: /a\n\nUser-agent: Somebot\nDisallow: /b\n"
    assert not allows(robots, "http://news.example/a")
    assert allows(robots, "http://news.example/b")
