"""NIF 2.0 in Turtle, as the GERBIL benchmark platform speaks it: a text in, its names and entities out.

Source: https://persistence.uni-leipzig.org/nlp2rdf/, https://github.com/dice-group/gerbil/wiki/NIF
Offsets are half-open code points of `nif:isString`.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Self, TypeAlias
from urllib.parse import quote

from rdflib import XSD, Graph, Literal, Namespace
from rdflib.term import Node

from backstory.deadline import Check, unlimited
from backstory.errors import BackstoryError, InputError, TooManyNames
from backstory.formats.named_text import NamedText
from backstory.model import Mention

CONTENT_TYPES = ("application/x-turtle", "text/turtle")
_NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
_PREFIXES = {"nif": str(_NIF), "itsrdf": "http://www.w3.org/2005/11/its/rdf#", "xsd": str(XSD)}
_MAX_STATEMENTS = 60_000  # a name takes eight
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Source: https://www.w3.org/TR/turtle/#grammar-production-IRIREF
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')

Triple: TypeAlias = tuple[Node, Node, Node]

logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it warns of odd addresses by repeating them


@dataclass(frozen=True, slots=True)
class NifText:
    """What was sent: the context's address, its text, and the names given to be linked; none: they are to be found."""

    context: str
    text: str
    given: tuple[Mention, ...]


def read_nif(turtle: bytes, check: Check = unlimited) -> NifText:
    """The one nif:Context of a document. `check`: looks at the time.

    Raises: InputError, where there is none, or what it says does not fit; TooManyNames; OutOfTime.
    """
    graph = _Bounded(check)
    try:
        graph.parse(data=turtle.decode(), format="turtle")
    except BackstoryError:
        raise
    except Exception as error:  # rdflib's parser raises whatever its place in the text led it to
        raise InputError(f"the body is not Turtle in UTF-8: {type(error).__name__}") from error
    contexts = [(node, text) for node, text in graph.subject_objects(_NIF.isString)]
    if len(contexts) != 1:
        raise InputError(f"the document has {len(contexts)} nif:isString; send one nif:Context with its text")
    context, text = contexts[0]
    whole = _LONE_SURROGATE.sub("\ufffd", str(text))
    return NifText(str(context), whole, _given(graph, context, whole))


class _Bounded(Graph):
    """A graph that takes no more statements than a text with its names needs, and no longer than there is time."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check
        self._statements = 0

    def add(self, triple: Triple) -> Self:
        """Add a statement. Raises: TooManyNames; OutOfTime."""
        self._statements += 1
        if self._statements > _MAX_STATEMENTS:
            raise TooManyNames(f"the document has more than the {_MAX_STATEMENTS:,} statements that are read at most")
        if not self._statements % 64:
            self._check()
        return super().add(triple)


def write_nif(sent: NifText, named: NamedText) -> str:
    """The same context with a nif:Phrase for each name that has an entity, and for each that was given.

    Turtle by hand: rdflib's writer took 27 s for 5,000 phrases, and fails for an address with a space in it.
    """
    base = sent.context.split("#", 1)[0]
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _PREFIXES.items()]
    context = _iri(sent.context)
    lines.append(_string(context, "nif:Context", 0, len(sent.text)) + f" ;\n  nif:isString {_literal(sent.text)} .")
    given = {(mention.start, mention.end) for mention in sent.given}
    for linked in named.linked:
        start, end = linked.mention.start, linked.mention.end
        if linked.entity is None and (start, end) not in given:
            continue
        said = [
            _string(_iri(f"{base}#char={start},{end}"), "nif:Phrase", start, end),
            f"nif:referenceContext {context}",
            f"nif:anchorOf {_literal(sent.text[start:end])}",
        ]
        said += [f"itsrdf:taIdentRef {_iri(address)}" for address in named.addresses(linked)]
        if linked.entity is not None:
            said.append(f'itsrdf:taConfidence "{round(linked.confidence, 4)}"^^xsd:double')
        lines.append(" ;\n  ".join(said) + " .")
    return "\n\n".join(lines) + "\n"


def _string(node: str, kind: str, start: int, end: int) -> str:
    return (
        f"{node} a nif:String, nif:RFC5147String, {kind} ;\n"
        f'  nif:beginIndex "{start}"^^xsd:nonNegativeInteger ;\n  nif:endIndex "{end}"^^xsd:nonNegativeInteger'
    )


def _literal(text: str) -> str:
    return str(Literal(text).n3())


def _iri(address: str) -> str:
    """An address between angle brackets, what may not stand there percent-encoded."""
    return "<" + _NOT_IN_IRIS.sub(lambda found: quote(found[0], safe="", errors="replace"), address) + ">"


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
