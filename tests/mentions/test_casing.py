from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.mentions.casing import uncased_tokens
from backstory.mentions.tokens import tokenize
from backstory.mentions.words import name_words
from backstory.model import BlockKind, Document


def loud(*blocks: tuple[BlockKind, str]) -> str:
    """The words whose capital says nothing, as a text."""
    tokens = tokenize(Document.from_blocks(list(blocks)))
    return " ".join(tokens[i].text for i in sorted(uncased_tokens(tokens, name_words("en"))))


def test_prose_is_not_loud() -> None:
    assert loud(("paragraph", "On Monday Ada Quill met the Bank of England in London, and Jon Roe of Kent came.")) == ""


def test_a_line_in_capitals_is_loud() -> None:
    assert loud(("paragraph", "BANK CUTS RATES AGAIN")) == "BANK CUTS RATES AGAIN"


def test_a_line_mostly_in_capitals_is_loud_throughout() -> None:
    assert loud(("paragraph", "BANK OF ENGLAND CUTS RATES again")) == "BANK OF ENGLAND CUTS RATES again"


def test_a_few_acronyms_side_by_side_are_not() -> None:
    assert loud(("paragraph", "UN NATO IMF")) == ""
    assert loud(("paragraph", "He left the UN, NATO, IMF and the BBC for good.")) == ""


def test_a_dateline_in_capitals_is_loud_and_the_rest_of_the_line_is_not() -> None:
    said = "BANK CUTS RATES AGAIN IN 2023 as Ada Quill of the bank had said she would in the spring of the year"
    assert loud(("paragraph", said)) == "BANK CUTS RATES AGAIN IN 2023"


def test_initials_are_no_words_in_capitals() -> None:
    assert loud(("paragraph", "We read that J K X Y of the small town had left it again for good.")) == ""


@pytest.mark.parametrize("kind", ["headline", "standfirst", "subheading"])
def test_a_heading_in_title_case_is_loud(kind: BlockKind) -> None:
    assert loud((kind, "Bank Cuts Rates as Shoppers Turn Away")) == "Bank Cuts Rates as Shoppers Turn Away"


def test_a_heading_written_like_a_sentence_is_not() -> None:
    assert loud(("headline", "Bank of England cuts rates as Ada Quill turns away")) == ""


def test_a_short_heading_may_be_nothing_but_a_name() -> None:
    assert loud(("headline", "Ada Quill")) == ""
    assert loud(("headline", "Ada Roe and Jon Quill")) == ""


def test_a_list_of_names_in_prose_is_not_title_case() -> None:
    assert loud(("paragraph", "Present: Ada Quill, Jane Marsh, Peter Stone, Anna Brook.")) == ""
    assert loud(("paragraph", "Present: Ada Quill, Jane Marsh, Peter Stone, Anna Brook, WHO, Geneva.")) == ""


def test_a_sentence_with_capitals_on_small_words_too_is_loud_alone() -> None:
    said = "Wages Rise After Long Strike With Mill Owners. We asked Ada Quill."
    assert loud(("paragraph", said)) == "Wages Rise After Long Strike With Mill Owners"


def test_one_loud_block_leaves_the_others_alone() -> None:
    assert loud(("headline", "BANK CUTS RATES AGAIN"), ("paragraph", "The Bank met.")) == "BANK CUTS RATES AGAIN"


def test_a_script_without_capitals_is_not_loud() -> None:
    assert loud(("paragraph", "東京 大阪 京都 神戸 名古屋")) == ""
    assert loud(("headline", "東京都庁舎 大阪府庁舎 京都市役所 神戸市役所 名古屋城")) == ""


@given(st.text(max_size=80))
def test_in_any_text_what_is_loud_is_a_word_of_it(text: str) -> None:
    tokens = tokenize(Document.from_text(text))
    assert uncased_tokens(tokens, name_words("en")) <= set(range(len(tokens)))
