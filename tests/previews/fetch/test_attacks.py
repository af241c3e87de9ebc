"""The attack table, against real servers: each ends by its deadline with its own state, and nobody gets within."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator

import pytest

from tests.previews.fetch.attacks import ADDRESSES, ATTACKS, GRACE_S, TIME_LIMIT_S, Attack, World, world

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]
MAX_MEMORY_BYTES = 25_000_000


@pytest.fixture(scope="module")
def servers() -> Iterator[World]:
    with world() as running:
        yield running


def test_the_table_is_long_enough() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_it_ends_with_its_state_by_the_deadline_and_reaches_nothing_within(servers: World, attack: Attack) -> None:
    before = servers.reached
    state, why, seconds = servers.try_it(attack)
    assert (state, attack.words in why) == (attack.state, True), why
    assert seconds < TIME_LIMIT_S + GRACE_S
    assert servers.reached == before


def test_honest_pages_get_through_the_same_fetcher(servers: World) -> None:
    for address in (
        "http://news.example:{web}/story",
        "http://news.example:{web}/more/5",
        "https://news.example:{trusted}/",
    ):
        assert servers.try_it(Attack("honest", address, "ready", ""))[0] == "ready"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f000001", "127.1", "0", "0.0.0.0", "localhost"]
)
def test_the_servers_within_count_those_that_get_there(servers: World, host: str) -> None:
    """Else the table would show nothing: unchecked, these addresses lead to what it counts."""
    before = servers.reached
    with socket.create_connection((host, servers.ports["inside"])) as reached:
        reached.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b"Secret" in reached.makefile("rb").read()
    assert servers.reached == before + 1


def test_each_connection_resolves_its_name_once(servers: World) -> None:
    before, connected = servers.resolved["news.example"], servers.web.connections
    servers.try_it(Attack("hops", "http://news.example:{web}/more/5", "ready", ""))
    assert servers.resolved["news.example"] - before == servers.web.connections - connected > 5


@pytest.mark.parametrize("path", ["/gzip", "/brotli", "/endless", "/chunk-length"])
def test_no_body_fills_the_memory(servers: World, path: str) -> None:
    tracemalloc.start()
    servers.try_it(Attack(path, f"http://news.example:{{web}}{path}", "", ""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MAX_MEMORY_BYTES


def test_the_addresses_of_the_table_are_refused_before_any_connection(servers: World) -> None:
    before = servers.web.connections
    for attack in ADDRESSES:
        servers.try_it(attack)
    assert servers.web.connections == before
