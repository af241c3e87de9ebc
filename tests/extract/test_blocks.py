"""Blocks: the kinds of text in a story, and what is left out of it."""

from __future__ import annotations

import pytest

from backstory.extract import read_page
from backstory.model import BlockKind
from tests.extract.stories import FERRY, PARAGRAPHS, page, paragraphs, with_inside


def blocks_of(html: str) -> list[tuple[BlockKind, str]]:
    document = read_page(html).document
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>What comes next</h2>", ("subheading", "What comes next")),
        (
            "<ul><li>One boat sails on Mondays.</li><li>None on Sundays.</li></ul>",
            ("list_item", "One boat sails on Mondays."),
        ),
        ("<blockquote><p>We shall row if we must.</p></blockquote>", ("quote", "We shall row if we must.")),
        (
            "<table><tr><th>Boat</th><th>Built</th></tr><tr><td>Auk</td><td>1962</td></tr></table>",
            ("table_row", "Auk 1962"),
        ),
        ("<p>A  line\n with\twhite&nbsp;space.</p>", ("paragraph", "A line with white space.")),
        ("<p>One line<br>and its end.</p>", ("paragraph", "One line and its end.")),
    ],
)
def test_each_kind_of_text_is_a_kind_of_block(markup: str, expected: tuple[BlockKind, str]) -> None:
    assert expected in blocks_of(with_inside(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='b.jpg'><figcaption>GONE, at the pier in March</figcaption></figure>",
        '<div class="wp-caption-text">GONE, at the pier in March</div>',
        '<div class="share-bar"><a href="https://facebook.example/s">GONE</a></div>',
        '<div class="newsletter-box"><p>GONE: get the news of the harbour every morning.</p></div>',
        '<p class="byline">By GONE Persson</p>',
        '<div class="advert">GONE</div>',
        "<form><label>GONE</label><input></form>",
        "<button>GONE</button>",
        "<p>Sign up for our newsletter, GONE</p>",
        "<p>Advertisement GONE</p>",
        "<p>The quay in March. (Photo: GONE)</p>",
        '<aside class="pull-quote">GONE for the winter</aside>',
        '<ul class="tags"><li><a href="/tag/gone">GONE</a></li></ul>',
    ],
)
def test_what_is_not_the_story_is_left_out(markup: str) -> None:
    assert "GONE" not in read_page(with_inside(markup)).document.text


def test_a_post_embedded_in_a_social_box_stays() -> None:
    post = f'<div class="social-embed"><blockquote class="post"><p>{FERRY} Says who?</p></blockquote></div>'
    assert ("quote", f"{FERRY} Says who?") in blocks_of(with_inside(post))


def test_a_class_that_sounds_like_junk_does_not_take_the_story_away() -> None:
    html = f'<html><body><article><div class="share-content social">{paragraphs()}</div></article></body></html>'
    assert len(blocks_of(html)) == len(PARAGRAPHS)


def test_headings_and_labels_after_the_last_paragraph_are_left_out() -> None:
    html = page(paragraphs() + "<h3>What do you think</h3><p>comments</p>")
    assert blocks_of(html)[-1] == ("paragraph", PARAGRAPHS[-1])


def test_a_standfirst_between_headline_and_story_is_a_block_of_its_own() -> None:
    header = "<h1>Ferry stops</h1><p class='standfirst'>The islands prepare for a long winter.</p>"
    body = f"{header}<div class='article-body'>{paragraphs()}</div>"
    html = f"<html><head><title>Ferry stops</title></head><body><article>{body}</article></body></html>"
    assert blocks_of(html)[1] == ("standfirst", "The islands prepare for a long winter.")


@pytest.mark.parametrize("name", ["summary", "excerpt"])
def test_a_story_that_is_called_a_standfirst_as_a_whole_is_text(name: str) -> None:
    html = page(f'<div class="{name}">{paragraphs()}</div>')
    assert {kind for kind, _ in blocks_of(html)[1:]} == {"paragraph"}


def test_marks_of_our_own_in_a_page_mean_nothing() -> None:
    html = page(f'<div data-backstory-box="{"9" * 5_000}" data-backstory-standfirst="">{paragraphs()}</div>')
    assert {kind for kind, _ in blocks_of(html)[1:]} == {"paragraph"}


def test_a_link_in_prose_keeps_its_words() -> None:
    html = with_inside(
        '<p>The board had asked <a href="/a-report">the county for a loan</a> in June, without success.</p>'
    )
    assert "asked the county for a loan in June" in read_page(html).document.body


def test_blocks_are_slices_of_the_text_in_order() -> None:
    document = read_page(with_inside("<h2>Next</h2>")).document
    assert [b.start for b in document.blocks] == sorted(b.start for b in document.blocks)
    assert "\n\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text
