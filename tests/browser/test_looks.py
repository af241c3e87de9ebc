"""How it looks, kept as pictures to be looked at, and whether everyone can use it: axe finds nothing to complain of."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.readers import click_on, consent, open_list, until, wait_for


def complaints(reader) -> str:
    results = Axe().run(reader.page)
    return results.generate_report() if results.violations_count else ""


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


def test_the_window_that_asks_for_consent(chromium, scheme, service, site, story, pictures) -> None:
    chromium.store(service=service.address)
    chromium.open(site.put("/story", story()))
    chromium.click_toolbar()
    wait_for(chromium.asked, "the window that asks for consent")
    page = next(one for one in chromium.context.pages if "/consent/" in one.url)
    page.emulate_media(color_scheme=scheme)
    page.screenshot(path=pictures / f"extension-consent-{scheme}.png")
    results = Axe().run(page)
    assert (results.generate_report() if results.violations_count else "") == ""
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    consent(chromium, "cancel")


def test_the_note_that_says_what_is_wrong(chromium, scheme, service, site, story, picture) -> None:
    chromium.prefer(scheme)
    chromium.store(service="http://127.0.0.1:1", agreed="http://127.0.0.1:1")
    chromium.open(site.put("/story", story()))
    chromium.click_toolbar()
    until(chromium, "isOpen('.note')")
    picture(chromium, f"extension-note-{scheme}")
    assert complaints(chromium) == ""


@pytest.mark.parametrize(("width", "form"), [(1100, "wide"), (390, "narrow")])
def test_the_card(chromium, scheme, width, form, site, story, explain, picture) -> None:
    chromium.prefer(scheme)
    chromium.resize(width, 800)
    explain(chromium, site.put("/story", story()))
    chromium.click_at(**chromium.see("centre('Yevgeny Prigozhin')"))
    until(chromium, "isOpen('.card')")
    until(chromium, "getComputedStyle(find('.card')).opacity === '1'")
    picture(chromium, f"extension-card-{scheme}-{form}")
    if form == "narrow":
        box = chromium.see("find('.card').getBoundingClientRect().toJSON()")
        assert (box["left"], box["width"], box["bottom"]) == (0, 390, 800)
    assert complaints(chromium) == ""


def test_the_foot_of_the_card(chromium, scheme, site, story, explain, picture) -> None:
    chromium.prefer(scheme)
    explain(chromium, site.put("/story", story()))
    chromium.click_at(**chromium.see("centre('IRA')"))
    until(chromium, "isOpen('.card')")
    click_on(chromium, ".why summary")
    chromium.see("void (find('.body').scrollTop = 9999)")
    until(chromium, "getComputedStyle(find('.card')).opacity === '1'")
    picture(chromium, f"extension-why-{scheme}")
    assert "Irish Republican Army" in chromium.see("find('.why').innerText")
    assert complaints(chromium) == ""


@pytest.mark.parametrize(("width", "form"), [(1100, "wide"), (390, "narrow")])
def test_the_list(chromium, scheme, width, form, site, story, explain, answer, picture) -> None:
    answer["gaps"].append({"what": "Wikipedia", "why": "It did not answer; names that the pack lacks stay unknown."})
    chromium.prefer(scheme)
    chromium.resize(width, 800)
    explain(chromium, site.put("/story", story()))
    open_list(chromium)
    picture(chromium, f"extension-list-{scheme}-{form}")
    assert complaints(chromium) == ""


def test_the_options(chromium, scheme, service, picture) -> None:
    chromium.prefer(scheme)
    chromium.open_own("options/options.html")
    chromium.page.locator("#by-hand summary").click()
    chromium.page.get_by_label("Address of the service").fill(service.address)
    chromium.page.get_by_role("button", name="Save and test").click()
    chromium.page.get_by_text("It works").wait_for()
    picture(chromium, f"extension-options-{scheme}")
    assert complaints(chromium) == ""


def test_forced_colours(chromium, site, story, explain, picture) -> None:
    chromium.page.emulate_media(forced_colors="active")
    explain(chromium, site.put("/story", story()))
    chromium.click_at(**chromium.see("centre('Yevgeny Prigozhin')"))
    until(chromium, "isOpen('.card')")
    until(chromium, "getComputedStyle(find('.card')).opacity === '1'")
    picture(chromium, "extension-forced-colours")
    chromium.page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("corner", ["top: 0; left: 0", "top: 0; right: 0", "bottom: 0; left: 0", "bottom: 0; right: 0"])
def test_the_card_stays_on_screen(reader, corner, service, site, answer) -> None:
    reader.store(service=service.address, agreed=service.address)
    words = "Its owner, Yevgeny Prigozhin, also paid for"
    reader.open(
        site.put(
            "/story", f'<!doctype html><title>t</title><p style="position: fixed; margin: 0; {corner}">{words}</p>'
        )
    )
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    reader.click_at(**reader.see("centre('Yevgeny Prigozhin')"))
    until(reader, "isOpen('.card')")
    box = reader.see("find('.card').getBoundingClientRect().toJSON()")
    width, height = reader.see("[innerWidth, innerHeight]")
    assert box["left"] >= 8
    assert box["top"] >= 4
    assert box["right"] <= width - 8
    assert box["bottom"] <= height - 4
