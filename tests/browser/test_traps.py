"""Pages that put things in the way of marks and cards: dialogs, full screen, boxes that scroll, zoom, linked names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.browser.readers import ChromiumReader, click_on, consent, open_list, until, wait_for

CARD = "find('.card').getBoundingClientRect().toJSON()"
NAME = "Yevgeny Prigozhin"
DIALOG = (
    "<dialog id=cookies style='margin: 100px auto; width: 500px'><h2>We value your privacy</h2>"
    "<button id=accept onclick='cookies.close()'>Accept</button></dialog>"
)


def open_card(reader: Any, name: str = NAME) -> dict[str, float]:
    """Click on a mark; where it stands."""
    reader.click_at(**reader.see(f"centre({json.dumps(name)})"))
    until(reader, "isOpen('.card') && find('.card').getAnimations().length === 0")
    return mark_of(reader, name)


def mark_of(reader: Any, name: str = NAME) -> dict[str, float]:
    return reader.see(f"marks().find((one) => String(one) === {json.dumps(name)}).getBoundingClientRect().toJSON()")


def gap(reader: Any, name: str = NAME) -> float:
    """Pixels between the card and its mark, from above to below."""
    card, mark = reader.see(CARD), mark_of(reader, name)
    return max(card["top"] - mark["bottom"], mark["top"] - card["bottom"])


def is_beside(reader: Any, name: str = NAME) -> bool:
    return reader.see("isOpen('.card')") and -2 <= gap(reader, name) <= 40


# Dialogs, full screen, popovers


@pytest.mark.parametrize("where", ["the page", "a shadow root"])
def test_the_list_and_cards_work_while_a_modal_dialog_is_open(where, reader, site, story, explain, picture) -> None:
    dialog = DIALOG
    shown = "cookies.showModal()"
    if where == "a shadow root":
        dialog = f"<div id=host><template shadowrootmode=open>{DIALOG}</template></div>"
        shown = "host.shadowRoot.getElementById('cookies').showModal()"
    explain(reader, site.put("/story", story(before=dialog)))
    reader.see(f"void {shown}")
    host = "document.querySelector('#host')?.shadowRoot"
    found = f"({host} ?? document).querySelector('dialog')"
    chip = f"(({found})?.querySelector('backstory-cards') ?? document.querySelector('backstory-cards')).shadowRoot"
    until(reader, f"{chip}.querySelector('.corner').matches(':popover-open')")
    reader.click_at(**reader.see(f"middle({chip}.querySelector('.chip'))"))
    until(reader, f"{chip}.querySelector('#panel')?.hidden === false")
    reader.click_at(**reader.see(f"middle({chip}.querySelector('.entry'))"))
    until(reader, f"{chip}.querySelector('.card').matches(':popover-open')")
    picture(reader, f"trap-dialog-{where.split()[-1]}")
    reader.press("Escape")
    until(reader, f"!{chip}.querySelector('.card').matches(':popover-open')")
    assert reader.see(f"({found}).open")  # the Escape was ours
    reader.see(f"void ({found}).close()")
    until(reader, "document.querySelector('backstory-cards')?.parentNode === document.documentElement")
    until(reader, "isOpen('.corner')")
    open_card(reader)
    assert reader.errors() == []


def test_a_page_that_begins_with_a_dialog_can_be_explained(reader, service, site, story, picture) -> None:
    reader.store(service=service.address, token="right")
    reader.open(site.put("/story", story(after=f"{DIALOG}<script>cookies.showModal()</script>")))
    reader.click_toolbar()
    consent(reader)
    until(reader, "marks().length > 0")
    open_list(reader)
    until(reader, "!find('#panel').hidden")
    picture(reader, "trap-dialog-first")
    reader.press("Escape")
    reader.click_at(**reader.see("middle(document.getElementById('accept'))"))
    until(reader, "document.querySelector('backstory-cards').parentNode === document.documentElement")
    open_card(reader)


def test_a_problem_can_be_read_and_shut_above_a_dialog(reader, site, story) -> None:
    reader.store(service="http://127.0.0.1:1", agreed="http://127.0.0.1:1")
    reader.open(site.put("/story", story(after=f"{DIALOG}<script>cookies.showModal()</script>")))
    reader.click_toolbar()
    until(reader, "isOpen('.note')")
    click_on(reader, ".note .choices button:last-child")
    until(reader, "!root()")


def test_in_full_screen_the_list_stands_above_the_story(chromium, site, story, explain) -> None:
    explain(
        chromium,
        site.put(
            "/story",
            story(
                before="<button id=full onclick='document.querySelector(`main`)"
                ".requestFullscreen()'>Full screen</button>"
            ),
        ),
    )
    chromium.click_at(**chromium.see("middle(document.getElementById('full'))"))
    until(chromium, "document.fullscreenElement !== null")
    until(
        chromium, "document.elementFromPoint(...Object.values(middle(find('.chip')))).localName === 'backstory-cards'"
    )
    open_card(chromium)
    chromium.see("void document.exitFullscreen()")
    until(chromium, "document.fullscreenElement === null")


def test_over_a_popover_of_the_page_the_card_can_be_reached(reader, site, story, explain) -> None:
    banner = "<div id=banner popover=manual style='inset: 0; width: 100vw; height: 100vh'>Subscribe</div>"
    explain(reader, site.put("/story", story(after=banner)))
    reader.see("void document.getElementById('banner').showPopover()")
    open_list(reader)
    click_on(reader, ".entry")
    until(reader, "isOpen('.card')")


# The card and its mark


SCROLLER = "<style>main { height: 400px; overflow: auto; border: 1px solid } article { padding-bottom: 3000px }</style>"


def test_the_card_goes_along_when_an_inner_box_scrolls(reader, site, story, explain, picture) -> None:
    explain(reader, site.put("/story", story(head=SCROLLER)))
    open_card(reader)
    before = mark_of(reader)["top"]
    reader.see("void document.querySelector('main').scrollBy(0, 30)")
    until(reader, f"Math.abs(marks()[2].getBoundingClientRect().top - {before}) > 5")
    wait_for(lambda: is_beside(reader), "the card beside its mark")
    picture(reader, "trap-inner-scroll")


def test_the_card_closes_when_its_mark_is_scrolled_out_of_sight(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story(head=SCROLLER)))
    open_card(reader)
    reader.see("void document.querySelector('main').scrollBy(0, 2000)")
    until(reader, "!isOpen('.card')")


def test_the_card_goes_along_when_the_layout_shifts(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story(before="<div id=advert></div>")))
    open_card(reader)
    reader.see("void (document.getElementById('advert').style.height = '150px')")
    wait_for(lambda: is_beside(reader), "the card beside its mark")
    reader.see("void (document.getElementById('advert').style.height = '0')")
    wait_for(lambda: is_beside(reader), "the card beside its mark")


def test_the_card_closes_when_the_page_takes_its_mark_away(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    open_card(reader)
    reader.see("void document.querySelector('article').remove()")
    until(reader, "!isOpen('.card')")


def test_the_card_stays_at_a_mark_that_the_page_draws_anew(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story(before="<div id=advert></div>")))
    open_card(reader)
    reader.see(
        "void (document.querySelector('article').innerHTML = document.querySelector('article').innerHTML,"
        " document.getElementById('advert').style.height = '90px')"
    )
    until(reader, "marked().includes('Yevgeny Prigozhin')")
    wait_for(lambda: is_beside(reader), "the card beside its mark")


@pytest.mark.parametrize("zoomed", ["html", "body", "main"])
def test_the_card_stands_at_its_mark_on_a_page_that_zooms(zoomed, reader, site, story, explain, picture) -> None:
    explain(reader, site.put("/story", story(head=f"<style>{zoomed} {{ zoom: 2 }}</style>")))
    reader.see("void centre('Yevgeny Prigozhin')")
    mark = open_card(reader)
    picture(reader, f"trap-zoom-{zoomed}")
    assert is_beside(reader)
    card = reader.see(CARD)
    assert card["left"] - 2 <= mark["right"]
    assert mark["left"] - 2 <= card["right"]
    assert 300 < card["width"] < 420  # our own size, whatever the page's


def test_a_page_that_takes_our_element_away_once_gets_it_back(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("void document.querySelector('backstory-cards').remove()")
    until(reader, "root() && isOpen('.corner')")
    open_card(reader)
    reader.see("void document.querySelector('backstory-cards').remove()")
    until(reader, "!root() && marks().length === 0")


# Links under a finger


@contextmanager
def touching(reader: ChromiumReader) -> Iterator[Any]:
    cdp = reader.context.new_cdp_session(reader.page)
    cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    features = [{"name": "hover", "value": "none"}, {"name": "pointer", "value": "coarse"}]
    cdp.send("Emulation.setEmulatedMedia", {"features": features})

    def tap(place: dict[str, int]) -> None:
        cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
        cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    try:
        yield tap
    finally:
        cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        cdp.send("Emulation.setEmulatedMedia", {"features": []})
        cdp.detach()


def test_a_tap_on_a_name_in_a_link_opens_the_card_with_the_link_in_it(chromium, site, story, explain, picture) -> None:
    target = f"{site.address}/caterer"
    linked = story().replace("John Kirby", f'<a href="{target}">John Kirby</a>')
    site.put("/caterer", "<!doctype html><title>t</title><p>The caterer.")
    with touching(chromium) as tap:
        explain(chromium, site.put("/story", linked))
        tap(chromium.see("centre('John Kirby')"))
        until(chromium, "isOpen('.card') && find('.card').getAnimations().length === 0")
        picture(chromium, "trap-touch-link")
        assert chromium.see("location.pathname") == "/story"
        assert chromium.see("find('.card .onward a').href") == target
        chromium.press("Escape")
        until(chromium, "!isOpen('.card')")
        tap(chromium.see("centre('IRA')"))
        until(chromium, "isOpen('.card')")
        assert not chromium.see("Boolean(find('.onward'))")


def test_nothing_of_ours_is_printed(chromium, site, story, explain, picture) -> None:
    explain(chromium, site.put("/story", story()))
    open_card(chromium)
    chromium.page.emulate_media(media="print")
    try:
        picture(chromium, "trap-print")
        assert chromium.see("getComputedStyle(document.querySelector('backstory-cards')).display") == "none"
        assert chromium.see("find('.card').checkVisibility() || find('.chip').checkVisibility()") is False
    finally:
        chromium.page.emulate_media(media="screen")
