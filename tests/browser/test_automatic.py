"""Sites that are explained without a click: nothing is said, and nothing rests, where there is no story."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.local_sites import Reply
from tests.browser.readers import NEWS_HOST, ChromiumReader, until, wait_for

NO_STORY = Reply({"type": "/problems/not-an-article", "status": 422, "detail": "Only links."}, 422)
FRONT = "<!doctype html><title>Front page</title><input id=search autofocus><ul>" + "<li><a href=/s>Story</a>" * 40

# Whether anything of ours ever floated on the page, or took the focus away.
WATCH = """<script>window.shown = []; setInterval(() => {
  const host = document.querySelector("backstory-cards");
  if (host?.shadowRoot.querySelector(":popover-open")) shown.push("floats");
  if (document.activeElement === host) shown.push("focus");
}, 5)</script>"""


@pytest.fixture
def automatic(allowed_everywhere: ChromiumReader, service: Any) -> ChromiumReader:
    reader = allowed_everywhere
    reader.store(service=service.address, token="right", agreed=service.address, automatic=[NEWS_HOST])
    reader.own.evaluate(f"import('/sites.js').then((sites) => sites.followSites({json.dumps([NEWS_HOST])}))")
    return reader


def visit(reader: ChromiumReader, service: Any, url: str) -> None:
    """Open a page, and wait until it was sent and answered."""
    before = len(service.pages())
    reader.open(url)
    wait_for(lambda: len(service.pages()) > before, "the page, sent")
    until(reader, "!root() || isOpen('.corner')")


@pytest.mark.parametrize(
    "reply",
    [NO_STORY, Reply({"cards": [], "mentions": []}), Reply({"detail": "html: is missing"}, 422), Reply("<h1>500", 500)],
    ids=["no story", "no names", "refused", "broken"],
)
def test_a_page_without_a_story_is_left_alone_in_silence(automatic, service, site, reply) -> None:
    service.replies["/enrich"] = reply
    visit(automatic, service, site.put("/", FRONT + WATCH))
    until(automatic, "!root()")
    assert automatic.see("shown") == []
    assert automatic.see("document.activeElement.id") == "search"
    wait_for(lambda: automatic.badge() == "", "nothing on the button")


@pytest.mark.parametrize("reply", [NO_STORY, Reply({"detail": "html: is missing"}, 422)], ids=["no story", "refused"])
def test_after_a_front_page_the_story_is_explained_at_once(automatic, service, site, story, answer, reply) -> None:
    service.replies["/enrich"] = reply
    visit(automatic, service, site.put("/", FRONT))
    service.replies["/enrich"] = Reply(answer)
    visit(automatic, service, site.put("/story", story(head=WATCH)))
    until(automatic, "marks().length === 5 && isOpen('.corner')")
    assert "focus" not in automatic.see("shown")


@pytest.mark.parametrize("status", [503, 500])
def test_a_service_that_fails_is_left_alone_for_a_while(automatic, service, site, story, answer, status) -> None:
    service.replies["/enrich"] = Reply({"detail": "Not now."}, status)
    visit(automatic, service, site.put("/", FRONT))
    until(automatic, "!root()")
    service.replies["/enrich"] = Reply(answer)
    sent = len(service.pages())
    automatic.open(site.put("/story", story()))
    automatic.page.wait_for_timeout(700)
    assert len(service.pages()) == sent
    automatic.click_toolbar()  # but a click is a click
    until(automatic, "marks().length === 5")


def test_who_clicks_on_a_page_without_a_story_is_told_so(automatic, service, site) -> None:
    service.replies["/enrich"] = NO_STORY
    visit(automatic, service, site.put("/", FRONT))
    until(automatic, "!root()")
    automatic.click_toolbar()
    until(automatic, "isOpen('.note')")
    assert "No story on this page" in automatic.see("find('.note').innerText")
