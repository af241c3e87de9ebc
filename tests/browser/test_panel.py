"""The side panel in both browsers: the real one, beside the page."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.browser.local_sites import Reply, Stream
from tests.browser.panels import open_panel
from tests.browser.readers import NEWS_HOST, ChromiumReader, consent, press_on, until, wait_for

TEXT = "document.body.innerText"


def texts(panel: Any, selector: str) -> list[str]:
    return panel.see(f"[...document.querySelectorAll({json.dumps(selector)})].map((one) => one.innerText.trim())")


def until_there(panel: Any, selector: str) -> None:
    wait_for(lambda: panel.see(f"document.querySelector({json.dumps(selector)}) !== null"), selector)


def press(panel: Any, selector: str) -> None:
    until_there(panel, selector)
    panel.see(f"document.querySelector({json.dumps(selector)}).click()")


@pytest.fixture
def beside(reader, site, story, explain):
    """The panel beside the example story, explained."""
    explain(reader, site.put("/story", story(after='<div style="height: 3000px"></div>')))
    with open_panel(reader) as panel:
        until_there(panel, ".acts")
        yield panel
        assert reader.errors() == []


def test_a_page_that_was_not_explained(reader, site, story) -> None:
    reader.open(site.put("/story", story()))
    with open_panel(reader) as panel:
        wait_for(lambda: "click on the Backstory button" in panel.see(TEXT), "what to do")
        assert texts(panel, ".names > li") == []


def test_everyone_and_everything_in_the_services_order(beside, answer) -> None:
    assert texts(beside, ".names h3") == [card["label"] for card in answer["cards"]]
    assert "Washington names the caterer’s army · The Harbour Courier" in beside.see(TEXT)


def test_the_panel_comes_to_know_of_a_story_and_of_its_end(reader, service, site, story) -> None:
    reader.store(service=service.address, token="right", agreed=service.address)
    address = site.put("/story", story())
    reader.open(address)
    with open_panel(reader) as panel:
        reader.click_toolbar()
        until_there(panel, ".names > li")
        reader.open(address)
        wait_for(lambda: "click on the Backstory button" in panel.see(TEXT), "the page left, its story gone")


def test_names_are_filtered_by_kind(beside) -> None:
    assert texts(beside, ".filter button") == ["All · 5", "Person · 3", "Organisation · 2"]
    press(beside, ".filter button:nth-child(3)")
    assert texts(beside, ".names h3") == ["Wagner Group", "Internet Research Agency"]
    assert beside.see("document.querySelector('.filter [aria-pressed=true]').innerText") == "Organisation · 2"
    press(beside, ".filter button:first-child")
    assert len(texts(beside, ".names h3")) == 5


def test_the_way_to_each_mention(reader, beside) -> None:
    first = ".names > li:first-child"  # Prigozhin, named twice
    reader.see("void scrollTo(0, 3000)")
    press(beside, f"{first} [aria-label='Next mention of Yevgeny Prigozhin']")
    wait_for(lambda: "of 2" in texts(beside, first)[0], "which mention it is")
    until(reader, "isOpen('.card') && find('.card').innerText.includes('Prigozhin')")
    assert reader.see("scrollY") < 3000
    before = texts(beside, first)[0]
    press(beside, f"{first} [aria-label='Next mention of Yevgeny Prigozhin']")
    wait_for(lambda: texts(beside, first)[0] != before, "the other mention")


def test_how_the_names_are_tied_as_a_graph_and_in_words(beside) -> None:
    assert texts(beside, ".ties li") == [
        "Yevgeny Prigozhin founded the Internet Research Agency in 2013.",
        "Yevgeny Prigozhin has been head of the Wagner Group since 2014.",
    ]
    assert beside.see("document.querySelectorAll('.graph path').length") == 2
    assert beside.see("document.querySelectorAll('.graph text').length") == 3
    name = beside.see("document.querySelector('.graph svg').getAttribute('aria-label')")
    assert name == "Graph of 3 names and 2 connections; the list after it says the same in words."
    press(beside, ".ties li:last-child button:last-of-type")
    assert beside.see("document.activeElement.dataset.id") == "en:Wagner Group"


def test_what_is_unknown_and_what_is_missing(beside) -> None:
    said = beside.see(TEXT)
    assert "Odile Brankovic who carved the two bears" in said
    assert "live sources are switched off in this service" in said


def test_previews_say_what_a_linked_story_adds(reader, answer, service, site, story, explain) -> None:
    answer["read_more"][0] |= {
        "status": "ready",
        "preview": {"title": "The mine", "description": "Salt.", "site": "Courier", "published": "2023-01-12"},
        "adds": {
            "relation": "background",
            "said": "8 days before this story",
            "days": -8,
            "new": [{"id": "Q1", "qid": "Q1", "label": "Soledar", "description": "town", "kind": "place"}],
            "shared": [],
            "quotes": [{"quote": {"exact": "Soledar fell.", "prefix": "", "suffix": ""}, "source": "linked:1"}],
        },
    }
    explain(reader, site.put("/story", story()))
    with open_panel(reader) as panel:
        until_there(panel, ".links > li")
        said = texts(panel, ".links > li")[0]
        for words in (
            "The mine",
            "Courier · ",
            "Salt.",
            "8 days before this story",
            "New in it: Soledar",
            "Soledar fell.",
        ):
            assert words in said
        assert panel.see("document.querySelector('.links a').href") == answer["read_more"][0]["url"]


def test_what_left_the_browser_is_what_the_service_was_asked(reader, beside, service) -> None:
    [asked] = [one for one in service.asked if one.path == "/enrich"]
    sent = int(asked.headers["Content-Length"])
    assert texts(beside, "dd")[0] == "1"
    assert texts(beside, "dd")[1] == f"{sent / 1000:.1f} kB"
    assert texts(beside, "dd")[3] == f"{service.address.removeprefix('http://')} (1)"


def test_a_page_explained_again_is_not_sent_again(reader, service, site, story, explain) -> None:
    explain(reader, site.put("/story", story()))
    until(reader, "texts('.chip')[0] === 'Backstory · 5'")
    reader.click_toolbar()
    until(reader, "!root()")
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    assert len(service.pages()) == 1


def streamed(answer: dict[str, Any]) -> Stream:
    """The example answer in lines."""
    end = {"cards": [card["id"] for card in answer["cards"]]}
    end |= {name: answer[name] for name in ("connections", "alternatives", "unknown", "gaps", "about")}
    parts = [{"page": answer["page"]}, {"mentions": answer["mentions"]}, {"sources": answer["sources"]}]
    parts += [{"card": card} for card in answer["cards"]]
    return Stream([json.dumps(part) for part in (*parts, {"end": end})])


def test_names_are_drawn_as_they_come(reader, service, site, story, answer) -> None:
    service.replies["/enrich"] = stream = streamed(answer)
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    with open_panel(reader) as panel:
        reader.click_toolbar()
        stream.go.release(3)  # page, mentions, sources
        for count in range(1, 5):
            reader.see("new Promise((done) => setTimeout(done, 150))")
            stream.go.release()
            wait_for(lambda count=count: len(texts(panel, ".names h3")) >= count - 1, f"{count - 1} names in the panel")
        until(reader, "marks().length >= 3")
        assert "reading this page" in panel.see(TEXT)
        stream.go.release(9)
        wait_for(lambda: "reading this page" not in panel.see(TEXT), "the end")
        assert len(texts(panel, ".names h3")) == 5
        until(reader, "marks().length === 5")


def test_leaving_the_page_ends_the_request(reader, service, site, story, answer) -> None:
    service.replies["/enrich"] = stream = streamed(answer)
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    stream.go.release(4)
    wait_for(lambda: service.pages(), "the page, sent")
    assert not stream.broken.is_set()
    reader.open("about:blank")
    assert stream.broken.wait(5)


MARKUP = "<img src=x onerror=alert(1)><b>bold</b>"
TRICK = "safe\u202egnp.exe\u2066"


def poisoned(value: Any) -> Any:
    """The same, with markup and a turn of the writing direction in every text that is shown."""
    if isinstance(value, dict):
        keep = {"id", "exact", "prefix", "suffix", "entity", "mentions", "to", "of", "source", "start", "end", "kind"}
        return {name: item if name in keep else poisoned(item) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    if isinstance(value, str):
        return "javascript:alert(1)" if value.startswith("http") else f"{value} {MARKUP} {TRICK}"
    return value


def test_a_hostile_answer_is_nothing_but_text(reader, service, site, story, answer) -> None:
    hostile = poisoned(copy.deepcopy(answer))
    hostile["page"]["published"] = answer["page"]["published"]
    spare = {"label": MARKUP, "description": TRICK, "kind": "person", "mentions": [], "image": "javascript:alert(1)"}
    hostile["cards"] += [{"id": f"Q{number}", **spare} for number in range(10_000)]
    hostile["connections"] *= 500
    hostile["read_more"] *= 500
    hostile["gaps"] *= 500
    service.replies["/enrich"] = Reply(hostile)
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    with open_panel(reader) as panel:
        reader.click_toolbar()
        wait_for(lambda: len(texts(panel, ".names h3")) == 60, "the first names", seconds=30)
        said = panel.see(TEXT)
        assert MARKUP in said
        assert "\u202e" not in said
        assert "\u2066" not in said
        assert panel.see("document.querySelectorAll('main :is(img, script, iframe, object, b b)').length") == 0
        assert (
            panel.see("[...document.querySelectorAll('a')].filter((one) => !/^https?:/.test(one.protocol)).length") == 0
        )
        press(panel, ".names + button")
        assert len(texts(panel, ".names h3")) == 1000


def test_a_service_that_fails_is_told_of_in_the_panel(reader, service, site, story) -> None:
    service.replies["/enrich"] = Reply({"type": "/problems/not-an-article", "detail": "12 words."}, 422)
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    with open_panel(reader) as panel:
        reader.click_toolbar()
        wait_for(lambda: "No story on this page" in panel.see(TEXT), "the problem")


# Sites that are explained without a click


def test_a_site_is_explained_without_a_click_once_the_reader_asks_for_it(
    allowed_everywhere, service, site, story
) -> None:
    reader = allowed_everywhere
    reader.store(service=service.address, token="right", agreed=service.address)
    address = site.put("/story", story())
    other = site.put("/other", story(after='<input type="password">'))
    reader.open(address)
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    with open_panel(reader) as panel:
        wait_for(lambda: f"every story on {NEWS_HOST} without a click" in panel.see(TEXT), "the switch")
        press(panel, "#always")
        wait_for(lambda: reader.stored().get("automatic") == [NEWS_HOST], "the site, kept")
        reader.open(address)
        until(reader, "marks().length > 0")
        sent = len(service.pages())
        reader.open(other)
        reader.page.wait_for_timeout(700)
        assert reader.see("root() === undefined || texts('.note').length === 0")
        assert len(service.pages()) == sent  # nobody clicked, so nobody is asked, and nothing is sent
        press(panel, "#always") if panel.see("!document.getElementById('site').hidden") else None
    reader.own.evaluate("import('/sites.js').then((sites) => sites.explainOnClick('news.example'))")
    reader.open(address)
    reader.page.wait_for_timeout(700)
    assert reader.see("!root()")


def tell_background(reader: ChromiumReader, event: str, *values: Any) -> None:
    """Let an event happen that no driver can cause, with the tab in front."""
    [worker] = reader.context.service_workers
    worker.evaluate(
        "([event, values]) => chrome.tabs.query({url: 'http://news.example/*'}).then(([tab]) =>"
        " event.split('.').reduce((at, name) => at[name], chrome).dispatch(...values, tab))",
        [event, list(values)],
    )


def test_menu_and_keys_do_what_the_button_does(allowed_everywhere, service, site, story) -> None:
    reader = allowed_everywhere
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    tell_background(reader, "contextMenus.onClicked", {"menuItemId": "explain"})
    until(reader, "marks().length === 5")
    tell_background(reader, "commands.onCommand", "next")
    until(reader, "isOpen('.card')")
    first = reader.see("find('.card').innerText")
    tell_background(reader, "commands.onCommand", "next")
    until(reader, f"find('.card').innerText !== {json.dumps(first)}")
    with reader.context.expect_page() as opened:  # no key was pressed, so Chromium opens no side panel
        tell_background(reader, "commands.onCommand", "panel")
    opened.value.locator(".names > li").first.wait_for()
    opened.value.close()
    reader.page.bring_to_front()
    tell_background(reader, "contextMenus.onClicked", {"menuItemId": "explain"})
    until(reader, "!root()")


def test_an_excluded_site_is_asked_for_each_time(reader, service, site, story) -> None:
    reader.store(service=service.address, token="right", agreed=service.address, excluded=[NEWS_HOST])
    reader.open(site.put("/story", story()))
    for _ in range(2):
        reader.click_toolbar()
        assert "never to send pages of this site unasked" in consent(reader, "cancel")
        until(reader, "!root()")
    assert service.pages() == []


def test_what_the_reader_chose_goes_with_the_page(reader, service, site, story) -> None:
    reader.store(
        service=service.address,
        agreed=service.address,
        known={"Q7747": "Putin"},
        live=True,
        previews=True,
        token="right",
    )
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    [sent] = service.pages()
    assert sent["known"] == ["Q7747"]
    assert sent["options"]["live"] is True
    assert sent["options"]["previews"] is True
    assert sent["options"]["reader_language"].startswith("en")


def test_firefox_asks_for_the_site_and_then_explains_it_without_a_click(request, service, site, story) -> None:
    reader = request.getfixturevalue("firefox_session")
    reader.store(service=service.address, token="right", agreed=service.address)
    address = site.put("/story", story())
    reader.open(address)
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    tab = reader.background(
        "(browser) => browser.storage.session.get(null).then((all) =>"
        " Number(Object.keys(all).filter((key) => key.startsWith('story:')).at(-1).slice(6)))"
    )
    marionette = reader.marionette
    here = marionette.current_window_handle
    marionette.switch_to_window(marionette.open(type="tab", focus=True)["handle"])
    try:
        reader.open_own(f"panel/panel.html?tab={tab}")
        until(reader, "!document.getElementById('site').hidden")
        press_on(reader, "#always")  # a real click: Firefox grants nothing without
        wait_for(lambda: reader.stored().get("automatic") == [NEWS_HOST], "the site, kept")
    finally:
        marionette.close()
        marionette.switch_to_window(here)
    reader.open(address)
    until(reader, "marks().length > 0")
    reader.open_own("options/options.html")
    until(reader, "document.querySelector('#automatic li') !== null")
    press_on(reader, "#automatic li button")
    wait_for(lambda: reader.stored()["automatic"] == [], "the site, given up")
    reader.open(address)
    reader.see("new Promise((done) => setTimeout(done, 700))")
    assert reader.see("!root()")
