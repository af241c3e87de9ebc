"""The side panel and the options as pictures to be looked at, and whether everyone can use them."""

from __future__ import annotations

import copy

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.readers import ChromiumReader, until, wait_for


def complaints(page) -> str:
    results = Axe().run(page)
    return results.generate_report() if results.violations_count else ""


@pytest.fixture(params=["light", "dark", "rtl"])
def reader_of(request, playwright, tmp_path_factory, chromium_session):
    """A reader who has light or dark, or reads Arabic."""
    if request.param != "rtl":
        reader = chromium_session
        reader.open("about:blank")
        reader.store()
        reader.prefer(request.param)
        yield reader, request.param
        reader.prefer("light")
        reader.resize(1100, 800)
        return
    reader = ChromiumReader(playwright, tmp_path_factory.mktemp("arabic"), language="ar")
    yield reader, "rtl"
    reader.close()


@pytest.fixture
def full(answer):
    """An answer with something in every part of the panel."""
    whole = copy.deepcopy(answer)
    ids = [(card["id"], card["label"]) for card in whole["cards"]]
    tie = whole["connections"][0]
    more = [(3, 0, "knows", True), (4, 3, "speaks of", None), (4, 1, "speaks of", False), (1, 2, "same owner", True)]
    whole["connections"] += [
        {**tie, "of": ids[a][0], "of_label": ids[a][1], "to": ids[b][0], "label": ids[b][1]}
        | {"property": words, "text": words, "held": held, "start": None, "end": None}
        for a, b, words, held in more
    ]
    whole["read_more"][0] |= {
        "status": "ready",
        "preview": {
            "title": "What happened at the salt mine",
            "description": "The mercenaries say that they hold the mine; Kyiv says that they do not.",
            "site": "The Harbour Courier",
            "published": "2023-01-12",
        },
        "adds": {
            "relation": "background",
            "said": "8 days before this story",
            "days": -8,
            "new": [{"id": "Q1", "qid": "Q1", "label": "Soledar", "description": "town in Ukraine", "kind": "place"}],
            "shared": [],
            "quotes": [
                {
                    "quote": {"exact": "Nobody has seen the salt since.", "prefix": "", "suffix": ""},
                    "source": "linked:1",
                }
            ],
        },
    }
    answer |= whole
    return answer


def panel_page(reader, width=400):
    """The panel in a tab of its own, of which pictures can be taken, about the page in front."""
    tab = reader.own.evaluate(
        "chrome.tabs.query({}).then((tabs) => chrome.storage.session.get(null).then((all) =>"
        " tabs.find(({id}) => `story:${id}` in all).id))"
    )
    page = reader.context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{reader.origin}/panel/panel.html?tab={tab}")
    page.locator(".acts").first.wait_for()
    return page


def explained(reader, service, address) -> None:
    reader.own.evaluate("chrome.storage.session.clear()")
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(address)
    reader.click_toolbar()
    until(reader, "marks().length === 5")


def test_the_panel(reader_of, full, service, site, story, pictures) -> None:
    reader, name = reader_of
    explained(reader, service, site.put("/story", story()))
    page = panel_page(reader)
    page.emulate_media(color_scheme="dark" if name == "dark" else "light")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if name == "rtl" else "ltr")
    page.screenshot(path=pictures / f"panel-{name}.png")
    page.locator(".graph").scroll_into_view_if_needed()
    page.locator("section", has=page.locator(".graph")).screenshot(path=pictures / f"graph-{name}.png")
    page.locator("details").first.evaluate("(one) => { one.open = true; }")
    assert complaints(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_the_options_and_the_doctor(reader_of, service, pictures) -> None:
    reader, name = reader_of
    lists = {"automatic": ["news.example"], "excluded": ["bank.example"], "known": {"Q1": "Vladimir Putin"}}
    others = [{"service": "https://backstory.example", "token": "x"}]
    reader.store(service=service.address, token="right", others=others, **lists)
    page = reader.context.new_page()
    page.emulate_media(color_scheme="dark" if name == "dark" else "light")
    page.set_viewport_size({"width": 760, "height": 640})
    page.goto(f"{reader.origin}/options/options.html")
    page.locator("#known li").wait_for()
    page.locator("#doctor").click()
    page.locator("#findings li").first.wait_for()
    page.screenshot(path=pictures / f"options-{name}.png")
    assert complaints(page) == ""
    service.replies["/version"].body["paired"] = False
    page.locator("#doctor").click()
    wait_for(lambda: page.locator("#findings .bad").count() == 1, "what the doctor found")
    page.locator("section").first.screenshot(path=pictures / f"doctor-{name}.png")
    page.locator("details").evaluate("(one) => { one.open = true; }")
    assert complaints(page) == ""
    page.close()


@pytest.mark.parametrize("path", ["panel", "options"])
def test_text_twice_as_large_needs_no_sideways_scrolling(chromium, full, service, site, story, path) -> None:
    explained(chromium, service, site.put("/story", story()))
    page = panel_page(chromium)
    if path == "options":
        page.goto(f"{chromium.origin}/options/options.html")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints(page) == ""
    page.close()


def test_the_panel_in_forced_colours(chromium, full, service, site, story, pictures) -> None:
    explained(chromium, service, site.put("/story", story()))
    page = panel_page(chromium)
    page.emulate_media(forced_colors="active")
    page.screenshot(path=pictures / "panel-forced-colours.png", full_page=True)
    pressed, other = (
        page.locator(f".filter button:nth-child({nth})").evaluate("(one) => getComputedStyle(one).backgroundColor")
        for nth in (1, 2)
    )
    assert pressed != other  # colour alone is the browser's here
    page.close()


def test_the_panel_by_keyboard_alone(chromium, full, service, site, story) -> None:
    explained(chromium, service, site.put("/story", story()))
    page = panel_page(chromium)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").startswith("Person")
    page.keyboard.press("Enter")
    assert page.locator(".names > li").count() == 3
    assert page.evaluate("document.activeElement.innerText").startswith("Person")  # the focus is kept
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    labels = []
    for _ in range(40):
        page.keyboard.press("Tab")
        labels.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText || ''"))
    assert "Next mention of Yevgeny Prigozhin" in labels
    assert "Internet Research Agency" in labels  # a name in a connection
    assert "Open options" in labels
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none"
    page.close()
