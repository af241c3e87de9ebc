"""Clients that others have written, as they ask."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pynif
import pytest
import spotlight
from rdflib import Graph

from backstory.service.assembly import Service
from backstory.web import create_app
from tests.web.running import serving

pytestmark = [pytest.mark.loopback, pytest.mark.enable_socket]

TEXT = "Vladimir Putin met Prigozhin of Wagner."
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"


@pytest.fixture
def address(service_with: Callable[..., Service]) -> Iterator[str]:
    with serving(create_app(service_with())) as port:
        yield f"http://127.0.0.1:{port}"


def test_pyspotlight_annotates(address: str) -> None:
    for confidence in (0.3, -1):
        found = spotlight.annotate(f"{address}/annotate", TEXT, confidence=confidence)
        assert next((each["surfaceForm"], each["offset"]) for each in found) == ("Vladimir Putin", 0)
        assert found[0]["URI"] == "http://dbpedia.org/resource/Vladimir_Putin"


def test_pyspotlight_filters(address: str) -> None:
    only = {"types": "DBpedia:Person,Schema:Person", "coreferenceResolution": True, "policy": "whitelist"}
    found = spotlight.annotate(f"{address}/annotate", TEXT, filters=only)
    assert {each["surfaceForm"] for each in found} == {"Vladimir Putin", "Prigozhin"}


def test_pyspotlight_asks_for_candidates(address: str) -> None:
    found = spotlight.candidates(f"{address}/candidates", TEXT, confidence=0.3)
    assert found[0]["name"] == "Vladimir Putin"
    assert found[0]["resource"][0]["uri"] == "Vladimir_Putin"
    assert found[0]["resource"][0]["finalScore"] > 0.5


def _get(address: str, what: str, **parameters: str) -> dict[str, Any]:
    """As spacy-dbpedia-spotlight asks: the parameters in the address, JSON accepted."""
    url = f"{address}/{what}?{urllib.parse.urlencode(parameters)}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"accept": "application/json"})) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def test_spacys_pipe_asks_with_the_parameters_in_the_address(address: str) -> None:
    told = _get(address, "annotate", text=TEXT, confidence="0.5")
    assert next(each["@URI"].rpartition("/")[2] for each in told["Resources"]) == "Vladimir_Putin"
    spots = _get(address, "spot", text=TEXT)
    assert next((each["@name"], each["@offset"]) for each in spots["annotation"]["surfaceForm"]) == (
        "Vladimir Putin",
        "0",
    )
    assert "surfaceForm" in _get(address, "candidates", text=TEXT)["annotation"]


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_text_has_no_resources(address: str, text: str) -> None:
    assert "Resources" not in _get(address, "annotate", text=text)
    assert _get(address, "spot", text=text)["annotation"]["surfaceForm"] == []


def test_types_that_are_not_told_apart_are_refused_by_name(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(address, "annotate", text=TEXT, types="DBpedia:Person,DBpedia:Volcano")
    with refused.value as answer:
        assert answer.code == 422
        assert "DBpedia:Volcano is none of the types" in json.load(answer)["detail"]


def test_pynif_sends_and_reads(address: str) -> None:
    sent = pynif.NIFCollection(uri="http://example.org/collection")
    context = sent.add_context(uri="http://example.org/doc#offset_0_39", mention=TEXT)
    context.add_phrase(beginIndex=19, endIndex=28)
    turtle = "\n".join(line for line in sent.dumps(format="turtle").splitlines())
    told = _post(f"{address}/nif", turtle.encode())
    graph = Graph().parse(data=told.decode(), format="turtle")
    read = pynif.NIFContext.load_from_graph(graph, sent.contexts[0].uri)
    (phrase,) = read.phrases
    assert (phrase.beginIndex, phrase.endIndex, phrase.mention) == (19, 28, "Prigozhin")
    assert str(phrase.taIdentRef) == "http://dbpedia.org/resource/Yevgeny_Prigozhin"


def test_a_platform_like_gerbil_gets_its_own_context_back(address: str) -> None:
    """GERBIL: a context of its own scheme, the text without phrases, Turtle both ways, entities by their addresses."""
    uri = "http://gerbil.example/task%201/doc_7"
    turtle = (
        "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        f'<{uri}> a nif:RFC5147String, nif:String, nif:Context ; nif:beginIndex "0"^^xsd:nonNegativeInteger ; '
        f'nif:endIndex "{len(TEXT)}"^^xsd:nonNegativeInteger ; nif:isString "{TEXT}"^^xsd:string .'
    )
    graph = Graph().parse(data=_post(f"{address}/nif", turtle.encode()).decode(), format="turtle")
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    rows = graph.query(
        f"PREFIX nif: <{nif}> PREFIX its: <{ITSRDF}> SELECT ?b ?e ?r WHERE {{ ?p nif:referenceContext <{uri}> ; "
        "nif:beginIndex ?b ; nif:endIndex ?e ; its:taIdentRef ?r } ORDER BY ?b"
    )
    found = {(int(b), int(e)): str(r) for b, e, r in rows if "dbpedia" in str(r)}  # type: ignore[misc]
    assert found[0, 14] == "http://dbpedia.org/resource/Vladimir_Putin"


def _post(url: str, body: bytes) -> bytes:
    request = urllib.request.Request(
        url, body, {"Content-Type": "application/x-turtle", "Accept": "application/x-turtle"}
    )
    with urllib.request.urlopen(request) as answer:
        told: bytes = answer.read()
        return told
