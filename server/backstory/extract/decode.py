"""Bytes as saved or sent -> text."""

from __future__ import annotations

import codecs
import re

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
IN_CONTENT_TYPE = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)

# What is written, and what is meant by it. Source: https://encoding.spec.whatwg.org/#names-and-labels
MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "utf-16": "utf-8",  # a declaration that can be read as ASCII is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}

NO_PAGES_CHARSET = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem"}
)


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of a page's bytes.

    A byte order mark decides; then UTF-8, where the whole page is well-formed, since saved pages keep declarations
    that no longer hold; then the charset of the HTTP Content-Type, the one that the page declares, windows-1252.
    Never raises: what cannot be read becomes U+FFFD.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8") if _has_own_signs(data) else _as_declared(data, content_type)
    except UnicodeDecodeError:
        return _as_declared(data, content_type)


def _has_own_signs(data: bytes) -> bool:
    """Is there anything beyond ASCII, and no escape as ISO-2022-JP has? Only then does being UTF-8 say something."""
    return not data.isascii() or b"\x1b$" not in data


def _as_declared(data: bytes, content_type: str | None) -> str:
    in_header = IN_CONTENT_TYPE.search(content_type or "")
    in_page = DECLARED.search(data[:HEAD_BYTES])
    names = [in_header[1]] if in_header else []
    names += [in_page[1].decode("ascii")] if in_page else []
    for name in names:
        encoding = _known(name)
        if encoding:
            return data.decode(encoding, errors="replace")
    return data.decode("cp1252", errors="replace")


def _known(name: str) -> str | None:
    """The codec that is meant by a charset's name; None where Python has none, or none that browsers would use."""
    try:
        b"a".decode(name, errors="replace")  # of nothing, any codec makes nothing
        codec = codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return None
    return None if codec in NO_PAGES_CHARSET else MEANT.get(codec, codec)
