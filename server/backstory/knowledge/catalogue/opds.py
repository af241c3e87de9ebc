"""A catalogue's feed and a file's metalink -> what they offer. Pure; both are hostile until checked.

Source: https://specs.opds.io/opds-1.2 and RFC 5854 (The Metalink Download Description Format)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from backstory.errors import SourceUnavailable
from backstory.lang.iso_639 import two_letters
from backstory.text.prose import clean

_ACQUISITION = "http://opds-spec.org/acquisition"
_ZIM = "application/x-zim"
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,120}", re.IGNORECASE)
_SHA_256 = re.compile(r"[0-9a-f]{64}")
MOST_OFFERS = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that the catalogue has."""

    name: str  # "wikipedia_en_top_mini"
    title: str
    language: str  # ISO 639-1 where there is one
    date: str  # ISO 8601, of the copy
    articles: int
    size_bytes: int | None
    url: str  # of the file or of its metalink


@dataclass(frozen=True, slots=True)
class Metalink:
    """Where a file is, and how one knows that it is whole."""

    urls: tuple[str, ...]  # most preferred first
    size_bytes: int | None
    sha256: str | None


def offers(feed: bytes, address: str) -> tuple[Offer, ...]:
    """The offers of a feed that can be fetched, in its order. Raises: SourceUnavailable, where it is no feed."""
    root = _parsed(feed, address)
    found = (_offer(entry, address) for entry in root.iterfind("{*}entry"))
    return tuple(offer for offer in found if offer is not None)[:MOST_OFFERS]


def metalink(document: bytes, address: str) -> Metalink:
    """What a metalink says of its one file. Raises: SourceUnavailable, where it is none."""
    file = _parsed(document, address).find("{*}file")
    if file is None:
        raise SourceUnavailable(f"{address}: names no file to fetch")
    hashes = {(each.get("type") or "").lower(): (each.text or "").strip().lower() for each in file.iterfind("{*}hash")}
    sha = hashes.get("sha-256", "")
    links = sorted(file.iterfind("{*}url"), key=lambda each: _number(each.get("priority")) or 999_999)
    urls = (urljoin(address, (each.text or "").strip()) for each in links)
    usable = tuple(url for url in urls if _is_web(url))
    if not usable:
        raise SourceUnavailable(f"{address}: names no address to fetch the file from")
    return Metalink(usable, _number(file.findtext("{*}size")), sha if _SHA_256.fullmatch(sha) else None)


def _parsed(document: bytes, address: str) -> etree._Element:
    # recovering, since kiwix-serve (3.4) writes "&" of an address as it is
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceUnavailable(f"{address}: is no catalogue: {error}") from error
    if root is None or etree.QName(root).localname not in {"feed", "metalink"}:
        raise SourceUnavailable(f"{address}: is no catalogue: neither a feed nor a metalink")
    return root


def _offer(entry: etree._Element, address: str) -> Offer | None:
    name, flavour = (clean(entry.findtext(f"{{*}}{tag}") or "") for tag in ("name", "flavour"))
    flavour = flavour.strip("_")
    whole = f"{name}_{flavour}" if flavour and not name.endswith(f"_{flavour}") else name
    link = next(
        (
            each
            for each in entry.iterfind("{*}link")
            if (each.get("rel") or "").startswith(_ACQUISITION) and each.get("type") == _ZIM
        ),
        None,
    )
    url = urljoin(address, link.get("href") or "") if link is not None else ""
    if link is None or not _NAME.fullmatch(whole) or not _is_web(url):
        return None
    return Offer(
        name=whole,
        title=clean(entry.findtext("{*}title") or whole, limit=200),
        language=two_letters(clean(entry.findtext("{*}language") or "").split(",")[0]),
        date=clean(entry.findtext("{*}issued") or entry.findtext("{*}updated") or "", limit=10),
        articles=_number(entry.findtext("{*}articleCount")) or 0,
        size_bytes=_number(link.get("length")) or None,
        url=url,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
