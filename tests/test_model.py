from __future__ import annotations

import pytest

from backstory.model import Document


def paragraphs(text: str) -> list[str]:
    document = Document.from_text(text)
    assert document.text == text
    return [text[block.start : block.end] for block in document.blocks]


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs(" A headline\r\n\n\tThe story.\nIts end.") == ["A headline", "The story.", "Its end."]


def test_text_wrapped_to_a_width_is_one_paragraph() -> None:
    first = "The mercenaries of the group that were sent to the front by Yevgeny"
    assert paragraphs(f"{first}\nPrigozhin came back.\nThe end.") == [f"{first}\nPrigozhin came back.", "The end."]


def test_an_empty_line_ends_a_paragraph_always() -> None:
    line = "a long line of words that goes on and on and never comes to any end at all"
    assert paragraphs(f"{line}\n\nnext") == [line, "next"]


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t "])
def test_nothing_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == []


def test_blocks_join_by_empty_lines_with_white_space_collapsed() -> None:
    document = Document.from_blocks([("headline", " A\n b "), ("paragraph", ""), ("paragraph", "c")])
    assert document.text == "A b\n\nc"
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("headline", "A b"),
        ("paragraph", "c"),
    ]
