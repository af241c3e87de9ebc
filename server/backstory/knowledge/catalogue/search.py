"""Asks a catalogue what it has."""

from __future__ import annotations

import requests

from backstory.errors import SourceUnavailable
from backstory.knowledge.catalogue.opds import MOST_OFFERS, Offer, offers
from backstory.lang.iso_639 import three_letters

_TIMEOUT_S = 20
_LONGEST_BYTES = 5_000_000
_FLAVOURS = frozenset({"mini", "nopic", "maxi"})


def search(
    catalogue: str, words: str, *, language: str | None = None, user_agent: str, most: int = MOST_OFFERS
) -> tuple[Offer, ...]:
    """The files of a catalogue that go by these words, in its order.

    `catalogue`: address of an OPDS 1.2 feed of entries, as Kiwix's library has it. `language`: ISO 639-1.
    Raises: SourceUnavailable.
    """
    asked = {"q": words, "count": str(most), **({"lang": three_letters(language)} if language else {})}
    body = get(catalogue, user_agent=user_agent, params=asked)
    return offers(body, catalogue)


def find(catalogue: str, name: str, *, user_agent: str) -> Offer | None:
    """The latest file of a name, its flavour included ("wikipedia_en_top_mini"); None where the catalogue has none.

    Raises: SourceUnavailable.
    """
    whole, _, flavour = name.rpartition("_")
    bare = whole if flavour in _FLAVOURS else name
    body = get(catalogue, user_agent=user_agent, params={"name": bare, "count": str(MOST_OFFERS)})
    found = [offer for offer in offers(body, catalogue) if offer.name == name]
    return max(found, key=lambda offer: offer.date, default=None)


def get(address: str, *, user_agent: str, params: dict[str, str] | None = None) -> bytes:
    """A small document. Raises: SourceUnavailable, where it cannot be had or is too long."""
    try:
        with requests.get(
            address, params=params, timeout=_TIMEOUT_S, headers={"User-Agent": user_agent}, stream=True
        ) as answer:
            answer.raise_for_status()
            body = answer.raw.read(_LONGEST_BYTES + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise SourceUnavailable(f"{address} gives no answer: {error}") from error
    if len(body) > _LONGEST_BYTES:
        raise SourceUnavailable(f"{address}: answers with more than {_LONGEST_BYTES:,} bytes")
    return bytes(body)
