"""What several answers are made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from backstory.model import Quote


class Wire(BaseModel):
    """Any part of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteOut(Wire):
    """A W3C TextQuoteSelector."""

    exact: str
    prefix: str
    suffix: str


def quote_out(quote: Quote) -> QuoteOut:
    """A quote as it goes over the wire."""
    return QuoteOut(exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix)
