from __future__ import annotations

import pytest

from backstory.formats.view_wording import percent, plain, web_address


def test_confidence_is_never_said_to_be_total() -> None:
    assert (percent(0.9999), percent(0.0), percent(0.874)) == ("99 %", "1 %", "87 %")


def test_control_characters_and_open_overrides_are_dropped() -> None:
    assert plain("a\x1b[31mb\x07 \u202ec\u2067d\n\te\u200f") == "a[31mb cd e\u200f"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.example",
        "/path",
        "https://",
        "http://[",
        "",
        None,
        "https://a\nb",
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://news.example/ä?b=c#d") == "https://news.example/ä?b=c#d"
