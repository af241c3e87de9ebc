"""What a reader's browser asks beside the story: what else a name may mean, and whether we hold its pairing token."""

from __future__ import annotations

import hashlib
import hmac
from typing import TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, Field

from backstory.service.assembly import Service
from backstory.web.body import read_json, request_body
from backstory.web.guard import Guard
from backstory.web.problems import Refused

T = TypeVar("T", bound=BaseModel)

_MOST_SENSES = 40


class SensesRequest(BaseModel):
    """A name, alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=300)


class SenseOut(BaseModel):
    """One thing that a name may mean."""

    id: str
    label: str
    description: str | None
    kind: str | None


class SensesResponse(BaseModel):
    """All that the packs have under a name, most common first."""

    senses: list[SenseOut]


class ProofRequest(BaseModel):
    """Something that nobody could have foreseen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    challenge: str = Field(pattern=r"^[0-9a-f]{32,128}$", description="random bytes, in hexadecimal digits")


class ProofResponse(BaseModel):
    """What only who holds the pairing token can say."""

    proof: str = Field(description="HMAC-SHA-256 of `backstory-proof:` and the challenge, under the token; hexadecimal")


def proof_of(token: str, challenge: str) -> str:
    """The proof that one holds the token. Source: RFC 2104."""
    return hmac.new(token.encode(), f"backstory-proof:{challenge}".encode(), hashlib.sha256).hexdigest()


def reader_routes(web: Blueprint, service: Service, guard: Guard) -> None:
    """The routes, for one service."""

    @web.post("/senses")
    def senses() -> Response:
        asked = _asked(SensesRequest)
        found = service.knowledge.candidates({asked.name}).found.get(asked.name, ())
        named = {one.entity.id: one.entity for one in found if one.entity.label != one.entity.id}
        told = [
            SenseOut(id=one.id, label=one.label, description=one.description, kind=one.kind) for one in named.values()
        ]
        return Response(SensesResponse(senses=told[:_MOST_SENSES]).model_dump_json(), content_type="application/json")

    @web.post("/proof")
    def proof() -> Response:
        said = ProofResponse(proof=proof_of(guard.token, _asked(ProofRequest).challenge))
        return Response(said.model_dump_json(), content_type="application/json")


def _asked(model: type[T]) -> T:
    if request.mimetype != "application/json":
        raise Refused("not-json", f"The body came as {request.mimetype or 'nothing'}; send application/json.")
    return read_json(model, request_body())
