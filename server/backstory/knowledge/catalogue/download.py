"""Brings a large file here whole: goes on where it broke off, tries its mirrors, checks size and checksum."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from backstory.errors import PackSourceError, SourceUnavailable
from backstory.knowledge.catalogue.opds import Metalink, Offer, metalink
from backstory.knowledge.catalogue.search import get

_TIMEOUT_S = 60  # without a byte
_CHUNK_BYTES = 1 << 20
_MIRRORS_TRIED = 4
_OK, _PARTIAL, _NOT_SATISFIABLE = 200, 206, 416

Progress = Callable[[int, int | None], object]
"""Bytes that are here, and of how many; called a few times a second at the most."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that is here, and whether a checksum says that it is the one that was meant."""

    path: Path
    checked: bool


def download(
    offer: Offer, folder: Path, *, user_agent: str, progress: Progress = lambda _done, _of: None
) -> Downloaded:
    """The offer's file in `folder`. What is there of an earlier try stays and is gone on with.

    Raises: SourceUnavailable, where no mirror gives it whole (call again to go on); PackSourceError, where it does not
    fit its checksum or the disk; OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / f"{offer.name}.zim"
    link = _link(offer, user_agent)
    if whole.is_file() and _fits(whole, link):
        return Downloaded(whole, link.sha256 is not None)
    part = folder / f"{offer.name}.zim.part"
    _room_for(link, part, folder)
    failures = []
    for url in link.urls[:_MIRRORS_TRIED]:
        try:
            _fetch(url, part, link, user_agent, progress)
            break
        except (requests.RequestException, HTTPError, SourceUnavailable) as error:
            failures.append(f"{url}: {error}")
    else:
        here = part.stat().st_size if part.exists() else 0
        raise SourceUnavailable(f"{offer.name}: {here:,} bytes are here; say it again to go on. " + "; ".join(failures))
    if not _fits(part, link):
        part.unlink()
        raise PackSourceError(
            f"{offer.name}: what arrived does not fit its checksum and was thrown away; fetch it anew"
        )
    part.replace(whole)
    return Downloaded(whole, link.sha256 is not None)


def _link(offer: Offer, user_agent: str) -> Metalink:
    if offer.url.endswith((".meta4", ".metalink")):
        return metalink(get(offer.url, user_agent=user_agent), offer.url)
    return Metalink((offer.url,), None, None)  # a catalogue's length is rounded; the file's own checksum is looked at


def _room_for(link: Metalink, part: Path, folder: Path) -> None:
    if link.size_bytes is None:
        return
    missing = link.size_bytes - (part.stat().st_size if part.exists() else 0)
    free = shutil.disk_usage(folder).free
    if missing > free:
        raise PackSourceError(
            f"{folder}: {missing / 1e6:,.0f} MB are still to come, {free / 1e6:,.0f} MB are free; make room, then go on"
        )


def _fetch(url: str, part: Path, link: Metalink, user_agent: str, progress: Progress) -> None:
    """Add what is missing to `part`. Raises: SourceUnavailable, requests.RequestException, OSError."""
    have = part.stat().st_size if part.exists() else 0
    if link.size_bytes is not None and have == link.size_bytes:
        return
    headers = {"User-Agent": user_agent, "Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with requests.get(url, headers=headers, stream=True, timeout=_TIMEOUT_S) as answer:
        if answer.status_code == _NOT_SATISFIABLE and have:
            part.unlink()  # longer than the file is: not its beginning
            raise SourceUnavailable("what was here is no part of it; say it again to begin anew")
        answer.raise_for_status()
        goes_on = answer.status_code == _PARTIAL
        if answer.status_code not in {_OK, _PARTIAL}:
            raise SourceUnavailable(f"answers with status {answer.status_code}")
        have = have if goes_on else 0
        size = link.size_bytes or _told_size(answer, have)
        with part.open("ab" if goes_on else "wb") as file:
            while chunk := answer.raw.read1(_CHUNK_BYTES):  # as it comes, so that what broke off is kept to the byte
                file.write(chunk)
                have += len(chunk)
                if size is not None and have > size:
                    raise SourceUnavailable("is longer than it should be")
                progress(have, size)
    if size is not None and have < size:
        raise SourceUnavailable(f"broke off after {have:,} of {size:,} bytes")


def _told_size(answer: requests.Response, have: int) -> int | None:
    """The whole size, as the mirror tells it with what is still to come."""
    told = answer.headers.get("Content-Length", "")
    return have + int(told) if told.isascii() and told.isdigit() else None


def _fits(path: Path, link: Metalink) -> bool:
    if link.size_bytes is not None and path.stat().st_size != link.size_bytes:
        return False
    if link.sha256 is None:
        return True
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest() == link.sha256
