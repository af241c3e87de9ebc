"""decode: bytes as saved or sent."""

from __future__ import annotations

import pytest

from backstory.extract import decode

WORDS = "Fähre — «да» 島"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marks_and_plain_utf_8(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        ("<meta charset=windows-1251>да".encode("cp1251"), None, "<meta charset=windows-1251>да"),
        ('<meta http-equiv=x content="text/html; charset=gb2312">島'.encode("gb18030"), None, None),
        ("да".encode("koi8-r"), "text/html; charset=koi8-r", "да"),
        ("“Fähre”".encode("cp1252"), "text/html; charset=iso-8859-1", "“Fähre”"),
        ("“Fähre”".encode("cp1252"), None, "“Fähre”"),
        ("Fähre".encode("cp1252"), "text/html; charset=nonsense", "Fähre"),
        ("Fähre".encode("cp1252"), "text/html; charset=hex", "Fähre"),
        ("Fähre".encode("cp1252"), "text/html; charset=utf-7", "Fähre"),
        ("<meta charset=iso-8859-1>Fähre".encode(), None, "<meta charset=iso-8859-1>Fähre"),
        ("<meta charset=iso-2022-jp>島".encode("iso2022_jp"), None, "<meta charset=iso-2022-jp>島"),
    ],
)
def test_declared_charsets(data: bytes, content_type: str | None, text: str | None) -> None:
    decoded = decode(data, content_type)
    assert decoded.endswith("島") if text is None else decoded == text


def test_a_page_that_says_utf_8_and_is_not_is_read_as_its_language_was_written() -> None:
    page = '<html lang="pl"><meta charset=utf-8>Rada miasta zamknęła w środę stary most. Łódź, Gdańsk, Żory.'
    assert decode(page.encode("iso8859_2")) == page
    assert decode("<meta charset=utf-8>Fähre, Brücke, größer".encode("cp1252")).endswith("Fähre, Brücke, größer")


def test_bytes_that_are_no_text_are_still_decoded() -> None:
    assert "\ufffd" in decode(b"<meta charset=utf-8>\xff\xfe\x81\x8d")


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("ru", "cp1251", "Паром на острова зимой не пойдёт, сказал министр."),
        ("ru", "koi8-r", "Паром на острова зимой не пойдёт, сказал министр."),
        ("ja", "shift_jis", "島へのフェリーは冬の間は運航されない。"),
        ("ja", "euc-jp", "島へのフェリーは冬の間は運航されない。"),
        ("pl", "iso-8859-2", "Prom na wyspy nie popłynie zimą, powiedział minister żeglugi."),
        ("fr", "cp1252", "Le bac des îles s’arrête cet hiver."),
    ],
)
def test_a_page_that_names_no_encoding_is_read_in_one_of_its_language(language: str, encoding: str, text: str) -> None:
    page = f"<html lang='{language}'><head><title>x</title></head><body><p>{text * 4}</p></body></html>"
    assert text in decode(page.encode(encoding))
