"""The wire: model <-> JSON. The service and the command line speak through it.

Takes a request's JSON and gives an EnrichRequest; takes a Backstory and gives an EnrichResponse.
The pydantic models here are the contract, the OpenAPI document is made from them.
"""

from backstory.formats.json_api.encode import encode
from backstory.formats.json_api.linked import PreviewResponse, encode_preview
from backstory.formats.json_api.request import EnrichRequest, Options, PreviewRequest
from backstory.formats.json_api.response import EnrichResponse

__all__ = [
    "EnrichRequest",
    "EnrichResponse",
    "Options",
    "PreviewRequest",
    "PreviewResponse",
    "encode",
    "encode_preview",
]
