"""Twelve kinds of pages, explained by the real service in real browsers: marks, cards, the page untouched."""

from __future__ import annotations

import json

import pytest

from tests.browser.kinds import OUTSIDE, kinds
from tests.browser.readers import until, wait_for

# Where a mark is in the page's window; its frame may have one of its own.
PLACE = """(({ marks }, text) => {
  const range = marks.find((one) => String(one) === text);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  const { x, y, width, height } = range.getClientRects()[0];
  const frame = range.startContainer.ownerDocument.defaultView.frameElement;
  const box = frame?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return {
    x: Math.round(box.left + (frame?.clientLeft ?? 0) + x + width / 2),
    y: Math.round(box.top + (frame?.clientTop ?? 0) + y + height / 2),
  };
})"""


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_page_of_this_kind(name, reader, site, real_service, picture) -> None:
    kind = kinds()[name]
    for path, html in kind.files.items():
        site.put(path, html)
    reader.store(service=real_service.address, token=real_service.token, agreed=real_service.address, level=1)
    reader.open(site.put("/story", kind.html, **kind.headers))
    until(reader, kind.ready)
    until(reader, "document.readyState === 'complete'")
    reader.click_toolbar()
    if kind.opened is None:
        until(reader, "isOpen('.note')")
        assert "No story on this page" in reader.see("find('.note').innerText")
        assert reader.see("marks().length") == 0
    else:
        _is_explained(kind, reader)
        picture(reader, f"kind-{name.replace(' ', '-')}")
    reader.press("Escape")
    reader.click_toolbar() if kind.opened else None
    until(reader, "!root()")
    assert reader.see("window.seen ?? []") == []
    assert reader.errors() == []


def _is_explained(kind, reader) -> None:
    marked = f"{kind.marks}.map(String)"
    until(reader, f"{json.dumps(sorted(kind.marked))}.every((one) => {marked}.includes(one))")
    assert not OUTSIDE & set(reader.see(marked))
    if kind.changes:
        reader.see(kind.changes)
        until(reader, f"{json.dumps(sorted(kind.marked))}.every((one) => {marked}.includes(one))")
    place = PLACE + f"({{ marks: {kind.marks} }}, {json.dumps(kind.opened)})"
    wait_for(lambda: _opens(reader, place), f"the card of {kind.opened}")
    assert reader.see("find('#card-label').textContent") == kind.opened
    beats = reader.see("window.beats ?? null")
    if beats is not None:
        until(reader, f"window.beats > {beats}")


def _opens(reader, place: str) -> bool:
    """A page that moves under the pointer may need a second click."""
    reader.click_at(**reader.see(place))
    try:
        return bool(until(reader, "isOpen('.card')", seconds=1))
    except AssertionError:
        return False
