"""Dates, spans and confidence in words, and text made safe to show. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from backstory.text.dates import in_words

# Controls of terminals and printers (C0, C1), and the bidirectional embeddings, overrides and isolates: left open, they
# turn round the text that follows. The plain marks U+200E and U+200F stay: right-to-left names need them.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """The text without control characters; line breaks and tabs become spaces."""
    return _CONTROLS.sub("", _SPACES.sub(" ", text))


def day_in_words(date: str) -> str:
    """The date as "23 August 2023", "August 2023" or "2023", as precise as it is; a text that is none unchanged."""
    return plain(in_words(date))


def percent(confidence: float) -> str:
    """The confidence as "97 %": whole, and never 0 or 100, since nothing here is known for sure."""
    return f"{min(99, max(1, round(confidence * 100)))} %"


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, http or https with a host; else None."""
    if not url or plain(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
