from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from backstory.web.reader import proof_of
from tests.web.conftest import ALLOWED, TOKEN

CHALLENGE = "0123456789abcdef" * 2
ELSEWHERE = {"Origin": ALLOWED}
PAIRED = {"Authorization": f"Bearer {TOKEN}"}


def test_all_senses_of_a_name_are_told_with_what_sets_them_apart(client: FlaskClient) -> None:
    senses = client.post("/senses", json={"name": "Putin"}).json["senses"]
    assert [one["id"] for one in senses] == ["Q7747"]
    assert senses[0] == {
        "id": "Q7747",
        "label": "Vladimir Putin",
        "description": senses[0]["description"],
        "kind": "person",
    }
    assert senses[0]["description"]


def test_a_name_that_no_pack_has_has_no_senses(client: FlaskClient) -> None:
    assert client.post("/senses", json={"name": "Odile Brankovic the Younger"}).json == {"senses": []}


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x" * 301}, {"name": "IRA", "page": "x"}])
def test_senses_are_asked_of_one_name(client: FlaskClient, body: dict[str, str]) -> None:
    assert client.post("/senses", json=body).status_code == 422


def test_from_elsewhere_senses_need_the_token(client: FlaskClient) -> None:
    assert client.post("/senses", json={"name": "IRA"}, headers=ELSEWHERE).status_code == 401
    assert client.post("/senses", json={"name": "IRA"}, headers=ELSEWHERE | PAIRED).status_code == 200


def test_the_service_proves_that_it_holds_the_token_before_it_is_given_it(client: FlaskClient) -> None:
    answer = client.post("/proof", json={"challenge": CHALLENGE}, headers=ELSEWHERE)
    assert answer.json == {"proof": proof_of(TOKEN, CHALLENGE)}


def test_a_proof_is_of_one_token_and_one_challenge() -> None:
    proofs = {proof_of(token, challenge) for token in ("a", "b") for challenge in ("00" * 16, "01" * 16)}
    assert len(proofs) == 4
    assert proof_of("a", "00") == "e39101c61de57fb7cb53b5e4cf0286cfcbda90debdc927369eed6546f76177d8"


@pytest.mark.parametrize("challenge", ["", "00", "G" * 32, "0" * 130])
def test_a_challenge_is_random_bytes(client: FlaskClient, challenge: str) -> None:
    assert client.post("/proof", json={"challenge": challenge}).status_code == 422


def test_an_origin_that_is_not_allowed_gets_no_proof(client: FlaskClient) -> None:
    answer = client.post("/proof", json={"challenge": CHALLENGE}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
