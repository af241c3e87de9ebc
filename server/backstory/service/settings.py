"""Every setting once: name, default, unit, what it does. Read from a TOML file, then `BACKSTORY_…`, then options.

The options of `backstory serve` are made of them; `repr=False` marks what is secret, or may hold a password.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

# The extension's id in Chromium browsers follows from the public key in its manifest; in Firefox every
# installation has an address of its own, so there the pairing token alone decides.
CHROMIUM_EXTENSION_ORIGIN = "chrome-extension://kgkegoefpccjhjmclllmmlgjjbofjkfe"

CONFIG_DIR = platformdirs.user_config_path("backstory")
CACHE_DIR = platformdirs.user_cache_path("backstory")
DATA_DIR = platformdirs.user_data_path("backstory")


def _config_dir() -> Path:
    """The folder of the settings file: named in the environment, else the user's own."""
    return Path(os.environ.get("BACKSTORY_CONFIG_DIR") or CONFIG_DIR)


class Settings(BaseSettings):
    """How this Backstory runs. Frozen; unknown names in the settings file are refused."""

    model_config = SettingsConfigDict(env_prefix="BACKSTORY_", frozen=True, extra="forbid")

    host: str = Field(
        "127.0.0.1", description="address to listen on; anything but loopback needs a token from everyone"
    )
    port: int = Field(8765, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    threads: int = Field(8, ge=1, le=64, description="stories told side by side")
    workers: int = Field(1, ge=1, le=64, description="processes that answer side by side; several need gunicorn")
    queue: int = Field(
        24, ge=0, le=1000, description="requests that wait for their turn; what comes then is refused for now (503)"
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="further host names the service may be asked under; loopback names always may"
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (CHROMIUM_EXTENSION_ORIGIN,),
        description="origins of browser extensions and sites that may ask, with the token",
    )
    token: str | None = Field(
        None, repr=False, description="pairing token; made once and kept in the settings folder when unset"
    )
    per_minute: int = Field(
        0, ge=0, description="stories a minute for one token, or one address without a token; 0: no bound"
    )
    limits_store: str = Field(
        "",
        repr=False,
        description="address of a Redis server (redis://…) that counts them for several processes; empty: this one",
    )
    max_body_bytes: int = Field(
        16_000_000, ge=1_000, description="largest request body, bytes; a page saved whole carries its pictures along"
    )
    max_batch: int = Field(100, ge=1, le=1000, description="stories in one request to /enrich/batch")
    max_words: int = Field(20_000, ge=100, description="words that a story may have; a longer one is refused")
    time_limit_s: float = Field(10.0, gt=0, description="seconds a request may take before it ends in an error")
    max_cards: int = Field(40, ge=1, le=200, description="cards in an answer unless the request says otherwise")
    min_confidence: float = Field(0.75, ge=0, le=1, description="a sense less sure than this gets no card, 0 to 1")
    packs: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="pack files, most trusted first; the starter pack and those in use when empty"
    )
    packs_dir: Path = Field(
        DATA_DIR / "packs", description="folder of the packs that `pack get` makes, and of which are in use"
    )
    catalogue: str = Field(
        "https://library.kiwix.org/catalog/v2/entries",
        description="catalogue (OPDS) that `pack search` and `pack get` ask",
    )
    live: bool = Field(
        False, description="ask Wikipedia and Wikidata for names that the packs lack, where a request allows it"
    )
    live_api: str = Field(
        "https://{language}.wikipedia.org/w/api.php",
        description="address of the MediaWiki Action API; {language} is filled in",
    )
    live_wiki: str = Field("{language}wiki", description="short name of that wiki in the answer's sources")
    live_wikidata: str = Field(
        "https://www.wikidata.org/w/api.php",
        description="address of Wikidata's API, for statements; empty: none is asked",
    )
    live_timeout_s: float = Field(4.0, gt=0, description="seconds after which a page is answered without live sources")
    live_per_minute: int = Field(100, ge=1, le=200, description="requests a minute that this process sends at the most")
    live_cache: str = Field(
        "",
        repr=False,
        description="address of a Redis server (redis://…) for earlier answers; empty: a file in the cache folder",
    )
    live_offline: bool = Field(False, description="tell only what earlier answers hold; ask nobody")
    fetch: bool = Field(
        False, description="fetch linked stories and addresses that a request names; their sites see this machine ask"
    )
    fetch_shared: bool = Field(
        False, description="fetch also where others than this machine may ask; fetch alone does not start there"
    )
    fetch_through_proxy: bool = Field(
        False, description="fetch through this machine's HTTP proxy, which refuses private addresses itself"
    )
    fetch_also: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="IP addresses with ports that may be fetched beside the public web's"
    )
    contact: str | None = Field(
        None, description="e-mail or address of the operator, sent to live sources in the User-Agent; live needs it"
    )
    cache_dir: Path = Field(CACHE_DIR, description="folder of the HTTP cache and the built starter pack")
    config_dir: Path = Field(CONFIG_DIR, description="folder of the pairing token and settings.toml")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options first, then the environment, then `settings.toml`."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _config_dir() / "settings.toml")

    @field_validator("live_api", "live_wiki")
    @classmethod
    def _fillable(cls, value: str) -> str:
        """The language is all that is filled in."""
        try:
            value.format(language="en")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError("may hold {language} and no other braces") from error
        return value

    @field_validator("allowed_hosts", "allowed_origins", "packs", "fetch_also", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Lists stand in the environment as one text, with commas."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value


def in_words() -> list[tuple[str, str, str]]:
    """Every setting by its name in the environment, with its default and what it does."""
    return [
        (f"BACKSTORY_{name.upper()}", _in_words(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def _in_words(default: object) -> str:
    match default:
        case bool():
            return "on" if default else "off"
        case Path():
            return "a folder of the user's"
        case tuple():
            return ", ".join(map(str, default))
        case _:
            return "" if default is None else str(default)
