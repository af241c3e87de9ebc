"""Words from outside, made fit for a card: signs that do not show are taken out, long texts end at a sentence."""

from __future__ import annotations

import re
import unicodedata

from backstory.text.sentences import sentence_ends

# Marks that join letters in Persian, Hindi and others; every other invisible sign (bidi controls among them) goes.
_JOINERS = "\u200c\u200d"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# What TextExtracts leaves of "(Russian: <audio>; born 1961)" once the markup is gone.
_HOLLOW = re.compile(r" ?\((?:[;,:]\s*)*\)")
_AFTER_BRACKET = re.compile(r"\((?:[;,:]\s+)+")


def clean(text: str, *, limit: int = 20_000) -> str:
    """The text on one line, without signs that do not show, of at most `limit` characters; markup stays, as text."""
    text = text[:limit]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_seen(sign) for sign in text)
    return " ".join(text.split())


def _seen(sign: str) -> str:
    if sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN:
        return sign
    return " " if sign.isspace() else ""


def tidy(extract: str) -> str:
    """An article's introduction as running text, without the empty brackets that its markup left behind."""
    return _AFTER_BRACKET.sub("(", _HOLLOW.sub("", clean(extract)))


def shorten(text: str, code: str = "en", *, sentences: int = 3, limit: int = 500) -> tuple[str, bool]:
    """The first sentences that fit into `limit` characters, and whether something was left out.

    `code`: the text's language.
    A first sentence that is too long itself is cut after a word and ends in "…".
    """
    end = 0
    for count, stop in enumerate([*sentence_ends(text, code), len(text)], start=1):
        if stop > limit or count > sentences:
            break
        end = stop
    if end:
        return text[:end].rstrip(), end < len(text)
    if len(text) <= limit:
        return text, False
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:(–-") + "…", True
