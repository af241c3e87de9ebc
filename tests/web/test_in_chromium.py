"""The pages in a real browser: with and without script, light and dark, wide and narrow."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect

from backstory.formats import to_html
from backstory.service.assembly import Service
from backstory.web import create_app
from tests.support.courier import STORY, WIRE
from tests.web.running import serving

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.enable_socket]

LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 390)
]
ARTICLE = (WIRE / "page.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None and not Path(playwright.chromium.executable_path).exists():
        pytest.skip("No Chromium here: install the system's package `chromium`.")
    browser = playwright.chromium.launch(executable_path=executable)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a context of its own; fails on whatever the console complains of, so on broken policies."""
    complaints: list[str] = []
    contexts = []

    def opened(address: str, **look: object) -> Page:
        context = chromium.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in complaints if "status of 4" not in text] == []


@pytest.fixture
def address(service_with: Callable[..., Service]) -> Iterator[str]:
    with serving(create_app(service_with())) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def alone(tmp_path: Path) -> str:
    """The address of a stand-alone page."""
    file = tmp_path / "story.html"
    file.write_text(to_html(STORY), encoding="utf-8")
    return file.as_uri()


def _overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_are_accessible_and_never_wider_than_the_window(
    address: str, open_page: Callable[..., Page], path: str, look: dict[str, object]
) -> None:
    page = open_page(address + path, **look)
    assert Axe().run(page).response["violations"] == []
    assert _overflow(page) == 0


@pytest.mark.parametrize("look", LOOKS)
def test_the_stand_alone_page_is_accessible_with_a_card_open(
    alone: str, open_page: Callable[..., Page], look: dict[str, object]
) -> None:
    page = open_page(alone, **look)
    page.get_by_role("article").get_by_role("button", name="Yevgeny Prigozhin").click()
    expect(page.get_by_role("dialog", name="Yevgeny Prigozhin")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert _overflow(page) == 0


def test_a_name_opens_by_key_and_escape_gives_the_focus_back(alone: str, open_page: Callable[..., Page]) -> None:
    page = open_page(alone)
    name = page.get_by_role("button", name="IRA")
    name.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Internet Research Agency")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card') !== null")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()


def test_a_card_stands_in_the_margin_of_a_wide_page_and_leaves_the_story_free(
    alone: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(alone, viewport={"width": 1280, "height": 800})
    page.get_by_role("article").get_by_role("button", name="Wagner Group").click()
    card = page.get_by_role("dialog").bounding_box()
    story = page.locator(".story").bounding_box()
    assert card["x"] >= story["x"] + story["width"]
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= 800


def test_not_this_one_opens_the_card_of_the_other_sense(alone: str, open_page: Callable[..., Page]) -> None:
    page = open_page(alone, java_script_enabled=False)
    page.get_by_role("article").get_by_role("button", name="IRA").click()
    page.get_by_text("Why this sense").locator("visible=true").click()
    page.get_by_role("button", name="Irish Republican Army").click()
    expect(page.get_by_role("dialog", name="Irish Republican Army")).to_be_visible()


def test_a_name_in_the_list_of_connections_opens_its_card(alone: str, open_page: Callable[..., Page]) -> None:
    page = open_page(alone)
    page.locator(".ties").get_by_role("button", name="Internet Research Agency").click()
    expect(page.get_by_role("dialog", name="Internet Research Agency")).to_be_visible()


def test_cards_open_and_the_form_says_what_it_needs_without_script(
    address: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(address, java_script_enabled=False)
    page.locator(".story").get_by_role("button", name="Yevgeny Prigozhin").click()
    expect(page.get_by_role("dialog", name="Yevgeny Prigozhin")).to_be_visible()
    expect(page.get_by_text("This form needs JavaScript.")).to_be_visible()
    expect(page.get_by_label("Paste a page’s HTML")).to_be_hidden()


def test_a_pasted_page_is_told_in_a_frame_without_script(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.get_by_label("Paste a page’s HTML").fill(ARTICLE)
    page.get_by_role("button", name="Tell me its backstory").click()
    told = page.frame_locator("#frame")
    told.get_by_role("button", name="Yevgeny Prigozhin").click()
    expect(told.get_by_role("dialog", name="Yevgeny Prigozhin")).to_be_visible()
    assert "allow-scripts" not in page.locator("#frame").get_attribute("sandbox")
    assert told.locator("body").evaluate("body => getComputedStyle(body).margin") == "0px"  # its style was let in


def test_a_chosen_file_is_told(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.get_by_label("or choose a saved page").set_input_files(WIRE / "page.html")
    page.get_by_role("button", name="Tell me its backstory").click()
    expect(page.frame_locator("#frame").get_by_role("heading", name="Washington names")).to_be_visible()


def test_pasted_words_are_taken_as_text(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.get_by_label("Paste a page’s HTML").fill("Vladimir Putin said that 3 < 4.")
    page.get_by_role("button", name="Tell me its backstory").click()
    expect(page.frame_locator("#frame").get_by_text("said that 3 < 4.")).to_be_visible()


def test_a_problem_is_said_in_its_own_words(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.get_by_label("Paste a page’s HTML").fill("<html><body><div id=app></div></body></html>")
    page.get_by_role("button", name="Tell me its backstory").click()
    expect(page.get_by_role("alert")).to_contain_text("The page is not an article.")
    expect(page.locator("#frame")).to_be_hidden()


def test_nothing_pasted_is_said_before_asking(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.get_by_role("button", name="Tell me its backstory").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to read yet")
