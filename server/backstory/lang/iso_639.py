"""Codes of languages: the three letters of ISO 639-3, as Kiwix has them, and the two of ISO 639-1, as wikis do."""

from __future__ import annotations

_TWO_LETTERS = {
    "afr": "af", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bos": "bs", "bul": "bg", "cat": "ca", "ces": "cs",
    "cym": "cy", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo", "est": "et", "eus": "eu", "fas": "fa",
    "fin": "fi", "fra": "fr", "gle": "ga", "glg": "gl", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy",
    "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kat": "ka", "kaz": "kk", "kor": "ko", "lav": "lv", "lit": "lt",
    "mar": "mr", "mkd": "mk", "msa": "ms", "nld": "nl", "nor": "no", "nob": "nb", "pol": "pl", "por": "pt", "ron": "ro",
    "rus": "ru", "slk": "sk", "slv": "sl", "spa": "es", "sqi": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tam": "ta",
    "tel": "te", "tgl": "tl", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh",
}  # fmt: skip
_THREE_LETTERS = {two: three for three, two in _TWO_LETTERS.items()}


def two_letters(code: str) -> str:
    """The ISO 639-1 code, where there is one; else the code as it stands."""
    return _TWO_LETTERS.get(code, code)


def three_letters(code: str) -> str:
    """The ISO 639-3 code; else the code as it stands."""
    return _THREE_LETTERS.get(code, code)
