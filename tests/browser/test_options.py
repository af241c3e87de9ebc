"""The options page: address, token, and whether they work."""

from __future__ import annotations

import json
import socket

import pytest

from tests.browser.local_sites import Reply
from tests.browser.readers import pair, press_on, until, wait_for


def test_a_service_that_works(reader, service) -> None:
    assert "It works: Backstory 0.1.0 with starter." in pair(reader, service.address + "/", "right")
    assert service.asked[-1].headers["Authorization"] == "Bearer right"
    wait_for(
        lambda: reader.stored() == {"service": service.address, "token": "right", "others": []},
        "what was filled in, stored",
    )
    assert reader.errors() == []


def test_a_service_that_knows_another_token(reader, service) -> None:
    service.replies["/version"].body["paired"] = False
    assert "does not know this browser" in pair(reader, service.address, "wrong")


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


def open_options(reader) -> None:
    reader.open_own("options/options.html")
    until(reader, "document.getElementById('service').value !== ''")


def fill_in(reader, field: str, value: str) -> None:
    reader.see(f"void (document.getElementById({json.dumps(field)}).value = {json.dumps(value)})")


def doctor_says(reader) -> tuple[str, list[str]]:
    """What stands in the status line once the doctor is done, and its findings."""
    until(reader, "!document.getElementById('findings').hidden && document.getElementById('status').className")
    findings = reader.see("[...document.querySelectorAll('#findings [role=img]')].map((one) => one.ariaLabel)")
    return reader.see("document.getElementById('status').textContent"), findings


def test_one_step_pairs(reader, service) -> None:
    open_options(reader)
    fill_in(reader, "link", f"{service.address}/#pair=right%2B")
    press_on(reader, "#pair")
    words, findings = doctor_says(reader)
    assert words == "It works: Backstory 0.1.0 with starter."
    assert findings == ["works"] * 5
    assert service.asked[-1].path == "/version"
    assert service.asked[-1].headers["Authorization"] == "Bearer right+"
    wait_for(lambda: reader.stored()["token"] == "right+", "the token, stored")
    assert reader.see("document.getElementById('link').value") == ""
    assert reader.errors() == []


def test_the_real_service_is_paired_with_what_it_prints(reader, real_service) -> None:
    open_options(reader)
    fill_in(reader, "link", real_service.link)
    press_on(reader, "#pair")
    words, findings = doctor_says(reader)
    assert words.startswith("It works: Backstory ")
    assert findings == ["works"] * 5


def test_what_is_no_pairing_link_changes_nothing(reader) -> None:
    open_options(reader)
    fill_in(reader, "link", "http://service.example/#pair=x")
    press_on(reader, "#pair")
    until(reader, "document.getElementById('status').textContent.startsWith('This is no pairing link')")
    assert reader.see("document.activeElement.id") == "link"
    assert reader.stored() == {}


def test_the_doctor_says_that_nothing_runs_there(reader, service) -> None:
    with socket.socket() as taken:  # bound, not listening: nothing answers there
        taken.bind(("127.0.0.1", 0))
        reader.store(service=f"http://127.0.0.1:{taken.getsockname()[1]}", token="right")
        open_options(reader)
        press_on(reader, "#doctor")
        words, findings = doctor_says(reader)
    assert "is not running" in words
    assert "backstory serve" in words
    assert findings == ["works", "does not work", "not looked at yet", "not looked at yet", "not looked at yet"]


@pytest.mark.parametrize(
    ("answer", "status", "title", "bad"),
    [
        ({"name": "backstory", "version": "0.0.3", "packs": ["p"], "paired": True}, 200, "too old", 2),
        ({"name": "backstory", "version": "0.1.0", "packs": ["p"], "paired": False}, 200, "does not know", 3),
        ({"type": "/problems/not-paired", "detail": "Give the token."}, 401, "does not know", 3),
        ({"type": "/problems/origin-refused", "detail": "no"}, 403, "turned this extension away", 3),
        ({"name": "backstory", "version": "0.1.0", "packs": [], "paired": True}, 200, "has no pack", 4),
    ],
)
def test_the_doctor_names_the_cause(chromium, service, answer, status, title, bad) -> None:
    service.replies["/version"] = Reply(answer, status)
    chromium.store(service=service.address, token="right")
    open_options(chromium)
    press_on(chromium, "#doctor")
    words, findings = doctor_says(chromium)
    assert title in words
    assert findings.index("does not work") == bad


def test_the_doctor_knows_when_the_browser_blocks_this_computer(chromium, service) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        chromium.store(service=f"http://127.0.0.1:{taken.getsockname()[1]}", token="right")
        session = chromium.context.browser.new_browser_cdp_session()
        permission = {"permission": {"name": "loopback-network"}, "origin": chromium.origin}
        session.send("Browser.setPermission", {**permission, "setting": "denied"})
        try:
            open_options(chromium)
            press_on(chromium, "#doctor")
            words, _ = doctor_says(chromium)
        finally:
            session.send("Browser.setPermission", {**permission, "setting": "prompt"})
            session.detach()
    assert "The browser keeps Backstory from this computer" in words


def test_the_doctor_names_a_permission_that_is_missing(chromium) -> None:
    chromium.store(service="https://backstory.example", token="right")
    open_options(chromium)
    press_on(chromium, "#doctor")
    words, findings = doctor_says(chromium)
    assert "may not reach its service" in words
    assert findings[0] == "does not work"


def test_several_services_are_kept_and_changed_at_a_click(reader, service) -> None:
    home = {"service": "http://127.0.0.1:1", "token": "home"}
    reader.store(**home)
    assert "It works" in pair(reader, service.address, "right")
    until(reader, "document.querySelector('#others li') !== null")
    assert reader.stored()["others"] == [home]
    press_on(reader, "#others li button")
    assert "is not running" in doctor_says(reader)[0]
    wait_for(lambda: reader.stored()["service"] == home["service"], "the other service, in use")
    assert reader.stored()["others"] == [{"service": service.address, "token": "right"}]


def test_sites_that_are_never_sent_unasked(reader) -> None:
    open_options(reader)
    fill_in(reader, "host", "https://Bank.example/login")
    press_on(reader, "#exclude button")
    until(reader, "document.querySelector('#excluded li')?.innerText.includes('bank.example')")
    assert reader.stored()["excluded"] == ["bank.example"]
    press_on(reader, "#excluded li button")
    until(reader, "document.querySelector('#excluded li') === null")
    assert reader.stored()["excluded"] == []


def test_the_token_is_shown_only_on_demand(reader) -> None:
    open_options(reader)
    reader.see("void (document.getElementById('by-hand').open = true)")
    assert reader.see("document.getElementById('token').type") == "password"
    press_on(reader, "#show")
    assert reader.see("document.getElementById('token').type") == "text"


def test_the_browser_takes_the_manifest_as_it_is_meant(chromium) -> None:
    chromium.open_own("options/options.html")
    assert chromium.origin == "chrome-extension://kgkegoefpccjhjmclllmmlgjjbofjkfe"  # the service allows this origin
    commands = chromium.page.evaluate("() => chrome.commands.getAll()")
    assert {one["name"]: one["shortcut"] for one in commands} == {
        "_execute_action": "Alt+Shift+K",
        "panel": "Alt+Shift+L",
        "next": "Alt+Shift+Y",
        "previous": "Alt+Shift+H",
    }
    hosts = chromium.page.evaluate("() => chrome.permissions.getAll()")["origins"]
    assert set(hosts) == {"http://127.0.0.1/*", "http://localhost/*", "http://[::1]/*"}


def test_a_hostile_service_changes_nothing_but_words(chromium, service) -> None:
    markup = "<img src=x onerror=alert(1)><b>bold</b>"
    service.replies["/version"] = Reply(
        {"name": "backstory", "version": "9.9.9", "packs": [{"name": f"{markup}\u202e"}] * 10_000, "paired": True}
    )
    chromium.store(service=service.address, token="right")
    open_options(chromium)
    press_on(chromium, "#doctor")
    words, _ = doctor_says(chromium)
    assert markup in words
    assert "\u202e" not in words
    assert len(words) < 10_000
    assert chromium.see("document.querySelectorAll('section :is(img, b, script)').length") == 0
    service.replies["/version"] = Reply({"detail": f"{markup}\u2066"}, 500)
    press_on(chromium, "#doctor")
    until(chromium, "document.getElementById('status').className === 'bad'")
    assert markup in chromium.see("document.getElementById('status').textContent")
    assert chromium.see("document.querySelectorAll('section :is(img, b, script)').length") == 0
