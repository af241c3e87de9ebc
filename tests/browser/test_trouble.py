"""What the reader is told when something is wrong."""

from __future__ import annotations

import socket

import pytest

from tests.browser.local_sites import Reply
from tests.browser.readers import click_on, until, wait_for


def note(reader) -> str:
    until(reader, "isOpen('.note')")
    return reader.see("find('.note').innerText")


def problem(kind: str, status: int, detail: str) -> Reply:
    return Reply({"type": f"/problems/{kind}", "title": kind, "status": status, "detail": detail}, status)


@pytest.fixture
def click(service, site, story):
    def act(reader, address: str | None = None) -> None:
        address = address or service.address
        reader.store(service=address, token="right", agreed=address)
        reader.open(site.put("/story", story()))
        reader.click_toolbar()

    return act


def test_a_service_that_is_not_running(reader, click) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        click(reader, address)
        said = note(reader)
    assert "not running" in said
    assert address in said
    assert "backstory serve" in said
    wait_for(lambda: reader.badge() == "!", "! on the toolbar button")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (problem("not-paired", 401, "Give the token."), "pairing token"),
        (problem("not-an-article", 422, "Only 12 words."), "No story on this page"),
        (problem("invalid-request", 422, "html: is missing"), "html: is missing"),
        (problem("body-too-large", 413, "More than 5000000 bytes."), "too large"),
        (problem("out-of-time", 503, "Not ready in time."), "Not ready in time."),
        (problem("origin-refused", 403, "No allowed origin."), "turned this extension away"),
        (Reply("<h1>It works!</h1>"), "Something else answers"),
        (Reply({"hello": "world"}), "Something else answers"),
        (Reply({"cards": "none"}, 500), "Something else answers"),
    ],
    ids=lambda value: (
        value.body.get("type", "odd") if isinstance(value, Reply) and isinstance(value.body, dict) else ""
    ),
)
def test_the_service_refuses(chromium, service, click, reply, words) -> None:
    service.replies["/enrich"] = reply
    click(chromium)
    assert words in note(chromium)


def test_a_token_that_is_no_longer_the_right_one_in_each_browser(reader, service, click) -> None:
    service.replies["/enrich"] = problem("not-paired", 401, "Give the token.")
    click(reader)
    assert "does not know this browser" in note(reader)


def test_who_does_not_hold_the_token_gets_neither_token_nor_page(reader, service, click) -> None:
    """Another program may listen where the paired service did."""
    service.token = "another"
    click(reader)
    assert "does not know this browser" in note(reader)
    assert [one.path for one in service.asked] == ["/proof"]
    assert all("Authorization" not in one.headers for one in service.asked)
    service.token = "right"
    click_on(reader, ".note .primary")
    until(reader, "marks().length > 0")
    assert [one.path for one in service.asked] == ["/proof", "/proof", "/enrich"]


def test_half_an_emoji_on_the_page_costs_one_character(reader, service, site, story) -> None:
    reader.store(service=service.address, token="right", agreed=service.address)
    cut = "<script>addEventListener('load', () => document.body.append('Wings \\ud83d and \\ude01 waves'))</script>"
    reader.open(site.put("/story", story(head=cut)))
    until(reader, "document.body.textContent.includes('waves')")
    reader.click_toolbar()
    until(reader, "marks().length > 0")
    assert "Wings \ufffd and \ufffd waves" in service.pages()[0]["html"]


def test_trying_again_works_once_the_service_is_there(reader, service, click, answer) -> None:
    service.replies["/enrich"] = problem("out-of-time", 503, "Not ready in time.")
    click(reader)
    note(reader)
    service.replies["/enrich"] = Reply(answer)
    click_on(reader, ".note .primary")
    until(reader, "marks().length > 0")


def test_a_service_worker_stopped_while_it_waits(chromium, service, click, answer) -> None:
    service.replies["/enrich"] = Reply(answer, delay_s=1.5)
    click(chromium)
    wait_for(service.pages, "the page at the service")
    chromium.stop_background()
    until(chromium, "marks().length > 0")
    assert len(service.pages()) == 2


def test_a_service_worker_stopped_between_clicks(chromium, service, click) -> None:
    click(chromium)
    until(chromium, "marks().length > 0")
    chromium.stop_background()
    chromium.click_toolbar()
    until(chromium, "!root() && marks().length === 0")


def test_a_page_left_before_the_answer_came(reader, service, site, story, click, answer) -> None:
    service.replies["/enrich"] = Reply(answer, delay_s=0.5)
    click(reader)
    wait_for(service.pages, "the page at the service")
    reader.open(site.put("/other", "<title>Other</title><p>Another page."))
    with pytest.raises(AssertionError, match="in vain"):
        until(reader, "root() || marks().length", seconds=0.9)
    assert reader.badge() == ""


def test_the_number_on_the_button_goes_with_the_page(reader, site, click) -> None:
    click(reader)
    wait_for(lambda: reader.badge() == "5", "5 on the toolbar button")
    reader.open(site.put("/other", "<title>Other</title><p>Another page."))
    wait_for(lambda: reader.badge() == "", "nothing on the toolbar button")


def test_a_page_of_the_browser_itself_is_left_alone(chromium) -> None:
    chromium.open("chrome://version/")
    chromium.click_toolbar()
    wait_for(lambda: chromium.badge() == "!", "! on the toolbar button")
