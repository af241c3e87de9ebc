from __future__ import annotations

import pytest

from backstory.cards.appositions import said_of
from backstory.model import Document, Mention


def said(text: str, name: str = "Jane Roe") -> str | None:
    document = Document.from_text(text)
    start = text.index(name)
    found = said_of(document, Mention(start, start + len(name), name))
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They asked Jane Roe, a retired teacher from Leeds, twice.", "a retired teacher from Leeds"),
        ("They asked Jane Roe, who teaches in Leeds.", "who teaches in Leeds"),
        ("Jane Roe, head of the harbour office, left.", "head of the harbour office"),
        ("Jane Roe, 43, a nurse, left.", "43, a nurse"),
        (
            "Jane Roe, senior vice president for boats at the harbour, left.",
            "senior vice president for boats at the harbour",
        ),
        ("Jane Roe, Smith’s attorney, told us.", "Smith’s attorney"),
        ("They asked the Jane Roe, which licenses boats.", "which licenses boats"),
        ("Jane Roe, a nurse who has been at sea, left.", "a nurse who has been at sea"),
        ("Jane Roe (a nurse from Hull) left.", "a nurse from Hull"),
        ("Jane Roe – the founder of the choir – sang.", "the founder of the choir"),
        ("Jane Roe is a sculptor from Hull.", "is a sculptor from Hull"),
        ("The retired teacher Jane Roe left.", "retired teacher"),
        ("“No,” said harbour office spokeswoman Jane Roe.", "harbour office spokeswoman"),
        ("He met British Foreign Secretary Jane Roe.", "British Foreign Secretary"),
    ],
)
def test_the_storys_own_words_about_a_name(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "They asked Jane Roe, and she left.",
        "Jane Roe left, the rain fell.",
        "In Leeds, Jane Roe, 43, left.",
        "The teacher left. Jane Roe stayed.",
        "Jane Roe said the head of the office was late.",
        "It came from Jane Roe, the news agency said.",
        "According to Jane Roe, the boat is late again.",
        "He spoke of Jane Roe, a man who threatened my life.",
        "They drove through Jane Roe, the coast and the hills.",
        "He sold the boats of Jane Roe, which has been rumoured for long.",
        "Jane Roe is the best of all in the U.S. navy.",
    ],
)
def test_other_words_beside_a_name_say_nothing_of_it(text: str) -> None:
    assert said(text) is None


def test_words_of_the_block_before_are_not_its_own() -> None:
    assert said("The teacher\n\nJane Roe stayed there for long.") is None
