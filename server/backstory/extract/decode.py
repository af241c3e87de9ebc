"""Bytes as saved or sent -> text."""

from __future__ import annotations

import codecs
import re

import webencodings

from backstory.lang import language

# A byte order mark is stronger than anything written. UTF-32 stands first: its mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Where browsers look for a declared charset, though some sites put it behind their scripts.
HEAD_BYTES = 16_384
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
LANGUAGE = re.compile(rb"""<html[^>]{0,300}?\slang\s*=\s*["']?\s*([a-z]{2,3})""", re.IGNORECASE)
IN_CONTENT_TYPE = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)

# Where Python's codec of the standard's name knows fewer signs than browsers do.
WIDER = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs", "iso-8859-8-i": "iso-8859-8"}
# A declaration that can be read as ASCII is not in UTF-16; Python has no codec for the last.
NOT_MEANT = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "latin-1"}
# Beside the standard's labels: what pages write and Python knows.
BESIDE = {"hz-gb-2312": "hz", "iso-2022-kr": "iso2022_kr", "koi8-t": "koi8-t", "johab": "johab", "tcvn": "cp1258"}

SAMPLE = 50_000  # characters
STRANGE = re.compile("[\ufffd\x80-\x9f\uff61-\uff9f]|(?<=[а-яё])[А-ЯЁ]|(?<=[a-z])[ĽĄŻŠŽŚ¦±¶]|[¦±¶](?=[a-z])")
# A sign of UTF-8 beyond ASCII; in other encodings such bytes seldom follow each other so.
UTF8_SIGN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NEARLY = 0.05  # bad places for each good sign, up to which a page is UTF-8 with an accident in it


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of a page's bytes.

    A byte order mark decides; then UTF-8, where the page is well-formed or nearly so, since saved pages keep
    declarations that no longer hold; then the charset of the HTTP Content-Type, the one that the page declares, the one
    that pages in its language were written in, windows-1252.
    Never raises: what cannot be read becomes U+FFFD, a byte at a time.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data.isascii() and b"\x1b$" in data:
        return _as_declared(data, content_type)  # ISO-2022-JP escapes in ASCII
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        return text if bad <= NEARLY * len(UTF8_SIGN.findall(data)) else _as_declared(data, content_type)


def _as_declared(data: bytes, content_type: str | None) -> str:
    in_header = IN_CONTENT_TYPE.search(content_type or "")
    in_page = DECLARED.search(data[:HEAD_BYTES])
    names = [in_header[1]] if in_header else []
    names += [in_page[1].decode("ascii", "replace")] if in_page else []
    for name in names:
        encoding = _known(name)
        if encoding and encoding != "utf-8":  # which it is not, whatever it says
            return data.decode(encoding, errors="replace")
    return _as_written_in(LANGUAGE.search(data[:HEAD_BYTES]), data)


def _as_written_in(found: re.Match[bytes] | None, data: bytes) -> str:
    """In the encoding, of those that pages in the page's own language had, in which it makes the most sense."""
    labels = language(found[1].decode().lower()).phrases("page", "encodings") if found else ()
    texts = [data.decode(codec, errors="replace") for label in labels if (codec := _known(label))]
    return min(texts, key=_strange, default=None) or data.decode("cp1252", errors="replace")


def _strange(text: str) -> int:
    """How many signs are none, or stand in no text: controls, lone half-width letters, capitals within words."""
    return len(STRANGE.findall(text[:SAMPLE]))


def _known(label: str) -> str | None:
    """The codec that a charset's label means to browsers; None where it means none.

    Source: https://encoding.spec.whatwg.org/#names-and-labels
    """
    found = webencodings.lookup(label)
    if found is None or found.name == "replacement":
        return BESIDE.get(label.lower()) or _python(label)
    return NOT_MEANT.get(found.name) or WIDER.get(found.name) or str(found.codec_info.name)


def _python(label: str) -> str | None:
    """A codec for text that Python has for a label of its own: cp950, mac_turkish."""
    if not re.fullmatch(r"(?:cp|mac|iso|windows|ibm|big5|euc|gb)[\w.-]*", label, re.IGNORECASE):
        return None
    try:
        b"a".decode(label, errors="replace")  # of nothing, any codec makes nothing
        return codecs.lookup(label).name
    except (LookupError, UnicodeError):
        return None
