"""The wire: model <-> JSON. The service and the command line speak through it.

Takes a request's JSON and gives an EnrichRequest; takes a Backstory and gives an EnrichResponse.
The pydantic models here are the contract, the OpenAPI document is made from them.
"""

from backstory.wire.encode import encode
from backstory.wire.request import EnrichRequest, Options
from backstory.wire.response import EnrichResponse

__all__ = ["EnrichRequest", "EnrichResponse", "Options", "encode"]
