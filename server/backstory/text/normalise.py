"""One way to normalise a surface form, for building the pack and for looking it up."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

SEPARATOR = "\x1f"  # between a language and a form that is its own
MUL = "mul"  # ISO 639: several languages
_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\u200e": None, "\u200f": None, "\u202a": None, "\u202b": None, "\u202c": None, "\u202d": None,
        "\u202e": None, "\u2066": None, "\u2067": None, "\u2068": None, "\u2069": None, "\u061c": None,
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    }
)  # fmt: skip
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_EDGES = " \t\n\"'.,;:!?()[]{}<>|/\\*#…"
_ACRONYM = re.compile(r"[^\W\d_](?:[^\W\d_]|&){1,4}\Z")
_SEPARATORS = re.compile(r"[\s\-]+")


def plain(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and quotation mark, without marks on letters or invisible signs."""
    if text.isascii():
        return text.replace("`", "'")
    text = text.translate(_SAME)
    if "\uac00" <= max(text, default="") <= "\ud7a3":  # Korean syllables are no letters with marks
        return unicodedata.normalize("NFKC", text)
    decomposed = unicodedata.normalize("NFKD", text)
    if decomposed == text and text.isalpha():  # as most names in Cyrillic, Arabic or Chinese are
        return text
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SAME)


@lru_cache(maxsize=20_000)  # a story asks for the same names over and over
def normalise(surface: str) -> str:
    """The form under which a name is stored and looked up.

    Case, accents, hyphens, the kind of apostrophe, a leading "the", a trailing possessive and the dots of "U.N."
    do not count.
    A short acronym keeps its capitals, so that "WHO" and "who" or "US" and "us" stay apart.
    """
    if surface.isascii() and surface.replace(" ", "a").isalnum():  # nothing but letters and digits, as in most names
        text = " ".join(surface.split())
    else:
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain(surface)).replace("-", " ")
        text = " ".join(text.split()).strip(_EDGES)
    if text.endswith(("'s", "'S")):
        text = text[:-2]
    if text[:4].lower() == "the " and len(text) > 4:
        text = text[4:]
    if text.isupper() and _ACRONYM.match(text):
        return text
    return text.casefold()


def of_language(form: str, language: str) -> str:
    """Under what a name stands that means something in one language alone; `MUL`: in all but the pack's own."""
    return f"{language}{SEPARATOR}{form}"


def hashed(form: str) -> int:
    """A signed 64-bit hash of a normalised form, the pack's row number for it."""
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "big", signed=True)


def initials(name: str) -> str:
    """The first letters of a name's words, those in small letters left out: "IMF", "IOC"."""
    return "".join(word[0] for word in _SEPARATORS.split(plain(name)) if word and not word[0].islower()).upper()


def stem(word: str) -> str:
    """A folded word without the plural's or possessive's s: enough to bring "missiles" and "missile" together."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
