"""Tokens with names: hashed, bounded and revocable while the service runs; how often one may ask."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from backstory.cli.commands.token import command
from backstory.errors import InputError
from backstory.service.assembly import Service
from backstory.service.token_store import TokenStore
from backstory.web.problems import Refused
from backstory.web.rates import Rates
from tests.web.conftest import TOKEN, client_of

STORY = {"text": "Vladimir Putin flew home."}
DAY = "2026-12-01"


def _ask(client: FlaskClient, token: str | None, address: str = "127.0.0.1") -> tuple[int, str | None]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.post("/enrich", json=STORY, headers=headers, environ_overrides={"REMOTE_ADDR": address})
    return answer.status_code, answer.headers.get("Retry-After")


def test_a_named_token_opens_a_service_that_others_may_ask_and_a_revoked_one_does_not(
    service_with: Callable[..., Service], tmp_path: Path
) -> None:
    client = client_of(service_with(host="0.0.0.0", allowed_hosts=("localhost",)))
    store = TokenStore(tmp_path)
    desk, lab = store.make("desk", made=DAY), store.make("lab", made=DAY)
    assert [_ask(client, each)[0] for each in (desk, lab, TOKEN, None, desk[:-1], "desk")] == [
        200, 200, 200, 401, 401, 401,
    ]  # fmt: skip
    store.revoke("desk")
    assert [_ask(client, each)[0] for each in (desk, lab, TOKEN)] == [401, 200, 200]


def test_the_file_holds_no_token_and_is_its_owners_alone(tmp_path: Path) -> None:
    token = TokenStore(tmp_path).make("desk", made=DAY)
    file = tmp_path / "tokens.json"
    assert token not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(token) >= 40


@pytest.mark.parametrize("name", ["", "A", "a b", "../x", "x" * 42])
def test_names_are_plain(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        TokenStore(tmp_path).make(name, made=DAY)


def test_a_name_is_given_once_and_an_unknown_one_cannot_be_revoked(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    store.make("desk", made=DAY)
    with pytest.raises(InputError, match="already"):
        store.make("desk", made=DAY)
    with pytest.raises(InputError, match="no token"):
        store.revoke("lab")


def test_a_damaged_file_is_said_and_lets_nobody_in(service_with: Callable[..., Service], tmp_path: Path) -> None:
    client = client_of(service_with(host="0.0.0.0", allowed_hosts=("localhost",)))
    (tmp_path / "tokens.json").write_text("[{]")
    assert _ask(client, "x" * 40)[0] != 200
    with pytest.raises(InputError, match=r"tokens\.json"):
        TokenStore(tmp_path).all()


def test_the_command_makes_lists_and_revokes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTORY_CONFIG_DIR", str(tmp_path))
    run = CliRunner().invoke
    token = run(command, ["make", "desk", "--per-minute", "7"]).output.strip()
    holder = TokenStore(tmp_path).holder(token)
    assert holder is not None
    assert (holder.name, holder.per_minute) == ("desk", 7)
    assert "desk  made" in run(command, ["list"]).output
    assert token not in run(command, ["list"]).output
    run(command, ["revoke", "desk"])
    assert run(command, ["list"]).output == ""


def test_each_token_and_each_address_without_one_has_its_own_bound(
    service_with: Callable[..., Service], tmp_path: Path
) -> None:
    client = client_of(service_with(per_minute=2))
    lab = TokenStore(tmp_path).make("lab", made=DAY, per_minute=3)
    assert [_ask(client, None)[0] for _ in range(3)] == [200, 200, 429]
    assert [_ask(client, None, "127.0.0.2")[0] for _ in range(3)] == [200, 200, 429]
    assert [_ask(client, TOKEN)[0] for _ in range(3)] == [200, 200, 429]
    assert [_ask(client, lab)[0] for _ in range(4)] == [200, 200, 200, 429]
    status, again = _ask(client, lab)
    assert status == 429
    assert 1 <= int(again or 0) <= 60
    assert client.get("/version").status_code == 200


def test_without_a_bound_nothing_is_counted(client: FlaskClient) -> None:
    assert {_ask(client, None)[0] for _ in range(20)} == {200}


def test_while_the_store_of_limits_is_down_nobody_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates(1, "", "salt")

    def down(*_: object) -> bool:
        raise ConnectionError

    monkeypatch.setattr(rates._limiter, "hit", down)
    for _ in range(3):
        rates.count(None, "198.51.100.7", None)


def test_an_address_is_counted_and_not_kept() -> None:
    rates = Rates(1, "", "salt")
    rates.count(None, "198.51.100.7", None)
    with pytest.raises(Refused):
        rates.count(None, "198.51.100.7", None)
    assert "198.51" not in str(vars(rates._limiter.storage))


def test_a_store_that_is_none_is_said() -> None:
    with pytest.raises(InputError, match="store of limits"):
        Rates(1, "nowhere://x", "salt")
