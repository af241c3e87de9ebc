"""The wire: model <-> JSON. The service and the command line speak through it.

Takes a request's JSON and gives an EnrichRequest; takes a Backstory and gives an EnrichResponse.
The pydantic models here are the contract, the OpenAPI document is made from them.
"""

from backstory.wire.annotations import article, to_annotations
from backstory.wire.encode import encode
from backstory.wire.linked import PreviewResponse, encode_preview
from backstory.wire.named import NamedText
from backstory.wire.request import EnrichRequest, Options, PreviewRequest
from backstory.wire.response import EnrichResponse
from backstory.wire.stream import problem_line, to_lines

__all__ = [
    "EnrichRequest",
    "EnrichResponse",
    "NamedText",
    "Options",
    "PreviewRequest",
    "PreviewResponse",
    "article",
    "encode",
    "encode_preview",
    "problem_line",
    "to_annotations",
    "to_lines",
]
