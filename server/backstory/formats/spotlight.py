"""DBpedia Spotlight's way to ask and its JSON, for programs that speak it.

Source: https://www.dbpedia-spotlight.org/api. Offsets are code points.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from backstory.formats.named_text import NamedText
from backstory.model import LinkedMention
from backstory.ontology import KINDS, kind_named

_TYPES = sorted({each for kind in KINDS.values() for each in kind.dbpedia.split(",") if each})
_KNOWN = frozenset(each.casefold() for each in _TYPES)
_LISTED = ", ".join(_TYPES)


class AnnotateRequest(BaseModel):
    """Spotlight's parameters. Those that this service cannot follow are refused where they would change the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(description="the text; an empty one is answered with no resources")
    confidence: float = Field(
        0.5, ge=-1, le=1, description="links less sure than this are left out; below 0, as some clients send, means 0.5"
    )
    support: int = Field(0, description="taken and given back, not weighed: packs count no incoming links")
    types: str = Field("", max_length=2_000, description="such as DBpedia:Person,Schema:Place: only these; empty: all")
    policy: str = Field("whitelist", pattern="^(whitelist|blacklist)$", description="blacklist: all but `types`")
    sparql: str = Field("", description="has to be empty: this service runs no queries")
    spotter: str = Field("Default", max_length=100, description="taken, not followed: there is one way to find names")
    disambiguator: str = Field("Default", max_length=100, description="taken, not followed: there is one linker")
    coreferenceResolution: str = Field(  # noqa: N815 - Spotlight's name
        "true", max_length=5, description="taken, not followed: short forms are always resolved"
    )

    @field_validator("sparql")
    @classmethod
    def _no_query(cls, value: str) -> str:
        if value.strip():
            raise ValueError("this service runs no SPARQL; leave it out")
        return value

    @field_validator("types")
    @classmethod
    def _known(cls, value: str) -> str:
        strange = [each.strip() for each in value.split(",") if each.strip() and each.strip().casefold() not in _KNOWN]
        if strange:
            raise ValueError(f"{strange[0][:60]} is none of the types that this service tells apart: {_LISTED}")
        return value

    @property
    def least(self) -> float:
        """How sure a link has to be."""
        return 0.5 if self.confidence < 0 else self.confidence


def _links(asked: AnnotateRequest, named: NamedText) -> list[LinkedMention]:
    return [
        linked
        for linked in named.linked
        if linked.entity is not None and linked.confidence >= asked.least and _wanted(linked, asked)
    ]


def write_spots(named: NamedText) -> dict[str, Any]:
    """The names alone, whatever they mean, as Spotlight's `spot` gives them."""
    forms = [{"@name": linked.mention.surface, "@offset": str(linked.mention.start)} for linked in named.linked]
    return {"annotation": {"@text": named.text, "surfaceForm": forms}}


def write_candidates(asked: AnnotateRequest, named: NamedText) -> dict[str, Any]:
    """Each name with what it may mean, as Spotlight's `candidates` gives it: the sense chosen and the one after it."""
    forms = []
    for linked in _links(asked, named):
        senses = [(linked.entity, linked.confidence)] if linked.entity else []
        if linked.runner_up:
            senses.append((linked.runner_up.entity, linked.runner_up.confidence))
        resources = [
            {
                "@label": entity.label,
                "@uri": next(iter(named.addresses_of(entity)), "").rpartition("/")[2],
                "@contextualScore": f"{confidence:.4f}",
                "@percentageOfSecondRank": f"{_second(linked):.4f}" if number == 0 else "0",
                "@support": str(asked.support),
                "@priorScore": f"{entity.popularity:.4f}",
                "@finalScore": f"{confidence:.4f}",
                "@types": kind_named(entity.kind).dbpedia,
            }
            for number, (entity, confidence) in enumerate(senses)
        ]
        forms.append({"@name": linked.mention.surface, "@offset": str(linked.mention.start), "resource": resources})
    return {"annotation": {"@text": named.text, "surfaceForm": forms}}


def write_spotlight(asked: AnnotateRequest, named: NamedText) -> dict[str, Any]:
    """The answer in Spotlight's form: numbers are texts, `Resources` is left out where there are none."""
    head = {
        "@text": asked.text,
        "@confidence": f"{asked.least:g}",
        "@support": str(asked.support),
        "@types": asked.types,
        "@sparql": "",
        "@policy": asked.policy,
    }
    resources = [_resource(linked, named, asked.support) for linked in _links(asked, named)]
    return head | ({"Resources": resources} if resources else {})


def _resource(linked: LinkedMention, named: NamedText, support: int) -> dict[str, str]:
    return {
        "@URI": next(iter(named.addresses(linked)), ""),
        "@support": str(support),
        "@types": _types(linked),
        "@surfaceForm": linked.mention.surface,
        "@offset": str(linked.mention.start),
        "@similarityScore": f"{linked.confidence:.4f}",
        "@percentageOfSecondRank": f"{_second(linked):.4f}",
    }


def _second(linked: LinkedMention) -> float:
    """How likely the second sense is beside the first."""
    return linked.runner_up.confidence / linked.confidence if linked.runner_up and linked.confidence else 0.0


def _types(linked: LinkedMention) -> str:
    kind = linked.entity.kind if linked.entity else None
    return kind_named(kind).dbpedia


def _wanted(linked: LinkedMention, asked: AnnotateRequest) -> bool:
    wanted = {each.strip().casefold() for each in asked.types.split(",") if each.strip()}
    if not wanted:
        return True
    fits = bool(wanted & set(_types(linked).casefold().split(",")))
    return fits if asked.policy == "whitelist" else not fits
