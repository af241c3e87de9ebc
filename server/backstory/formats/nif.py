"""NIF 2.0 in Turtle, as the GERBIL benchmark platform speaks it: a text in, its names and entities out.

Source: https://persistence.uni-leipzig.org/nlp2rdf/, https://github.com/dice-group/gerbil/wiki/NIF
Offsets are half-open code points of `nif:isString`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from backstory.errors import InputError
from backstory.formats.named_text import NamedText
from backstory.model import Mention

CONTENT_TYPES = ("application/x-turtle", "text/turtle")
_NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
_ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")


@dataclass(frozen=True, slots=True)
class NifText:
    """What was sent: the context's address, its text, and the names given to be linked; none: they are to be found."""

    context: str
    text: str
    given: tuple[Mention, ...]


def read_nif(turtle: bytes) -> NifText:
    """The one nif:Context of a document. Raises: InputError, where there is none, or what it says does not fit."""
    graph = Graph()
    try:
        graph.parse(data=turtle.decode(), format="turtle")
    except Exception as error:  # rdflib's parser raises whatever its place in the text led it to
        raise InputError(f"the body is not Turtle in UTF-8: {type(error).__name__}") from error
    contexts = [(node, text) for node, text in graph.subject_objects(_NIF.isString)]
    if len(contexts) != 1:
        raise InputError(f"the document has {len(contexts)} nif:isString; send one nif:Context with its text")
    context, text = contexts[0]
    return NifText(str(context), str(text), _given(graph, context, str(text)))


def write_nif(sent: NifText, named: NamedText) -> str:
    """The same context with a nif:Phrase for each name that has an entity, and for each that was given."""
    graph = Graph()
    graph.bind("nif", _NIF)
    graph.bind("itsrdf", _ITSRDF)
    context = URIRef(sent.context)
    base = sent.context.split("#", 1)[0]
    _string(graph, context, 0, len(sent.text))
    graph.add((context, RDF.type, _NIF.Context))
    graph.add((context, _NIF.isString, Literal(sent.text)))
    given = {(mention.start, mention.end) for mention in sent.given}
    for linked in named.linked:
        start, end = linked.mention.start, linked.mention.end
        if linked.entity is None and (start, end) not in given:
            continue
        phrase = URIRef(f"{base}#char={start},{end}")
        _string(graph, phrase, start, end)
        graph.add((phrase, RDF.type, _NIF.Phrase))
        graph.add((phrase, _NIF.referenceContext, context))
        graph.add((phrase, _NIF.anchorOf, Literal(sent.text[start:end])))
        for address in named.addresses(linked):
            graph.add((phrase, _ITSRDF.taIdentRef, URIRef(address)))
        if linked.entity is not None:
            graph.add((phrase, _ITSRDF.taConfidence, Literal(round(linked.confidence, 4), datatype=XSD.double)))
    return graph.serialize(format="turtle")


def _string(graph: Graph, node: URIRef, start: int, end: int) -> None:
    graph.add((node, RDF.type, _NIF.String))
    graph.add((node, RDF.type, _NIF.RFC5147String))
    graph.add((node, _NIF.beginIndex, Literal(start, datatype=XSD.nonNegativeInteger)))
    graph.add((node, _NIF.endIndex, Literal(end, datatype=XSD.nonNegativeInteger)))


def _given(graph: Graph, context: Node, text: str) -> tuple[Mention, ...]:
    """The phrases that refer to the context, in text order. Raises: InputError, where one lies outside of the text."""
    spans: set[tuple[int, int]] = set()
    for phrase in graph.subjects(_NIF.referenceContext, context):
        if phrase == context:
            continue
        start, end = (_number(graph.value(phrase, edge)) for edge in (_NIF.beginIndex, _NIF.endIndex))
        if start is None or end is None or not 0 <= start < end <= len(text):
            raise InputError(f"the phrase {phrase} has no nif:beginIndex and nif:endIndex that lie in the text")
        spans.add((start, end))
    return tuple(Mention(start, end, text[start:end]) for start, end in sorted(spans))


def _number(node: Node | None) -> int | None:
    value = str(node) if node is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
