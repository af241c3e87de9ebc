"""Open shadow roots and frames of the page's own origin: their words are sent, marked and explained like all others."""

from __future__ import annotations

import pytest

from tests.browser.readers import until

HOST = """<script>
customElements.define("news-body", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML = document.getElementById("template").innerHTML;
  }
});
</script>"""


@pytest.fixture
def in_shadow(story):
    """The story, drawn by a custom element: its paragraphs in an open shadow root, its headline in a slot."""

    def build(**more: str) -> str:
        page = story(**more)
        paragraphs = page[page.index("</h1>") + 5 : page.index("</article>")]
        shadow = f'<template id="template"><slot></slot><div>{paragraphs}</div></template><news-body>'
        return page.replace("<article>", f"<article>{shadow}").replace(
            paragraphs + "</article>", f"</news-body></article>{HOST}"
        )

    return build


@pytest.fixture
def in_frame(site, story):
    def build(**more: str) -> str:
        framed = site.put("/framed", story())
        style = "width: 800px; height: 500px; margin-left: 60px; border: 5px solid"
        frame = f'<iframe src="{framed}" style="{style}"></iframe>'
        page = story(**more)
        return page[: page.index("<main>")] + f"<main><h1>Framed</h1>{frame}</main></body></html>"

    return build


SHADOW = "document.querySelector('news-body').shadowRoot"


def test_a_story_in_a_shadow_root_is_sent_and_marked(reader, service, site, explain, in_shadow) -> None:
    explain(reader, site.put("/story", in_shadow()))
    sent = service.pages()[0]["html"]
    assert "Its owner, Yevgeny Prigozhin" in sent
    assert sent.index("<h1>") < sent.index("Its owner")
    assert len(reader.see("marked()")) == 5
    assert reader.see(f"marks().every((one) => one.startContainer.getRootNode() === {SHADOW})")


def test_a_mark_in_a_shadow_root_is_seen_and_opens_its_card(reader, site, explain, in_shadow, picture) -> None:
    explain(reader, site.put("/story", in_shadow()))
    place = reader.see("centre('Yevgeny Prigozhin')")
    reader.move_to(**place)
    until(reader, "isOpen('.card')")
    picture(reader, "extension-shadow")
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    reader.click_at(**place)
    until(reader, "find('#card-label')?.textContent === 'Yevgeny Prigozhin'")
    colour = "getComputedStyle(marks()[0].startContainer.parentElement, '::highlight(backstory-name)').backgroundColor"
    assert reader.see(colour) == "rgba(214, 152, 52, 0.1)"


def test_a_shadow_root_that_renders_again_keeps_its_marks(reader, site, explain, in_shadow) -> None:
    explain(reader, site.put("/story", in_shadow()))
    reader.see(f"void ({SHADOW}.innerHTML = {SHADOW}.innerHTML)")
    until(reader, "marked().length === 5 && marks().every((one) => one.startContainer.isConnected && String(one))")


FRAME_MARKS = "[...(frames[0].CSS.highlights.get('backstory-name') ?? [])]"


def test_a_story_in_a_frame_of_the_page_is_sent_and_marked(reader, service, site, in_frame, picture) -> None:
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", in_frame()))
    until(reader, "frames[0].document.readyState === 'complete'")
    reader.click_toolbar()
    until(reader, f"{FRAME_MARKS}.length === 5")
    assert "Its owner, Yevgeny Prigozhin" in service.pages()[0]["html"]
    place = reader.see(
        "((range, frame) => ((r, f) => ({ x: Math.round(f.left + frame.clientLeft + r.left + 10),"
        " y: Math.round(f.top + frame.clientTop + r.top + 5) }))"
        "(range.getBoundingClientRect(), frame.getBoundingClientRect()))"
        f"({FRAME_MARKS}.find((one) => String(one) === 'Yevgeny Prigozhin'), document.querySelector('iframe'))"
    )
    reader.move_to(**place)
    until(reader, "isOpen('.card')")
    picture(reader, "extension-frame")
    box = reader.see("find('.card').getBoundingClientRect().toJSON()")
    assert box["top"] - place["y"] < 40
    assert abs(box["left"] - place["x"]) < 20
    reader.click_at(**place)
    until(reader, "root().activeElement?.classList[0] === 'card'")
    reader.press("Escape")
    until(reader, "!isOpen('.card')")
    colour = f"frames[0].getComputedStyle({FRAME_MARKS}[0].startContainer.parentElement, '::highlight(backstory-name)')"
    assert reader.see(f"{colour}.backgroundColor") == "rgba(214, 152, 52, 0.1)"


def test_a_frame_that_goes_on_to_another_page_gives_up_its_marks(reader, service, site, in_frame) -> None:
    reader.store(service=service.address, token="right", agreed=service.address)
    reader.open(site.put("/story", in_frame()))
    until(reader, "frames[0].document.readyState === 'complete'")
    reader.click_toolbar()
    until(reader, f"{FRAME_MARKS}.length === 5")
    other = site.put("/elsewhere", "<p>Nothing of the story, but Yevgeny Prigozhin, also paid for the bridge.")
    reader.see(f"void (frames[0].location.href = '{other}')")
    until(
        reader,
        f"frames[0].document.readyState === 'complete' && {FRAME_MARKS}.map(String).join() === 'Yevgeny Prigozhin'",
    )
    colour = f"frames[0].getComputedStyle({FRAME_MARKS}[0].startContainer.parentElement, '::highlight(backstory-name)')"
    until(reader, f"{colour}.backgroundColor === 'rgba(214, 152, 52, 0.1)'")
    reader.click_toolbar()
    until(reader, f"!root() && {FRAME_MARKS}.length === 0")
