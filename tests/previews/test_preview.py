from __future__ import annotations

from backstory.model import Document, Metadata, Preview
from backstory.previews import preview_of, with_oembed

DOCUMENT = Document.from_blocks(
    [("headline", "The bridge"), ("paragraph", "It was opened on Monday."), ("paragraph", "All came.")], language="de"
)


def test_what_the_page_says_stands_before_what_its_text_tells() -> None:
    told = preview_of(Metadata(title="The bridge", language="en"), DOCUMENT, description="A bridge.")
    assert (told.title, told.description, told.language, told.words) == ("The bridge", "A bridge.", "en", 7)


def test_without_a_description_its_first_lines_stand_for_one() -> None:
    assert preview_of(Metadata(), DOCUMENT).description == "It was opened on Monday."
    assert preview_of(Metadata(), DOCUMENT).language == "de"


def test_a_standfirst_tells_more_than_the_first_paragraph() -> None:
    document = Document.from_blocks([("paragraph", "It was Monday."), ("standfirst", "A bridge at last.")])
    assert preview_of(Metadata(), document).description == "A bridge at last."


def test_a_long_description_ends_at_a_word() -> None:
    told = preview_of(Metadata(), None, description="word " * 100).description
    assert told is not None
    assert told.endswith("word…")
    assert len(told) <= 301


def test_what_is_no_article_has_no_length() -> None:
    assert preview_of(Metadata(title="Video"), None).words is None


def test_oembed_fills_what_the_page_leaves_open_and_no_more() -> None:
    said = {
        "title": "Other",
        "author_name": "Ada  Quill",
        "provider_name": 7,
        "thumbnail_url": "https://v.example/a.jpg",
    }
    told = with_oembed(Preview(title="The bridge"), said)
    assert told == Preview(title="The bridge", author="Ada Quill", image="https://v.example/a.jpg")


def test_no_field_is_without_measure() -> None:
    told = preview_of(
        Metadata(title="t " * 999, site="s " * 999, byline="Ada Quill, " * 999), None, description="d " * 999
    )
    assert all(len(said or "") <= 301 for said in (told.title, told.site, told.author, told.description))
