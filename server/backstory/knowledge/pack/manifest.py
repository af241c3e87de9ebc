"""What a pack says of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backstory.errors import PackSourceError

# 2: sources stand in the manifest once; 3: heads say how many names an entity goes by; 4: prose carries its days;
# 5: rows carry checksums, the file a seal; 6: heads have the offices that a person held
FORMAT = 7


class PackMeta(BaseModel):
    """The name and licence of a pack, as its builder gives them or a `pack.toml` beside its source does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field("pack", pattern=r"^[a-z0-9][a-z0-9_.-]{0,60}$")
    title: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    url: str | None = None
    retrieved: str | None = None
    language: str = "en"
    dated_prose: bool = Field(False, description="each sentence that does not hold on every day says when it does")
    share_of: float = Field(0, ge=0, description="counts are shares of this; what is missing are senses not listed")

    @classmethod
    def read(cls, path: Path) -> Self:
        """The metadata of a `pack.toml`.

        Raises: PackSourceError.
        """
        try:
            return cls(**tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
            raise PackSourceError(f"{path}: {error}") from error
