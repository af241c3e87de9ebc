"""Words from outside, made fit for a card: signs that do not show are taken out, long texts end at a sentence."""

from __future__ import annotations

import re
import unicodedata

# Marks that join letters in Persian, Hindi and others; every other invisible sign (bidi controls among them) goes.
_JOINERS = "\u200c\u200d"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# What TextExtracts leaves of "(Russian: <audio>; born 1961)" once the markup is gone.
_HOLLOW = re.compile(r" ?\((?:[;,:]\s*)*\)")
_AFTER_BRACKET = re.compile(r"\((?:[;,:]\s+)+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W_a-zß-öø-ÿ])|[。！？]")
_NO_END = re.compile(
    r"(?:(?:^|[\s(\"“])(?:[^\W\d_]|St|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Sgt|Capt|Adm|Rev|Sen|Gov|No|vs|ca|Jr|Sr|Ltd|Inc|Mt|Ft"
    r"|lit|née|al|approx|est)|\.[^\W\d_])\.$"
)


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


def shorten(text: str, *, sentences: int = 3, limit: int = 500) -> tuple[str, bool]:
    """The first sentences that fit into `limit` characters, and whether something was left out.

    A first sentence that is too long itself is cut after a word and ends in "…".
    """
    end = 0
    for count, stop in enumerate(_stops(text), start=1):
        if stop > limit or count > sentences:
            break
        end = stop
    if end:
        return text[:end].rstrip(), end < len(text)
    if len(text) <= limit:
        return text, False
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:(–-") + "…", True


def _stops(text: str) -> list[int]:
    """Where the sentences of a text end, in code points; brackets hold no ends."""
    stops: list[int] = []
    depth = position = 0
    for match in _SENTENCE_END.finditer(text):
        piece = text[position : match.end()]
        depth = max(0, depth + piece.count("(") - piece.count(")"))
        position = match.end()
        if depth == 0 and not _NO_END.search(text[max(0, match.start() - 12) : match.start() + 1]):
            stops.append(match.end())
    return [*stops, len(text)]
