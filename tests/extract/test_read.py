"""read_page: where the story is, and what is no story."""

from __future__ import annotations

import pytest

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract import read_page
from tests.extract.stories import BOARD, FERRY, ISLANDERS, MAYOR, PARAGRAPHS, page, paragraphs

WHOLE = "\n\n".join(PARAGRAPHS)


def test_the_story_is_its_paragraphs() -> None:
    assert read_page(page(paragraphs())).document.body == WHOLE


def test_the_headline_is_the_first_block() -> None:
    document = read_page(page(paragraphs())).document
    first = document.blocks[0]
    assert (first.kind, document.text[first.start : first.end]) == ("headline", "Ferry to the islands stops for winter")


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<nav><p>{0}</p></nav>{1}", id="navigation"),
        pytest.param("{1}<footer><p>{0}</p></footer>", id="footer"),
        pytest.param("<aside><p>{0}</p></aside>{1}", id="sidebar"),
        pytest.param('<div id="cookie-banner"><p>{0}</p></div>{1}', id="consent banner"),
        pytest.param(
            '{1}<section class="comments"><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p></section>', id="comments"
        ),
        pytest.param('{1}<div class="newsletter-signup"><p>{0}</p></div>', id="newsletter"),
    ],
)
def test_what_stands_around_the_story_is_no_part_of_it(around: str) -> None:
    other = "Our readers wrote to us about the old lighthouse and what should become of it in the years ahead of us."
    story = f"<div><h1>Ferry stops</h1>{paragraphs()}</div>"
    html = f"<html><body>{around.format(other, story)}</body></html>"
    assert other not in read_page(html).document.text


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div itemprop="articleBody">{}</div>',
        '<div class="entry-content">{}</div>',
        "<article>{}</article>",
        "<main>{}</main>",
        "<div><div><div>{}</div></div></div>",
        "<table><tr><td>{}</td></tr></table>",
        '<div class="page with-sidebar menu-open">{}</div>',
    ],
)
def test_a_story_is_found_in_any_wrapper(wrapper: str) -> None:
    html = f"<html><body><ul><li><a href='/'>Home</a></li></ul>{wrapper.format(paragraphs())}</body></html>"
    assert read_page(html).document.body == WHOLE


def test_a_story_in_several_containers_is_read_whole() -> None:
    halves = f"<div>{paragraphs(FERRY, BOARD)}</div><div>{paragraphs(ISLANDERS, MAYOR)}</div>"
    html = f"<html><body><div>{halves}</div></body></html>"
    assert read_page(html).document.body == WHOLE


def test_paragraphs_divided_by_line_breaks_are_blocks_of_their_own() -> None:
    html = f"<html><body><div class='text'>{'<br><br>'.join(PARAGRAPHS)}</div></body></html>"
    assert read_page(html).document.body == WHOLE


@pytest.mark.parametrize(
    "hidden", ["hidden", 'style="display:none"', 'style="color:red; visibility: hidden"', 'aria-hidden="true"']
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    html = page(paragraphs(*PARAGRAPHS) + f"<div {hidden}><p>Nobody sees these words of ours here, do they?</p></div>")
    assert "Nobody sees" not in read_page(html).document.text


def test_a_story_hidden_until_its_script_runs_is_read() -> None:
    html = f'<html><body><div style="display:none">{paragraphs()}</div></body></html>'
    assert read_page(html).document.body == WHOLE


@pytest.mark.parametrize("element", ["script", "style", "template", "noscript"])
def test_what_is_never_shown_is_not_read(element: str) -> None:
    html = page(paragraphs() + f"<{element}>A secret line that nobody should ever read.</{element}>")
    assert "secret" not in read_page(html).document.text


@pytest.mark.parametrize(
    "html", ["", "  \n\t ", "just a line of text", "<html></html>", "<!-- only this -->", "\x00\x01\x02\xff" * 200]
)
def test_what_is_no_page_is_not_an_article(html: str) -> None:
    with pytest.raises(NotAnArticle):
        read_page(html)


def test_a_front_page_is_not_an_article() -> None:
    teasers = "".join(
        f'<div class="t"><h3><a href="/s-{n}">Story number {n} of today</a></h3><p>{FERRY}</p></div>' for n in range(9)
    )
    with pytest.raises(NotAnArticle, match="other stories"):
        read_page(f"<html><body><main>{teasers}</main></body></html>")


def test_a_shop_is_not_an_article() -> None:
    goods = "".join(f'<li><a href="/g/{n}">Globe of {n} cm</a> <span>€ {n}</span></li>' for n in range(60))
    with pytest.raises(NotAnArticle, match="no running text"):
        read_page(f"<html><body><h1>Globes</h1><ul>{goods}</ul></body></html>")


def test_a_story_longer_than_the_limit_is_too_large() -> None:
    with pytest.raises(PageTooLarge, match="more than the 50"):
        read_page(page(paragraphs()), max_words=50)


def test_a_japanese_story_is_long_enough_without_spaces() -> None:
    text = "オールドヘイブンと島々を結ぶ連絡船は、港湾局が火曜日に発表したところによると、冬の間は運航を停止する。"
    html = f'<html lang="ja"><body><article>{paragraphs(text, text.replace("冬", "春"))}</article></body></html>'
    assert read_page(html).document.language == "ja"


def test_an_arabic_story_is_read_and_its_language_told_by_its_script() -> None:
    text = (
        "قالت إدارة الميناء يوم الثلاثاء إن العبارة بين المدينة القد"
        "يمة والجزر ستتوقف عن العمل طوال فصل الشتاء هذا العام."
    )
    html = f"<html dir='rtl'><body><article>{paragraphs(text, text, text)}</article></body></html>"
    assert read_page(html).document.language == "ar"


def test_a_language_that_no_page_names_is_told_by_its_small_words() -> None:
    text = (
        "Die Fähre zwischen der Stadt und den Inseln fährt im Winter nicht, un"
        "d das ist für die Leute auf dem Land ein Unglück."
    )
    html = f"<html><body><article>{paragraphs(text, text, text)}</article></body></html>"
    assert read_page(html).document.language == "de"


def test_the_same_page_gives_the_same_answer() -> None:
    html = page(paragraphs())
    assert read_page(html, "https://echo.example/a") == read_page(html, "https://echo.example/a")
