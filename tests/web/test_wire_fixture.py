from __future__ import annotations

from backstory.extract import read_page
from backstory.formats.json_api import EnrichResponse
from tests.support.courier import ANSWER_FILE, STORY, WIRE, answer


def test_the_kept_answer_is_the_told_story_on_the_wire() -> None:
    """`python -m tests.support.courier` writes it anew."""
    assert ANSWER_FILE.read_text(encoding="utf-8") == answer()


def test_the_kept_answer_fits_the_wire() -> None:
    EnrichResponse.model_validate_json(ANSWER_FILE.read_bytes())


def test_the_kept_page_reads_as_the_story() -> None:
    page = read_page((WIRE / "page.html").read_text(encoding="utf-8"), STORY.page.metadata.url)
    assert page.document.text == STORY.page.document.text
    assert page.metadata == STORY.page.metadata
    assert page.read_more == STORY.page.read_more
