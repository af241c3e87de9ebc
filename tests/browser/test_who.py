"""Who or what is this? Any name or word that the reader selects."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.browser.local_sites import Reply
from tests.browser.readers import ChromiumReader, click_on, until, wait_for

LABEL = "find('.card #card-label').textContent"

SELECT = """((words) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
})"""


def ask(reader: Any, words: str) -> None:
    """Select some words, and ask by what the menu says to the page."""
    assert reader.see(f"{SELECT}({json.dumps(words)})")
    if isinstance(reader, ChromiumReader):
        reader.own.evaluate(
            "chrome.tabs.query({url: 'http://news.example/*'}).then(([tab]) =>"
            " chrome.tabs.sendMessage(tab.id, {type: 'who'}))"
        )
    else:
        reader.background(
            "(browser) => browser.tabs.query({}).then((tabs) => Promise.all(tabs.map(({id}) =>"
            " browser.tabs.sendMessage(id, {type: 'who'}).catch(() => null)))).then(() => true)"
        )


@pytest.fixture
def of_a_word(answer: dict[str, Any]) -> dict[str, Any]:
    """What the service says of a word that the story's answer has no card of."""
    told = copy.deepcopy(answer)
    card = told["cards"][1] | {
        "id": "Q33741",
        "label": "mercenary",
        "description": "soldier for pay",
        "mentions": ["x1"],
    }
    told["mentions"] = [
        {**told["mentions"][0], "id": "x1", "quote": {"exact": "sculptor", "prefix": "the ", "suffix": " O"}}
    ]
    return told | {"cards": [card], "alternatives": [], "connections": []}


def test_a_word_that_is_not_marked_gets_a_card_of_its_own(
    reader, service, site, story, explain, of_a_word, picture
) -> None:
    explain(reader, site.put("/story", story()))
    marked = reader.see("marked()")
    service.replies["/enrich"] = Reply(of_a_word)
    ask(reader, "sculptor")
    until(reader, f"isOpen('.card') && {LABEL} === 'mercenary'")
    picture(reader, "extension-who")
    sent = service.pages()[-1]
    assert "html" not in sent
    assert "the sculptor Odile Brankovic" in sent["text"]
    assert sent["published"].startswith("2023-01-20")
    assert sent["options"]["concepts"] is True
    assert "live" not in sent["options"]
    assert reader.see("marked()") == marked
    assert not reader.see("Boolean(find('.acts .not'))")
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    assert reader.errors() == []


def test_a_name_that_the_answer_has_is_told_without_asking(reader, service, site, story, explain, answer) -> None:
    answer["cards"][3]["shown"] = False
    explain(reader, site.put("/story", story()))
    assert "Vladimir Putin" not in reader.see("marked()")
    ask(reader, "Putin")
    until(reader, f"isOpen('.card') && {LABEL} === 'Vladimir Putin'")
    assert len(service.pages()) == 1


def test_what_nobody_knows_says_so_and_offers_to_ask_further(reader, service, site, story, explain, answer) -> None:
    explain(reader, site.put("/story", story()))
    service.replies["/enrich"] = Reply({**answer, "cards": [], "mentions": [], "connections": []})
    ask(reader, "quay")
    until(reader, "isOpen('.card') && find('.card').innerText.includes('No source here knows this name')")
    click_on(reader, ".live-ask")
    wait_for(lambda: service.pages()[-1]["options"].get("live") is True, "live sources, asked for")
    until(reader, "!find('.live-ask')")


def test_a_service_that_is_gone_leaves_a_card_that_says_that_nothing_is_known(
    reader, service, site, story, explain
) -> None:
    explain(reader, site.put("/story", story()))
    service.replies["/enrich"] = Reply({"detail": "Broken."}, 500)
    ask(reader, "quay")
    until(reader, "isOpen('.card') && find('.card').innerText.includes('No source here knows this name')")


def test_in_the_menu_of_a_page_that_is_not_explained_yet(allowed_everywhere, service, site, story) -> None:
    reader = allowed_everywhere
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", story()))
    assert reader.see(f"{SELECT}('Prigozhin')")
    [worker] = reader.context.service_workers
    worker.evaluate(
        "() => chrome.tabs.query({url: 'http://news.example/*'}).then(([tab]) =>"
        " chrome.contextMenus.onClicked.dispatch({menuItemId: 'who'}, tab))"
    )
    until(reader, f"isOpen('.card') && {LABEL} === 'Yevgeny Prigozhin'")
