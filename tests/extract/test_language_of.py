"""Languages that share small words are told apart by those that they do not share."""

from __future__ import annotations

import pytest

from backstory.extract.language_of import language_of


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
