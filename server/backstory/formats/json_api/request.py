"""What may be asked of `POST /enrich`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from backstory.formats.json_api.offsets import OffsetUnit
from backstory.text.dates import parse_date


def _date(value: str) -> str:
    if parse_date(value) is None:
        raise ValueError("is no date; give YYYY, YYYY-MM, YYYY-MM-DD or a full ISO 8601 date and time")
    return value


def _web_address(value: str) -> str:
    if not value.lower().startswith(("http://", "https://")):
        raise ValueError("is no web address; it has to begin with http:// or https://")
    return value


IsoDate = Annotated[str, Field(max_length=40), AfterValidator(_date)]
LanguageTag = Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
WebAddress = Annotated[str, Field(max_length=8_000), AfterValidator(_web_address)]


class Options(BaseModel):
    """How to answer. What is left out follows the service's settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_cards: int | None = Field(None, ge=0, le=200, description="cards at the most; the most salient stay")
    min_confidence: float | None = Field(None, ge=0, le=1, description="senses less sure than this get no card")
    concepts: bool = Field(False, description="look for what stands in small letters too, such as “troll farm”")
    live: bool = Field(False, description="ask live sources for names that the packs lack; only names leave")
    read_more: bool = Field(True, description="give the links to other stories")
    previews: bool = Field(
        False, description="say what is behind read_more links; the service fetches them where its operator allows it"
    )
    reader_language: LanguageTag | None = Field(
        None, description="language of what live sources tell, where they have it; the story's when left out"
    )
    offsets: OffsetUnit = Field(
        "code_points",
        description="what offsets count: Unicode code points, or utf16 for UTF-16 code units as JavaScript counts",
    )
    text: bool = Field(False, description="give the text as it was read, to which the offsets refer")


class CorrectionIn(BaseModel):
    """The reader's word: a name of this story means that entity, such as the runner-up of an earlier answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    surface: str = Field(min_length=1, max_length=300, description="the name, as the story has it, short or full")
    entity: str | None = Field(
        max_length=300, description="entity id, taken as certain; null: none of the senses on record"
    )


class LinkedPage(BaseModel):
    """A page behind a read-more link, as the reader's side has it: nothing need be fetched then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress = Field(description="its address, as the story links to it")
    html: str = Field(description="its HTML")


class PreviewRequest(BaseModel):
    """What may be asked of `GET /preview`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress = Field(description="the address to look behind")


class EnrichRequest(BaseModel):
    """A page, or a plain text. With both, the text is what is read and the page says where and when it stood.

    With `url` alone the service fetches the page itself, where its operator allows it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    html: str | None = Field(None, description="a page's HTML")
    text: str | None = Field(None, description="plain text; offsets in the answer refer to it as given")
    title: str | None = Field(None, max_length=1_000, description="the title of the plain text")
    url: WebAddress | None = Field(None, description="the page's address; resolves its relative links")
    published: IsoDate | None = Field(None, description="the day of the story, over what the page says")
    language: LanguageTag | None = Field(None, description="BCP 47 tag")
    corrections: tuple[CorrectionIn, ...] = Field(
        (), max_length=200, description="senses chosen by the reader; one that cannot be followed is named in gaps"
    )
    known: tuple[Annotated[str, Field(max_length=300)], ...] = Field(
        (),
        max_length=5_000,
        description="ids of entities that the reader knows: their cards come last, not shown at once",
    )
    linked: tuple[LinkedPage, ...] = Field(
        (), max_length=60, description="pages behind the story's read-more links; told as previews, never fetched"
    )
    options: Options = Field(default_factory=Options)

    @model_validator(mode="after")
    def _something_to_read(self) -> Self:
        if self.html is None and self.text is None:
            if self.url is not None:
                return self  # to be fetched, where the operator allows it
            raise ValueError("send html (a page) or text")
        if len({page.url for page in self.linked}) < len(self.linked):
            raise ValueError("linked names an address twice; hand each page over once")
        return self
