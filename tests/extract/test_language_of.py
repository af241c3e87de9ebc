"""Languages that share small words are told apart by those that they do not share."""

from __future__ import annotations

import pytest

from backstory.extract.language_of import is_surely, language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O serviço da prefeitura de Tavira foi chamado para a rua do porto, e os danos são em três lojas.", "pt"),
        ("O servizo do concello de Noia foi chamado para a rúa do porto, e os danos son en tres tendas con luz.", "gl"),
        ("Regjeringen sier at det ikke er noen grunn til uro, og at hun kommer tilbake etter møtet.", "nb"),
        ("Regeringen siger, at der ikke er nogen grund til uro, og at hun kommer tilbage efter mødet af i dag.", "da"),
        ("Влада каже, що причин для тривоги немає, і вона повернеться до міста після зустрічі.", "uk"),
        ("Pemerintah mengatakan tidak ada alasan untuk cemas, karena ia akan kembali saat rapat itu selesai.", "id"),
        ("Kerajaan berkata tidak ada sebab untuk bimbang, kerana beliau telah kembali ke bandar itu.", "ms"),
        ("Lorem ipsum dolor sit amet, consectetur adipisici elit.", None),
    ],
)
def test_a_language_is_told_by_its_own_small_words(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


def test_a_text_in_latin_script_is_not_in_the_language_of_another_script_that_the_page_says() -> None:
    text = "The ministers of the two states met in the port and said that they had agreed on the price of the gas. " * 3
    assert is_surely(text, "ar") == "en"
    assert is_surely(text, "zh-TW") == "en"
    assert is_surely(text, "en-GB") is None
    assert is_surely(text, "mt") is None
