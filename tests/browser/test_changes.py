"""Pages that grow, go on to other stories, or mend a name while they are read; browsers without highlights or mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.browser.kinds import WATCH
from tests.browser.readers import EXTENSION, ChromiumReader, click_on, open_list, until

FIVE = "marked().join() === 'Wagner Group,John Kirby,Yevgeny Prigozhin,IRA,Vladimir Putin'"
GO_ON = "void (history.pushState(null, '', '/{0}'), document.querySelector('main').innerHTML = {1})"


def test_a_single_page_site_that_goes_on_is_not_sent_unasked(reader, service, site, story, explain, picture) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("void (window.kept = document.querySelector('main').innerHTML)")
    reader.see(GO_ON.format("next", "'<p>Another story, of a harbour and its cranes.</p>'"))
    until(reader, "marks().length === 0 && find('.chip').textContent.includes('more')")
    assert len(service.pages()) == 1
    open_list(reader)
    assert "has not been sent" in reader.see("find('.offer').innerText")
    picture(reader, "extension-moved")
    click_on(reader, ".offer button")
    until(reader, "find('.chip').textContent.includes('5')")
    assert service.pages()[-1]["url"].endswith("/next")


def test_going_back_in_a_single_page_site_brings_the_marks_back(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("void (window.kept = document.querySelector('main').innerHTML)")
    reader.see(GO_ON.format("next", "'<p>Another story, of a harbour and its cranes.</p>'"))
    until(reader, "marks().length === 0")
    reader.see(GO_ON.format("story", "window.kept"))
    until(reader, FIVE)
    assert len(service.pages()) == 1


def test_an_address_that_changes_alone_changes_nothing(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    reader.see("void (history.replaceState(null, '', '/story/2'), document.body.append('More of it.'))")
    with pytest.raises(AssertionError, match="in vain"):
        until(reader, "marks().length < 5", seconds=0.7)


def test_a_page_that_grows_keeps_its_marks_and_offers_to_explain_the_rest(
    reader, service, site, story, explain
) -> None:
    explain(reader, site.put("/story", story()))
    more = "Another article was added below the first one, as these sites do. "
    reader.see(f"void document.querySelector('main').append({more!r}.repeat(40))")
    until(reader, "find('.chip').textContent.includes('more')")
    assert reader.see(FIVE)
    assert len(service.pages()) == 1


def test_a_name_that_was_mended_since_is_found_by_what_is_beside_it(reader, site, story, explain) -> None:
    explain(reader, site.put("/story", story().replace("Yevgeny Prigozhin", "Yevgeni Prigozhin")))
    until(reader, "marked().includes('Yevgeni Prigozhin')")


@pytest.fixture
def chromium_without(chromium_session, request, tmp_path) -> Iterator[ChromiumReader]:
    """A browser whose highlights the extension cannot use: those that have them cannot be told to have none."""
    copy = shutil.copytree(EXTENSION, tmp_path / "extension")
    module = copy / "content" / "highlight.js"
    can = 'typeof Highlight === "function" && Boolean(globalThis.CSS?.highlights)'
    text = module.read_text(encoding="utf-8")
    assert can in text
    module.write_text(text.replace(can, "false"), encoding="utf-8")
    reader = ChromiumReader(request.getfixturevalue("playwright"), tmp_path / "profile", copy)
    yield reader
    reader.close()


def test_a_browser_without_highlights_draws_the_marks_above_the_page(
    chromium_without, service, site, story, picture
) -> None:
    reader = chromium_without
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story(head=WATCH)))
    reader.click_toolbar()
    until(reader, "root()?.querySelectorAll('.lines i').length === 6")  # one name runs over two lines
    assert reader.see("marks().length") == 0
    reader.click_at(**reader.see("middle(root().querySelectorAll('.lines i')[2])"))
    until(reader, "isOpen('.card') && find('#card-label').textContent === 'Yevgeny Prigozhin'")
    until(reader, "root().querySelectorAll('.lines .open').length === 1")
    picture(reader, "extension-without-highlights")
    assert reader.see("seen") == []
    assert reader.errors() == []


def test_on_a_touch_screen_the_card_is_a_sheet_and_leaves_the_name_in_sight(
    chromium, service, site, story, explain, picture
) -> None:
    cdp = chromium.context.new_cdp_session(chromium.page)
    cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    cdp.send(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "hover", "value": "none"}, {"name": "pointer", "value": "coarse"}]},
    )
    try:
        explain(
            chromium,
            site.put(
                "/story", story(after='<div style="height: 2000px"></div>', before='<div style="height: 350px"></div>')
            ),
        )
        place = chromium.see("centre('Yevgeny Prigozhin')")
        cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
        cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        until(chromium, "isOpen('.card')")
        until(chromium, "getComputedStyle(find('.card')).opacity === '1'")
        box = chromium.see("find('.card').getBoundingClientRect().toJSON()")
        assert box["bottom"] == 800
        assert chromium.see("marks()[2].getBoundingClientRect().bottom") < box["top"]
        picture(chromium, "extension-sheet")
    finally:
        cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        cdp.send("Emulation.setEmulatedMedia", {"features": []})
        cdp.detach()


def test_a_sheet_leaves_all_lines_of_a_name_in_sight(reader, site, story, explain) -> None:
    reader.resize(390, 800)
    broken = story(after='<div style="height: 2000px"></div>').replace("Yevgeny Prigozhin", "Yevgeny<br>Prigozhin")
    explain(reader, site.put("/story", broken))
    reader.click_at(**reader.see("centre('YevgenyPrigozhin')"))
    until(reader, "isOpen('.card')")
    until(reader, "marks()[2].getBoundingClientRect().bottom <= find('.card').getBoundingClientRect().top")
