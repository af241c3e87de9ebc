"""The options page: address, token, and whether they work."""

from __future__ import annotations

import pytest

from tests.browser.local_sites import Reply
from tests.browser.readers import pair, wait_for


def test_a_service_that_works(reader, service) -> None:
    assert "It works: Backstory 0.1.0 with starter." in pair(reader, service.address + "/", "right")
    assert service.asked[-1].headers["Authorization"] == "Bearer right"
    wait_for(lambda: reader.stored() == {"service": service.address, "token": "right"}, "what was filled in, stored")
    assert reader.errors() == []


def test_a_service_that_knows_another_token(reader, service) -> None:
    service.replies["/version"].body["paired"] = False
    assert "the pairing token is not its own" in pair(reader, service.address, "wrong")


def test_something_else_at_the_address(reader, service) -> None:
    service.replies["/version"] = Reply({"name": "printer"})
    assert "Something else answers" in pair(reader, service.address, "")


@pytest.mark.parametrize(
    "address", ["http://service.example", "ftp://127.0.0.1", "http://127.0.0.1.evil.example", "javascript:alert(1)"]
)
def test_an_address_that_no_page_may_go_to(reader, address) -> None:
    assert "no address that a page may be sent to" in pair(reader, address, "")
    assert reader.stored() == {}
    assert reader.see("document.activeElement.id") == "service"


def test_the_token_is_shown_only_on_demand(reader) -> None:
    reader.open_own("options/options.html")
    assert reader.see("document.getElementById('token').type") == "password"
    reader.click_at(**reader.see("middle(document.getElementById('show'))"))
    assert reader.see("document.getElementById('token').type") == "text"


def test_the_browser_takes_the_manifest_as_it_is_meant(chromium) -> None:
    chromium.open_own("options/options.html")
    assert chromium.origin == "chrome-extension://kgkegoefpccjhjmclllmmlgjjbofjkfe"  # the service allows this origin
    commands = chromium.page.evaluate("() => chrome.commands.getAll()")
    assert [(one["name"], one["shortcut"]) for one in commands] == [("_execute_action", "Alt+Shift+K")]
    hosts = chromium.page.evaluate("() => chrome.permissions.getAll()")["origins"]
    assert set(hosts) == {"http://127.0.0.1/*", "http://localhost/*", "http://[::1]/*"}
