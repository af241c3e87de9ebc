"""Marks and cards for everyone: by keyboard alone, in every look, with large text; axe finds nothing to complain of."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.local_sites import Reply
from tests.browser.readers import click_on, open_list, unfold, until

ACTIVE = "root()?.activeElement"


def complaints(reader) -> str:
    results = Axe().run(reader.page)
    return results.generate_report() if results.violations_count else ""


def tab_to(reader, selector: str, *, key: str = "Tab") -> None:
    """Go on with the Tab key until it is there."""
    for _ in range(40):
        if reader.see(f"Boolean({ACTIVE}?.matches({selector!r}))"):
            return
        reader.press(key)
    raise AssertionError(f"40 presses of {key} do not lead to {selector}")


def is_settled(reader) -> None:
    until(reader, "isOpen('.card') && find('.card').getAnimations().length === 0")


def test_by_keyboard_alone_from_the_page_to_a_connection_and_back(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    tab_to(reader, ".chip")
    reader.press("Enter")
    until(reader, "find('#panel')?.hidden === false")
    tab_to(reader, ".entry")
    reader.press("Enter")
    until(reader, "isOpen('.card') && find('#card-label').textContent === 'Yevgeny Prigozhin'")
    until(reader, f"{ACTIVE}.classList[0] === 'card'")
    tab_to(reader, ".more")
    reader.press("Enter")
    tab_to(reader, "[data-go='en:Wagner Group']")
    reader.press("Enter")
    until(reader, "find('#card-label').textContent === 'Wagner Group'")
    tab_to(reader, ".back")
    reader.press("Enter")
    until(reader, "find('#card-label').textContent === 'Yevgeny Prigozhin'")
    assert reader.see(f"{ACTIVE}.dataset.go") == "en:Wagner Group"
    tab_to(reader, ".copy")
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    assert "Prigozhin" in reader.see(f"{ACTIVE}.innerText")
    reader.press("Escape")
    until(reader, "find('#panel').hidden")
    assert reader.see(f"{ACTIVE}.className") == "chip"


def test_by_keyboard_alone_a_sense_is_corrected_and_taken_back(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    tab_to(reader, ".chip")
    reader.press("Enter")
    until(reader, "find('#panel')?.hidden === false")
    tab_to(reader, ".entry[data-id='en:Internet Research Agency']")
    reader.press("Enter")
    until(reader, "isOpen('.card')")
    tab_to(reader, ".not")
    reader.press("Enter")
    tab_to(reader, ".sense")
    reader.press("Enter")
    until(reader, "find('#card-label').textContent === 'Irish Republican Army'")
    until(reader, "find('.card').textContent.includes('Shown by your choice')")  # the service has answered
    until(reader, f"find('.card').contains({ACTIVE}) || {ACTIVE}.classList[0] === 'card'")
    tab_to(reader, ".change button")
    reader.press("Enter")
    until(reader, "find('#card-label').textContent === 'Internet Research Agency'")


def test_the_focus_stays_on_a_sense_when_more_of_them_come(reader, service, site, story, explain) -> None:
    later = {"id": "Q99", "label": "Individual retirement account", "description": "so called", "kind": "concept"}
    service.replies["/senses"] = Reply({"senses": [later]}, delay_s=1.0)
    explain(reader, site.put("/story", story()))
    reader.click_at(**reader.see("centre('IRA')"))
    until(reader, "isOpen('.card')")
    click_on(reader, ".not")
    until(reader, "find('.sense') !== null")
    reader.see("void find('.sense').focus()")
    until(reader, "find('.senses').innerText.includes('Individual retirement account')")
    assert reader.see(f"Boolean({ACTIVE}?.matches('.sense'))")


def test_what_happens_is_said_aloud(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    until(reader, "find('.live').textContent.includes('5 names')")
    assert reader.see("find('.live').getAttribute('role')") == "status"
    reader.click_at(**reader.see("centre('Vladimir Putin')"))
    until(reader, "isOpen('.card')")
    click_on(reader, ".know")
    until(reader, "find('.live').textContent.includes('Vladimir Putin is marked as known')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "state", ["card", "second", "corrected", "offline", "unknown", "loading", "moved", "list", "senses", "whole"]
)
def test_axe_finds_nothing(chromium, service, site, story, explain, answer, scheme, direction, state, picture) -> None:
    chromium.prefer(scheme)
    if state == "loading":
        answer["cards"][2]["why"]["runner_up"] = None
    explain(chromium, site.put("/story", story(direction=direction, lang="ar" if direction == "rtl" else "en")))
    chromium.see(f"void find('.layer').setAttribute('dir', {direction!r})")
    if state in ("list", "moved"):
        if state == "moved":
            chromium.see("void history.pushState(null, '', '/next')")
            chromium.see("void (document.querySelector('main').innerHTML = '<h1>Next</h1>')")
            until(chromium, "marks().length === 0")
        open_list(chromium)
    elif state == "unknown":
        open_list(chromium)
        click_on(chromium, ".entry[data-id^=unknown]")
        is_settled(chromium)
    else:
        chromium.click_at(
            **chromium.see(f"centre('{'Yevgeny Prigozhin' if state in ('card', 'second', 'whole') else 'IRA'}')")
        )
        is_settled(chromium)
        if state == "second":
            unfold(chromium)
            click_on(chromium, "[data-go]")
        elif state == "whole":
            unfold(chromium)
        elif state == "senses":
            click_on(chromium, ".not")
            until(chromium, "Boolean(find('.chooser'))")
        elif state != "card":
            service.replies["/enrich"] = (
                Reply({"detail": "Too busy."}, 503)
                if state == "offline"
                else Reply(answer, delay_s=2 if state == "loading" else 0)
            )
            click_on(chromium, ".not")
            click_on(chromium, ".none" if state == "loading" else ".sense")
            until(
                chromium,
                {"offline": "find('.trouble')", "loading": "find('.loading')"}.get(state, "find('.change')")
                + " !== null",
                seconds=30,
            )
    picture(chromium, f"state-{state}-{scheme}-{direction}")
    assert complaints(chromium) == ""


def test_text_of_double_size_stays_readable(reader, site, story, explain, picture) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("void find('.layer').style.setProperty('font-size', '30px')")
    reader.click_at(**reader.see("centre('Yevgeny Prigozhin')"))
    is_settled(reader)
    picture(reader, "extension-double-size")
    box = reader.see("find('.card').getBoundingClientRect().toJSON()")
    assert box["left"] >= 8
    assert box["right"] <= reader.see("innerWidth") - 8
    assert box["bottom"] <= reader.see("innerHeight") - 4
    assert reader.see("find('.body').scrollWidth <= find('.body').clientWidth")
    assert reader.see(
        "[...find('.body').querySelectorAll('h2, p, li, button')].every((one) =>"
        " one.scrollWidth <= one.clientWidth + 1 || getComputedStyle(one).display === 'inline')"
    )


def test_who_wants_less_motion_gets_none(chromium, site, story, explain) -> None:
    chromium.page.emulate_media(reduced_motion="reduce")
    explain(chromium, site.put("/story", story()))
    chromium.click_at(**chromium.see("centre('Yevgeny Prigozhin')"))
    until(chromium, "isOpen('.card')")
    assert chromium.see("getComputedStyle(find('.card')).animationName") == "none"
    chromium.page.emulate_media(reduced_motion="no-preference")


def test_with_forced_colours_cards_and_marks_keep_their_edges(chromium, site, story, explain, picture) -> None:
    chromium.page.emulate_media(forced_colors="active")
    explain(chromium, site.put("/story", story()))
    chromium.click_at(**chromium.see("centre('IRA')"))
    is_settled(chromium)
    picture(chromium, "extension-forced-colours-card")
    assert chromium.see("getComputedStyle(find('.card')).borderTopStyle") == "solid"
    assert chromium.see("getComputedStyle(find('.tools button')).borderTopStyle") == "solid"
    assert complaints(chromium) == ""
    chromium.page.emulate_media(forced_colors="none")
