"""Earlier answers in a real Redis server, shared by several machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backstory.errors import InputError
from backstory.knowledge.http_client import open_shared_store, store
from backstory.knowledge.http_client.store import STALE_FOR_S
from tests.knowledge.local_wiki import Wiki, asking, reasons, send
from tests.support.redis_server import NoRedis, Server, serve

pytest.importorskip("redis", reason="the package redis is not installed")
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.enable_socket,
    # requests-cache 1.3 calls it; redis 8 would rather it did not
    pytest.mark.filterwarnings("ignore:Call to deprecated setex:DeprecationWarning"),
]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Server]:
    try:
        with serve(tmp_path) as server:
            yield server
    except NoRedis as reason:
        pytest.skip(f"No real Redis here: {reason}")


def test_what_one_machine_asked_another_knows(wiki: Wiki, redis: Server) -> None:
    for _ in range(2):
        with asking(wiki, open_shared_store(redis.url)) as live:
            answer = live.candidates({"Bakhmut"})
            assert set(answer.found) == {"Bakhmut"}
            assert answer.gaps == ()
    assert len(wiki.requests) == 1


def test_answers_are_json_and_leave_when_they_are_too_old_to_stand_in(wiki: Wiki, redis: Server) -> None:
    shared = open_shared_store(redis.url)
    with asking(wiki, shared) as live:
        live.candidates({"Bakhmut"})
        connection = shared.cache.responses.connection
        (key,) = connection.keys("*")
        assert json.loads(connection.get(key))["status_code"] == 200
        assert STALE_FOR_S < connection.ttl(key) <= STALE_FOR_S + 24 * 3600
        assert b"paper.example" not in connection.get(key)


def test_an_older_answer_stands_in_while_the_wiki_is_down(wiki: Wiki, redis: Server) -> None:
    shared = open_shared_store(redis.url)
    with asking(wiki, shared) as live:
        live.candidates({"Bakhmut"})
        shared.cache.reset_expiration(timedelta(days=-3))
        wiki.behave = send(500)
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert [gap.what for gap in answer.gaps] == ["Fresh answers from Wikipedia"]


def test_a_server_that_dies_costs_no_answer_and_is_used_again(
    wiki: Wiki, redis: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "REDIS_REST_S", 0.0)
    with asking(wiki, open_shared_store(redis.url)) as live:
        live.candidates({"Bakhmut"})
        redis.stop()
        answer = live.candidates({"Bakhmut"})
        assert set(answer.found) == {"Bakhmut"}
        assert [gap.what for gap in answer.gaps] == ["Store of earlier live answers"]
        assert "refused" in reasons(answer)[0]
        redis.start()
        live.candidates({"Bakhmut"})
        before = len(wiki.requests)
        assert live.candidates({"Bakhmut"}).gaps == ()
    assert len(wiki.requests) == before


def test_a_server_that_was_never_there_is_a_gap(wiki: Wiki) -> None:
    with asking(wiki, open_shared_store("redis://127.0.0.1:1/0")) as live:
        answer = live.candidates({"Bakhmut"})
    assert set(answer.found) == {"Bakhmut"}
    assert [gap.what for gap in answer.gaps] == ["Store of earlier live answers"]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="address of the Redis store"):
        open_shared_store("http://nowhere")
