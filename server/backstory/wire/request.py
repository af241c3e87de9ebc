"""What may be asked of `POST /enrich`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from backstory.dates import parse_date


def _date(value: str) -> str:
    if parse_date(value) is None:
        raise ValueError("is no date; give YYYY, YYYY-MM, YYYY-MM-DD or a full ISO 8601 date and time")
    return value


def _web_address(value: str) -> str:
    if not value.lower().startswith(("http://", "https://")):
        raise ValueError("is no web address; it has to begin with http:// or https://")
    return value


IsoDate = Annotated[str, Field(max_length=40), AfterValidator(_date)]
WebAddress = Annotated[str, Field(max_length=8_000), AfterValidator(_web_address)]


class Options(BaseModel):
    """How to answer. What is left out follows the service's settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_cards: int | None = Field(None, ge=0, le=200, description="cards at the most; the most salient stay")
    min_confidence: float | None = Field(None, ge=0, le=1, description="senses less sure than this get no card")
    live: bool = Field(False, description="ask live sources for names that the packs lack; only names leave")
    read_more: bool = Field(True, description="give the links to other stories")
    text: bool = Field(False, description="give the text as it was read, to which the offsets refer")


class EnrichRequest(BaseModel):
    """A page, or a plain text. With both, the text is what is read and the page says where and when it stood."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    html: str | None = Field(None, description="a page's HTML")
    text: str | None = Field(None, description="plain text; offsets in the answer refer to it as given")
    title: str | None = Field(None, max_length=1_000, description="the title of the plain text")
    url: WebAddress | None = Field(None, description="the page's address; resolves its relative links")
    published: IsoDate | None = Field(None, description="the day of the story, over what the page says")
    language: str | None = Field(
        None, max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", description="BCP 47 tag"
    )
    options: Options = Field(default_factory=Options)

    @model_validator(mode="after")
    def _something_to_read(self) -> Self:
        if self.html is None and self.text is None:
            if self.url is not None:
                raise ValueError("this service does not fetch pages itself; send the page's html, or text")
            raise ValueError("send html (a page) or text")
        return self
