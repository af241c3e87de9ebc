"""The whole way: a saved news page in a real browser, the real service with the starter pack, the right cards."""

from __future__ import annotations

import json
import statistics
import time

import pytest

from tests.browser.conftest import FIXTURES
from tests.browser.readers import click_on, consent, open_list, pair, unfold, until
from tests.browser.test_pages import WATCH
from tests.conftest import SHARED


@pytest.fixture
def paired(reader, real_service):
    """A reader whose extension is paired with the service, by way of the options page."""
    assert pair(reader, real_service.address, real_service.token).startswith("It works")
    return reader


def test_a_story_is_explained(paired, site, real_service, picture) -> None:
    reader = paired
    reader.store(service=real_service.address, token=real_service.token, level=2)  # every mention
    reader.resize(1100, 1180)  # room for a whole card in the picture
    html = (FIXTURES / "pages" / "wagner-arms" / "source.html").read_text(encoding="utf-8")
    style = '<link rel="stylesheet" href="/plain.css"></head>'
    reader.open(site.put("/world/north-korea-arms-wagner/", html.replace("</head>", WATCH + style)))
    reader.click_toolbar()
    consent(reader)
    names = ["John Kirby", "Bakhmut", "Korean Central News Agency", "James Cleverly", "Yevgeny Prigozhin"]
    until(reader, f"{json.dumps(names)}.every((name) => marked().includes(name))")  # they come by and by
    marked = reader.see("marked()")
    assert not {"Taylor Swift", "Narendra Modi", "Imran Khan", "Lionel Messi"} & set(marked)
    reader.move_to(**reader.see("centre('Yevgeny Prigozhin')"))
    until(reader, "isOpen('.card')")
    until(reader, "getComputedStyle(find('.card')).opacity === '1'")
    picture(reader, "extension-story")
    unfold(reader)
    card = reader.see("find('.card').innerText")
    then, since = card.split("SINCE THEN", 1)
    assert "61" in then
    assert "Wagner Group" in then
    assert "2023" in since
    assert "mutiny" in since
    reader.press("Escape")
    until(reader, "!isOpen('.card')")

    open_list(reader)
    listed = reader.see("find('#panel').textContent")
    assert "Seoul counts a record year of rocket launches" in listed
    assert "could not be found on the page" not in listed
    picture(reader, "extension-story-list")
    reader.click_toolbar()
    until(reader, "!root() && marks().length === 0")
    assert reader.see("seen") == []
    assert reader.errors() == []


def test_every_mark_stands_on_the_words_of_its_card(paired, site, real_service) -> None:
    reader = paired
    reader.store(service=real_service.address, token=real_service.token, agreed=real_service.address)
    for slug in ("politics", "sport", "spanish", "german-amp"):
        html = (FIXTURES / "pages" / slug / "source.html").read_text(encoding="utf-8")
        reader.open(site.put(f"/{slug}", html))
        reader.click_toolbar()
        until(reader, "find('.chip')?.textContent.match(/\\d/)")
        open_list(reader)
        assert "could not be found on the page" not in reader.see("find('#panel').textContent"), slug


def test_the_service_follows_the_readers_choice_of_another_sense(paired, site, real_service) -> None:
    reader = paired
    reader.store(service=real_service.address, token=real_service.token, agreed=real_service.address, level=1)
    html = (FIXTURES / "pages" / "georgia-state" / "source.html").read_text(encoding="utf-8")
    reader.open(site.put("/georgia", html))
    reader.click_toolbar()
    until(reader, "marked().includes('Georgia')")
    reader.click_at(**reader.see("centre('Georgia')"))
    until(reader, "isOpen('.card')")
    described = "find('.card .description').textContent"
    before = reader.see(described)
    click_on(reader, ".not")
    click_on(reader, ".sense")
    until(reader, "find('.change')?.innerText.includes('Shown by your choice')")
    assert reader.see(described) != before
    unfold(reader)
    assert "your choice" in reader.see("find('.why').innerText")
    click_on(reader, ".change button")
    until(reader, f"{described} === {json.dumps(before)}")
    until(reader, "marked().includes('Georgia')")


def test_a_page_that_is_no_article(paired, site, real_service) -> None:
    reader = paired
    reader.store(service=real_service.address, token=real_service.token, agreed=real_service.address)
    html = (FIXTURES / "pages" / "shop" / "source.html").read_text(encoding="utf-8")
    reader.open(site.put("/shop", html))
    reader.click_toolbar()
    until(reader, "isOpen('.note')")
    assert "No story on this page" in reader.see("find('.note').innerText")


def test_a_wrong_token_at_the_real_service(reader, site, story, real_service) -> None:
    reader.store(service=real_service.address, token="wrong", agreed=real_service.address)
    reader.open(site.put("/story", story()))
    reader.click_toolbar()
    until(reader, "isOpen('.note')")
    assert "does not know this browser" in reader.see("find('.note').innerText")


@pytest.mark.parametrize("path", [FIXTURES / "pages" / "wagner-arms" / "source.html", SHARED / "seed" / "article.html"])
def test_from_click_to_marks_in_a_moment(path, reader, site, real_service, record_property) -> None:
    """On a warm service, as seen from outside the browser."""
    if not path.exists():
        pytest.skip(f"{path.parent} is not here, so the way from click to marks was not timed on it.")
    reader.store(service=real_service.address, token=real_service.token, agreed=real_service.address)
    html = path.read_text(encoding="utf-8")
    times_ms = []
    for number in range(11):  # another page each time: the same one is not sent twice
        reader.open(site.put(f"/story/{number}", html.replace("</title>", f" {number}</title>")))
        started = time.monotonic()
        reader.click_toolbar()
        until(reader, "marks().length > 0")
        times_ms.append((time.monotonic() - started) * 1000)
        reader.click_toolbar()
        until(reader, "!root()")
    record_property("click_to_marks_ms", round(statistics.median(times_ms[1:])))
