"""Dates, spans and confidence in words, and text made safe to show. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from backstory.dates import in_words

# Controls of terminals and printers (C0, C1), and the bidirectional embeddings, overrides and isolates: left open, they
# turn round the text that follows. The plain marks U+200E and U+200F stay: right-to-left names need them.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")

# Least confidence, and what to call it. The steps follow the words that weather services and the IPCC use for chances.
_CERTAINTY = ((0.95, "almost certain"), (0.8, "very likely"), (0.65, "likely"), (0.5, "more likely than not"))


def plain(text: str) -> str:
    """The text without control characters; line breaks and tabs become spaces."""
    return _CONTROLS.sub("", _SPACES.sub(" ", text))


def day_in_words(date: str) -> str:
    """The date as "23 August 2023", "August 2023" or "2023", as precise as it is; a text that is none unchanged."""
    return plain(in_words(date))


def span_in_words(start: str | None, end: str | None) -> str | None:
    """The span as "since 7 May 2012", "until 2014" or "2012 to 2014"; one day where both are equal; None: undated."""
    if start and end:
        return day_in_words(start) if start == end else _from_to(day_in_words(start), day_in_words(end))
    if start:
        return f"since {day_in_words(start)}"
    return f"until {day_in_words(end)}" if end else None


def _from_to(first: str, last: str) -> str:
    """Both days, and once what they share: "23 to 24 June 2023", "28 February to 3 March 2023"."""
    begun, ended = first.split(), last.split()
    if len(begun) == len(ended):
        while len(begun) > 1 and begun[-1] == ended.pop():
            begun.pop()
    return f"{' '.join(begun)} to {last}"


def certainty(confidence: float) -> str:
    """The confidence in words: "very likely"."""
    return next((words for least, words in _CERTAINTY if confidence >= least), "uncertain")


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
