"""One way to normalise a surface form, for building the pack and for looking it up."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

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
_WORD = re.compile(r"[^\W\d_]{3,}")
_SEPARATORS = re.compile(r"[\s\-]+")

# Words that carry no subject: they stand in every description and would tie everything to everything.
EMPTY_WORDS = frozenset(
    """
    about after against all also among and another any are around became become been before began being between both
    but came can class could did does during each end ended first for four from full had has have her here him his how
    including into its itself join known large last later least led like made main make many may month more most much
    name near new non not now off often old one only other out over own part people place second see she show since
    small some such take than that the their them then there these they third this those three through time told took
    two under until upon use used was well went were what when where which while who whose will with within without
    would year years yet you your said says say according across again ago already always anyone away back based
    because behind best better big bring call called carried change close common complete completed considered day
    days different early especially even ever every example face fact far few find five following form former found
    free further gave general get give given going good great high however important include included increase indeed
    instead just keep kind late leading leave left less level life line little live local long lost major mean might
    must need never next nine number once open order others outside past per perhaps point position possible power
    present public put rather real recent remain right rise run running same seen series set seven several short side
    single six something soon spoke stand standing start started stated still taken ten thing together toward turn
    type usually various way week wide win won word work worked working world wrote january february march april june
    july august september october november december
    """.split()
)


def plain(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and quotation mark, without marks on letters or invisible signs."""
    if text.isascii():
        return text.replace("`", "'")
    text = text.translate(_SAME)
    decomposed = unicodedata.normalize("NFKD", text)
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


def hashed(form: str) -> int:
    """A signed 64-bit hash of a normalised form, the pack's row number for it."""
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "big", signed=True)


def terms(text: str) -> frozenset[str]:
    """The folded words of a text that may carry its subject, plural and singular taken as one."""
    return frozenset(stem(word) for word in _WORD.findall(plain(text).casefold()) if word not in EMPTY_WORDS)


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
