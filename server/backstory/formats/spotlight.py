"""DBpedia Spotlight's way to ask and its JSON, for programs that speak it.

Source: https://www.dbpedia-spotlight.org/api. Offsets are code points.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from backstory.formats.named_text import NamedText
from backstory.model import LinkedMention
from backstory.ontology import kind_named


class AnnotateRequest(BaseModel):
    """Spotlight's parameters. Those that this service cannot follow are refused where they would change the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, description="the text")
    confidence: float = Field(0.5, ge=0, le=1, description="links less sure than this are left out")
    support: int = Field(0, description="taken and given back, not weighed: packs count no incoming links")
    types: str = Field("", max_length=2_000, description="such as DBpedia:Person,Schema:Place: only these; empty: all")
    policy: str = Field("whitelist", pattern="^(whitelist|blacklist)$", description="blacklist: all but `types`")
    sparql: str = Field("", description="has to be empty: this service runs no queries")

    @field_validator("sparql")
    @classmethod
    def _no_query(cls, value: str) -> str:
        if value.strip():
            raise ValueError("this service runs no SPARQL; leave it out")
        return value


def write_spotlight(asked: AnnotateRequest, named: NamedText) -> dict[str, Any]:
    """The answer in Spotlight's form: numbers are texts, `Resources` is left out where there are none."""
    head = {
        "@text": asked.text,
        "@confidence": f"{asked.confidence:g}",
        "@support": str(asked.support),
        "@types": asked.types,
        "@sparql": "",
        "@policy": asked.policy,
    }
    resources = [
        _resource(linked, named, asked.support)
        for linked in named.linked
        if linked.entity is not None and linked.confidence >= asked.confidence and _wanted(linked, asked)
    ]
    return head | ({"Resources": resources} if resources else {})


def _resource(linked: LinkedMention, named: NamedText, support: int) -> dict[str, str]:
    second = linked.runner_up.confidence / linked.confidence if linked.runner_up and linked.confidence else 0.0
    return {
        "@URI": next(iter(named.addresses(linked)), ""),
        "@support": str(support),
        "@types": _types(linked),
        "@surfaceForm": linked.mention.surface,
        "@offset": str(linked.mention.start),
        "@similarityScore": f"{linked.confidence:.4f}",
        "@percentageOfSecondRank": f"{second:.4f}",
    }


def _types(linked: LinkedMention) -> str:
    kind = linked.entity.kind if linked.entity else None
    return kind_named(kind).dbpedia


def _wanted(linked: LinkedMention, asked: AnnotateRequest) -> bool:
    wanted = {each.strip().casefold() for each in asked.types.split(",") if each.strip()}
    if not wanted:
        return True
    fits = bool(wanted & set(_types(linked).casefold().split(",")))
    return fits if asked.policy == "whitelist" else not fits
