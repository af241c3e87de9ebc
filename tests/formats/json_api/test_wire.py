from __future__ import annotations

import pytest
from pydantic import ValidationError

from backstory.formats.json_api import EnrichRequest, EnrichResponse
from backstory.formats.json_api.encode import quote_at
from backstory.model import Document
from tests.support.courier import ANSWER_FILE


def reason(**fields: object) -> str:
    with pytest.raises(ValidationError) as caught:
        EnrichRequest.model_validate(fields)
    return str(caught.value)


def test_unknown_fields_are_refused_by_name() -> None:
    assert "colour" in reason(text="x", colour="red")
    assert "options.speed" in reason(text="x", options={"speed": 9})


def test_something_to_read_is_needed() -> None:
    assert "send html (a page) or text" in reason()


def test_an_address_alone_is_a_request() -> None:
    assert EnrichRequest(url="https://news.example/story").html is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "news.example", ""])
def test_only_web_addresses_are_taken(url: str) -> None:
    assert "no web address" in reason(text="x", url=url)


@pytest.mark.parametrize("date", ["yesterday", "2023-02-30", "01/02/2023"])
def test_a_wrong_date_says_what_to_give(date: str) -> None:
    assert "YYYY-MM-DD" in reason(text="x", published=date)


@pytest.mark.parametrize("language", ["english!", "e", "<b>"])
def test_a_wrong_language_is_refused(language: str) -> None:
    assert "language" in reason(text="x", language=language)


def test_a_quote_has_32_characters_on_either_side() -> None:
    document = Document.from_text("a" * 50 + "Kyiv" + "b" * 50)
    quote = quote_at(document, 50, 54)
    assert (quote.exact, quote.prefix, quote.suffix) == ("Kyiv", "a" * 32, "b" * 32)


def test_the_fixture_answer_is_a_valid_answer() -> None:
    answer = EnrichResponse.model_validate_json(ANSWER_FILE.read_text(encoding="utf-8"))
    known = {source.id for source in answer.sources}
    used = {fact.source for card in answer.cards for fact in (*card.then, *card.since, *card.facts)}
    assert used <= known
